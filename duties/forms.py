"""Forms of the rules pages."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms

from look.forms import Checkboxes, DateField, Form
from timescales import Pack


class PackForm(Form):
    """From when a pack applies, and which of its sections."""

    starts_on = DateField(
        label="From which day?",
        subject="The day",
        help_text="A duty belongs to the day it opened. Duties already running when the pack "
        "begins stay as they are until something new happens to the child.",
    )

    def __init__(self, *args: Any, pack: Pack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sections"] = forms.MultipleChoiceField(
            label="Which sections?", widget=Checkboxes(), choices=list(pack.sections.items())
        )
        self._every = set(pack.sections)

    @property
    def off(self) -> list[str]:
        """The sections left out."""
        return sorted(self._every - set(self.cleaned_data["sections"]))


class EndPackForm(Form):
    """The first day on which a pack no longer applies."""

    ends_on = DateField(label="From which day does it no longer apply?", subject="The day")


class DayOffForm(Form):
    """A day off that no almanac knew of."""

    day = DateField(label="Which day?", subject="The day")
    name = forms.CharField(label="What is it called?", max_length=120)

    def clean_day(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["day"]
        if day.weekday() >= 5:
            raise forms.ValidationError("That is a Saturday or Sunday, which is off already.")
        return day
