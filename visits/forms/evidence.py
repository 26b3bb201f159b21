"""The lines of evidence on the visit form, and the administrator's form of one line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from look.forms import Form, Radios, Textarea
from visits.evidence import Finding, Last
from visits.models import Evidence, Standard

NOT_LOOKED = ""
PREFIX = "evidence"


class EvidenceForm(Form):
    """One line: looked at or not, what was found, who said so, and what the child says."""

    looked = forms.ChoiceField(
        label="Did you look?",
        choices=[*Evidence.Looked.choices, (NOT_LOOKED, "Not this time")],
        required=False,
        widget=Radios(
            small=True,
            inline=True,
        ),
    )
    found = forms.CharField(
        label="What you found (optional)", required=False, widget=Textarea(rows=2)
    )
    spoke_to = forms.CharField(label="Who you spoke to (optional)", max_length=160, required=False)
    agrees = forms.ChoiceField(
        label="And what the child says? (optional)",
        choices=[("", "Choose"), *Evidence.Agrees.choices],
        required=False,
    )
    concern = forms.BooleanField(label="This is a concern", required=False)

    def __init__(
        self, *args: Any, standard: Standard, last: Last | None = None, **kwargs: Any
    ) -> None:
        """`last`: when the line was last looked at for this child in this home."""
        super().__init__(*args, prefix=f"{PREFIX}-{standard.key}", **kwargs)
        self.standard, self.last = standard, last

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        said = self.cleaned_data
        wrote = said.get("found") or said.get("spoke_to") or said.get("agrees")
        if said.get("concern") and not said.get("found"):
            self.add_error(
                "found", f"{self.standard.title}: say what was found, as you ticked a concern"
            )
        elif not said.get("looked") and (wrote or said.get("concern")):
            self.add_error("looked", f"{self.standard.title}: say whether you looked or asked")
        return cleaned

    @property
    def open(self) -> bool:
        """Whether the line is shown unfolded: something stands in it."""
        return any(self[name].value() for name in self.fields) or bool(self.errors)

    def finding(self) -> Finding | None:
        """What the line says, once it is valid; nothing if nobody looked."""
        said = self.cleaned_data
        return Finding(standard=self.standard, **said) if said["looked"] else None


def keys_typed(data: QueryDict) -> set[str]:
    """The keys of lines in which something was typed."""
    names = (name for name, text in data.items() if name.startswith(f"{PREFIX}-") and text)
    return {name.removeprefix(f"{PREFIX}-").rpartition("-")[0] for name in names}


def typed_in(form: EvidenceForm, data: QueryDict) -> dict[str, Any]:
    """What was typed into a line, unjudged."""
    return {
        name: field.widget.value_from_datadict(data, {}, form.add_prefix(name))
        for name, field in form.fields.items()
    }


class StandardForm(Form):
    """How a line is worded."""

    title = forms.CharField(label="What is looked at", max_length=120)
    about = forms.ChoiceField(
        label="What is it about?",
        choices=Standard.About.choices,
        widget=Radios(
            inline=True, hints={"property": "Commissioning keeps it under review; it stays folded."}
        ),
    )
    where = forms.CharField(label="Where it is kept (optional)", max_length=200, required=False)
    ask = forms.CharField(
        label="What to ask (optional)",
        required=False,
        widget=Textarea(rows=4),
        help_text="Short questions in plain words.",
    )


class RetireForm(Form):
    """Nothing is asked: sending it is the answer."""


def findings(lines: list[EvidenceForm]) -> list[Finding]:
    """What was found, of lines that are valid."""
    return [found for line in lines if (found := line.finding())]
