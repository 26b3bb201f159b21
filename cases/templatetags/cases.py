"""The head of every page of a child."""

from __future__ import annotations

from typing import Any

from django import template
from django.db import models
from django.urls import reverse

from cases import header
from cases.holdings import REFILABLE
from cases.permissions import may_record
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


@register.inclusion_tag("cases/_refile.html", takes_context=True)
def refile(
    context: dict[str, Any], opened: Opened, record: models.Model, about: str = ""
) -> dict[str, Any]:
    """The way to move a record that is about another child, for those who may.

    `about` tells several on a page apart. A page that knows `may_record` already hands it over.
    """
    label, who = record._meta.label, opened.viewer
    may = context.get("may_record")
    if may is None:
        may = may_record(who.stand, opened.child, on=who.on, at=who.at)
    known = label in REFILABLE
    return {"may": known and bool(may), "child": opened.child, "label": label, "record": record,
            "about": about}  # fmt: skip
