"""What stands at the head of every page of a child: who they are, who works with them, where."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from cases.codes import label
from cases.models import Allocation, CarePeriod, Child, LegalStatus
from people.periods import holds


@dataclass(frozen=True)
class Line:
    """One fact of the header. `warn` marks what somebody has to see to."""

    label: str
    value: str
    warn: bool = False


Provider = Callable[[Child, datetime.date], list[Line]]

_providers: list[Provider] = []


def register_lines(provider: Provider) -> None:
    """Hand in lines of a room above (where the child lives). From AppConfig.ready()."""
    if provider not in _providers:
        _providers.append(provider)


def lines(child: Child, *, on: datetime.date) -> list[Line]:
    """The header's facts on that day, in order."""
    found = [_born(child, on), _care(child, on)]
    for provider in _providers:
        found += provider(child, on)
    return found + _workers(child, on)


def age(born_on: datetime.date, on: datetime.date) -> int:
    """Whole years; on 28 February of a common year one born on 29 February is not yet older."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def said(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _born(child: Child, on: datetime.date) -> Line:
    if child.born_on:
        return Line("Age", f"{age(child.born_on, on)}, born {said(child.born_on)}")
    return Line("Birth expected", said(child.expected_on) if child.expected_on else "Not known")


def _care(child: Child, on: datetime.date) -> Line:
    period = CarePeriod.objects.filter(child=child).order_by("-starts_on").first()
    if period is None:
        return Line("In care", "No")
    if period.end_date_needed:
        return Line("In care", "End date needed: a later return no longer names this child", True)
    if period.ends_on and period.ends_on <= on:
        return Line("In care", f"Left care {said(period.ends_on)}")
    status = LegalStatus.objects.filter(holds(on), child=child).first()
    under = f"; {label('LS', status.code)}" if status else ""
    return Line("In care", f"Since {said(period.starts_on)}{under}")


def _workers(child: Child, on: datetime.date) -> list[Line]:
    held = {
        row.role: row.user.name
        for row in Allocation.objects.filter(
            holds(on), child=child, main=True, user__is_active=True
        ).select_related("user")
    }
    always = (Allocation.Role.SOCIAL_WORKER, Allocation.Role.IRO)
    return [
        Line(role.label, held.get(role, "Nobody allocated"), role not in held)
        for role in Allocation.Role
        if role in held or role in always
    ]
