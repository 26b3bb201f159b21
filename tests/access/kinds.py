"""What each kind of page answers to each persona."""

from collections.abc import Callable
from dataclasses import dataclass, field

from people.roles import RULES, Role, Sight
from tests.access.personas import Persona

SEEN, ELSEWHERE, FORBIDDEN, ABSENT = {200}, {302}, {403}, {404}
Answer = Callable[[Persona], set[int]]


@dataclass(frozen=True)
class Kind:
    """A kind of page: what it is, and the statuses it may answer a GET with."""

    says: str
    inside: Answer  # for somebody signed in
    outside: frozenset[int] = frozenset(ELSEWHERE)  # for a leaver and for nobody

    def __call__(self, who: Persona) -> set[int]:
        return self.inside(who) if who.signs_in else set(self.outside)


def _of_child(allowed: Callable[[Persona], bool]) -> Answer:
    """Absent for a stranger; 403 with the reason for whoever sees the child and may not this."""

    def answer(who: Persona) -> set[int]:
        if who.sight is None:
            return ABSENT
        return SEEN if allowed(who) else FORBIDDEN

    return answer


def _records(who: Persona) -> bool:
    return who.sight == Sight.FULL and any(RULES[role].records for role in who.roles)


def _visits(who: Persona) -> bool:
    sees = who.sight in (Sight.FULL, Sight.PLACEMENT)
    return sees and any(RULES[role].records_visits for role in who.roles)


def _senior(who: Persona) -> bool:
    return who.in_line and who.holds(Role.SERVICE_MANAGER, Role.ASSISTANT_DIRECTOR)


def _manages_the_team(who: Persona) -> set[int]:
    excluded_or_unlisted = {"the excluded manager", "the manager of a restricted child"}
    return SEEN if who.in_line or who.name in excluded_or_unlisted else FORBIDDEN | ABSENT


KEEPERS = (Role.ADMINISTRATOR, *(role for role, rule in RULES.items() if rule.manages))


def _of_colleague(who: Persona) -> set[int]:
    if not who.holds(*KEEPERS):
        return FORBIDDEN | ABSENT
    their_manager = who.in_line or who.holds(Role.ADMINISTRATOR)
    unlucky = {"the excluded manager", "the manager of a restricted child"}
    return SEEN if their_manager or who.name in unlucky else ABSENT


def by_role(*roles: Role) -> Kind:
    """For holders of these roles; 403 with the reason for the rest."""
    titles = ", ".join(RULES[role].title for role in roles)
    return Kind(f"For: {titles}.", lambda who: SEEN if who.holds(*roles) else FORBIDDEN)


