"""Why a duty has its date: the steps from fact to date, one plain sentence each."""

from datetime import date

from timescales.duty import Duty
from timescales.item import Item, Note
from timescales.periods import LONDON, Hours, Period, WorkingDays
from timescales.workdays import WorkingCalendar


def long_date(day: date) -> str:
    """5 November 2026."""
    return f"{day.day} {day:%B %Y}"


def explain(item: Item, duty: Duty, calendar: WorkingCalendar) -> tuple[str, ...]:
    """The steps, skipped bank holidays named and our readings marked as such."""
    steps = [f"Counted from {long_date(duty.opened_on)}, {item.why}."]
    if item.period and duty.due_on:
        steps += _counted(item.period, duty, calendar)
    steps += [_note(note) for note in item.notes]
    if duty.due_on is None:
        steps.append("The rule sets no date: it stays open until done.")
    else:
        steps.append(_due(duty))
    steps += _ending(item, duty)
    if duty.reading:
        steps.append(f"Our reading: {duty.reading}")
    law = "the law or its guidance" if duty.nature == "law" else "a local standard, not the law"
    steps.append(f"This is {law}: {duty.source}.")
    return tuple(steps)


def _note(note: Note) -> str:
    if isinstance(note, str):
        return note
    words, day = note
    if day is None:
        return f"{words}, which has no date yet."
    return f"{words} {long_date(day)}." if words.endswith(" of") else f"{words}: {long_date(day)}."


def _counted(period: Period, duty: Duty, calendar: WorkingCalendar) -> list[str]:
    reached = period.after(duty.opened_on, calendar)
    if isinstance(period, Hours):
        return [f"{period} are allowed."]
    steps = [f"{period} after that is {long_date(reached)}."]
    if isinstance(period, WorkingDays):
        skipped = calendar.holidays_between(duty.opened_on, reached)
        names = ", ".join(f"{name} ({long_date(day)})" for day, name in skipped)
        steps.append(
            f"Weekends are not counted, nor {names}." if names else "Weekends are not counted."
        )
    return steps


def _due(duty: Duty) -> str:
    if duty.due_at:
        local = duty.due_at.astimezone(LONDON)
        return f"So it is due at {local:%H:%M} on {long_date(local.date())}."
    return f"So it is due by the end of {long_date(duty.due_on)}." if duty.due_on else ""


def _ending(item: Item, duty: Duty) -> list[str]:
    if duty.met_on:
        how = "after its time" if duty.state == "met_late" else "in time"
        return [f"It was met on {long_date(duty.met_on)}, {how}."]
    if duty.state == "unknown":
        return ["It fell due before the records are complete, so nobody can say if it was met."]
    if item.closed:
        return [f"What it belonged to ended on {long_date(item.closed)}, so it is {duty.state}."]
    return []
