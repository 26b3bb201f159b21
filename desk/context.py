"""The main menu: what this person's roles open, and where they are."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from cases.web import viewer
from look.pieces import NavItem
from people.models import User
from people.roles import RULES, Role, Sight
from people.standing import Standing

SEES_HOMES = frozenset(
    role for role, rule in RULES.items() if rule.sight in (Sight.FULL, Sight.PLACEMENT)
)


@dataclass(frozen=True)
class Entry:
    """One entry of the menu: `rooms` are the starts of addresses under it."""

    text: str
    url_name: str
    roles: frozenset[Role] | None = None
    manages: bool = False

    def open_to(self, stand: Standing) -> bool:
        if self.manages:
            return bool(stand.managed_teams)
        return self.roles is None or not stand.roles.isdisjoint(self.roles)


MENU = (
    Entry("My work", "desk:my_work"),
    Entry("Find a child", "desk:find"),
    Entry("Handovers", "handovers:mine", frozenset({Role.SOCIAL_WORKER, Role.PERSONAL_ADVISER})),
    Entry("My teams", "desk:teams", manages=True),
    Entry("Without an IRO", "cases:without_iro", frozenset({Role.IRO_MANAGER})),
    Entry("Homes", "placements:homes", SEES_HOMES),
    Entry("Imports", "returns:index", frozenset({Role.RETURNS_OFFICER, Role.ADMINISTRATOR})),
    Entry("Shift", "cases:shift", frozenset({Role.OUT_OF_HOURS})),
    Entry("Audit", "audit:looked", frozenset({Role.AUDITOR})),
    Entry("People", "people:people", frozenset({Role.ADMINISTRATOR})),
    Entry("Rules", "duties:packs", frozenset({Role.ADMINISTRATOR})),
)


def navigation(request: HttpRequest) -> dict[str, object]:
    """`navigation` for the header, worked out only if a page draws it; none when signed out."""
    if not isinstance(getattr(request, "user", None), User):
        return {}
    return {"navigation": SimpleLazyObject(lambda: _menu(request))}


def _menu(request: HttpRequest) -> list[NavItem]:
    stand = viewer(request).stand
    here = request.resolver_match.view_name if request.resolver_match else ""
    return [
        NavItem(entry.text, reverse(entry.url_name), current=here == entry.url_name)
        for entry in MENU
        if entry.open_to(stand)
    ]
