"""How the record stands after an import: who is in care, who lacks what, and what is owed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet

from cases.holding import WORKER, in_care, main_held, without_iro
from cases.models import Child
from duties.asks import asks, overdue
from duties.models import Duty
from people.periods import holds
from placements.models import Placement
from returns.actions.live.crossing import Crossing
from returns.live.tables import CHILDREN
from returns.sheets.account import Remark
from visits.models import Visit

SAYS = {
    "no_worker": "The child is in care here and has no social worker.",
    "no_iro": "The child is in care here and has no independent reviewing officer.",
    "no_home": "The child is in care here and no home is recorded for today.",
    "no_visit": "The child is in care here and no visit that saw them is recorded.",
    "only_here": "The child is in care here and stands in no table of children of these files.",
    "not_in_care_here": "The child stands in these files and is not in care here.",
}


@dataclass
class Figures:
    """Numbers by name, and a remark about each child to be looked at, by their number.

    `children` are the records of those numbers that no file gave.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    noticed: list[tuple[str, Remark]] = field(default_factory=list)
    children: dict[str, uuid.UUID] = field(default_factory=dict)


def reconcile(crossing: Crossing) -> Figures:
    """Ask the record, as it now stands, and compare it with the files."""
    on = crossing.run.on
    everyone = Child.objects.filter(merged_into=None)
    cared_for = everyone.filter(in_care(on))
    in_files = {child.pk for child in crossing.children.values()}
    looked_after = set(cared_for.values_list("pk", flat=True))
    lists = CHILDREN.name in crossing.gathered.tables
    figures = Figures()
    figures.numbers = {
        "in_care_here": len(looked_after),
        "in_care_in_files": len(looked_after & in_files),
        "refused": len(crossing.rows.refused),
    }
    names = _names(crossing, cared_for, figures)
    for code, children in {
        "no_worker": cared_for.filter(~main_held(WORKER, on)),
        "no_iro": without_iro(everyone, on),
        "no_home": cared_for.filter(~_at_home(crossing)),
        "no_visit": cared_for.filter(~_seen()),
        "only_here": cared_for.exclude(pk__in=in_files) if lists else cared_for.none(),
        "not_in_care_here": everyone.filter(pk__in=in_files - looked_after),
    }.items():
        _notice(figures, code, children, names)
    figures.numbers |= _owed(crossing)
    return figures


def _names(
    crossing: Crossing, cared_for: QuerySet[Child], figures: Figures
) -> dict[uuid.UUID, str]:
    """By what number the report calls each child: the files', or one that tells where it is from.

    No number of the record can be taken for one of the files, which would name another child.
    """
    names = {child.pk: key for key, child in sorted(crossing.children.items(), reverse=True)}
    for pk, number in cared_for.exclude(pk__in=list(names)).values_list("pk", "ssda903_id"):
        names[pk] = f"SSDA903 {number}" if number else f"record {str(pk)[:8]}"
        while names[pk] in crossing.children:
            names[pk] += " here"
        figures.children[names[pk]] = pk
    return names


def _notice(
    figures: Figures, code: str, children: QuerySet[Child], names: dict[uuid.UUID, str]
) -> None:
    found = sorted(names[pk] for pk in children.values_list("pk", flat=True))
    figures.numbers[code] = len(found)
    figures.noticed += [(name, Remark(code, SAYS[code])) for name in found]


def _at_home(crossing: Crossing) -> Exists:
    stays = Placement.objects.real().filter(holds(crossing.run.on), child=OuterRef("pk"))
    return Exists(stays)


def _seen() -> Exists:
    return Exists(Visit.objects.filter(child=OuterRef("pk"), seen=True, corrected_by=None))


def _owed(crossing: Crossing) -> dict[str, int]:
    """What is open, counted as every page counts it, and what is unknown."""
    found = asks(Duty.objects.filter(subject__child__merged_into=None))
    late = overdue(found, at=crossing.run.at).count()
    unknown = Duty.objects.filter(state=Duty.State.UNKNOWN, subject__child__merged_into=None)
    return {"due": found.count() - late, "overdue": late, "unknown": unknown.count()}
