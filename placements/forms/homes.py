"""Forms of homes, of those who run them, and of what the regulator says."""

from __future__ import annotations

from django import forms

from cases.forms.records import OPTIONAL
from look.forms import DateField, Form, Radios, Textarea, TextInput
from placements.forms.offered import CHOOSE, TodayForm
from placements.models import Inspection, Notice, Registration
from placements.models.home import HomeKind


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


class ProviderForm(Form):
    name = forms.CharField(label="Name", max_length=160)
    email = forms.EmailField(
        label=f"E-mail {OPTIONAL}",
        required=False,
        error_messages={"invalid": "Enter an e-mail address, like homes@example.org"},
    )
    phone = forms.CharField(label=f"Phone {OPTIONAL}", max_length=40, required=False)


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
