"""What a form learns when it is made: the choices open to this person, the day it is today."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django import forms

from look.forms.dates import DateField


def offer(field: forms.Field, choices: Iterable[tuple[str, str]]) -> None:
    """Let a field of choices offer `choices`: (value, words).

    Raises:
        TypeError: the field offers no choices.
    """
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{field!r} offers no choices.")
    field.choices = list(choices)


def not_after(field: forms.Field, today: datetime.date) -> None:
    """Let a date field refuse days after `today`.

    Raises:
        TypeError: the field holds no date.
    """
    if not isinstance(field, DateField):
        raise TypeError(f"{field!r} holds no date.")
    field.latest, field.latest_words = today, "today or in the past"
