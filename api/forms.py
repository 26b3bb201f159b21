"""Creating an access token."""

from __future__ import annotations

import datetime

from django import forms

from look.forms import Form, Radios

LASTS = [("30", "30 days"), ("90", "90 days"), ("365", "A year")]


class TokenForm(Form):
    """What it is for, and how long it lasts. `key` makes one form one token."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label="What is the token for?",
        max_length=80,
        help_text="For example, the team’s spreadsheet. No names of children.",
        error_messages={"required": "Enter what the token is for"},
    )
    lasts = forms.ChoiceField(
        label="How long does it last?",
        choices=LASTS,
        widget=Radios(inline=True, small=True),
        error_messages={"required": "Select how long it lasts"},
    )

    def clean_lasts(self) -> datetime.timedelta:
        return datetime.timedelta(days=int(self.cleaned_data["lasts"]))
