"""The head of every page of a child."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from cases import header
from cases.tabs import tabs
from cases.web import Opened

register = template.Library()


@register.inclusion_tag("cases/header.html", takes_context=True)
def child_header(context: dict[str, Any], opened: Opened) -> dict[str, Any]:
    """Name, facts, and the pages of the child offered to this viewer; the current one marked."""
    match = context["request"].resolver_match
    child = opened.child
    items = [
        {
            "text": tab.text,
            "href": reverse(tab.url_name, args=[child.pk]),
            "current": bool(match) and match.view_name == tab.url_name,
        }
        for tab in tabs(opened.sight)
    ]
    return {
        "child": child,
        "lines": header.lines(child, on=opened.viewer.on),
        "items": items,
    }
