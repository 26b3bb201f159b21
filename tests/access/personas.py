"""Who asks, in which relationship to the child, and how much docs/trust.md lets them see.

What is written here is the expectation: it is taken from the need-to-know table in its words, by
hand, and never computed from the code it judges.
"""

from dataclasses import dataclass, field

from people.roles import Role, Sight


@dataclass(frozen=True)
class Persona:
    """Somebody, and what they may see of their child.

    `sight` None is a stranger. `in_line`: a manager above the child's team. `child` is the key of
    the world's child they are asked about. `signs_in` False: anonymous, or gone.
    """

    name: str
    roles: frozenset[Role] = field(default_factory=frozenset)
    sight: Sight | None = None
    in_line: bool = False
    child: str = "child"
    signs_in: bool = True

    def __str__(self) -> str:
        return self.name

    def holds(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)


def _of(
    name: str, *roles: Role, sight: Sight | None = None, in_line: bool = False, child: str = "child"
) -> Persona:
    return Persona(name, frozenset(roles), sight, in_line, child)


SW, FULL = Role.SOCIAL_WORKER, Sight.FULL

PERSONAS = [
    _of("the allocated worker", SW, sight=FULL),
    _of("the personal adviser", Role.PERSONAL_ADVISER, sight=FULL),
    _of("a colleague of the team", SW),
    _of("the colleague who covers", SW, sight=FULL),
    _of("the colleague who covered last month", SW),
    _of("the worker before", SW),
    _of("a worker of another team", SW),
    _of("the practice manager", Role.PRACTICE_MANAGER, sight=FULL, in_line=True),
    _of("the manager of the line", Role.TEAM_MANAGER, sight=FULL, in_line=True),
    _of("the service manager above", Role.SERVICE_MANAGER, sight=FULL, in_line=True),
    _of("the assistant director above", Role.ASSISTANT_DIRECTOR, sight=FULL, in_line=True),
    _of("a manager of another line", Role.TEAM_MANAGER),
    _of("the IRO of the child", Role.IRO, sight=FULL),
    _of("an IRO of other children", Role.IRO),
    _of("the IRO manager", Role.IRO_MANAGER, sight=FULL),
    _of("the supervising social worker", Role.SUPERVISING_SOCIAL_WORKER, sight=Sight.PLACEMENT),
    _of("business support of the team", Role.BUSINESS_SUPPORT, sight=Sight.NO_NARRATIVE),
    _of("business support of another team", Role.BUSINESS_SUPPORT),
    _of("an administrator", Role.ADMINISTRATOR),
    _of("an auditor", Role.AUDITOR),
    _of("the returns officer", Role.RETURNS_OFFICER),
    _of("brokerage", Role.BROKERAGE),
    _of("commissioning", Role.COMMISSIONING),
    _of("the LADO", Role.LADO),
    _of("the director without a reason", Role.DIRECTOR),
    _of("the director with a reason", Role.DIRECTOR, sight=FULL),
    _of("out-of-hours without a shift", Role.OUT_OF_HOURS),
    _of("out-of-hours on a shift", Role.OUT_OF_HOURS, sight=FULL),
    _of("a worker who broke the glass", SW, sight=FULL),
    _of("the excluded allocated worker", SW),
    _of("the excluded manager", Role.TEAM_MANAGER),
    _of("the excluded director with a reason", Role.DIRECTOR),
    _of("the manager of a restricted child", Role.TEAM_MANAGER, child="restricted"),
    _of("the director with a reason for a restricted child", Role.DIRECTOR, child="restricted"),
    _of("the worker listed for a restricted child", SW, sight=FULL, child="restricted"),
    _of("somebody without a role"),
    Persona("a leaver", frozenset({SW}), signs_in=False),
    Persona("nobody signed in", signs_in=False),
]

BY_NAME = {persona.name: persona for persona in PERSONAS}
