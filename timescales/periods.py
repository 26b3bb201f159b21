"""Lengths of time that carry their unit: `WorkingDays(20)`, never a bare 20."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from timescales.workdays import WorkingCalendar

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Period:
    """A number of one unit. `after` counts forwards from day 0, `before` counts back from it."""

    count: int

    unit = ""

    def after(self, day: date, calendar: WorkingCalendar, /) -> date:
        """The day on which something due within this period of `day` falls due."""
        raise NotImplementedError

    def before(self, day: date, calendar: WorkingCalendar, /) -> date:
        """The day lying this period before `day`."""
        raise NotImplementedError

    def __str__(self) -> str:
        return f"{self.count} {self.unit}" + ("" if self.count == 1 else "s")


@dataclass(frozen=True, slots=True)
class Days(Period):
    """Calendar days."""

    unit = "day"

    def after(self, day: date, _calendar: WorkingCalendar, /) -> date:
        return day + timedelta(days=self.count)

    def before(self, day: date, _calendar: WorkingCalendar, /) -> date:
        return day - timedelta(days=self.count)


@dataclass(frozen=True, slots=True)
class WorkingDays(Period):
    """Working days of England."""

    unit = "working day"

    def after(self, day: date, calendar: WorkingCalendar, /) -> date:
        return calendar.add(day, self.count)

    def before(self, day: date, calendar: WorkingCalendar, /) -> date:
        return calendar.add(day, -self.count)


@dataclass(frozen=True, slots=True)
class Weeks(Period):
    """Weeks of seven calendar days."""

    unit = "week"

    def after(self, day: date, _calendar: WorkingCalendar, /) -> date:
        return day + timedelta(days=7 * self.count)

    def before(self, day: date, _calendar: WorkingCalendar, /) -> date:
        return day - timedelta(days=7 * self.count)


def add_months(day: date, count: int) -> date:
    """The corresponding date `count` months on (back, if negative), clamped to the month's end."""
    index = day.year * 12 + day.month - 1 + count
    year, month = index // 12, index % 12 + 1
    if day.day <= 28:
        return date(year, month, day.day)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class Months(Period):
    """Calendar months: the corresponding date, or the month's last day where there is none."""

    unit = "month"

    def after(self, day: date, _calendar: WorkingCalendar, /) -> date:
        return add_months(day, self.count)

    def before(self, day: date, _calendar: WorkingCalendar, /) -> date:
        return add_months(day, -self.count)


@dataclass(frozen=True, slots=True)
class Hours(Period):
    """Elapsed hours. With only a date known, whole days stand in: 24 hours, the end of the next."""

    unit = "hour"

    def after(self, day: date, _calendar: WorkingCalendar, /) -> date:
        return day + timedelta(days=self.count // 24)

    def before(self, day: date, _calendar: WorkingCalendar, /) -> date:
        return day - timedelta(days=self.count // 24)

    def instant(self, at: datetime) -> datetime:
        """The instant this many elapsed hours after `at` (aware), in UTC."""
        return at.astimezone(UTC) + timedelta(hours=self.count)


UNITS: dict[str, type[Period]] = {
    unit.unit: unit for unit in (Days, WorkingDays, Weeks, Months, Hours)
}
UNITS["year"] = Months
_WORDS = re.compile(r"([1-9]\d{0,3}) (hour|day|working day|week|month|year)s?")


def parse_period(words: str) -> Period:
    """Read "5 working days". Raises ValueError with the reason for anything else."""
    found = _WORDS.fullmatch(words)
    if not found:
        raise ValueError(
            f"{words!r} is not a period: write a number and hours, days, working days, "
            "weeks, months or years"
        )
    count, unit = int(found[1]), found[2]
    return UNITS[unit](count * 12 if unit == "year" else count)


def london_date(at: datetime) -> date:
    """The calendar date in London at an aware instant."""
    return at.astimezone(LONDON).date()
