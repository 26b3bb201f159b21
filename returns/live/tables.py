"""The files: one table each, known by its columns. Reader, templates and documentation agree on it.

Names of files, order of columns and of rows are free. Days are 2026-11-05 or 05/11/2026; ids are
those of the other system, taken as text. A child's id is the one in the table of children.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from returns.live import words
from returns.live.words import Words
from returns.sheets.reading import Format, UnknownTable


class Kind(Enum):
    """What a column holds, and so how a cell of it is judged."""

    ID = "id"
    TEXT = "text"
    NOTE = "longer text"
    DAY = "day"
    YES_NO = "yes or no"
    EMAIL = "e-mail"
    NUMBER = "number"
    WORD = "one of"


class Must(Enum):
    """Whether the column has to be there, and its cells filled."""

    FILLED = "yes"
    THERE = "the column, a cell may be blank"
    NO = "no"


@dataclass(frozen=True, eq=False)
class Column:
    """One column. `most`: characters it takes, or the greatest number.

    A wrong value in a `soft` column is left blank with a remark; in any other it spoils the row.
    """

    name: str
    kind: Kind
    says: str
    example: str
    must: Must = Must.NO
    most: int = 60
    words: Words = field(default_factory=dict)
    soft: bool = False

    @property
    def narrative(self) -> bool:
        """Whether it says what somebody wrote about a child: no report repeats that."""
        return self.kind is Kind.NOTE or self.name == "why_not"


@dataclass(frozen=True, eq=False)
class Table:
    """One table. `key` names the columns by which a row is the same row another time."""

    name: str
    says: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def of_child(self) -> bool:
        return any(column.name == "child" for column in self.columns)

    @property
    def needed(self) -> set[str]:
        return {column.name for column in self.columns if column.must is not Must.NO}

    @property
    def names(self) -> set[str]:
        return {column.name for column in self.columns}


def _id(name: str, says: str, example: str, must: Must = Must.FILLED) -> Column:
    return Column(name, Kind.ID, says, example, must)


def _text(
    name: str, says: str, example: str, must: Must = Must.NO, *, most: int = 80, soft: bool = True
) -> Column:
    return Column(name, Kind.TEXT, says, example, must, most, soft=soft)


def _day(name: str, says: str, example: str, must: Must = Must.NO) -> Column:
    return Column(name, Kind.DAY, says, example, must)


def _word(
    name: str, says: str, example: str, taken: Words, must: Must = Must.NO, *, soft: bool = False
) -> Column:
    return Column(name, Kind.WORD, says, example, must, words=taken, soft=soft)


def _yes(name: str, says: str, must: Must = Must.NO) -> Column:
    return Column(name, Kind.YES_NO, says, "yes", must)


def _email(name: str, says: str, must: Must = Must.FILLED, soft: bool = False) -> Column:
    return Column(name, Kind.EMAIL, says, "rosa@example.org", must, 254, soft=soft)


def _note(name: str, says: str, example: str) -> Column:
    return Column(name, Kind.NOTE, says, example, most=8000, soft=True)


FILLED, THERE = Must.FILLED, Must.THERE
CHILD = _id("child", "the child's id, as in the table of children", "80712")

TEAMS = Table(
    "teams",
    "teams",
    ("team",),
    (
        _text("team", "name of the team or service", "North team", FILLED, most=120, soft=False),
        _word("kind", "team if blank", "team", words.TEAM_KINDS),
        _text(
            "within",
            "name of the team or service above it",
            "Care service",
            THERE,
            most=120,
            soft=False,
        ),
        _email("manager", "who manages it: somebody of the table of staff", Must.NO, soft=True),
    ),
)
STAFF = Table(
    "staff",
    "staff and their roles, one row for each role",
    ("email", "role", "team", "from"),
    (
        _email("email", "address the person signs in with"),
        _text("name", "first and last name", "Rosa Marsh", FILLED, most=120, soft=False),
        _word("role", "blank for somebody without one", "iro", words.ROLES, THERE),
        _text(
            "team",
            "name of the team; needed with a role",
            "North team",
            THERE,
            most=120,
            soft=False,
        ),
        _day("from", "first day in the role; blank: the day of the import", "2024-02-01"),
        _day("until", "last day in the role", "2026-01-31"),
        _day("left_on", "first day they no longer work here", "2026-02-01"),
        _text("job_title", "as on letters", "Senior social worker", most=120),
        _text("phone", "work number", "01632 960 001", most=40),
        _text("staff_number", "payroll number", "S1234", most=40),
    ),
)
CHILDREN = Table(
    "children",
    "children",
    ("child",),
    (
        _id("child", "id in the other system; blank: ssda903_id stands for it", "80712", THERE),
        Column("ssda903_id", Kind.ID, "number in the statutory return", "398768", most=20),
        _text("given_name", "first name", "Ada", THERE, soft=False),
        _text("family_name", "last name", "Marsh", THERE, soft=False),
        _text("known_as", "name they are called by", "Addy", soft=False),
        _day("born_on", "date of birth; blank only before birth", "2014-03-01", THERE),
        _day("expected_on", "expected date of birth, before birth", "2027-01-15"),
        _word("sex", "F, M or U", "F", words.SEXES, soft=True),
        _word("ethnicity", "code of the return", "WBRI", words.ETHNICITIES, soft=True),
        _text("nhs_number", "10 digits, spaces allowed", "943 476 5919", most=20),
        _text("upn", "unique pupil number", "A123456789012", most=20),
        _text("language", "first language", "English", most=60),
        _text("religion", "as the child says", "None", most=60),
        _text("disability", "in words", "Hearing loss", most=200),
        _yes("unaccompanied", "unaccompanied asylum-seeking child"),
        _text("team", "team that answers for the child", "North team", most=120, soft=False),
        _day("visits_complete_from", "files hold every visit from this day on", "2025-01-01"),
        _day("reviews_complete_from", "… every review", "2025-01-01"),
        _day("plans_complete_from", "… every plan", "2025-01-01"),
    ),
)
HOMES = Table(
    "homes",
    "homes",
    ("home",),
    (
        _id("home", "id in the other system", "H-220"),
        _text("home_name", "name of the home or carers", "Elm House", FILLED, most=160, soft=False),
        _word("kind", "kind of home", "childrens_home", words.HOME_KINDS, FILLED),
        _text("address", "in one cell", "1 Elm Road, Marsham", most=300),
        _text("postcode", "full postcode", "MA1 2EL", most=10),
        _text("urn", "registration number", "SC123456", most=12),
        _text("provider", "organisation that runs it", "Elm Care Ltd", most=160),
        Column("capacity", Kind.NUMBER, "children it may take", "4", most=999, soft=True),
        _text("local_authority", "authority it lies in", "Marlshire"),
        _text("phone", "number of the home", "01632 960 002", most=40),
    ),
)
ALLOCATIONS = Table(
    "allocations",
    "allocations",
    ("child", "worker", "role", "from"),
    (
        CHILD,
        _email("worker", "the worker's e-mail"),
        _word("role", "what they are to the child", "social_worker", words.ALLOCATED, FILLED),
        _day("from", "first day they hold the child", "2026-03-02", FILLED),
        _day("until", "day the next one takes over", ""),
        _yes("main", "the one who owns what is due; yes if blank"),
    ),
)
PLACEMENTS = Table(
    "placements",
    "where children live, and since when they are in care",
    ("child", "from"),
    (
        CHILD,
        _id("home", "id of the home, as in the table of homes", "H-220"),
        _day("from", "day the child moved in", "2025-06-01", FILLED),
        _day("until", "day the child left it", ""),
        _day("care_from", "day care began; needed where no return brought it", "2025-06-01"),
        _day("care_until", "day care ended", ""),
        _word("legal_status", "code of the return, as from this move", "C2", words.LEGAL_STATUSES),
        _word("need", "category of need, code of the return", "N1", words.NEEDS, soft=True),
    ),
)
VISITS = Table(
    "visits",
    "visits",
    ("visit",),
    (
        _id("visit", "id of the visit in the other system", "V-90311"),
        CHILD,
        _day("visited_on", "day of the visit", "2026-10-02", FILLED),
        _email("visited_by", "e-mail of who visited; leavers stand in the table of staff"),
        _word("role", "in which role; blank: theirs on the day", "iro", words.VISITORS),
        _yes("seen", "whether the child was seen", FILLED),
        _yes("alone", "whether the child was seen alone; no if blank"),
        _text("why_not", "why not seen, or not alone", "At school", most=300),
        Column("home", Kind.ID, "id of the home; blank: where the child lived", "H-220"),
        _yes("purposeful", "a purposeful visit to a provider's home; no if blank"),
        _note("note", "what the other system says of it", "Settled. Room shown."),
    ),
)
REVIEWS = Table(
    "reviews",
    "reviews",
    ("review",),
    (
        _id("review", "id of the review in the other system", "R-771"),
        CHILD,
        _day("held_on", "day it was held", "2026-09-14", FILLED),
        _word("kind", "looked_after if blank", "looked_after", words.REVIEW_KINDS),
        _word("participation", "PN0 to PN7", "PN1", words.PARTICIPATION, soft=True),
        _email("chaired_by", "e-mail of the officer", Must.NO, soft=True),
        _note("decisions", "what was decided", "Stay at Elm House."),
    ),
)
PLANS = Table(
    "plans",
    "plans and other things done",
    ("plan",),
    (
        _id("plan", "id of the plan in the other system", "P-4402"),
        CHILD,
        _word("what", "which plan, or what was done", "care_plan", words.PLANS, FILLED),
        _day("done_on", "day it was made or renewed", "2026-08-20", FILLED),
        _text("done_by", "by whom, in words", "Rosa Marsh", most=120),
        _note("note", "what the other system says of it", "Agreed with her mother."),
    ),
)
EVERY = (
    TEAMS, STAFF, CHILDREN, HOMES, ALLOCATIONS, PLACEMENTS, VISITS, REVIEWS, PLANS,
)  # fmt: skip
TABLES: dict[str, Table] = {table.name: table for table in EVERY}


def recognise(columns: Iterable[str]) -> Table:
    """The table whose needed columns are all here; of several, the one with most of its columns.

    Raises:
        UnknownTable: there is none, or a column stands there twice.
    """
    given = list(columns)
    twice = sorted({column for column in given if column and given.count(column) > 1})
    if twice:
        raise UnknownTable(f"the column {twice[0]} stands in it twice.")
    found = [table for table in EVERY if table.needed <= set(given)]
    if found:
        return max(found, key=lambda table: len(table.names & set(given)))
    raise UnknownTable(_nearest(set(given)))


def _nearest(given: set[str]) -> str:
    near = max(EVERY, key=lambda table: len(table.needed & given) / len(table.needed))
    missing = [column.name for column in near.columns if column.name in near.needed - given]
    if len(missing) == len(near.needed):
        return "its first line does not name the columns of any table of live cases."
    are = "is" if len(missing) == 1 else "are"
    return f"it looks like the table of {near.name}, but {', '.join(missing)} {are} missing."


FORMAT = Format("live cases", recognise, lambda name: "_".join(name.lower().split()), str.strip)
