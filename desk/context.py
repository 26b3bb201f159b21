"""The main menu: what this person's roles open, and where they are."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from cases.web import viewer
from look.pieces import NavItem
from people.models import User
from people.roles import RULES, Reach, Role, Sight
from people.standing import Standing

SEES_HOMES = frozenset(
    role for role, rule in RULES.items() if rule.sight in (Sight.FULL, Sight.PLACEMENT)
)


@dataclass(frozen=True)
class Entry:
    """One entry of the menu. `says` is what is there; `under` are addresses that belong to it."""

    text: str
    url_name: str
    roles: frozenset[Role] | None = None
    manages: bool = False
    says: str = ""
    under: tuple[str, ...] = ()

    def open_to(self, stand: Standing) -> bool:
        if self.manages:
            return bool(stand.managed_teams)
        return self.roles is None or not stand.roles.isdisjoint(self.roles)

    def shown(self, request: HttpRequest) -> NavItem:
        """The entry, marked if the page asked for is it, or lies beneath it."""
        href, here = reverse(self.url_name), request.path
        below = here != href and here.startswith(self.under)
        return NavItem(self.text, href, current=here == href, active=below, says=self.says)


KEEP_PEOPLE = frozenset({Role.ADMINISTRATOR, *(role for role in RULES if RULES[role].manages)})
WITH_CHILDREN = frozenset(role for role, rule in RULES.items() if rule.reach != Reach.NONE)
MENU = (
    Entry("My work", "desk:my_work"),
    Entry("Find a child", "desk:find", WITH_CHILDREN),
    Entry("Handovers", "handovers:mine", frozenset({Role.SOCIAL_WORKER, Role.PERSONAL_ADVISER})),
    Entry("Forms to read", "visits:to_read", frozenset({Role.IRO, Role.IRO_MANAGER})),
    Entry("My teams", "desk:teams", manages=True, under=("/teams/",)),
    Entry("Without an IRO", "cases:without_iro", frozenset({Role.IRO_MANAGER})),
    Entry(
        "Homes",
        "placements:homes",
        SEES_HOMES,
        says="Homes and who runs them: registrations, inspections and notices.",
        under=("/homes/", "/providers/"),
    ),
    Entry(
        "Imports",
        "returns:index",
        frozenset({Role.RETURNS_OFFICER, Role.ADMINISTRATOR}),
        says="Bring in statutory returns and case lists, and read what became of each row.",
        under=("/imports/",),
    ),
    Entry("Open a record", "cases:urgent", frozenset({Role.DIRECTOR})),
    Entry("Shift", "cases:shift", frozenset({Role.OUT_OF_HOURS})),
    Entry(
        "Audit",
        "audit:looked",
        frozenset({Role.AUDITOR}),
        says="Who looked at which record, and who changed what.",
        under=("/audit/",),
    ),
    Entry(
        "People",
        "people:people",
        KEEP_PEOPLE,
        says="Who works here, in which teams, and what their roles open to them.",
        under=("/people/",),
    ),
    Entry(
        "Rules",
        "duties:packs",
        frozenset({Role.ADMINISTRATOR}),
        says="Which local standards apply beside the law, from when; and days off.",
        under=("/settings/days-off/", "/settings/rules/"),
    ),
    Entry(
        "Evidence",
        "visits:standards",
        frozenset({Role.ADMINISTRATOR}),
        says="What is looked at on a purposeful visit, and what to ask.",
    ),
)


def navigation(request: HttpRequest) -> dict[str, object]:
    """`navigation` for the header, worked out only if a page draws it; none when signed out."""
    if not isinstance(getattr(request, "user", None), User):
        return {}
    return {"navigation": SimpleLazyObject(lambda: _menu(request))}


def _menu(request: HttpRequest) -> list[NavItem]:
    stand = viewer(request).stand
    return [entry.shown(request) for entry in MENU if entry.open_to(stand)]
