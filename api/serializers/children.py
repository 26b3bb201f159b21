"""Children, as far as the person asking may see them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from people.roles import Sight


class TeamSerializer(serializers.Serializer[Any]):
    """The team that answers for a child."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class ChildSerializer(serializers.Serializer[Any]):
    """A child you may see. `sight` says how much: the whole record, the part about their home,
    or name and dates only."""

    id = serializers.UUIDField()
    name = serializers.CharField(help_text="As staff call the child")
    born_on = serializers.DateField(allow_null=True)
    expected_on = serializers.DateField(allow_null=True, help_text="Of a child not born yet")
    team = TeamSerializer()
    sight = serializers.ChoiceField(choices=[one.value for one in Sight])


class FactSerializer(serializers.Serializer[Any]):
    """One line of the head of a child's page."""

    name = serializers.CharField(source="label")
    value = serializers.CharField()
    warn = serializers.BooleanField(help_text="Somebody has to see to it")


class ChildDetailSerializer(ChildSerializer):
    """A child with what stands at the head of their page."""

    facts = FactSerializer(many=True)
    own_words = serializers.CharField(
        allow_null=True, help_text="What the child says about themselves; whole record only"
    )
