"""A field in a form, as the field templates see it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Input

from look.forms.dates import PARTS, DateInput
from look.forms.widgets import Textarea

_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "govuk-textarea"),
    (forms.Select, "govuk-select"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (Input, "govuk-input"),
)
_BARE = (forms.HiddenInput, forms.RadioSelect, forms.CheckboxSelectMultiple)


@dataclass(frozen=True)
class Choice:
    """One radio button or checkbox, ready to draw."""

    id: str
    name: str
    value: str
    label: str
    hint: str
    checked: bool
    disabled: bool
    divided: bool
    exclusive: bool
    reveals: tuple[forms.BoundField, ...]


class LookBoundField(forms.BoundField):
    """Adds GOV.UK classes, ids and descriptions; never lets the browser cut or refuse text."""

    heading = False
    label_size = ""

    @property
    def kind(self) -> str:
        """Which field template draws it: control, choices, checkbox or date."""
        widget = self.field.widget
        if isinstance(widget, DateInput):
            return "date"
        if isinstance(widget, forms.CheckboxSelectMultiple):  # which is a RadioSelect as well
            return "checkboxes"
        if isinstance(widget, forms.RadioSelect):
            return "radios"
        if isinstance(widget, forms.CheckboxInput):
            return "checkbox"
        return "control"

    @property
    def kind_template(self) -> str:
        folder = "components/forms"
        return f"{folder}/{'choices' if self.kind in ('radios', 'checkboxes') else self.kind}.html"

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}-hint"

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}-error"

    @property
    def count_id(self) -> str:
        return f"{self.auto_id}-info" if self.limit else ""

    @property
    def error_target(self) -> str:
        """The id an error summary's link must lead to: the first thing to mend."""
        if self.kind == "date":
            return f"{self.auto_id}-{(self.wrong_parts or PARTS)[0]}"
        return self.auto_id

    @property
    def wrong_parts(self) -> tuple[str, ...]:
        """The boxes of a date that the error speaks of (all of them if it does not say)."""
        if not self.errors:
            return ()
        first: ValidationError = self.form.errors[self.name].as_data()[0]
        return tuple((first.params or {}).get("parts", PARTS))

    @property
    def limit(self) -> tuple[str, int] | None:
        """("characters" or "words", how many) of a counted text area."""
        widget = self.field.widget
        if not isinstance(widget, Textarea):
            return None
        if widget.max_words:
            return "words", widget.max_words
        return ("characters", widget.max_characters) if widget.max_characters else None

    @property
    def described_by(self) -> str:
        """Ids of the count, the hint and the error, in the order they are read out."""
        ids = [self.count_id]
        if self.help_text:
            ids.append(self.hint_id)
        if self.errors:
            ids.append(self.error_id)
        return " ".join(filter(None, ids))

    @property
    def aria_describedby(self) -> str | None:
        if self.field.widget.attrs.get("aria-describedby"):
            return None
        return self.described_by

    @property
    def choices(self) -> list[Choice]:
        """Radio buttons or checkboxes: the first carries the field's own id."""
        widget = self.field.widget
        divider_before = getattr(widget, "divider_before", None)
        drawn: list[Choice] = []
        for data in (bound.data for bound in self.subwidgets if bound.data["value"] != ""):
            # GOV.UK Frontend counts the divider as an item, so ids after it skip one.
            skipped = any(choice.divided for choice in drawn) or data["value"] == divider_before
            drawn.append(self._choice(widget, len(drawn) + 1 + skipped, data))
        return drawn

    def _choice(self, widget: forms.Widget, index: int, data: dict[str, Any]) -> Choice:
        value = str(data["value"])
        names = getattr(widget, "reveals", {}).get(value, ())
        return Choice(
            id=self.auto_id if index == 1 else f"{self.auto_id}-{index}",
            name=data["name"],
            value=value,
            label=str(data["label"]),
            hint=getattr(widget, "hints", {}).get(value, ""),
            checked=data["selected"],
            disabled=bool(data["attrs"].get("disabled")),
            divided=getattr(widget, "divider_before", None) == value,
            exclusive=getattr(widget, "exclusive", None) == value,
            reveals=tuple(self.form[name] for name in names),
        )

    def as_widget(
        self,
        widget: forms.Widget | None = None,
        attrs: dict[str, Any] | None = None,
        only_initial: bool = False,
    ) -> Any:
        """A number is typed as text (a number box swallows mistakes and scrolls by accident)."""
        own = widget or self.field.widget
        if type(own) is forms.NumberInput:
            fraction = isinstance(self.field, forms.FloatField | forms.DecimalField)
            mode = {} if fraction else {"inputmode": "numeric"}
            kept = {k: v for k, v in own.attrs.items() if k not in ("min", "max", "step")}
            widget = forms.TextInput({**mode, **kept})
        if isinstance(own, DateInput):
            attrs = {**(attrs or {}), "wrong_parts": self.wrong_parts}
        return super().as_widget(widget, attrs, only_initial)

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """The server judges and explains, so the browser is told neither required nor maxlength."""
        widget = widget or self.field.widget
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        built.pop("aria-invalid", None)
        built["required"] = False
        if isinstance(widget, forms.TextInput | forms.Textarea):
            built["maxlength"] = built["minlength"] = False
        if isinstance(widget, forms.Textarea):
            built["cols"] = False
            built.setdefault("autocomplete", widget.attrs.get("autocomplete", "off"))
        classes = self._classes(widget)
        if classes:
            built["class"] = classes
        return built

    def _classes(self, widget: forms.Widget) -> str:
        ours = next((name for kind, name in _CLASSES if isinstance(widget, kind)), "")
        if not ours or isinstance(widget, _BARE):
            return ""
        names = [ours]
        if self.limit:
            names.append("govuk-js-character-count")
        if self.errors and self.kind == "control":
            names.append(f"{ours}--error")
        return " ".join([*names, *str(widget.attrs.get("class", "")).split()])
