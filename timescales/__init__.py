"""Law and policy as data: facts of a child's life in, dated duties out, each with its reason."""

from timescales.duty import Duty, Evaluation
from timescales.engine import PackChoice, evaluate
from timescales.errors import FactError, PackError
from timescales.facts import Child, Fact
from timescales.packs import load_directory, load_file, load_text, shipped
from timescales.periods import Days, Hours, Months, Period, Weeks, WorkingDays
from timescales.rules import Pack, Rule
from timescales.workdays import WorkingCalendar

__all__ = [
    "Child",
    "Days",
    "Duty",
    "Evaluation",
    "Fact",
    "FactError",
    "Hours",
    "Months",
    "Pack",
    "PackChoice",
    "PackError",
    "Period",
    "Rule",
    "Weeks",
    "WorkingCalendar",
    "WorkingDays",
    "evaluate",
    "load_directory",
    "load_file",
    "load_text",
    "shipped",
]
