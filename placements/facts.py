"""What living somewhere means in time: moves, registration under the child, what was agreed."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator

from placements.models import Inspection, Milestone, Notice, Placement, Registration
from timescales import Fact

Row = tuple[uuid.UUID, Fact]
Spell = tuple[datetime.date, bool]


def placements(children: Collection[uuid.UUID]) -> Iterator[Row]:
    """Placements and what happened to their homes meanwhile. Five queries.

    A placement that began and ended on one day is left out: no clock runs in it.
    """
    stays = [
        stay
        for stay in Placement.objects.real().filter(
            child__in=children, care_period__end_date_needed=False
        )
        if stay.ends_on is None or stay.ends_on > stay.starts_on
    ]
    homes = {stay.home_id for stay in stays}
    registered = _registered(homes)
    notices = _notices(homes)
    for stay in stays:
        spells = registered.get(stay.home_id, [])
        yield stay.child_id, _started(stay, spells)
        if stay.ends_on:
            ref = f"placement_end:{stay.pk}"
            yield stay.child_id, Fact("placement_ended", on=stay.ends_on, ref=ref)
        yield from _while_there(stay, spells, notices.get(stay.home_id, []))
    yield from _milestones([stay.pk for stay in stays])


def _started(stay: Placement, spells: list[Spell]) -> Fact:
    return Fact(
        "placement_started",
        on=stay.starts_on,
        ref=f"placement:{stay.pk}",
        attrs={
            "home": str(stay.home_id),
            "home_kind": stay.kind,
            "registered": _registered_on(spells, stay.starts_on),
            "planned": stay.planned,
            "concerns": stay.concerns,
            "temporary_approval": stay.temporary_approval,
            "assessed": stay.assessed,
            "long_term_foster": stay.long_term_foster,
            "child_agrees": stay.child_agrees,
        },
    )


def _while_there(stay: Placement, spells: list[Spell], notices: list[Fact]) -> Iterator[Row]:
    """Changes of registration and notices about the home while the child lives in it."""
    was = _registered_on(spells, stay.starts_on)
    for day, now in spells:
        if now == was or not _during(stay, day):
            continue
        was = now
        yield (
            stay.child_id,
            Fact(
                "registration_changed",
                on=day,
                attrs={"registered": now},
                ref=f"registration:{stay.pk}:{day}",
            ),
        )
    for fact in notices:
        if fact.on and (fact.on == stay.starts_on or _during(stay, fact.on)):
            yield stay.child_id, fact


def _during(stay: Placement, day: datetime.date) -> bool:
    return stay.starts_on < day and (stay.ends_on is None or day < stay.ends_on)


def _registered(homes: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Spell]]:
    """For each home with a history, the days its standing was set, in order."""
    spells: dict[uuid.UUID, list[Spell]] = defaultdict(list)
    rows = Registration.objects.filter(home__in=homes).order_by("home", "starts_on")
    for home, status, starts_on, ends_on in rows.values_list(
        "home_id", "status", "starts_on", "ends_on"
    ):
        if spells[home] and spells[home][-1][0] == starts_on:
            spells[home].pop()
        spells[home].append((starts_on, status == Registration.Status.REGISTERED))
        if ends_on:
            spells[home].append((ends_on, False))
    return spells


def _registered_on(spells: list[Spell], day: datetime.date) -> bool:
    """Whether the home counted as registered; one without any history is not asked to be."""
    if not spells:
        return True
    known = [now for since, now in spells if since <= day]
    return known[-1] if known else False


def _notices(homes: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Fact]]:
    facts: dict[uuid.UUID, list[Fact]] = defaultdict(list)
    for home, pk, on, judgement in Inspection.objects.filter(home__in=homes).values_list(
        "home_id", "pk", "on", "judgement"
    ):
        facts[home].append(
            Fact("home_rated", on=on, attrs={"judgement": judgement}, ref=f"inspection:{pk}")
        )
    for home, pk, on, kind in Notice.objects.filter(home__in=homes).values_list(
        "home_id", "pk", "on", "kind"
    ):
        facts[home].append(Fact(kind, on=on, ref=f"notice:{pk}"))
    return facts


def _milestones(stays: list[uuid.UUID]) -> Iterator[Row]:
    rows = Milestone.objects.filter(placement__in=stays).select_related("placement")
    for one in rows:
        child, ref = one.placement.child_id, f"milestone:{one.pk}"
        match one.kind:
            case Milestone.Kind.PERMANENCE:
                attrs = {
                    "long_term_foster": one.long_term_foster,
                    "child_agrees": one.child_agrees,
                }
                yield child, Fact(one.kind, on=one.on, attrs=attrs, ref=ref)
            case Milestone.Kind.VISIT_REQUESTED:
                yield child, Fact(one.kind, on=one.on, ref=ref)
            case _:
                yield child, Fact("done", on=one.on, attrs={"what": one.kind}, ref=ref)
