"""Help, privacy and accessibility: true of this product, and open to everyone."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse


@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "desk/help.html")


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "desk/accessibility.html")


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "desk/privacy.html")
