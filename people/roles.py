"""The roles, and in plain words what each may do. The one place that says so.

`visibility.py` of each room and every `may_…` read this table; pages show `says` to the
administrator who gives a role. Source: the need-to-know table of docs/trust.md.
"""

from dataclasses import dataclass
from enum import StrEnum


class Reach(StrEnum):
    """Which children a role opens."""

    OWN = "own"  # allocations of the role, and those covered
    LINE = "line"  # every child of the teams under the assignment's team
    OWN_IROS = "own_iros"  # children whose IRO belongs to the assignment's team
    CARERS = "carers"  # children living with carers the person supervises
    ALL = "all"  # everyone, one reason each time
    NONE = "none"


class Sight(StrEnum):
    """How much of a child a role sees."""

    FULL = "full"  # the whole record
    PLACEMENT = "placement"  # where the child lives, and what that home must know
    NO_NARRATIVE = "no_narrative"  # dates and names, nothing anyone wrote


class Role(StrEnum):
    SOCIAL_WORKER = "social_worker"
    PERSONAL_ADVISER = "personal_adviser"
    SUPERVISING_SOCIAL_WORKER = "supervising_social_worker"
    IRO = "iro"
    IRO_MANAGER = "iro_manager"
    PRACTICE_MANAGER = "practice_manager"
    TEAM_MANAGER = "team_manager"
    SERVICE_MANAGER = "service_manager"
    ASSISTANT_DIRECTOR = "assistant_director"
    DIRECTOR = "director"
    COMMISSIONING = "commissioning"
    LADO = "lado"
    BROKERAGE = "brokerage"
    BUSINESS_SUPPORT = "business_support"
    RETURNS_OFFICER = "returns_officer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    OUT_OF_HOURS = "out_of_hours"


@dataclass(frozen=True)
class RoleRule:
    """One role: its title, whom it opens, how much of them, and what it may do."""

    title: str
    reach: Reach
    sight: Sight
    says: str
    manages: bool = False
    records_visits: bool = False
    records: bool = False


RULES: dict[Role, RoleRule] = {
    Role.SOCIAL_WORKER: RoleRule(
        "Social worker",
        Reach.OWN,
        Sight.FULL,
        "Sees the children allocated to them, and those of a colleague they cover. "
        "Records visits, notes and everything done for them.",
        records_visits=True,
        records=True,
    ),
    Role.PERSONAL_ADVISER: RoleRule(
        "Personal adviser",
        Reach.OWN,
        Sight.FULL,
        "Sees the young people they advise. Records visits and what was done.",
        records_visits=True,
        records=True,
    ),
    Role.SUPERVISING_SOCIAL_WORKER: RoleRule(
        "Supervising social worker",
        Reach.CARERS,
        Sight.PLACEMENT,
        "Sees children living with the carers they supervise: where they live and what the "
        "home must know, not the rest of the record.",
        records_visits=True,
    ),
    Role.IRO: RoleRule(
        "Independent reviewing officer",
        Reach.OWN,
        Sight.FULL,
        "Sees the children whose plans they review. Records reviews and their own visits. "
        "Is never in the line of management of those children.",
        records_visits=True,
        records=True,
    ),
    Role.IRO_MANAGER: RoleRule(
        "IRO manager",
        Reach.OWN_IROS,
        Sight.FULL,
        "Sees the children of the IROs in their team, and names a child's IRO.",
        manages=True,
        records_visits=True,
        records=True,
    ),
    Role.PRACTICE_MANAGER: RoleRule(
        "Practice manager",
        Reach.LINE,
        Sight.FULL,
        "Sees the children of their team. Allocates, reads and signs.",
        manages=True,
        records_visits=True,
        records=True,
    ),
    Role.TEAM_MANAGER: RoleRule(
        "Team manager",
        Reach.LINE,
        Sight.FULL,
        "Sees the children of their team and those nobody holds yet. Allocates and reassigns.",
        manages=True,
        records_visits=True,
        records=True,
    ),
    Role.SERVICE_MANAGER: RoleRule(
        "Service manager",
        Reach.LINE,
        Sight.FULL,
        "Sees the children of every team in their service.",
        manages=True,
        records_visits=True,
        records=True,
    ),
    Role.ASSISTANT_DIRECTOR: RoleRule(
        "Assistant director",
        Reach.LINE,
        Sight.FULL,
        "Sees the children of every service in their line.",
        manages=True,
        records=True,
    ),
    Role.DIRECTOR: RoleRule(
        "Director of children's services",
        Reach.ALL,
        Sight.FULL,
        "May open any child, and is asked why each time.",
        manages=True,
    ),
    Role.COMMISSIONING: RoleRule(
        "Commissioning",
        Reach.NONE,
        Sight.PLACEMENT,
        "Keeps homes and providers. Sees children only through a live concern about their home.",
        records_visits=True,
    ),
    Role.LADO: RoleRule(
        "LADO",
        Reach.NONE,
        Sight.PLACEMENT,
        "Sees children only through a live concern or scoping meeting about their home.",
    ),
    Role.BROKERAGE: RoleRule(
        "Brokerage",
        Reach.NONE,
        Sight.PLACEMENT,
        "Finds homes. Sees children with an open search, the referral only.",
    ),
    Role.BUSINESS_SUPPORT: RoleRule(
        "Business support",
        Reach.LINE,
        Sight.NO_NARRATIVE,
        "Sees names and dates of their team's children, nothing anyone wrote about them.",
    ),
    Role.RETURNS_OFFICER: RoleRule(
        "Returns officer",
        Reach.NONE,
        Sight.NO_NARRATIVE,
        "Imports returns and reads the reports of every import; opens no child's record.",
    ),
    Role.AUDITOR: RoleRule(
        "Auditor",
        Reach.NONE,
        Sight.NO_NARRATIVE,
        "Reads who looked at what and who changed what, and no narrative.",
    ),
    Role.ADMINISTRATOR: RoleRule(
        "Administrator",
        Reach.NONE,
        Sight.NO_NARRATIVE,
        "Keeps people, teams, rule packs and days off. Sees no children.",
    ),
    Role.OUT_OF_HOURS: RoleRule(
        "Out-of-hours duty",
        Reach.ALL,
        Sight.FULL,
        "May open any child during a shift, with one reason for the shift, listed to managers.",
        records_visits=True,
        records=True,
    ),
}

CHOICES = [(role.value, rule.title) for role, rule in RULES.items()]
