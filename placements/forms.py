"""Forms of care, homes and moves."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from cases.codes import choices
from cases.forms.records import OPTIONAL
from look.forms import DateField, Form, Radios, Textarea, TextInput
from look.forms.offers import not_after, offer
from placements.actions.placing import Move
from placements.models import Home, Inspection, Milestone, Notice, Registration
from placements.models.home import HomeKind
from placements.visibility import SHOWN, named

NEW = "new"
CHOOSE = ("", "Choose")


def year_of_return(day: datetime.date) -> int:
    """The return that covers a day: 1 April 2025 to 31 March 2026 is the return of 2026."""
    return day.year + (day >= datetime.date(day.year, 4, 1))


def offer_codes(field: forms.Field, name: str, today: datetime.date) -> None:
    """The codes of one set that the return takes this year."""
    offer(field, [CHOOSE, *choices(name, year=year_of_return(today))])


class TodayForm(Form):
    """A form whose dates lie in the past or are today."""

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for field in self.fields.values():
            if isinstance(field, DateField):
                not_after(field, today)


class StartCareForm(TodayForm):
    starts_on = DateField(label="When did the child become looked after?", subject="The date")
    need_code = forms.ChoiceField(label="What was the main need?")
    legal_code = forms.ChoiceField(label="Under which legal status?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_codes(self.fields["need_code"], "CIN", self.today)
        offer_codes(self.fields["legal_code"], "LS", self.today)


class EndCareForm(TodayForm):
    ends_on = DateField(label="When did the child leave care?", subject="The date")
    end_code = forms.ChoiceField(label="Why did care end?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = choices("REC", year=year_of_return(self.today))
        offer(self.fields["end_code"], [CHOOSE, *(pair for pair in codes if pair[0] != "X1")])


class LegalForm(TodayForm):
    code = forms.ChoiceField(label="Which legal status?")
    starts_on = DateField(label="From when?", subject="The date")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_codes(self.fields["code"], "LS", self.today)


class PlaceForm(Form):
    """Where to and from when. The home is found by name, or written down in brief."""

    find = forms.CharField(
        label="Name or postcode of the home",
        max_length=80,
        required=False,
        help_text="Save, and choose from the homes found.",
    )
    home = forms.ChoiceField(
        label="Which home?",
        widget=Radios(reveals={NEW: ["name", "kind", "address", "postcode"]}),
        required=False,
    )
    name = forms.CharField(label="Name of the home", max_length=160)
    kind = forms.ChoiceField(label="Kind of home", choices=[CHOOSE, *HomeKind.choices])
    address = forms.CharField(label=f"Address {OPTIONAL}", required=False, widget=Textarea(rows=3))
    postcode = forms.CharField(
        label=f"Postcode {OPTIONAL}",
        max_length=10,
        required=False,
        widget=TextInput({"class": "govuk-input--width-10"}),
    )
    starts_on = DateField(label="From when?", subject="The date")
    left_because = forms.ChoiceField(label="Why does the home before end?", required=False)
    unplanned = forms.BooleanField(label="The move was not planned", required=False)
    concerns = forms.BooleanField(
        label="There are concerns about the home from the start", required=False
    )
    temporary_approval = forms.BooleanField(
        label="With family or friends: the carer is approved for the time being only",
        required=False,
    )
    unassessed = forms.BooleanField(
        label="With parents: their assessment is not finished", required=False
    )
    why_here = forms.CharField(
        label=f"Why this home {OPTIONAL}", required=False, widget=Textarea(rows=4)
    )

    def __init__(
        self, *args: Any, today: datetime.date, homes: QuerySet[Home], moving: bool, **kwargs: Any
    ) -> None:
        """`homes` to find among; `moving`: the child lives somewhere already."""
        super().__init__(*args, **kwargs)
        offer_codes(self.fields["left_because"], "REASON_PLACE_CHANGE", today)
        if not moving:
            del self.fields["left_because"]
        words = str(self.data.get("find", "")).strip() if self.is_bound else ""
        open_homes = homes.filter(closed_on=None)
        self.found = list(named(open_homes, words)[:SHOWN]) if words else []
        told = [(str(home.pk), _told(home)) for home in self.found]
        offer(self.fields["home"], [*told, (NEW, "A home that is not listed")])

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.cleaned_data.get("home") and "home" not in self.errors:
            if self.cleaned_data.get("find"):
                says = "Choose the home" if self.found else "No home of that name: choose below"
                self.add_error("home", says)
            else:
                self.add_error("find", "Enter the name or postcode of the home")
        return cleaned

    @property
    def home_chosen(self) -> Home | None:
        wanted = self.cleaned_data["home"]
        return next((home for home in self.found if str(home.pk) == wanted), None)

    @property
    def new_home(self) -> dict[str, Any]:
        names = ("name", "kind", "address", "postcode")
        return {name: self.cleaned_data[name] or "" for name in names}

    def move(self) -> Move:
        said = self.cleaned_data
        return Move(
            starts_on=said["starts_on"],
            planned=not said["unplanned"],
            concerns=said["concerns"],
            temporary_approval=said["temporary_approval"],
            assessed=not said["unassessed"],
            why_here=said["why_here"],
            left_because=said.get("left_because", ""),
        )


def _told(home: Home) -> str:
    place = ", ".join(filter(None, [home.get_kind_display().lower(), home.postcode]))
    return f"{home.name} ({place})"


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
    stayed_before = forms.BooleanField(label="The child stayed in the home before", required=False)


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


class HomeForm(Form):
    name = forms.CharField(label="Name", max_length=160)
    kind = forms.ChoiceField(label="Kind of home", choices=[CHOOSE, *HomeKind.choices])
    provider_name = forms.CharField(label=f"Who runs it {OPTIONAL}", max_length=160, required=False)
    urn = forms.CharField(
        label=f"Registration number (URN) {OPTIONAL}", max_length=12, required=False
    )
    address = forms.CharField(label=f"Address {OPTIONAL}", required=False, widget=Textarea(rows=3))
    postcode = forms.CharField(label=f"Postcode {OPTIONAL}", max_length=10, required=False)
    local_authority = forms.CharField(
        label=f"Local authority it lies in {OPTIONAL}", max_length=80, required=False
    )
    phone = forms.CharField(label=f"Phone {OPTIONAL}", max_length=40, required=False)
    capacity = forms.IntegerField(
        label=f"How many children it may take {OPTIONAL}",
        required=False,
        min_value=0,
        max_value=200,
        widget=TextInput({"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Enter how many children, as a number"
        ),
    )
    closed_on = DateField(
        label=f"Closed on {OPTIONAL}", subject="The date it closed", required=False
    )


class RegistrationForm(TodayForm):
    status = forms.ChoiceField(
        label="How does it stand with the regulator?",
        choices=Registration.Status.choices,
        widget=Radios(small=True),
    )
    starts_on = DateField(label="Since when?", subject="The date")


class InspectionForm(TodayForm):
    judgement = forms.ChoiceField(
        label="What was the judgement?",
        choices=Inspection.Judgement.choices,
        widget=Radios(small=True),
    )
    day = DateField(label="When did the notice come?", subject="The date")
    note = forms.CharField(label=f"Note {OPTIONAL}", max_length=300, required=False)


class NoticeForm(TodayForm):
    kind = forms.ChoiceField(
        label="What kind of notice?", choices=Notice.Kind.choices, widget=Radios(small=True)
    )
    day = DateField(label="When did it come?", subject="The date")
    note = forms.CharField(label=f"Note {OPTIONAL}", max_length=300, required=False)
