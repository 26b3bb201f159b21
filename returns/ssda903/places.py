"""What kind of home a placement code of the return means: the one table, with its readings.

Source: code sets PLACE and PLACE_PROVIDER of the return; the kinds are those the visiting rules
tell apart. Readings are marked, and listed in docs/ssda903-import.md.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from returns.ssda903.held import Row

# The words of placements.models.HomeKind, which the scenario files of the timescales use too.
FOSTER, AGENCY = "in_house_foster", "agency_foster"
KINDS: dict[str, str] = {
    **dict.fromkeys(("A3", "A4", "A5", "A6"), "for_adoption"),
    "H5": "supported_accommodation",
    "K1": "secure",
    "K2": "childrens_home",
    "K3": "supported_accommodation",
    "P1": "with_parents",
    "P2": "other",  # reading: independent living is nobody's supported accommodation
    "P3": "other",
    "R1": "other",  # reading: a residential care home is neither a children's home nor a hospital
    "R2": "hospital",
    "R3": "family_centre",
    "R5": "yoi",
    "S1": "residential_school",
    "T1": "hospital",  # only where a period of care starts with it; else the placement goes on
    **dict.fromkeys(("U1", "U2", "U3"), "connected_person"),
}
OTHER = "other"
TEMPORARY = frozenset({"T0", "T1", "T2", "T3", "T4"})
LONG_TERM = frozenset({"U1", "U4"})
# Remand, police detention and sentence: with these a secure home counts as custody (scenarios).
CUSTODY = frozenset({"J1", "J2", "J3"})
# Kinds with visiting rules of their own: going into or out of one starts a placement (reading).
OWN_RULES = frozenset({"for_adoption", "with_parents", "connected_person", "yoi", "hospital"})
# Kinds whose registration number is the home's own; a foster home's is its agency's.
NUMBERED = frozenset(
    {"childrens_home", "secure", "residential_school", "family_centre", "supported_accommodation"}
)
NO_URN = frozenset({"", "XXXXXXX"})

NAMES = {
    "in_house_foster": "Our own foster home",
    "agency_foster": "Agency foster home",
    "childrens_home": "Children's home",
    "residential_school": "Residential school",
    "family_centre": "Residential family centre",
    "secure": "Secure children's home",
    "supported_accommodation": "Supported accommodation",
    "with_parents": "With parents",
    "for_adoption": "Adoptive home",
    "connected_person": "Home of family or friends",
    "yoi": "Young offender institution",
    "hospital": "Hospital or nursing home",
    "other": "Other arrangement",
}


@dataclass(frozen=True, order=True)
class Home:
    """A home as the return knows it. `key` is the same for every child who lived there.

    The key holds kind, registration number, postcode and provider; a home without number and
    postcode is one child's own, and its key holds that child's number and the day.
    """

    key: str
    kind: str
    urn: str
    postcode: str
    name: str


def home_kind(place: str, provider: str) -> str:
    """The kind of home: U4 to U6 are ours with provider PR1, an agency's otherwise (reading)."""
    if place in ("U4", "U5", "U6"):
        return FOSTER if provider == "PR1" else AGENCY
    return KINDS.get(place, OTHER)


def placement_kind(place: str, provider: str, legal_status: str) -> str:
    """As `home_kind`, but a secure home under remand or sentence is custody."""
    kind = home_kind(place, provider)
    return "yoi" if kind == "secure" and legal_status in CUSTODY else kind


def home_of(row: Row, starts_on: datetime.date) -> Home:
    """The home an episode was lived in, named without anything about the child."""
    kind = home_kind(row["PLACE"], row["PLACE_PROVIDER"])
    urn = "" if row["URN"] in NO_URN else row["URN"][:12]
    postcode = _postcode(row["PL_POST"])
    parts = [kind, urn, postcode, row["PLACE_PROVIDER"]]
    if not urn and not postcode:
        parts += [row.number, starts_on.isoformat()]
    return Home("903|" + "|".join(parts), kind, urn, postcode, _name(kind, urn, postcode))


def _postcode(text: str) -> str:
    """With its space, whether or not it was written with one."""
    close = text.replace(" ", "")
    return f"{close[:-3]} {close[-3:]}" if 5 <= len(close) <= 7 else text[:10]


def _name(kind: str, urn: str, postcode: str) -> str:
    words = NAMES[kind]
    if postcode:
        words += f", {postcode.split(' ', maxsplit=1)[0]}"
    if urn and kind in NUMBERED:
        words += f" ({urn})"
    return words


def same_address(one: Row, other: Row) -> bool:
    """Whether two episodes name the same postcode and registration number."""
    return all(one[column] == other[column] for column in ("PL_POST", "URN"))
