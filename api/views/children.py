"""Children the person asking may see."""

from __future__ import annotations

import uuid
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.serializers.children import ChildDetailSerializer, ChildSerializer
from api.serializers.problems import answers
from api.sights import sights
from audit.reads import disclose
from cases import header, visibility
from cases.models import Child
from cases.web import open_child, viewer
from people.roles import Sight


class Children(GenericAPIView[Child]):
    """Children you may see."""

    serializer_class = ChildSerializer

    @extend_schema(
        summary="Children you may see, by name",
        responses=answers(ChildSerializer(many=True), 404),
    )
    def get(self, request: Request) -> Response:
        """Every child you may see today, in pages."""
        who = viewer(request)
        found = visibility.children(who.stand, on=who.on, at=who.at).select_related("team")
        page = self.paginate_queryset(found.order_by("family_name", "given_name", "pk")) or []
        shown = [child.pk for child in page]
        disclose(request, shown)
        sight = sights(who, shown)
        rows = [_row(child, sight[child.pk]) for child in page]
        return self.get_paginated_response(ChildSerializer(rows, many=True).data)


class OneChild(APIView):
    """One child."""

    @extend_schema(summary="One child", responses=answers(ChildDetailSerializer, 404))
    def get(self, request: Request, pk: uuid.UUID) -> Response:
        """What stands at the head of the child's page."""
        opened = open_child(request, pk)
        row = _row(opened.child, opened.sight) | {
            "facts": header.lines(opened.child, on=opened.viewer.on),
            "own_words": (opened.child.own_words or None) if opened.narrative else None,
        }
        return Response(ChildDetailSerializer(row).data)


def _row(child: Child, sight: Sight) -> dict[str, Any]:
    return {
        "id": child.pk,
        "name": child.name,
        "born_on": child.born_on,
        "expected_on": child.expected_on,
        "team": child.team,
        "sight": sight.value,
    }
