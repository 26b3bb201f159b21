"""Who a child is."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

from cases import naming
from cases.actions.children import Details
from cases.codes import code_set
from cases.models import Child
from cases.models.child import Sex
from look.forms import DateField, Form, Radios, Textarea

NARROW = {"class": "govuk-input--width-20", "autocomplete": "off"}


def _words(label: str, *, help_text: str = "", most: int = 80) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=most,
        required=False,
        widget=forms.TextInput(NARROW),
    )


class ChildForm(Form):
    """The fields of `Details`, and the other names, one in a line."""

    given_name = _words("First name")
    family_name = _words("Last name")
    known_as = _words("Known as", help_text="What the child likes to be called, if different")
    aliases = forms.CharField(
        label="Other names",
        help_text="Names they went by, or spellings people use. One in each line.",
        required=False,
        widget=Textarea(rows=3),
    )
    born_on = DateField(label="Date of birth", required=False)
    expected_on = DateField(
        label="When is the birth expected?",
        help_text="Only for a child not yet born",
        subject="Expected date",
        required=False,
    )
    sex = forms.ChoiceField(
        choices=Sex.choices,
        widget=Radios(inline=True),
        initial=Sex.UNKNOWN,
        help_text="As the statutory return asks for it",
    )
    ethnicity = forms.ChoiceField(required=False)
    language = _words("First language", most=60)
    religion = _words("Religion", most=60)
    disability = _words("Disability", help_text="In plain words", most=200)
    unaccompanied = forms.BooleanField(
        label="Came to this country alone to seek asylum", required=False
    )
    nhs_number = _words("NHS number", help_text="10 digits; spaces do not matter", most=20)
    upn = _words(
        "Unique pupil number",
        help_text="A letter and 12 characters, or UN1 to UN5 if there is none",
        most=20,
    )
    own_words = forms.CharField(
        label="In my own words",
        help_text="What the child says about themselves, as they say it. They may read this page.",
        required=False,
        widget=Textarea(rows=5),
    )
    own_words_on = DateField(
        label="When did they say this?", subject="The day they said it", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = [(one.code, one.label) for one in code_set("ETHNIC").values()]
        self.fields["ethnicity"].choices = [("", "Not recorded"), *codes]  # type: ignore[attr-defined]

    def clean_nhs_number(self) -> str:
        number = naming.digits(self.cleaned_data["nhs_number"])
        if number and (why := naming.nhs_number_wrong(number)):
            raise forms.ValidationError(why)
        return number

    def clean_upn(self) -> str:
        number = naming.digits(self.cleaned_data["upn"])
        if number and (why := naming.upn_wrong(number)):
            raise forms.ValidationError(why)
        return number

    def details(self) -> Details:
        return Details(**{name: self.cleaned_data[name] for name in Details.__dataclass_fields__})

    def other_names(self) -> list[tuple[str, str]]:
        """(first name, last name) of each line; the last word is the last name."""
        names = []
        for line in self.cleaned_data["aliases"].splitlines():
            first, _, last = line.strip().rpartition(" ")
            names.append((first.strip(), last) if first else (last, ""))
        return [pair for pair in names if any(pair)]

    @staticmethod
    def starting(child: Child) -> dict[str, Any]:
        """What the form shows of a stored child."""
        lines = "\n".join(str(alias) for alias in child.aliases.order_by("given_name"))
        return vars(Details.of(child)) | {"aliases": lines, "version": child.version}


class NewChildForm(ChildForm):
    """With the team that is to answer for the child."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    team = forms.ChoiceField(label="Which team answers for the child?")
    not_these = forms.BooleanField(
        label="I have checked: it is none of these children", required=False
    )
    field_order = ["team"]

    def __init__(self, *args: Any, teams: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = [] if len(teams) == 1 else [("", "Choose a team")]
        self.fields["team"].choices = [*first, *teams]  # type: ignore[attr-defined]

    def rows(self) -> list[forms.BoundField]:
        """All but the last box, which the page draws where the like children are listed."""
        return [bound for bound in super().rows() if bound.name != "not_these"]


class EditChildForm(ChildForm):
    """With the version it was drawn from."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class TeamForm(Form):
    """Which team answers for the child from now on."""

    team = forms.ChoiceField(label="Which team should answer for the child?")

    def __init__(self, *args: Any, teams: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", "Choose a team"), *teams]  # type: ignore[attr-defined]
