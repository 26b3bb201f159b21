"""Reasons that open a record, and the lists that close it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from cases.models import AccessReason
from look.forms import Checkboxes, DateField, Form, Radios, Textarea
from people.models import User

HOURS = [(str(number), f"{number} hour{'s' if number > 1 else ''}") for number in (1, 2, 4, 8, 12)]
NARROW = {"class": "govuk-input--width-20", "autocomplete": "off"}


class UrgentForm(Form):
    """Whom, why, and for how long."""

    name = forms.CharField(
        label="Full name",
        help_text="First and last name, spelt as in the record",
        required=False,
        widget=forms.TextInput(NARROW),
    )
    born_on = DateField(label="Date of birth", required=False)
    number = forms.CharField(
        label="Or NHS number, or number in the statutory return",
        required=False,
        widget=forms.TextInput(NARROW),
    )
    purpose = forms.ChoiceField(
        label="What is it for?", choices=AccessReason.Purpose.choices, widget=Radios()
    )
    reason = forms.CharField(
        label="Why do you need it now?",
        help_text="Your manager and the child's manager read this",
        widget=Textarea(rows=3),
    )
    hours = forms.TypedChoiceField(
        label="For how long?", choices=HOURS, coerce=int, initial="2", widget=Radios(inline=True)
    )


class ShiftForm(Form):
    """One reason for one shift."""

    reason = forms.CharField(
        label="What is this shift?",
        help_text="For example: weekend duty, 5 pm to 9 am. Managers read this.",
        widget=Textarea(rows=3),
    )
    hours = forms.TypedChoiceField(
        label="How long does it last?", choices=HOURS, coerce=int, initial="12", widget=Radios()
    )


class RestrictForm(Form):
    """Only these."""

    users = forms.ModelMultipleChoiceField(
        label="Who alone may see the record?",
        help_text="They still need a role that opens it. Include yourself.",
        queryset=User.objects.none(),
        widget=Checkboxes(small=True),
        error_messages={"required": "Select who may see the record"},
    )
    reason = forms.CharField(label="Why?", max_length=300)

    def __init__(self, *args: Any, users: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["users"].queryset = users  # type: ignore[attr-defined]


class ExcludeForm(Form):
    """Everyone but these."""

    user = forms.ModelChoiceField(
        label="Who may not see the record?",
        queryset=User.objects.none(),
        empty_label="Choose a person",
    )
    reason = forms.CharField(label="Why?", max_length=300)
    starts_on = DateField(label="From which day?", subject="The first day")
    ends_on = DateField(
        label="Until which day?",
        help_text="The last day. Leave empty if it has no end.",
        subject="The last day",
        required=False,
    )

    def __init__(self, *args: Any, users: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = users  # type: ignore[attr-defined]


class LastDayForm(Form):
    """When an exclusion ends."""

    ends_on = DateField(label="What is the last day?", subject="The last day")
