"""Scenario files: a child's life as JSON in, the duties as JSON out."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NoReturn

from timescales.check import check_life
from timescales.duty import Duty
from timescales.engine import PackChoice, evaluate
from timescales.errors import FactError
from timescales.facts import Child, Fact
from timescales.packs import shipped
from timescales.vocabulary import KINDS, REQUIRED, Attribute
from timescales.workdays import WorkingCalendar

FIRST_YEAR, LAST_YEAR = 1900, 2100
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A life, the day it is asked about, and the packs to print."""

    child: Child
    facts: tuple[Fact, ...]
    on: date
    packs: tuple[str, ...]


def read_json(raw: bytes) -> object:
    """The JSON of a file or line. Raises FactError for anything that is not strict JSON."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FactError("not JSON: the text is not UTF-8") from None
    if not text.strip():
        raise FactError("not JSON: it is empty")
    try:
        return json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_constant)
    except RecursionError:
        raise FactError("not JSON that can be read: it is nested too deeply") from None
    except json.JSONDecodeError as wrong:
        raise FactError(f"not JSON: {wrong.msg} (line {wrong.lineno})") from None
    except ValueError as wrong:
        if isinstance(wrong, FactError):
            raise
        raise FactError("not JSON that can be read: a number is too long") from None


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise FactError(f"not one meaning: {_shown(twice)} is given twice in one object")
    return found


def _no_constant(name: str) -> NoReturn:
    raise FactError(f"not JSON: {name} is not a JSON value")


def _shown(value: object) -> str:
    """A value as it may stand in a one-line message."""
    text = json.dumps(value) if isinstance(value, str | int | float | bool | None) else "that"
    return text if len(text) <= 60 else text[:57] + "..."


def read_day(value: object, what: str) -> date:
    """A date written 2026-11-05, between 1900 and 2100. Raises FactError naming `what`."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise FactError(f"{what} must be a date such as 2026-11-05, not {_shown(value)}")
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise FactError(f"{what}: there is no such day as {value}") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise FactError(f"{what}: the year of {value} is not between {FIRST_YEAR} and {LAST_YEAR}")
    return day


def read_instant(value: object, what: str) -> datetime:
    """An instant with its offset. Raises FactError naming `what`."""
    if not isinstance(value, str) or not _INSTANT.fullmatch(value):
        raise FactError(
            f"{what} must be an instant with its offset such as 2026-11-05T14:30+00:00, "
            f"not {_shown(value)}"
        )
    read_day(value[:10], what)
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise FactError(f"{what}: there is no such instant as {value}") from None


def _attribute(attribute: Attribute, value: object, what: str) -> object:
    if attribute.shape == "day":
        return read_day(value, what)
    if attribute.shape == "yes_no":
        good = isinstance(value, bool)
        wanted = "true or false"
    elif attribute.shape == "number":
        good = isinstance(value, int) and not isinstance(value, bool)
        good = good and 1 <= int(str(value)) <= attribute.most
        wanted = f"a whole number from 1 to {attribute.most}"
    elif attribute.shape == "text":
        good = value is None or (isinstance(value, str) and bool(value.strip()))
        wanted = "words"
    else:
        good = isinstance(value, str) and value in attribute.choices
        wanted = "one of the listed words"
    if not good:
        raise FactError(f"{what} must be {wanted}, not {_shown(value)}")
    return value


def read_fact(raw: object, number: int) -> tuple[str, Fact]:
    """One fact and the name it is called by in refusals."""
    name = f"fact {number}"
    if not isinstance(raw, dict):
        raise FactError(f"{name}: a fact is an object, not {_shown(raw)}")
    kind = raw.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise FactError(f"{name}: unknown kind {_shown(kind)}")
    name = f"fact {number} ({kind})"
    if ("on" in raw) == ("at" in raw):
        raise FactError(f"{name}: give exactly one of on (a date) and at (an instant)")
    attrs = _attributes(raw, kind, name)
    ref = f"{number}"
    if "on" in raw:
        fact = Fact(kind, on=read_day(raw["on"], f"{name}: on"), attrs=attrs, ref=ref)
    else:
        fact = Fact(kind, at=read_instant(raw["at"], f"{name}: at"), attrs=attrs, ref=ref)
    return f"{name} on {fact.day}", fact


