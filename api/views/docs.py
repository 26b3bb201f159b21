"""The page that documents the API."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from api.reference import operations


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Every address, what it takes and what it answers. Drawn by us: no script, so no policy to
    loosen."""
    return TemplateResponse(
        request,
        "api/docs.html",
        {"operations": operations(), "origin": request.build_absolute_uri("/").rstrip("/")},
    )
