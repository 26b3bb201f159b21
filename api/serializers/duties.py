"""What is due, to whom, by when, and why."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from duties.models import Duty


class DutyQuery(serializers.Serializer[Any]):
    """Which asks are listed."""

    mine = serializers.BooleanField(
        default=False, help_text="Only what falls to you today, by allocation, cover or your tray"
    )
    state = serializers.ChoiceField(
        choices=["open", "due_soon", "overdue"],
        default="open",
        help_text="open: everything not done; due_soon: due within seven days; overdue: too late",
    )
    child = serializers.UUIDField(required=False, help_text="Only what is owed to this child")


class ChildNameSerializer(serializers.Serializer[Any]):
    """Which child it is about."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class OwnerSerializer(serializers.Serializer[Any]):
    """Who it falls to today, and how, when it is not by allocation."""

    id = serializers.UUIDField(allow_null=True)
    name = serializers.CharField()
    how = serializers.CharField(allow_blank=True)


class SourceSerializer(serializers.Serializer[Any]):
    """A rule that asks for it."""

    rule = serializers.CharField()
    title = serializers.CharField()
    nature = serializers.ChoiceField(choices=Duty.Nature.choices)
    source = serializers.CharField(help_text="Where the rule stands")  # type: ignore[assignment]
    due_on = serializers.DateField(allow_null=True)


class AskSerializer(serializers.Serializer[Any]):
    """One thing to be done. Several rules may ask for it: the earliest speaks for them."""

    id = serializers.UUIDField()
    child = ChildNameSerializer()
    title = serializers.CharField()
    due_on = serializers.DateField(allow_null=True, help_text="The last day in time")
    due_at = serializers.DateTimeField(allow_null=True, help_text="Where hours matter")
    overdue = serializers.BooleanField()
    due_soon = serializers.BooleanField()
    nature = serializers.ChoiceField(
        choices=Duty.Nature.choices, help_text="Law, or local standard"
    )
    source = serializers.CharField(help_text="Where the rule stands")  # type: ignore[assignment]
    sources = SourceSerializer(many=True, help_text="Every rule that asks for it, itself included")
    owner = OwnerSerializer()


class WhySerializer(serializers.Serializer[Any]):
    """Why this date: the rule, its source, the facts and the arithmetic."""

    id = serializers.UUIDField()
    title = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    state = serializers.ChoiceField(choices=Duty.State.choices)
    rule = serializers.CharField()
    nature = serializers.ChoiceField(choices=Duty.Nature.choices)
    source = serializers.CharField()  # type: ignore[assignment]
    evidence = serializers.CharField(allow_blank=True, help_text="How sure we are of the source")
    steps = serializers.ListField(child=serializers.CharField())
