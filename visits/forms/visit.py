"""The visit form: few things asked by force, the rest invited, the child's words apart."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django import forms
from django.http import QueryDict

from look.forms import DateField, Form, Radios, Textarea, TextInput, TimeField
from look.forms.offers import not_after, offer
from people.models import User
from visits.models import Visit, VisitorRole
from visits.report import Report, Step

YES_NO = [("yes", "Yes"), ("no", "No")]
KINDS = [("statutory", "Visit"), ("purposeful", "Purposeful visit")]
PROVIDER = "provider"
MOST_ACTIONS = 12

# Shown for a purposeful visit. What was typed here is kept whichever kind is chosen in the end.
DEEPER = ("bedroom_seen", "where_sleeps", "triangulation")


class VisitForm(Form):
    """One account of a visit. Asked by force: date, role, seen, alone, and the reason if not."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    on = DateField(label="When was the visit?", subject="Visit date")
    time = TimeField(label="Time (optional)", subject="Visit time", required=False)
    role = forms.ChoiceField(label="You visited as")
    home = forms.ChoiceField(label="Which home?", required=False)
    elsewhere = forms.CharField(
        label="If you met somewhere else, where? (optional)",
        max_length=160,
        required=False,
        help_text="For example, at school. The visit still counts for where the child lives.",
    )
    unannounced = forms.BooleanField(label="Nobody knew I was coming", required=False)
    minutes = forms.IntegerField(
        label="How long did it last? (optional)",
        required=False,
        min_value=1,
        max_value=24 * 60,
        widget=TextInput({"class": "govuk-input--width-4", "inputmode": "numeric"}, suffix="min"),
        error_messages={
            "invalid": "Length must be a number of minutes, like 45",
            "min_value": "Length must be a number of minutes, like 45",
            "max_value": "Length must be less than a day, in minutes",
        },
    )
    present = forms.CharField(
        label="Who else was there? (optional)", max_length=300, required=False
    )
    seen = forms.ChoiceField(
        label="Did you see the child?",
        choices=YES_NO,
        widget=Radios(reveals={"yes": ["alone"], "no": ["not_seen_reason"]}),
    )
    alone = forms.ChoiceField(
        label="Did you see the child alone?",
        choices=YES_NO,
        widget=Radios(reveals={"no": ["not_alone_reason"]}),
    )
    not_alone_reason = forms.CharField(
        label="Why not alone?",
        max_length=300,
        widget=Textarea(rows=2),
        error_messages={"required": "Say why the child was not seen alone"},
    )
    not_seen_reason = forms.CharField(
        label="Why not?",
        max_length=300,
        widget=Textarea(rows=2),
        error_messages={"required": "Say why the child was not seen"},
    )
    child_words = forms.CharField(
        label="What the child said, in their own words (optional)",
        required=False,
        widget=Textarea(rows=5),
    )
    worker_saw = forms.CharField(
        label="What you saw and heard (optional)", required=False, widget=Textarea(rows=6)
    )
    kind = forms.ChoiceField(
        label="What kind of visit was it?",
        choices=KINDS,
        widget=Radios(
            hints={
                "purposeful": "Checks how the child really lives: talk, look, read the home’s "
                "records, compare, act."
            },
            reveals={"purposeful": DEEPER},
        ),
    )
    bedroom_seen = forms.ChoiceField(
        label="Did you see where the child sleeps? (optional)",
        choices=YES_NO,
        required=False,
        widget=Radios(inline=True),
    )
    where_sleeps = forms.CharField(
        label="What is it like where the child sleeps? (optional)",
        required=False,
        widget=Textarea(rows=3),
    )
    triangulation = forms.CharField(
        label="What agrees, what does not, and what that means (optional)",
        required=False,
        widget=Textarea(rows=4),
        help_text="What the child says, what the home says, what its records say.",
    )
    judgement = forms.ChoiceField(
        label="How is it for the child there? (optional)",
        choices=Visit.Judgement.choices,
        required=False,
        widget=Radios(reveals={Visit.Judgement.IMMEDIATE.value: ["steps_agreed"]}),
    )
    steps_agreed = forms.CharField(
        label="What did you agree with your manager, and with whom?",
        widget=Textarea(rows=3),
        error_messages={"required": "Say what you agreed with your manager to keep the child safe"},
    )
    tell_manager = forms.BooleanField(label="Ask my manager to read this", required=False)

    def __init__(
        self,
        *args: Any,
        today: datetime.date,
        roles: list[VisitorRole],
        homes: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        """`roles` open to the writer, the likeliest first; `homes` to choose from, if any."""
        super().__init__(*args, **kwargs)
        not_after(self.fields["on"], today)
        offer(self.fields["role"], [(role.value, role.label) for role in roles])
        offer(self.fields["home"], [("", "Where the child lived that day"), *homes])
        if not homes:
            del self.fields["home"]

    def concealed(self) -> set[str]:
        """What was typed about a purposeful visit is kept, whichever kind is chosen."""
        return super().concealed() - set(DEEPER)

    def report(self) -> Report:
        """What the form says, once it is valid."""
        said = self.cleaned_data
        seen = said["seen"] == "yes"
        return Report(
            on=said["on"],
            time=said["time"],
            role=VisitorRole(said["role"]),
            home=uuid.UUID(said["home"]) if said.get("home") else None,
            purposeful=said["kind"] == "purposeful",
            announced=not said["unannounced"],
            seen=seen,
            alone=seen and said["alone"] == "yes",
            bedroom_seen={"yes": True, "no": False}.get(said["bedroom_seen"]),
            **{
                name: said[name] or ""
                for name in (
                    "elsewhere", "present", "not_seen_reason", "not_alone_reason", "where_sleeps",
                    "child_words", "worker_saw", "triangulation", "judgement", "steps_agreed",
                )
            },
            minutes=said["minutes"],
            tell_manager=said["tell_manager"],
        )  # fmt: skip


class ActionForm(Form):
    """One action after a visit. A row left empty is no action."""

    what = forms.CharField(
        label="What is to be done",
        max_length=300,
        error_messages={"required": "Enter what is to be done"},
    )
    who = forms.ChoiceField(label="Who does it", error_messages={"required": "Choose who does it"})
    provider_name = forms.CharField(
        label="Name, if somebody at the home", max_length=120, required=False
    )
    due_on = DateField(label="By when", subject="The date by which it is done")

    def __init__(self, *args: Any, workers: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workers = {str(worker.pk): worker for worker in workers}
        by_name = [(pk, worker.name) for pk, worker in self.workers.items()]
        offer(self.fields["who"], [("", "Choose"), *by_name, (PROVIDER, "Somebody at the home")])

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        said = self.cleaned_data
        if said.get("who") == PROVIDER and not said.get("provider_name", "").strip():
            self.add_error("provider_name", "Enter the name of the person at the home")
        return cleaned

    def step(self) -> Step:
        said = self.cleaned_data
        worker = self.workers.get(said["who"])
        return Step(
            what=said["what"],
            due_on=said["due_on"],
            worker=worker,
            provider_name="" if worker else said["provider_name"].strip(),
        )


ActionRows = forms.formset_factory(
    ActionForm, extra=1, max_num=MOST_ACTIONS, absolute_max=MOST_ACTIONS
)


def steps(rows: forms.BaseFormSet[ActionForm]) -> list[Step]:
    """The actions of valid rows; empty rows are passed over."""
    return [form.step() for form in rows.forms if form.has_changed()]


class CorrectionForm(Form):
    """Why a record is corrected."""

    reason = forms.CharField(
        label="What was wrong, and how do you know?",
        max_length=300,
        widget=Textarea(rows=2),
        help_text="The first version stays readable beside the corrected one.",
        error_messages={"required": "Say what was wrong and how you know"},
    )


class FinishForm(Form):
    """When an action was done."""

    done_on = DateField(label="When was it done?", subject="The date it was done")

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        not_after(self.fields["done_on"], today)


def as_typed(form: forms.BaseForm, data: QueryDict) -> dict[str, Any]:
    """What was typed, to be shown again as it stands without being judged."""
    return {
        name: field.widget.value_from_datadict(data, {}, form.add_prefix(name))
        for name, field in form.fields.items()
    }
