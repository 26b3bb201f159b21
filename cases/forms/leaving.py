"""When somebody leaves."""

from __future__ import annotations

from django import forms

from look.forms import DateField, Form


class LeavingForm(Form):
    """Asked twice: the day first, then whether what follows is meant."""

    left_on = DateField(
        label="From which day do they no longer work here?",
        help_text="The day after their last day",
        subject="The day they leave",
    )
    confirmed = forms.BooleanField(
        label="Yes, this is what should happen",
        required=False,
    )