def _attributes(raw: Mapping[str, object], kind: str, name: str) -> dict[str, object]:
    known = KINDS[kind]
    found: dict[str, object] = {}
    for key, value in raw.items():
        if key in ("kind", "on", "at"):
            continue
        if key not in known:
            raise FactError(f"{name}: unknown attribute {_shown(key)}")
        found[key] = _attribute(known[key], value, f"{name}: {key}")
    for key, attribute in known.items():
        if attribute.default is REQUIRED and key not in found:
            raise FactError(f"{name}: {key} is missing")
    return found


def read_packs(names: object) -> tuple[str, ...]:
    """The packs to print, each once. Raises FactError for an unknown one or none."""
    if not isinstance(names, list | tuple) or not names:
        raise FactError("packs: name at least one pack")
    for name in names:
        if not isinstance(name, str) or name not in shipped():
            raise FactError(f"packs: unknown pack {_shown(name)}")
    return tuple(dict.fromkeys(names))


def read_scenario(raw: object, on: object = None, packs: object = None) -> Scenario:
    """A scenario; `on` and `packs` given here go before those it holds. Raises FactError."""
    if not isinstance(raw, dict):
        raise FactError("a scenario is an object with child and facts")
    for key in raw:
        if key not in ("child", "facts", "on", "packs"):
            raise FactError(f"unknown key {_shown(key)} beside child and facts")
    day = read_day(raw.get("on") if on is None else on, "on")
    names = read_packs(packs or raw.get("packs"))
    child = _child(raw.get("child"))
    listed = raw.get("facts")
    if not isinstance(listed, list):
        raise FactError("facts must be a list")
    named = [read_fact(item, number) for number, item in enumerate(listed, 1)]
    check_life(child, named, day)
    return Scenario(child, tuple(fact for _, fact in named), day, names)


def _child(raw: object) -> Child:
    if not isinstance(raw, dict):
        raise FactError("child must be an object with born")
    for key in raw:
        if key != "born":
            raise FactError(f"child: unknown attribute {_shown(key)}")
    return Child(read_day(raw.get("born"), "child: born"))


def answer(
    scenario: Scenario, calendar: WorkingCalendar, *, explain: bool = False
) -> dict[str, object]:
    """Every duty of the scenario, ready to be written as JSON."""
    choices = [PackChoice(shipped()[name]) for name in scenario.packs]
    found = evaluate(scenario.child, scenario.facts, choices, scenario.on, calendar)
    return {
        "on": scenario.on.isoformat(),
        "packs": list(scenario.packs),
        "duties": [_as_json(duty, explain=explain) for duty in found.duties],
    }


def _as_json(duty: Duty, *, explain: bool) -> dict[str, object]:
    shown: dict[str, object] = {
        "rule": duty.rule,
        "pack": duty.pack,
        "owner": duty.owner,
        "opened_on": duty.opened_on.isoformat(),
        "due_on": duty.due_on.isoformat() if duty.due_on else None,
        "due_at": duty.due_at.isoformat() if duty.due_at else None,
        "met_on": duty.met_on.isoformat() if duty.met_on else None,
        "state": duty.state,
        "source": duty.source,
        "evidence": duty.evidence,
    }
    if explain:
        shown["because"] = list(duty.because)
    return shown


def answer_line(
    line: bytes,
    calendar: WorkingCalendar,
    *,
    on: object = None,
    packs: object = None,
    explain: bool = False,
) -> dict[str, object]:
    """The answer to one line: the duties, or the error that refuses it."""
    try:
        scenario = read_scenario(read_json(line), on, packs)
        return answer(scenario, calendar, explain=explain)
    except FactError as wrong:
        return {"error": str(wrong)}
