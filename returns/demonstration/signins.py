"""Who can sign in to the demonstration, for the page, the prompt and the guide."""

from __future__ import annotations

from dataclasses import dataclass

from people.models import RoleAssignment
from people.roles import RULES, Role
from returns.demonstration.staff import DOMAIN

# One of each role, and why they are worth being.
HINTS = {
    "Rosa Whitcombe": "visits overdue, due today and tomorrow",
    "Sandra Clegghorn": "a caseload that has slipped",
    "Lucy Harbottle": "covers Owen Treharris, who is away",
    "Idris Penhallow": "also out-of-hours duty",
    "Jade Okonedy": "",
    "Bridie Lomas-Hart": "",
    "Anthea Rowbottom": "reviews, forms to read",
    "Frances Tidyman": "all children of the reviewing officers",
    "Stephen Carrow": "may not see Noah Garside",
    "Philippa Garnham": "children without a worker in the team's tray",
    "Parveen Lakhanpal": "four teams, one of them behind",
    "Desmond Achterberg": "",
    "Eleanor Vasey": "",
    "Colin Ambrosley": "",
    "Barbara Sixsmithy": "",
    "Tracey Underhay": "",
    "Joan Tetlow": "names and dates, nothing anyone wrote",
    "Irene Holdsway": "imports",
    "Peter Lanyon-Briggs": "",
    "Amy Threlkeldon": "people, teams, rule packs",
}


@dataclass(frozen=True)
class SignIn:
    role: str
    name: str
    email: str
    hint: str


def signins(*, everybody: bool) -> list[SignIn]:
    """Those who can sign in, in the order of the roles; without `everybody`, a few of each."""
    order = list(RULES)
    held = RoleAssignment.objects.filter(
        user__email__endswith=f"@{DOMAIN}", user__is_active=True, ends_on=None
    ).select_related("user")
    if not everybody:
        held = held.filter(user__name__in=HINTS)
    listed = sorted(held, key=lambda one: (order.index(Role(one.role)), one.user.name))
    return [
        SignIn(
            RULES[Role(one.role)].title, one.user.name, one.user.email, HINTS.get(one.user.name, "")
        )
        for one in listed
    ]
