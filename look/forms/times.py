"""A time of day, typed the way people write it."""

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import pretty_name

from look.forms.words import required_sentence

TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h ]?(?P<minute>\d{2}))?\s*(?P<half>am|pm)?", re.IGNORECASE | re.ASCII
)
NAMED = {"noon": datetime.time(12), "midday": datetime.time(12), "midnight": datetime.time(0)}


class TimeField(forms.Field):
    """``3:30pm``, ``3.30 pm``, ``15:30``, ``1530``, ``3pm`` or ``noon`` → ``datetime.time``.

    A bare ``3`` is refused: it does not say which half of the day.
    """

    def __init__(self, *, subject: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "For example, 3:30pm or 15:30")
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "govuk-input--width-5"}))
        super().__init__(**kwargs)
        self.subject = subject

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        self.subject = self.subject or str(self.label or pretty_name(field_name))
        return super().get_bound_field(form, field_name)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime.time):
            return f"{value:%H:%M}"
        return value

    def to_python(self, value: Any) -> datetime.time | None:
        """Raises ValidationError for text that is no time of day."""
        if value in self.empty_values or isinstance(value, datetime.time):
            return value or None
        text = str(value).strip().lower()
        if not text:
            return None
        time = NAMED.get(text) or _parsed(text)
        if time is None:
            subject = self.subject or str(self.label or "Time")
            raise ValidationError(f"{subject} must be a real time, like 3:30pm or 15:30", "invalid")
        return time

    def validate(self, value: datetime.time | None) -> None:
        if value is None and self.required:
            raise ValidationError(
                required_sentence(self.subject or str(self.label or "Time")), "required"
            )


def _parsed(text: str) -> datetime.time | None:
    match = TIME.fullmatch(text)
    if match is None or not (match["minute"] or match["half"]):
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].lower() == "pm" else 0)
    try:
        return datetime.time(hour, minute)
    except ValueError:
        return None
