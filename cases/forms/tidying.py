"""Making one record of two, and moving what was filed wrongly."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms

from cases.mains import KEPT, MERGED
from cases.merging import Plan
from cases.models import Child
from look.forms import Form, Radios, Textarea
from look.words import longdate


class MergeForm(Form):
    """Who stays the main worker, whose value is right where the two differ, how one knows."""

    reason = forms.CharField(
        label="How do you know that it is one child?", max_length=300, widget=Textarea(rows=2)
    )

    def __init__(self, *args: Any, plan: Plan, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        for main in plan.mains:
            self.fields[main.field] = forms.ChoiceField(
                label=f"Who stays the main worker? ({main.label})",
                help_text="The other stays beside them as a helper.",
                choices=[
                    (KEPT, f"{main.words(KEPT)} (record that stays)"),
                    (MERGED, f"{main.words(MERGED)} (record that goes)"),
                ],
                initial=main.likely(today),
                widget=Radios(small=True),
            )
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

    def mains(self) -> dict[str, str]:
        """For each role, whose worker stays main."""
        return {one.role: self.cleaned_data[one.field] for one in self.plan.mains}

    def taken(self) -> list[str]:
        """The fields of which the record that goes has the right value."""
        return [
            one.field
            for one in self.plan.choices
            if self.cleaned_data[f"field_{one.field}"] == "merged"
        ]


class RefileForm(Form):
    """Which child it is really about: of all one reads, or of those a name finds among `many`."""

    words = forms.CharField(
        label="Name, date of birth or number of the child", max_length=100, required=False
    )
    to_child = forms.ChoiceField(label="Which child is it really about?")
    reason = forms.CharField(label="How do you know?", max_length=300)

    def __init__(self, *args: Any, offered: list[Child], many: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.searched = False  # a name was looked for
        choices = [(str(child.pk), named(child)) for child in offered]
        self.fields["to_child"].choices = [("", "Choose a child"), *choices]  # type: ignore[attr-defined]
        if not many:
            del self.fields["words"]
        elif not offered:
            del self.fields["to_child"]

    def clean(self) -> dict[str, Any]:
        if "to_child" not in self.fields:
            self.add_error("words", "Find the child first")
        return self.cleaned_data


def named(child: Child) -> str:
    """A child as told from another of like name: with the birth date."""
    day = child.born_on or child.expected_on
    return f"{child.name}, {longdate(day)}" if day else child.name
