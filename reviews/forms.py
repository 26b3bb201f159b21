"""Forms of reviews."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms

from cases.codes import choices
from cases.forms.records import OPTIONAL, KeyedForm
from cases.header import age
from look.forms import DateField, Radios, Textarea, TextInput
from look.forms.offers import offer
from reviews.actions import UNDER_FOUR, Held
from reviews.models import Review


class BookForm(KeyedForm):
    kind = forms.ChoiceField(
        label="Which review?", choices=Review.Kind.choices, widget=Radios(small=True)
    )
    for_on = DateField(label="When will it be held?", subject="The date of the review")
    booked_on = DateField(label="When was that date set?", subject="The day the date was set")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ahead = self.fields["for_on"]
        ahead.latest = None  # type: ignore[attr-defined]


class HeldForm(KeyedForm):
    kind = forms.ChoiceField(
        label="Which review?", choices=Review.Kind.choices, widget=Radios(small=True)
    )
    held_on = DateField(
        label="When was it held?",
        subject="The date of the review",
        help_text="If it was held in parts, the day of the first.",
    )
    participation = forms.ChoiceField(label="How did the child take part?")
    child_view = forms.CharField(
        label=f"What the child said about it {OPTIONAL}", required=False, widget=Textarea(rows=4)
    )
    decisions = forms.CharField(
        label=f"What was decided {OPTIONAL}",
        required=False,
        widget=Textarea(rows=6),
        help_text="Each with who does it and by when.",
    )
    visit_weeks = forms.IntegerField(
        label=f"Another visiting frequency agreed {OPTIONAL}",
        required=False,
        min_value=1,
        max_value=26,
        help_text="Leave empty if visits go on as the rules have it.",
        widget=TextInput(
            {"class": "govuk-input--width-2", "inputmode": "numeric"},
            prefix="every",
            suffix="weeks",
        ),
        error_messages={
            "invalid": "Enter a number of weeks from 1 to 26",
            "min_value": "Enter a number of weeks from 1 to 26",
            "max_value": "Enter a number of weeks from 1 to 26",
        },
    )
    permanence = forms.BooleanField(
        label="It was agreed that the child stays in this home until 18", required=False
    )
    long_term_foster = forms.BooleanField(label="as a long-term foster placement", required=False)
    child_agrees = forms.BooleanField(
        label="and the child agrees to be visited less often", required=False
    )

    def __init__(
        self, *args: Any, born_on: datetime.date | None, today: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, today=today, **kwargs)
        found = choices("REVIEW_CODE")
        if born_on and age(born_on, today) >= 5:  # a late record may be of a child still under 4
            found = [pair for pair in found if pair[0] != UNDER_FOUR]
        offer(self.fields["participation"], [("", "Choose"), *found])

    def said(self) -> Held:
        given = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        return Held(**{**given, "kind": Review.Kind(given["kind"])})
