"""What an auditor looks for."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms

from audit.visibility import Wanted
from look.forms import DateField, Form
from people.models import User

A_WEEK = datetime.timedelta(days=7)


class LookUp(Form):
    """Of whom, about which child, on which days; the last week if nothing is said."""

    person = forms.ModelChoiceField(
        User.objects.order_by("name"), required=False, empty_label="Anyone", label="Who"
    )
    child = forms.UUIDField(
        required=False,
        label="Child’s id",
        help_text="As it stands in the address of the child’s page.",
        error_messages={"invalid": "Enter the whole id, like 123e4567-e89b-12d3-a456-426614174000"},
    )
    since = DateField(label="From", subject="First day", required=False)
    until = DateField(label="To", subject="Last day", required=False)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must not be before the first")
        return cleaned

    def wanted(self, today: datetime.date) -> Wanted:
        """What to look for, once the form is valid."""
        given = self.cleaned_data
        until = given["until"] or today
        person = given["person"]
        return Wanted(
            since=given["since"] or until - A_WEEK,
            until=until,
            person=person.pk if person else None,
            child=given["child"],
        )
