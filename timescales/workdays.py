"""Working days of England: not Saturday, Sunday, Christmas Day, Good Friday or a bank holiday."""

from collections.abc import Iterable
from datetime import date, timedelta

import holidays

ONE_DAY = timedelta(days=1)


class WorkingCalendar:
    """Which days of England are working days, and counting by them.

    `extra` are further days off (proclaimed bank holidays the package does not know yet).
    Source of the definition: SI 2011/1010 reg 2.
    """

    def __init__(self, extra: Iterable[date] = ()) -> None:
        self._extra = frozenset(extra)
        self._years: dict[int, dict[date, str]] = {}
        self._added: dict[tuple[date, int], date] = {}

    def name_of(self, day: date) -> str | None:
        """The bank holiday's name, or None if the day is not one."""
        year = self._years.get(day.year)
        if year is None:
            year = dict(holidays.country_holidays("GB", subdiv="ENG", years=day.year).items())
            year.update({d: "extra day off" for d in self._extra if d.year == day.year})
            self._years[day.year] = year
        return year.get(day)

    def is_working(self, day: date) -> bool:
        """True for a working day."""
        return day.weekday() < 5 and self.name_of(day) is None

    def add(self, day: date, count: int) -> date:
        """The `count`-th working day after `day` (before it, for a negative count).

        `day` is day 0 and need not be a working day; 0 gives `day` itself.
        """
        key = (day, count)
        found = self._added.get(key)
        if found is None:
            found = self._step(day, count)
            if len(self._added) < 50_000:
                self._added[key] = found
        return found

    def _step(self, day: date, count: int) -> date:
        step = ONE_DAY if count > 0 else -ONE_DAY
        left = abs(count)
        while left:
            day += step
            if self.is_working(day):
                left -= 1
        return day

    def holidays_between(self, first: date, last: date) -> tuple[tuple[date, str], ...]:
        """Bank holidays on weekdays after `first`, up to and including `last`, with their names."""
        found, day = [], first + ONE_DAY
        while day <= last:
            name = self.name_of(day) if day.weekday() < 5 else None
            if name:
                found.append((day, name))
            day += ONE_DAY
        return tuple(found)
