"""Imported children: what fell due before their records are complete is unknown, never overdue."""

from datetime import date

from tests.timescales.lives import CALENDAR, raw_life
from timescales import Child, Duty, PackChoice, evaluate, shipped
from timescales.scenario import read_fact

TOLD = """
    2024-01-05 became_looked_after
    2024-01-05 placement_started home_kind=in_house_foster
"""


def ask(told: str, on: str, **complete: str) -> list[Duty]:
    raw = raw_life(told)["facts"]
    assert isinstance(raw, list)
    facts = [read_fact(fact, number)[1] for number, fact in enumerate(raw, 1)]
    days = {family: date.fromisoformat(day) for family, day in complete.items()}
    packs = [PackChoice(shipped()["statute"])]
    day = date.fromisoformat(on)
    return list(
        evaluate(Child(date(2012, 1, 1)), facts, packs, day, CALENDAR, complete_from=days).duties
    )


def told_of(duties: list[Duty]) -> list[tuple[str, str, str]]:
    return [(duty.rule, str(duty.due_on), duty.state) for duty in duties]


def test_an_imported_child_gets_a_next_date_rather_than_years_of_red() -> None:
    found = ask(TOLD, "2026-03-02", visits="2026-03-01", reviews="2026-03-01", plans="2026-03-01")
    assert told_of(found) == [
        ("STA-PLACEPLAN", "2024-01-12", "unknown"),
        ("STA-VISIT-FIRST", "2024-01-12", "unknown"),
        ("STA-CAREPLAN", "2024-01-19", "unknown"),
        ("STA-REV-1", "2024-02-02", "unknown"),
        ("STA-VISIT-LATER", "2026-04-12", "due"),
        ("STA-REV-2", "2026-06-01", "due"),
    ]
    steps = next(duty.because for duty in found if duty.rule == "STA-VISIT-LATER")
    assert "Records are complete only from that day, which stands in." in steps


def test_a_duty_due_on_or_after_the_day_records_are_complete_stays_as_it_is() -> None:
    found = ask(TOLD, "2024-02-03", visits="2024-01-12", reviews="2024-02-03")
    states = {duty.rule: duty.state for duty in found}
    assert states["STA-VISIT-FIRST"] == "overdue"
    assert states["STA-REV-1"] == "unknown"


def test_only_the_families_named_are_incomplete() -> None:
    found = ask(TOLD, "2026-03-02", visits="2026-03-01")
    states = {duty.rule: duty.state for duty in found}
    assert states["STA-REV-1"] == "overdue"
    assert states["STA-PLACEPLAN"] == "overdue"


def test_the_next_visit_recorded_goes_on_from_there() -> None:
    told = TOLD + "2026-03-10 visit by=social_worker"
    found = ask(told, "2026-03-11", visits="2026-03-01")
    later = [duty for duty in found if duty.due_on and duty.due_on.year > 2025]
    assert [(d.rule, str(d.due_on), str(d.met_on)) for d in later] == [
        ("STA-VISIT-LATER", "2026-04-12", "2026-03-10"), ("STA-VISIT-LATER", "2026-04-21", "None"),
    ]  # fmt: skip
