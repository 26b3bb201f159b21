"""How a child lives on a day, and conditions over it as rule files state them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from timescales.vocabulary import HOME_KINDS, LEGAL_STATUSES


@dataclass(slots=True)
class Situation:
    """What rules may ask about a child's day. Outside a placement, `home_kind` is None."""

    legal_status: str | None = None
    home_kind: str | None = None
    registered: bool = True
    planned: bool = True
    concerns: bool = False
    temporary_approval: bool = False
    assessed: bool = True
    long_term_foster: bool = False
    child_agrees: bool = False
    permanent: bool = False

    OF_A_PLACEMENT: ClassVar[tuple[str, ...]] = (
        "home_kind",
        "registered",
        "planned",
        "concerns",
        "temporary_approval",
        "assessed",
        "long_term_foster",
        "child_agrees",
    )

    def key(self) -> tuple[object, ...]:
        """The situation as a tuple, to remember answers by."""
        return (
            self.legal_status,
            self.home_kind,
            self.registered,
            self.planned,
            self.concerns,
            self.temporary_approval,
            self.assessed,
            self.long_term_foster,
            self.child_agrees,
            self.permanent,
        )


Condition = Callable[[Situation], bool]

ALLOWED: Mapping[str, tuple[object, ...]] = {
    "legal_status": LEGAL_STATUSES,
    "home_kind": HOME_KINDS,
    **dict.fromkeys(
        (
            "registered",
            "planned",
            "concerns",
            "temporary_approval",
            "assessed",
            "long_term_foster",
            "child_agrees",
            "permanent",
        ),
        (True, False),
    ),
}


def always(_: Situation) -> bool:
    """The condition of a rule that has none."""
    return True


def is_one_of(attribute: str, wanted: object) -> Condition:
    """True where the attribute has the wanted value, or one of a list of them.

    Raises ValueError for an attribute or a value that does not exist.
    """
    if attribute not in ALLOWED:
        raise ValueError(f"unknown attribute {attribute!r} in a condition")
    values = wanted if isinstance(wanted, list) else [wanted]
    for value in values:
        if not any(value is known or value == known for known in ALLOWED[attribute]) or (
            isinstance(value, int) and not isinstance(value, bool)
        ):
            raise ValueError(f"{attribute} cannot be {value!r}")
    known = frozenset(values)
    return lambda situation: getattr(situation, attribute) in known


def all_of(parts: list[Condition]) -> Condition:
    """True where every part is."""
    if len(parts) == 1:
        return parts[0]
    return lambda situation: all(part(situation) for part in parts)


def any_of(parts: list[Condition]) -> Condition:
    """True where at least one part is."""
    return lambda situation: any(part(situation) for part in parts)


def none_of(parts: list[Condition]) -> Condition:
    """True where no part is."""
    return lambda situation: not any(part(situation) for part in parts)
