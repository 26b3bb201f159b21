"""The tables of the return. A file is known by its set of columns, never by its name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from returns.sheets.reading import Format, UnknownTable


class Kind(Enum):
    """What a column holds, and so how a cell of it is judged."""

    CHILD = "child"
    DOB = "dob"
    DATE = "date"  # must be there
    DATE_OR_BLANK = "date or blank"
    PART_DATE = "part date"  # zz/MM/YYYY where the day is not known
    CODE = "code"
    SCORE = "score"
    TEXT = "text"


@dataclass(frozen=True)
class Table:
    """One table: its columns in the return's order, and what each holds.

    `codes` names the code set where it differs from the column's own name.
    """

    name: str
    says: str
    columns: dict[str, Kind]
    codes: dict[str, str] = field(default_factory=dict)

    def code_set(self, column: str) -> str:
        return self.codes.get(column, column)


def _table(name: str, says: str, **columns: Kind) -> Table:
    return Table(name, says, columns)


C, DOB, D, DB, P, K, S, T = (
    Kind.CHILD,
    Kind.DOB,
    Kind.DATE,
    Kind.DATE_OR_BLANK,
    Kind.PART_DATE,
    Kind.CODE,
    Kind.SCORE,
    Kind.TEXT,
)

HEADER = _table("Header", "children", CHILD=C, SEX=T, DOB=DOB, ETHNIC=T, UPN=T, MOTHER=T, MC_DOB=T)
EPISODES = _table(
    "Episodes",
    "episodes",
    CHILD=C,
    DECOM=D,
    RNE=K,
    LS=K,
    CIN=K,
    PLACE=K,
    PLACE_PROVIDER=K,
    DEC=DB,
    REC=K,
    REASON_PLACE_CHANGE=K,
    HOME_POST=T,
    PL_POST=T,
    URN=T,
)
REVIEWS = _table("Reviews", "reviews", CHILD=C, DOB=DOB, REVIEW=D, REVIEW_CODE=K)
UASC = _table("UASC", "unaccompanied children", CHILD=C, SEX=T, DOB=DOB, DUC=DB)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        HEADER,
        EPISODES,
        REVIEWS,
        UASC,
        _table(
            "OC2",
            "health and offending",
            CHILD=C,
            DOB=DOB,
            SDQ_SCORE=S,
            SDQ_REASON=K,
            CONVICTED=K,
            HEALTH_CHECK=K,
            IMMUNISATIONS=K,
            TEETH_CHECK=K,
            HEALTH_ASSESSMENT=K,
            SUBSTANCE_MISUSE=K,
            INTERVENTION_RECEIVED=K,
            INTERVENTION_OFFERED=K,
        ),
        _table("OC3", "care leavers", CHILD=C, DOB=DOB, IN_TOUCH=K, ACTIV=K, ACCOM=K),
        _table(
            "AD1",
            "adoptions",
            CHILD=C,
            DOB=DOB,
            DATE_INT=DB,
            DATE_MATCH=DB,
            FOSTER_CARE=K,
            NB_ADOPTR=K,
            SEX_ADOPTR=K,
            LS_ADOPTR=K,
        ),
        _table(
            "PlacedAdoption",
            "decisions to place for adoption",
            CHILD=C,
            DOB=DOB,
            DATE_PLACED=DB,
            DATE_PLACED_CEASED=DB,
            REASON_PLACED_CEASED=K,
        ),
        _table(
            "PrevPerm",
            "previous permanence",
            CHILD=C,
            DOB=DOB,
            PREV_PERM=K,
            LA_PERM=T,
            DATE_PERM=P,
        ),
        _table("Missing", "missing", CHILD=C, DOB=DOB, MISSING=K, MIS_START=D, MIS_END=DB),
        Table(
            "SWEpisodes",
            "social workers",
            {
                "CHILD": C,
                "DOB": DOB,
                "SW_ID": T,
                "SW_DECOM": D,
                "SW_DEC": DB,
                "SW_REASON": K,
            },
        ),
        _table("DoLo", "deprivation of liberty", CHILD=C, DOB=DOB, DOLO_START=D, DOLO_END=DB),
    )
}

# Worked out by the department from the postcode; some systems write them into their files.
DERIVED = frozenset({"PL_LA", "PL_LOCATION", "PL_DISTANCE"})


def recognise(columns: Iterable[str]) -> Table:
    """The table that has exactly these columns (in any order; derived ones are let pass).

    Raises:
        UnknownTable: no table has them, or one of them stands there twice.
    """
    given = list(columns)
    twice = sorted({column for column in given if given.count(column) > 1 and column})
    if twice:
        raise UnknownTable(f"the column {twice[0]} stands in it twice.")
    found = set(given) - DERIVED
    for table in TABLES.values():
        if found == set(table.columns):
            return table
    raise UnknownTable(_nearest(found))


def _nearest(found: set[str]) -> str:
    def shared(table: Table) -> int:
        return len(found & set(table.columns))

    near = max(TABLES.values(), key=lambda table: (shared(table), -len(table.columns)))
    if shared(near) < 2:
        return "its first line does not name the columns of any table of the return."
    missing = [column for column in near.columns if column not in found]
    extra = sorted(found - set(near.columns))
    parts = []
    if missing:
        parts.append(f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing")
    if extra:
        names = ", ".join(column[:40] or "a column without a name" for column in extra[:5])
        parts.append(f"{names} {'does' if len(extra) == 1 else 'do'} not belong")
    return f"it looks like the table of {near.says} ({near.name}), but {' and '.join(parts)}."


def _capitals(cell: str) -> str:
    return " ".join(cell.split()).upper()


FORMAT = Format("the return", recognise, str.upper, _capitals)
