"""Names, numbers and addresses that belong to nobody.

Telephone numbers are of the ranges kept for drama, e-mail addresses end in example.org, postcodes
begin with ZZ, NHS numbers with 999 (kept for tests), and pupil numbers name schools below 1000,
which there are not.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache
from typing import Any

from stdnum.gb import upn

from returns.demonstration.calendar import birthday
from returns.demonstration.data import read
from returns.demonstration.dice import Dice


@dataclass(frozen=True)
class Heritage:
    """Where a family comes from, as far as the record asks."""

    ethnicity: str
    language: str
    religion: str
    female: tuple[str, ...]
    male: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    family: str

    def adult(self, dice: Dice, sex: str) -> str:
        """A grown-up's first name."""
        return dice.pick(self.women if sex == "F" else self.men)

    def given(self, dice: Dice, sex: str, taken: set[str] | None = None) -> str:
        """A first name nobody else in the family has."""
        names = self.female if sex == "F" else self.male
        free = [name for name in names if name not in (taken or set())]
        return dice.pick(free or list(names))


@dataclass(frozen=True)
class Name:
    given: str
    family: str

    @property
    def full(self) -> str:
        return f"{self.given} {self.family}".strip()


def heritage(dice: Dice, *, alone: bool = False) -> Heritage:
    """Draw one; `alone` for young people who came to the country by themselves.

    Last names of the cast are not drawn: each belongs to its one family.
    """
    listed = read("names")
    if alone:
        entry = dice.pick(listed["alone"])
        return _heritage(dice, entry, entry["language"], entry["religion"])
    weights = {number: one["weight"] for number, one in enumerate(listed["heritages"])}
    entry = listed["heritages"][dice.weighted(weights)]
    return _heritage(dice, entry, dice.pick(entry["languages"]), dice.pick(entry["religions"]))


def heritage_of(dice: Dice, name: str) -> Heritage:
    """The heritage in whose lists that first or last name stands; any, if it stands in none."""
    listed = read("names")
    for entry in [*listed["alone"], *listed["heritages"]]:
        if name in entry["family"] + entry["female"] + entry["male"]:
            language = entry.get("language") or dice.pick(entry["languages"])
            religions = entry.get("religions") or [entry["religion"]]
            return _heritage(dice, entry, language, dice.pick(religions))
    return heritage(dice)


def _heritage(dice: Dice, entry: dict[str, Any], language: str, religion: str) -> Heritage:
    return Heritage(
        ethnicity=dice.pick(entry["codes"]),
        language=language,
        religion=religion,
        female=tuple(entry["female"]),
        male=tuple(entry["male"]),
        women=tuple(entry.get("women", entry["female"])),
        men=tuple(entry.get("men", entry["male"])),
        family=dice.pick([name for name in entry["family"] if name not in _cast_names()]),
    )


@cache
def _cast_names() -> frozenset[str]:
    return frozenset(one.get("family", "") for one in read("cast")["families"])


def invent(dice: Dice, sex: str = "") -> Name:
    """An adult: a carer, a teacher, a member of staff."""
    drawn = heritage(dice)
    return Name(drawn.adult(dice, sex or dice.pick(("F", "M"))), drawn.family)


def nhs_number(serial: int) -> str:
    """The `serial`th number of the range kept for tests that has a check digit."""
    for step in range(11):
        nine = f"999{(serial * 11 + step) % 1_000_000:06d}"
        check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(nine)) % 11
        if check != 10:
            return nine + str(check % 11)
    raise ValueError(f"No NHS number for {serial}.")


def pupil_number(serial: int, born: datetime.date) -> str:
    """The `serial`th pupil number of schools there are not, given when the child was four."""
    given_in = birthday(born, 4).year % 100
    rest = f"821{serial // 1000:04d}{given_in:02d}{serial % 1000:03d}"
    return upn.calc_check_digit(rest) + rest


def landline(dice: Dice) -> str:
    return f"01632 960{dice.number(0, 999):03d}"


def mobile(dice: Dice) -> str:
    return f"07700 900{dice.number(0, 999):03d}"


def postcode(dice: Dice) -> str:
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    return f"ZZ{dice.number(1, 29)} {dice.number(1, 9)}{dice.pick(letters)}{dice.pick(letters)}"


def street(dice: Dice) -> str:
    return f"{dice.number(1, 140)} {dice.pick(read('places')['streets'])}"
