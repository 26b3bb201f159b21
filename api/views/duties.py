"""What is due: the same asks as on every page, from the same queryset."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import APIException
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.serializers.duties import AskSerializer, DutyQuery, WhySerializer
from api.serializers.problems import answers
from audit.reads import disclose
from cases.visibility import children
from cases.web import Viewer, viewer
from duties import asks
from duties.explain import explain
from duties.models import Duty
from duties.owners import owned_by, owners
from duties.rules import rule
from duties.visibility import duties


class Moving(APIException):
    """The record changed while the question was asked."""

    status_code = 409
    default_detail = "The record has just changed and this is about to be withdrawn: ask again."
    default_code = "moving"


class Duties(GenericAPIView[Duty]):
    """What is due."""

    serializer_class = AskSerializer

    @extend_schema(
        summary="What is due, the most urgent first",
        parameters=[DutyQuery],
        responses=answers(AskSerializer(many=True), 400, 404),
    )
    def get(self, request: Request) -> Response:
        """Everything not done that is yours, or owed to a child you may see."""
        asked = DutyQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        who = viewer(request)
        page = self.paginate_queryset(_found(who, **asked.validated_data)) or []
        disclose(request, {duty.subject_id for duty in page})
        return self.get_paginated_response(AskSerializer(_rows(page, who), many=True).data)


def _found(
    who: Viewer, *, mine: bool, state: str, child: uuid.UUID | None = None
) -> QuerySet[Duty]:
    among = (owned_by if mine else duties)(who.stand, on=who.on, at=who.at)
    if child is not None:
        if not children(who.stand, on=who.on, at=who.at).filter(pk=child).exists():
            raise Http404
        among = among.filter(subject=child)
    found = asks.asks(among).select_related("subject__child")
    if state == "overdue":
        return asks.overdue(found, at=who.at)
    if state == "due_soon":
        return asks.due_soon(found, at=who.at, on=who.on)
    return found


def _rows(page: Sequence[Duty], who: Viewer) -> list[dict[str, Any]]:
    shown = Duty.objects.filter(pk__in=[duty.pk for duty in page])
    overdue = set(asks.overdue(shown, at=who.at).values_list("pk", flat=True))
    soon = set(asks.due_soon(shown, at=who.at, on=who.on).values_list("pk", flat=True))
    behind = asks.sources(page)
    owner = owners(page, on=who.on)
    return [
        {
            "id": duty.pk,
            "child": duty.subject.child,
            "title": duty.title,
            "due_on": duty.due_on,
            "due_at": duty.due_at,
            "overdue": duty.pk in overdue,
            "due_soon": duty.pk in soon,
            "nature": duty.nature,
            "source": _source(duty),
            "sources": [_source_row(one) for one in behind[duty.pk]],
            "owner": {
                "id": owner[duty.pk].user,
                "name": owner[duty.pk].name,
                "how": owner[duty.pk].how,
            },
        }
        for duty in page
    ]


def _source_row(duty: Duty) -> dict[str, Any]:
    return {
        "rule": duty.rule,
        "title": duty.title,
        "nature": duty.nature,
        "source": _source(duty),
        "due_on": duty.due_on,
    }


def _source(duty: Duty) -> str:
    found = rule(duty.rule)
    return found.source if found else ""


class Why(APIView):
    """Why a date is what it is."""

    @extend_schema(summary="Why this date", responses=answers(WhySerializer, 404, 409))
    def get(self, request: Request, pk: uuid.UUID) -> Response:
        """The rule, its source, the facts and the arithmetic, worked out afresh."""
        who = viewer(request)
        seen = duties(who.stand, on=who.on, at=who.at)
        duty = get_object_or_404(seen.select_related("subject"), pk=pk)
        disclose(request, [duty.subject_id])
        explained = explain(duty, today=who.on)
        if explained is None:
            raise Moving
        row = {
            "id": duty.pk,
            "title": duty.title,
            "due_on": duty.due_on,
            "state": duty.state,
            "rule": duty.rule,
            "nature": duty.nature,
            "source": explained.owed.source,
            "evidence": explained.evidence,
            "steps": explained.steps,
        }
        return Response(WhySerializer(row).data)
