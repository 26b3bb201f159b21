"""What an error summary lists."""

from dataclasses import dataclass
from typing import Any

from django import forms


@dataclass(frozen=True)
class Mistake:
    """A line of the error summary; without a target it is plain text."""

    text: str
    target: str


def mistakes_in(given: "forms.BaseForm | forms.BaseFormSet[Any]") -> list[Mistake]:
    """One line for each field that has an error, in the order of the fields, after those of
    the form as a whole."""
    if isinstance(given, forms.BaseFormSet):
        whole = [Mistake(str(text), "") for text in given.non_form_errors()]
        return whole + [mistake for form in given.forms for mistake in mistakes_in(form)]
    found = [Mistake(str(text), "") for text in given.non_field_errors()]
    for bound in given:
        target = "" if bound.is_hidden else getattr(bound, "error_target", bound.auto_id)
        if bound.errors:
            found.append(Mistake(str(bound.errors[0]), target))
    return found
