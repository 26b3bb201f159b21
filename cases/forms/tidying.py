"""Making one record of two, and moving what was filed wrongly."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.merging import Plan
from cases.models import Child
from look.forms import Form, Radios, Textarea
from look.words import longdate


class MergeForm(Form):
    """For each field in which the two differ, whose value is right; and how one knows."""

    reason = forms.CharField(
        label="How do you know that it is one child?", max_length=300, widget=Textarea(rows=2)
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        for one in plan.choices:
            self.fields[f"field_{one.field}"] = forms.ChoiceField(
                label=one.label,
                choices=[
                    ("kept", f"{one.kept} (record that stays)"),
                    ("merged", f"{one.merged} (record that goes)"),
                ],
                initial="merged" if one.empty_kept else "kept",
                widget=Radios(small=True),
            )
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])

    def taken(self) -> list[str]:
        """The fields of which the record that goes has the right value."""
        return [
            one.field
            for one in self.plan.choices
            if self.cleaned_data[f"field_{one.field}"] == "merged"
        ]


class RefileForm(Form):
    """Which child it is really about."""

    to_child = forms.ChoiceField(label="Which child is it really about?")
    reason = forms.CharField(label="How do you know?", max_length=300)

    def __init__(self, *args: Any, offered: list[Child], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(child.pk), named(child)) for child in offered]
        self.fields["to_child"].choices = [("", "Choose a child"), *choices]  # type: ignore[attr-defined]


def named(child: Child) -> str:
    """A child as told from another of like name: with the birth date."""
    day = child.born_on or child.expected_on
    return f"{child.name}, {longdate(day)}" if day else child.name
