"""Who takes a child over, from when, and what they should know first."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms

from look.forms import Checkboxes, DateField, Form, Radios, Textarea
from people.models import User
from people.offers import Choices

NOBODY: tuple[str, str] = ("", "Choose a person")
MESSAGE = "What the new worker should know first"
MESSAGE_HELP = (
    "They also get the open duties, the last visit and the people around the child: no need to "
    "repeat those."
)


class WorkerField(forms.ChoiceField):
    """Somebody from the offered list. Cleans to the `User`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": "Choose who takes over"})
        super().__init__(choices=[NOBODY], **kwargs)

    def offer(self, choices: Choices) -> None:
        self.choices = [NOBODY, *choices]

    def clean(self, value: Any) -> User | None:
        chosen = super().clean(value)
        return User.objects.get(pk=chosen) if chosen else None


class AllocateForm(Form):
    """One child, one worker."""

    worker = WorkerField(label="Who will work with the child?")
    main = forms.ChoiceField(
        label="In what way?",
        choices=[("main", "As the main worker"), ("helper", "Helping the main worker")],
        widget=Radios(
            hints={
                "main": "Owns what is due. Takes over from the main worker there may be now.",
                "helper": "Sees the record and can add to it; owns nothing that is due.",
            }
        ),
        initial="main",
    )
    starts_on = DateField(label="From which day?", subject="The day it starts")
    message = forms.CharField(
        label=MESSAGE, help_text=MESSAGE_HELP, required=False, widget=Textarea(rows=4)
    )

    def __init__(self, *args: Any, offers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].offer(offers)  # type: ignore[attr-defined]


class MoveForm(Form):
    """Many children, one worker, one day."""

    children = forms.MultipleChoiceField(
        label="Which children?",
        widget=Checkboxes(small=True),
        error_messages={"required": "Select the children to move"},
    )
    worker = WorkerField(label="Who takes them over?")
    starts_on = DateField(label="From which day?", subject="The day it starts")
    message = forms.CharField(
        label=MESSAGE, help_text=MESSAGE_HELP, required=False, widget=Textarea(rows=4)
    )

    def __init__(
        self, *args: Any, offers: Choices, children: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].offer(offers)  # type: ignore[attr-defined]
        self.fields["children"].choices = children  # type: ignore[attr-defined]


class TrayForm(Form):
    """The ticked children of a tray go to one worker from today."""

    children = forms.MultipleChoiceField(
        error_messages={"required": "Tick the children to allocate"}
    )
    worker = WorkerField(
        label="Give the ticked children to", error_messages={"required": "Choose a person"}
    )

    def __init__(
        self, *args: Any, offers: Choices, children: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].offer(offers)  # type: ignore[attr-defined]
        self.fields["children"].choices = children  # type: ignore[attr-defined]


class EndForm(Form):
    """From when somebody no longer works with the child."""

    ends_on = DateField(
        label="From which day do they no longer work with the child?", subject="The day it ends"
    )

    @staticmethod
    def starting(today: datetime.date) -> dict[str, Any]:
        return {"ends_on": today}
