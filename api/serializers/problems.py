"""The shape of every refusal."""

from typing import Any

from rest_framework import serializers

from api.problems import PROBLEM_JSON


class Problem(serializers.Serializer[Any]):
    """What is wrong, in one sentence; by field where something that was sent is."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField(required=False, help_text="A refusal's own code, for programs")
    errors = serializers.DictField(  # type: ignore[assignment]
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text="By field; what is about no single field stands under the empty name",
    )


def answers(
    well: serializers.BaseSerializer[Any] | type[serializers.BaseSerializer[Any]],
    *refusals: int,
    status: int = 200,
) -> dict[tuple[int, str], Any]:
    """What an address answers, for the documentation: `well` with `status`, and these refusals
    beside the two that every address may give."""
    refused = {(one, PROBLEM_JSON): Problem for one in (401, *refusals, 429)}
    return {(status, "application/json"): well, **refused}
