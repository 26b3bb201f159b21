"""Forms of what is written about a child: notes, things done, documents, people, the chronology."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms

from cases import done_words
from cases.actions.notes import Said
from cases.models import CaseNote, Person
from look.forms import DateField, Form, Radios, Textarea
from look.forms.offers import not_after, offer

OPTIONAL = "(optional)"


class KeyedForm(Form):
    """A form that is recorded once, however often it is sent. Its dates are not in the future."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, DateField):
                not_after(field, today)


class NoteForm(KeyedForm):
    on = DateField(label="When?", subject="The date")
    kind = forms.ChoiceField(
        label="What was it?", choices=CaseNote.Kind.choices, widget=Radios(small=True)
    )
    between = forms.CharField(
        label=f"Between whom? {OPTIONAL}",
        max_length=200,
        required=False,
        help_text="People by name and post.",
    )
    text = forms.CharField(
        label="What happened",
        widget=Textarea(rows=8),
        help_text="Plain words, facts only. Put what you make of it below.",
    )
    analysis = forms.CharField(
        label=f"What it means {OPTIONAL}", required=False, widget=Textarea(rows=4)
    )
    next_step = forms.CharField(
        label=f"What comes next {OPTIONAL}", required=False, widget=Textarea(rows=2)
    )

    def said(self) -> Said:
        given = self.cleaned_data
        return Said(
            on=given["on"], kind=given["kind"], text=given["text"], between=given["between"],
            analysis=given["analysis"], next_step=given["next_step"],
        )  # fmt: skip


class CorrectNoteForm(NoteForm):
    field_order = ["key", "reason"]
    reason = forms.CharField(
        label="What was wrong?",
        max_length=300,
        widget=Textarea(rows=2),
        help_text="The first version stays readable beside the corrected one.",
        error_messages={"required": "Say what was wrong"},
    )


class DoneForm(KeyedForm):
    what = forms.ChoiceField(label="What was done?")
    done_on = DateField(label="When was it done?", subject="The date")
    by_name = forms.CharField(label="Who did it?", max_length=120)
    note = forms.CharField(
        label=f"Anything to add {OPTIONAL}", required=False, widget=Textarea(rows=3)
    )
    file = forms.FileField(
        label=f"The paper itself {OPTIONAL}",
        required=False,
        help_text="PDF, Word, OpenDocument, plain text or a picture, up to 20 MB.",
    )

    def __init__(self, *args: Any, answering: str = "", **kwargs: Any) -> None:
        """`answering`: the word of what was done that the duty asks for, offered first."""
        super().__init__(*args, **kwargs)
        words = done_words.choices()
        if answering and answering not in done_words.SAYS:
            words = [(answering, done_words.says(answering)), *words]
        offer(self.fields["what"], [("", "Choose"), *words])


class ReasonForm(Form):
    reason = forms.CharField(
        label="Why?",
        max_length=300,
        widget=Textarea(rows=2),
        error_messages={"required": "Say why"},
    )


class DocumentForm(KeyedForm):
    title = forms.CharField(label="What is it?", max_length=160)
    kind = forms.CharField(
        label=f"Kind {OPTIONAL}", max_length=60, required=False, help_text="Like letter or report."
    )
    dated = DateField(label="Date of the document", subject="The date of the document")
    file = forms.FileField(
        label="File",
        help_text="PDF, Word, OpenDocument, plain text or a picture, up to 20 MB. "
        "What a picture says of where and when it was taken is removed.",
    )


class PersonForm(Form):
    name = forms.CharField(max_length=120)
    kind = forms.ChoiceField(
        label="Who are they?", choices=Person.Kind.choices, widget=Radios(small=True)
    )
    relationship = forms.CharField(
        label="What are they to the child?", max_length=80, help_text="Like sister or head teacher."
    )
    parental_responsibility = forms.BooleanField(
        label="Has parental responsibility", required=False
    )
    phone = forms.CharField(label=f"Phone {OPTIONAL}", max_length=40, required=False)
    email = forms.EmailField(
        label=f"E-mail {OPTIONAL}",
        required=False,
        error_messages={"invalid": "Enter an e-mail address like name@example.com"},
    )
    address = forms.CharField(label=f"Address {OPTIONAL}", required=False, widget=Textarea(rows=3))
    contact = forms.CharField(
        label=f"What is agreed about seeing each other {OPTIONAL}",
        required=False,
        widget=Textarea(rows=3),
    )


class EndPersonForm(Form):
    ends_on = DateField(label="Since when?", subject="The date")


class EntryForm(Form):
    day = DateField(label="When?", subject="The date")
    meaning = forms.CharField(
        label="What happened, and what it meant for the child",
        widget=Textarea(rows=4),
        error_messages={"required": "Enter what happened and what it meant"},
    )


class MeaningForm(Form):
    meaning = forms.CharField(
        label="What it meant for the child",
        required=False,
        widget=Textarea(rows=4),
        help_text="What the record says stays beside it.",
    )
