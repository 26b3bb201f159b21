"""People, their roles and their cover."""

from __future__ import annotations

from typing import Any

from django import forms

from look.forms import DateField, Form, Radios
from people.actions.staff import Particulars
from people.models import Team, User
from people.roles import CHOICES, RULES

SAYS = {role.value: rule.says for role, rule in RULES.items()}


class PersonForm(Form):
    """What is kept about somebody who works here."""

    name = forms.CharField(label="Full name", max_length=120)
    email = forms.EmailField(
        label="E-mail address",
        help_text="They sign in with it",
        error_messages={"invalid": "Enter an e-mail address, like name@example.gov.uk"},
    )
    job_title = forms.CharField(label="Job title", max_length=120, required=False)
    phone = forms.CharField(label="Telephone", max_length=40, required=False)
    staff_number = forms.CharField(label="Staff number", max_length=40, required=False)

    def particulars(self) -> Particulars:
        return Particulars(**self.cleaned_data)


class RoleForm(Form):
    """A role in a team, from a day."""

    role = forms.ChoiceField(label="Which role?", choices=CHOICES, widget=Radios(hints=SAYS))
    team = forms.ModelChoiceField(
        label="In which team?",
        help_text="A manager's role reaches every team beneath it",
        queryset=Team.objects.none(),
        empty_label="Choose a team",
    )
    starts_on = DateField(label="From which day?", subject="The first day")
    ends_on = DateField(
        label="Until which day?",
        help_text="The last day. Leave empty if it is not known.",
        subject="The last day",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.filter(closed_on=None)  # type: ignore[attr-defined]


class LastDayForm(Form):
    """When something of a person ends."""

    ends_on = DateField(label="What is the last day?", subject="The last day")


class AwayForm(Form):
    """Away from a day, and who covers."""

    covered_by = forms.ModelChoiceField(
        label="Who covers?",
        help_text="They see the children of the absent colleague, and what is due falls to them",
        queryset=User.objects.none(),
        empty_label="Choose a person",
    )
    starts_on = DateField(label="First day away", subject="The first day away")
    ends_on = DateField(
        label="Last day away",
        help_text="Leave empty if it is not known",
        subject="The last day away",
        required=False,
    )
    reason = forms.CharField(
        label="Why?",
        help_text="A word such as leave or training. Nothing about health.",
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, covers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["covered_by"].queryset = covers  # type: ignore[attr-defined]


class TeamForm(Form):
    """A team and what stands above it."""

    name = forms.CharField(label="Name", max_length=120)
    kind = forms.ChoiceField(
        label="What is it?", choices=Team.Kind.choices, widget=Radios(), initial=Team.Kind.TEAM
    )
    parent = forms.ModelChoiceField(
        label="What stands above it?",
        help_text="Managers there see the children of every team beneath",
        queryset=Team.objects.none(),
        required=False,
        empty_label="Nothing: it is at the top",
    )

    def __init__(self, *args: Any, team: Team | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        above = Team.objects.filter(closed_on=None)
        if team is not None:
            above = above.exclude(pk=team.pk)
        self.fields["parent"].queryset = above  # type: ignore[attr-defined]


class CloseForm(Form):
    """From when a team is no longer there."""

    closed_on = DateField(
        label="From which day is the team closed?", subject="The day the team closes"
    )
