"""A page with one form about one child: every small recording page is one of these."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from cases.web import Opened


def form_page(
    request: HttpRequest,
    opened: Opened,
    form: forms.BaseForm,
    *,
    title: str,
    back: str,
    button: str = "Save",
    says: str = "",
    warns: str = "",
    **more: Any,
) -> HttpResponse:
    """The page of `form`. `title` is its heading and holds no name; `says` stands under it.

    `warns` is what may go wrong, shown before the button. `back` is the address the back link
    leads to.
    """
    return TemplateResponse(
        request,
        "cases/form_page.html",
        {
            "opened": opened,
            "form": form,
            "title": title,
            "back": back,
            "button": button,
            "says": says,
            "warns": warns,
            **more,
        },
    )
