"""Visits: what everybody who sees the child may know of one, and its account."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from visits.forms.visit import MOST_ACTIONS
from visits.models import Visit, VisitorRole

MINUTES_OF_A_DAY = 24 * 60


class PersonSerializer(serializers.Serializer[Any]):
    """A colleague."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class HomeSerializer(serializers.Serializer[Any]):
    """A home."""

    id = serializers.UUIDField()
    name = serializers.CharField()


def _text(longest: int | None = None) -> serializers.CharField:
    return serializers.CharField(default="", allow_blank=True, max_length=longest)


class AccountSerializer(serializers.Serializer[Any]):
    """What somebody says of a visit. The child's own words stand apart from theirs."""

    elsewhere = _text(160)
    present = _text(300)
    not_seen_reason = _text(300)
    not_alone_reason = _text(300)
    bedroom_seen = serializers.BooleanField(allow_null=True, default=None)
    where_sleeps = _text()
    child_words = _text()
    worker_saw = _text()
    triangulation = _text()
    judgement = serializers.ChoiceField(
        choices=Visit.Judgement.choices, allow_blank=True, default=""
    )
    steps_agreed = _text()


class VisitSerializer(serializers.Serializer[Any]):
    """A visit, by its latest version. `account` is null for who sees names and dates only."""

    id = serializers.UUIDField()
    on = serializers.DateField()
    time = serializers.TimeField(source="at", allow_null=True)
    visitor = PersonSerializer()
    role = serializers.ChoiceField(choices=VisitorRole.choices)
    home = HomeSerializer(allow_null=True)
    seen = serializers.BooleanField(help_text="False is an attempt, and answers no duty")
    alone = serializers.BooleanField()
    purposeful = serializers.BooleanField()
    announced = serializers.BooleanField()
    minutes = serializers.IntegerField(allow_null=True)
    late = serializers.BooleanField(help_text="Recorded more than 48 hours after it")
    recorded_at = serializers.DateTimeField()
    account = AccountSerializer(allow_null=True)


class StepSerializer(serializers.Serializer[Any]):
    """Something to be done: by a colleague, or by somebody at the home by name."""

    what = serializers.CharField(max_length=300)
    due_on = serializers.DateField()
    worker = serializers.UUIDField(allow_null=True, default=None)
    provider_name = _text(120)


class ReportSerializer(AccountSerializer):
    """A visit to be recorded. Without `home`, where the child lived that day."""

    on = serializers.DateField()
    time = serializers.TimeField(allow_null=True, default=None)
    role = serializers.ChoiceField(choices=VisitorRole.choices, help_text="As what you visited")
    home = serializers.UUIDField(allow_null=True, default=None)
    seen = serializers.BooleanField()
    alone = serializers.BooleanField(default=False)
    purposeful = serializers.BooleanField(default=False)
    announced = serializers.BooleanField(default=True)
    minutes = serializers.IntegerField(
        allow_null=True, default=None, min_value=1, max_value=MINUTES_OF_A_DAY
    )
    tell_manager = serializers.BooleanField(default=False)
    steps = serializers.ListField(child=StepSerializer(), default=list, max_length=MOST_ACTIONS)


class IdempotencyKey(serializers.Serializer[Any]):
    """The header that makes what is sent twice recorded once."""

    key = serializers.UUIDField(error_messages={"required": "Send one, new for each visit."})