OPEN_PAGE = Kind("For everyone, signed in or not.", lambda _: SEEN, frozenset(SEEN))
ENTRANCE = Kind(
    "A way in; whoever is inside may be sent on.", lambda _: SEEN | ELSEWHERE, frozenset(SEEN)
)
CLOSED = Kind("A library brings it, we do not offer it.", lambda _: ABSENT, frozenset(ABSENT))
SENT_ON = Kind("Always leads somewhere else.", lambda _: ELSEWHERE)
SIGNED_IN = Kind("Everyone who works here; its lists are the visibility's.", lambda _: SEEN)
OWN_THING = Kind("Only the one it belongs to, and not these.", lambda _: ABSENT)
CHILD_PAGE = Kind("Whoever sees anything of the child.", _of_child(lambda _: True))
CHILD_SENT_ON = Kind(
    "Whoever sees anything of the child is led on from here.",
    lambda who: ELSEWHERE if CHILD_PAGE.inside(who) == SEEN else CHILD_PAGE.inside(who),
)
NARRATIVE_PAGE = Kind(
    "What people wrote: full sight only.", _of_child(lambda who: who.sight == Sight.FULL)
)
RECORD_PAGE = Kind("Adding to the record (cases.permissions.may_record).", _of_child(_records))
VISIT_PAGE = Kind("Recording a visit.", _of_child(_visits))
WRITER_PAGE = Kind(
    "Correcting a record: who wrote it (the allocated worker), or a manager of the child's line.",
    _of_child(lambda who: who.in_line or who.name == "the allocated worker"),
)
HOLDS_THE_CHILD = (
    "the allocated worker",
    "the colleague who covers",
    "the worker listed for a restricted child",
)
PLACE_PAGE = Kind(
    "Recording where a child lives: its social worker or their cover, a manager of its line.",
    _of_child(lambda who: who.in_line or who.name in HOLDS_THE_CHILD),
)
HOMES_PAGE = by_role(
    *(role for role, rule in RULES.items() if rule.sight in (Sight.FULL, Sight.PLACEMENT))
)
KEEPERS_PAGE = by_role(Role.COMMISSIONING, Role.BROKERAGE)
REVIEW_PAGE = Kind(
    "Recording a review: the child's IRO, the IROs' manager, a manager of the child's line.",
    _of_child(
        lambda who: (
            who.in_line
            or who.name == "the IRO of the child"
            or (who.sight == Sight.FULL and who.holds(Role.IRO_MANAGER))
        )
    ),
)
FORM_PAGE = Kind(
    "Reading a form as the child's IRO: that IRO, the IROs' manager.",
    _of_child(
        lambda who: (
            who.name == "the IRO of the child"
            or (who.sight == Sight.FULL and who.holds(Role.IRO_MANAGER))
        )
    ),
)
LINE_PAGE = Kind(
    "Deciding about a child: a manager of its line (cases.permissions.may_allocate).",
    _of_child(lambda who: who.in_line),
)
SENIOR_PAGE = Kind(
    "A child's own lists of who sees them: seniors of the line.",
    _of_child(_senior),
)
PAIR_PAGE = Kind(
    "Two children at once: a manager of both lines; anyone else may not even know of one of them.",
    lambda who: SEEN if who.in_line else FORBIDDEN | ABSENT,
)
NOBODYS = Kind("A thing that is not theirs.", lambda _: FORBIDDEN | ABSENT)
TEAM_PAGE = Kind("A team's own page: managers of its line.", _manages_the_team)
MANAGER_PAGE = by_role(
    Role.PRACTICE_MANAGER, Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.ASSISTANT_DIRECTOR
)
ADMIN_PAGE = by_role(Role.ADMINISTRATOR)
PEOPLE_PAGE = by_role(*KEEPERS)
COLLEAGUE_PAGE = Kind(
    "A colleague's page: administrators, and the managers of that colleague.", _of_colleague
)
AUDIT_PAGE = by_role(Role.AUDITOR)
RETURNS_PAGE = by_role(Role.RETURNS_OFFICER)


def api(kind: Kind) -> Kind:
    """The same answers through the API, where nobody is sent to a sign-in page."""
    return Kind(kind.says, kind.inside, frozenset({401, 403}))


@dataclass(frozen=True)
class Page:
    """One declared address.

    `kind` answers GET; `post` (the same unless given) says who may POST: everyone else is refused
    and nothing changes. `needs` maps the URL's arguments to names of the world's things; `query`
    stands after the address. With `only_post`, a GET by those who may is 405.
    """

    kind: Kind
    post: Kind | None = None
    query: str = ""
    only_post: bool = False
    needs: dict[str, str] = field(default_factory=dict)

    def on_get(self, who: Persona) -> set[int]:
        answers = self.kind(who)
        if not self.only_post:
            return answers
        return {405} if answers == SEEN else answers | {405}

    def refuses_post(self, who: Persona) -> bool:
        """Whether a POST by them must change nothing, whatever it says."""
        return 200 not in (self.post or self.kind)(who)


def page(
    kind: Kind, *, post: Kind | None = None, query: str = "", only_post: bool = False, **needs: str
) -> Page:
    """Declare one address: `page(CHILD_PAGE, pk="child")`."""
    return Page(kind, post, query, only_post, needs)
