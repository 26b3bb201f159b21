"""Who has looked at a child's record: shown to everyone who sees the whole of it."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from audit.visibility import reads_of
from cases.web import open_child

PAGE = 50


@require_safe
def looked(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Everyone who was shown the child, when, on which page and with what reason."""
    opened = open_child(request, pk, narrative=True)
    page = Paginator(reads_of(opened.child.pk), PAGE).get_page(request.GET.get("page"))
    return TemplateResponse(
        request, "cases/looked.html", {"opened": opened, "child": opened.child, "page": page}
    )
