"""What an IRO answers after reading a form."""

from __future__ import annotations

from typing import Any

from django import forms

from look.forms import Form, Radios, Textarea
from visits.forms.visit import YES_NO

SIGN, ASK = "sign", "ask"
QUESTIONS = ("right_actions", "early_review", "escalate")


class ReadingForm(Form):
    """Sign it, with three answers; or say what is missing."""

    outcome = forms.ChoiceField(
        label="What do you make of it?",
        choices=[
            (SIGN, "I have read it and sign it"),
            (ASK, "Something is missing: send it back"),
        ],
        widget=Radios(reveals={SIGN: [*QUESTIONS, "comment"], ASK: ["missing"]}),
        error_messages={"required": "Choose whether you sign the form or send it back"},
    )
    right_actions = forms.ChoiceField(
        label="Were the right actions taken?", choices=YES_NO, widget=Radios(inline=True)
    )
    early_review = forms.ChoiceField(
        label="Is an early review needed?", choices=YES_NO, widget=Radios(inline=True)
    )
    escalate = forms.ChoiceField(
        label="Is it time for a formal escalation?", choices=YES_NO, widget=Radios(inline=True)
    )
    comment = forms.CharField(
        label="Your comment (optional)", required=False, widget=Textarea(rows=4)
    )
    missing = forms.CharField(
        label="What is missing?",
        help_text="The visitor sees this, and answers with a corrected version.",
        widget=Textarea(rows=4),
        error_messages={"required": "Say what is missing"},
    )

    @property
    def signs(self) -> bool:
        return bool(self.cleaned_data["outcome"] == SIGN)

    def answers(self) -> dict[str, Any]:
        """What goes with a signature."""
        said = self.cleaned_data
        return {
            **{question: said[question] == "yes" for question in QUESTIONS},
            "comment": said["comment"],
        }
