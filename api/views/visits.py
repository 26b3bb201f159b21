"""Visits to a child: read as on the pages, recorded through the same action."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers.problems import answers
from api.serializers.visits import IdempotencyKey, ReportSerializer, VisitSerializer
from cases.web import Opened, open_child
from people.refusal import require
from visits import actions, visibility
from visits.entry import Entry
from visits.models import Visit, VisitorRole
from visits.permissions import may_record_visit
from visits.report import Report, Step

KEY = "Idempotency-Key"
NOT_THEIRS = "An action is for you, a worker of the child, their manager, or the home by name."


class Visits(GenericAPIView[Visit]):
    """The visits of one child."""

    serializer_class = VisitSerializer

    @extend_schema(
        summary="Visits to a child, the newest first",
        responses=answers(VisitSerializer(many=True), 404),
    )
    def get(self, request: Request, pk: uuid.UUID) -> Response:
        """Visits made and tried, by their latest versions; what was written, if you may read it."""
        opened = open_child(request, pk)
        who = opened.viewer
        found = visibility.standing_visits(who.stand, on=who.on, at=who.at)
        found = found.filter(child=opened.child).select_related("visitor", "home")
        page = self.paginate_queryset(found.order_by("-on", "-recorded_at", "pk")) or []
        rows = [_row(visit, opened) for visit in page]
        return self.get_paginated_response(VisitSerializer(rows, many=True).data)

    @extend_schema(
        summary="Record a visit",
        parameters=[
            OpenApiParameter(
                KEY,
                OpenApiTypes.UUID,
                OpenApiParameter.HEADER,
                required=True,
                description="New for each visit; sent again, it gives the visit it made before",
            )
        ],
        request=ReportSerializer,
        responses=answers(VisitSerializer(), 400, 403, 404, 413, 415, status=201),
    )
    def post(self, request: Request, pk: uuid.UUID) -> Response:
        """You made, or tried, a visit. The duties it answers are met at once."""
        opened = open_child(request, pk)
        who = opened.viewer
        require(may_record_visit(who.stand, opened.child, on=who.on, at=who.at))
        key = _key(request)
        sent = ReportSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        said = sent.validated_data
        steps = _steps(said.pop("steps"), opened)
        visit = actions.record(
            child=opened.child,
            report=Report(**said | {"role": VisitorRole(said["role"])}),
            steps=steps,
            by=who.user,
            on=who.on,
            at=who.at,
            key=key,
        )
        return Response(VisitSerializer(_row(visit, opened)).data, status=201)


def _key(request: Request) -> uuid.UUID:
    given = request.headers.get(KEY)
    header = IdempotencyKey(data={} if given is None else {"key": given})
    if not header.is_valid():
        raise ValidationError({KEY: [str(one) for one in header.errors["key"]]})
    key: uuid.UUID = header.validated_data["key"]
    return key


def _steps(rows: list[dict[str, Any]], opened: Opened) -> list[Step]:
    """The actions that follow, each worker one of those the page would offer."""
    workers = {worker.pk: worker for worker in Entry(opened, None).workers} if rows else {}
    if any(row["worker"] and row["worker"] not in workers for row in rows):
        raise ValidationError({"steps": NOT_THEIRS})
    return [Step(**row | {"worker": workers.get(row["worker"])}) for row in rows]


def _row(visit: Visit, opened: Opened) -> dict[str, Any]:
    wrote = opened.viewer.user.pk in (visit.visitor_id, visit.recorded_by_id)
    fields = (
        "id", "on", "at", "visitor", "role", "home", "seen", "alone", "purposeful", "announced",
        "minutes", "late", "recorded_at",
    )  # fmt: skip
    # As visits.permissions.may_read_visit decides for one; the child's sight is known already.
    account = visit if opened.narrative or wrote else None
    return {name: getattr(visit, name) for name in fields} | {"account": account}
