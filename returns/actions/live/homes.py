"""Homes: those of the files beside those here, and the nameless ones a return made."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from placements.actions.homes import write_home
from placements.models import Home, Provider
from returns.actions.live.crossing import Crossing, attempt, plan, said
from returns.actions.live.ledger import Kind, key_of
from returns.live.rows import Entry
from returns.live.tables import HOMES
from returns.models import CarriedOver

HOME = {
    "name": "home_name",
    "kind": "kind",
    "address": "address",
    "postcode": "postcode",
    "urn": "urn",
    "capacity": "capacity",
    "local_authority": "local_authority",
    "phone": "phone",
}
COLUMNS = {**HOME, "provider_id": "provider"}


def take_homes(crossing: Crossing) -> None:
    """Every home of the files; afterwards `crossing.homes` has each by the other system's id."""
    known = crossing.load(HOMES, Kind.HOME, Home)
    of_returns = _homes_of_returns(crossing)
    named = {(home.name.casefold(), home.postcode): home for home in Home.objects.all()}
    for entry in crossing.rows.of(HOMES):
        key = key_of(*entry.row.key)
        here = named.get((entry.row["home_name"].casefold(), entry.row["postcode"]))
        _home(crossing, entry, known.get(key), here, of_returns.get(key))
    crossing.homes |= _carried_before(crossing)


def _home(
    crossing: Crossing,
    entry: Entry,
    carried: Home | None,
    here: Home | None,
    nameless: Home | None,
) -> None:
    values = said(entry, HOME) | _provider(entry)
    todo = plan(crossing, entry, Kind.HOME, values, COLUMNS, carried=carried, here=here or nameless)
    if todo is None:
        return
    if todo.row is not None and todo.row is nameless:
        todo.write = dict(values)  # what a return calls a home is no name
        entry.remarks = [one for one in entry.remarks if one.code != "differs_here"]
    home: Home | None = todo.row or Home()
    if todo.write:
        home = attempt(entry, lambda: write_home(todo.row or Home(), dict(todo.write)))
    if home is None:
        return
    crossing.counts["homes_new"] += todo.row is None
    crossing.homes[entry.row["home"]] = home
    crossing.ledger.keep(Kind.HOME, key_of(*entry.row.key), home.pk, values)


def _provider(entry: Entry) -> dict[str, Any]:
    name = entry.row["provider"]
    if not name:
        return {}
    known = Provider.objects.filter(name__iexact=name).first()
    return {"provider_id": (known or Provider.objects.create(name=name)).pk}


def _homes_of_returns(crossing: Crossing) -> dict[str, Home]:
    """By key, the home a return made that is this very one: the only of its kind and postcode.

    A return knows a home by kind, number and postcode. Where two homes of the files fit one, or
    somebody has filled it in here, it is left alone.
    """
    carried = CarriedOver.objects.filter(kind=Kind.HOME).values("row")
    untouched = Home.objects.filter(address="", capacity=None, provider=None, local_authority="")
    made: dict[tuple[str, str], list[Home]] = defaultdict(list)
    for home in untouched.exclude(import_key="").exclude(pk__in=carried):
        made[home.kind, home.postcode].append(home)
    claims: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in crossing.rows.of(HOMES):
        claims[entry.row["kind"], entry.row["postcode"]].append(entry)
    found = {}
    for place, entries in claims.items():
        homes = made.get(place, [])
        if not place[1] or len(entries) != 1 or len(homes) != 1:
            continue
        numbers = {entries[0].row["urn"], homes[0].urn} - {""}
        if len(numbers) < 2:
            found[key_of(*entries[0].row.key)] = homes[0]
    return found


def _carried_before(crossing: Crossing) -> dict[str, Home]:
    """Homes of earlier imports, which rows of this one may name."""
    rows = CarriedOver.objects.filter(kind=Kind.HOME).values_list("key", "row")
    homes = Home.objects.in_bulk([row for _, row in rows])
    return {key: homes[row] for key, row in rows if row in homes and key not in crossing.homes}
