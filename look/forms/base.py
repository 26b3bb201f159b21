"""What every form of Homeward does beyond Django's."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.forms.utils import ErrorDict, pretty_name

from look.forms.dates import DateField
from look.forms.times import TimeField
from look.forms.words import required_sentence

_DJANGO_REQUIRED = forms.Field.default_error_messages["required"]
_NUMBERS: tuple[tuple[type[forms.Field], str], ...] = (
    (forms.IntegerField, "{label} must be a whole number, like 12"),
    (forms.DecimalField, "{label} must be a number, like 12 or 12.50"),
)
_CHOOSING = (forms.Select, forms.RadioSelect, forms.CheckboxSelectMultiple)


class _Manners:
    """Plain sentences for empty fields; fields that are not revealed are not asked for."""

    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]
    errors: ErrorDict
    visible_fields: Callable[[], list[forms.BoundField]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, DateField | TimeField):
                continue  # they find their own words
            label = str(field.label or pretty_name(name))
            if field.error_messages.get("required") == _DJANGO_REQUIRED:
                field.error_messages["required"] = required_sentence(label, verb=_verb(field))
            for kind, sentence in _NUMBERS:
                if type(field) is kind and _is_djangos(field, kind):
                    field.error_messages["invalid"] = sentence.format(label=label)

    def clean(self) -> dict[str, Any] | None:
        cleaned: dict[str, Any] | None = super().clean()  # type: ignore[misc]
        for name in self.concealed():
            self.errors.pop(name, None)
            self.cleaned_data[name] = self.fields[name].to_python(None)
        return cleaned

    def concealed(self) -> set[str]:
        """Names of the fields that hang on an option nobody chose (nested ones included)."""
        hidden: set[str] = set()
        for name, field in self.fields.items():
            reveals: dict[str, tuple[str, ...]] = getattr(field.widget, "reveals", {})
            chosen = self.cleaned_data.get(name) if name not in hidden else None
            chosen_values = {str(v) for v in chosen} if isinstance(chosen, list) else {str(chosen)}
            for value, names in reveals.items():
                if str(value) not in chosen_values:
                    hidden.update(names)
        return hidden

    def revealed_elsewhere(self) -> set[str]:
        """Names of the fields that are drawn inside an option, not in a row of their own."""
        return {
            name
            for field in self.fields.values()
            for names in getattr(field.widget, "reveals", {}).values()
            for name in names
        }

    def rows(self) -> list[forms.BoundField]:
        """The visible fields in order, without those drawn inside an option."""
        inside = self.revealed_elsewhere()
        return [bound for bound in self.visible_fields() if bound.name not in inside]


def _verb(field: forms.Field) -> str:
    if isinstance(field, forms.FileField):
        return "Choose"
    return "Select" if isinstance(field.widget, _CHOOSING) else "Enter"


def _is_djangos(field: forms.Field, kind: type[forms.Field]) -> bool:
    return field.error_messages.get("invalid") == kind.default_error_messages["invalid"]


class Form(_Manners, forms.Form):
    """The form every page starts from."""


class ModelForm(_Manners, forms.ModelForm):  # type: ignore[type-arg]
    """The same for a form drawn from a model. Saving still goes through the room's actions."""
