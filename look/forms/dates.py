"""A date typed in three boxes, with one clear sentence for every mistake."""

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import pretty_name

from look.forms.words import joined, required_sentence
from look.words import longdate

PARTS = ("day", "month", "year")
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


class Typed(NamedTuple):
    """What stood in the three boxes, exactly as it was typed."""

    day: str
    month: str
    year: str

    @property
    def is_blank(self) -> bool:
        return not any(part.strip() for part in self)


class DateInput(forms.Widget):
    """Three text boxes. Posts as ``<name>-day``, ``<name>-month`` and ``<name>-year``."""

    template_name = "components/forms/date_boxes.html"
    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], _files: Any, name: str) -> Typed | None:
        typed = Typed(*(str(data.get(f"{name}-{part}") or "") for part in PARTS))
        return None if typed.is_blank else typed

    def value_omitted_from_data(self, data: Mapping[str, Any], _files: Any, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in PARTS)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-day" if id_ else ""

    @staticmethod
    def boxes_of(value: datetime.date | Typed | None) -> Typed:
        """What to show in the boxes: typed text comes back untouched."""
        if isinstance(value, Typed):
            return value
        if value is None:
            return Typed("", "", "")
        return Typed(str(value.day), str(value.month), str(value.year))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        wrong = (attrs or {}).get("wrong_parts", ())
        id_ = context["widget"]["attrs"].get("id", f"id_{name}")
        context["boxes"] = [
            {
                "label": part.capitalize(),
                "id": f"{id_}-{part}",
                "name": f"{name}-{part}",
                "value": text,
                "width": 4 if part == "year" else 2,
                "wrong": part in wrong,
            }
            for part, text in zip(PARTS, self.boxes_of(value), strict=True)
        ]
        return context


class DateField(forms.Field):
    """A real calendar date.

    ``subject`` starts its sentences ("Visit date must include a month"); without it the
    label does. ``earliest`` and ``latest`` are inclusive; a form sets them in ``__init__``
    from the ``today`` it was given, with words for the sentence: ``latest_words="today or in
    the past"``. Cleans to ``datetime.date`` (or ``None``). Months may be typed as words.
    """

    widget = DateInput

    def __init__(
        self,
        *,
        subject: str = "",
        earliest: datetime.date | None = None,
        latest: datetime.date | None = None,
        earliest_words: str = "",
        latest_words: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.subject = subject
        self.earliest, self.latest = earliest, latest
        self.earliest_words, self.latest_words = earliest_words, latest_words

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        self.subject = self.subject or str(self.label or pretty_name(field_name))
        return super().get_bound_field(form, field_name)

    def to_python(self, value: Any) -> datetime.date | None:
        """Typed boxes → date. Raises ValidationError naming the boxes that are wrong."""
        if value in self.empty_values or isinstance(value, datetime.date):
            return value or None
        typed = Typed(*(part.strip() for part in value))
        self._refuse_missing(typed)
        if not (typed.year.isascii() and typed.year.isdigit() and len(typed.year) == 4):
            raise self._mistake("must have a year with 4 numbers, like 2026", "year")
        month = _month_number(typed.month)
        if month is None:
            raise self._mistake("must be a real date: check the month", "month")
        try:
            return datetime.date(int(typed.year), month, int(typed.day))
        except ValueError:
            raise self._mistake("must be a real date", *PARTS) from None

    def validate(self, value: datetime.date | None) -> None:
        if value is None:
            if self.required:
                raise ValidationError(
                    required_sentence(self._subject), "required", {"parts": PARTS}
                )
            return
        if self.latest and value > self.latest:
            words = self.latest_words or f"on or before {longdate(self.latest)}"
            raise self._mistake(f"must be {words}", *PARTS)
        if self.earliest and value < self.earliest:
            words = self.earliest_words or f"on or after {longdate(self.earliest)}"
            raise self._mistake(f"must be {words}", *PARTS)

    @property
    def _subject(self) -> str:
        return self.subject or str(self.label or "Date")

    def _refuse_missing(self, typed: Typed) -> None:
        missing = [name for name, text in zip(PARTS, typed, strict=True) if not text]
        if missing:
            raise self._mistake(
                f"must include {joined([f'a {name}' for name in missing])}", *missing
            )

    def _mistake(self, words: str, *parts: str) -> ValidationError:
        return ValidationError(f"{self._subject} {words}", "invalid", {"parts": parts})


def _month_number(text: str) -> int | None:
    """``"11"``, ``"nov"`` and ``"November"`` → 11; anything else → None."""
    if text.isascii() and text.isdigit():
        return int(text) if 1 <= int(text[:4]) <= 12 else None
    word = text.lower().rstrip(".")
    matches = [n for n, name in enumerate(MONTHS, 1) if len(word) >= 3 and name.startswith(word)]
    return matches[0] if matches else None
