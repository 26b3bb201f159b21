"""Tags and filters for pages; each is shown with an example in docs/look.md."""

import datetime
from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.utils.safestring import SafeString

from look import words
from look.forms.bound import LookBoundField

register = template.Library()


@register.filter
def longdate(day: datetime.date | None, today: datetime.date | None = None) -> str:
    """``{{ due|longdate }}`` → 5 November 2026; ``|longdate:today`` may say "tomorrow"."""
    return words.longdate(day, today) if day else ""


@register.filter
def period_days(days: int, unit: str = "") -> str:
    """``{{ -3|period_days }}`` → "3 days ago"; ``|period_days:"working"`` names the unit."""
    return words.period_days(days, unit)


@register.simple_tag
def field(bound: LookBoundField, *, label_size: str = "", heading: bool = False) -> SafeString:
    """One field with its label, hint and error; ``heading=True`` makes the label the page's h1."""
    bound.label_size = label_size or ("l" if heading else "")
    bound.heading = heading
    return bound.as_field_group()


@dataclass(frozen=True)
class Mistake:
    """A line of the error summary; without a target it is plain text."""

    text: str
    target: str


@register.inclusion_tag("components/error_summary.html")
def error_summary(*given: "forms.BaseForm | forms.BaseFormSet[Any] | None") -> dict[str, object]:
    """Everything wrong in these forms (or formsets), each line leading to its box."""
    return {"items": [mistake for each in given if each for mistake in _mistakes(each)]}


def _mistakes(given: "forms.BaseForm | forms.BaseFormSet[Any]") -> list[Mistake]:
    if isinstance(given, forms.BaseFormSet):
        whole = [Mistake(str(text), "") for text in given.non_form_errors()]
        return whole + [mistake for form in given.forms for mistake in _mistakes(form)]
    found = [Mistake(str(text), "") for text in given.non_field_errors()]
    for bound in given:
        target = "" if bound.is_hidden else getattr(bound, "error_target", bound.auto_id)
        found += [Mistake(str(text), target) for text in bound.errors[:1]]
    return found
