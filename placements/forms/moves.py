"""Forms of where a child lives: moving in, leaving, what was agreed, what was recorded in error."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms

from cases.forms.records import OPTIONAL
from look.forms import DateField, Form, Radios, Textarea, TextInput
from placements.actions.placing import Move
from placements.forms.offered import TodayForm, offer_codes
from placements.models import Milestone
from placements.models.home import HomeKind

# What is asked only where a child lives in one kind of home.
ASKED_ONLY_OF = {
    "temporary_approval": HomeKind.CONNECTED_PERSON,
    "unassessed": HomeKind.WITH_PARENTS,
}


class MoveForm(Form):
    """Moving into a home already chosen."""

    starts_on = DateField(label="From when?", subject="The date")
    left_because = forms.ChoiceField(label="Why does the time in the home before end?")
    unplanned = forms.BooleanField(
        label="The move was not planned",
        help_text="An emergency, or the home before could not go on.",
        required=False,
    )
    concerns = forms.BooleanField(
        label="There are concerns about the home from the start",
        help_text="The child is then seen sooner and more often, where the rules say so.",
        required=False,
    )
    temporary_approval = forms.BooleanField(
        label="The carer is approved for the time being only",
        help_text="Until they are assessed as foster carers.",
        required=False,
    )
    unassessed = forms.BooleanField(label="The parents’ assessment is not finished", required=False)
    why_here = forms.CharField(
        label=f"Why this home {OPTIONAL}",
        help_text="So that the child can read one day why they lived here.",
        required=False,
        widget=Textarea(rows=4),
    )

    def __init__(
        self, *args: Any, today: datetime.date, moving: bool, kind: str | None, **kwargs: Any
    ) -> None:
        """`moving`: the child lives somewhere already. `kind` of the home, if it is known."""
        super().__init__(*args, **kwargs)
        offer_codes(self.fields["left_because"], "REASON_PLACE_CHANGE", today)
        if not moving:
            del self.fields["left_because"]
        if kind is not None:
            for name in (name for name, only in ASKED_ONLY_OF.items() if only != kind):
                del self.fields[name]

    def move(self) -> Move:
        said = self.cleaned_data
        return Move(
            starts_on=said["starts_on"],
            planned=not said["unplanned"],
            concerns=said["concerns"],
            temporary_approval=bool(said.get("temporary_approval")),
            assessed=not said.get("unassessed"),
            why_here=said["why_here"],
            left_because=said.get("left_because", ""),
        )


class NewHomeMoveForm(MoveForm):
    """Moving into a home nobody has recorded: it is written down in brief with the move."""

    field_order = ["name", "kind", "address", "postcode"]
    name = forms.CharField(
        label="Name of the home", help_text="Or of the carers, or the person.", max_length=160
    )
    kind = forms.ChoiceField(
        label="What kind of home is it?",
        choices=HomeKind.choices,
        widget=Radios(
            small=True, reveals={only.value: [name] for name, only in ASKED_ONLY_OF.items()}
        ),
    )
    address = forms.CharField(label=f"Address {OPTIONAL}", required=False, widget=Textarea(rows=3))
    postcode = forms.CharField(
        label=f"Postcode {OPTIONAL}",
        max_length=10,
        required=False,
        widget=TextInput({"class": "govuk-input--width-10"}),
    )

    @property
    def new_home(self) -> dict[str, Any]:
        names = ("name", "kind", "address", "postcode")
        return {name: self.cleaned_data[name] or "" for name in names}


class EndPlacementForm(TodayForm):
    ends_on = DateField(label="When did the child leave?", subject="The date")
    end_reason = forms.ChoiceField(label="Why did it end?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_codes(self.fields["end_reason"], "REASON_PLACE_CHANGE", self.today)


class InErrorForm(Form):
    reason = forms.CharField(
        label="What was wrong?",
        max_length=300,
        widget=Textarea(rows=2),
        error_messages={"required": "Say what was wrong"},
    )
    stayed_before = forms.BooleanField(
        label="The child stayed in the home before",
        help_text="That home then goes on as if this had not been recorded.",
        required=False,
    )


class MilestoneForm(TodayForm):
    kind = forms.ChoiceField(
        label="What happened?",
        choices=Milestone.Kind.choices,
        widget=Radios(
            reveals={Milestone.Kind.PERMANENCE.value: ["long_term_foster", "child_agrees"]}
        ),
    )
    long_term_foster = forms.BooleanField(label="As a long-term foster placement", required=False)
    child_agrees = forms.BooleanField(
        label="The child agrees to be visited less often", required=False
    )
    day = DateField(label="On which day?", subject="The date")
    note = forms.CharField(label=f"Note {OPTIONAL}", max_length=300, required=False)
