"""What forms of care, homes and moves share: dates up to today, codes the return takes."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms

from cases.codes import choices
from look.forms import DateField, Form
from look.forms.offers import not_after, offer

CHOOSE = ("", "Choose")


def year_of_return(day: datetime.date) -> int:
    """The return that covers a day: 1 April 2025 to 31 March 2026 is the return of 2026."""
    return day.year + (day >= datetime.date(day.year, 4, 1))


def offer_codes(
    field: forms.Field, name: str, today: datetime.date, *, without: tuple[str, ...] = ()
) -> None:
    """The codes of one set that the return takes this year, but for some."""
    taken = choices(name, year=year_of_return(today))
    offer(field, [CHOOSE, *(pair for pair in taken if pair[0] not in without)])


class TodayForm(Form):
    """A form whose dates lie in the past or are today."""

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for field in self.fields.values():
            if isinstance(field, DateField):
                not_after(field, today)
