"""The upload form, and the filters of a report."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from look.forms import Form, Radios
from people.models import Team
from returns.models import ImportLine
from returns.report import title
from returns.report_words import OUTCOMES


class FilesInput(forms.ClearableFileInput):
    """A box for any number of files."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Any number of files. Cleans to a list."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list | tuple) else [data]
        found: list[UploadedFile[Any]] = [
            super(FilesField, self).clean(one, initial) for one in given
        ]
        return found or super().clean(None, initial)


class UploadForm(Form):
    """Files of one or several returns, the team that receives new children, and how."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    csv_files = FilesField(
        label="Which files?",
        help_text=(
            "The CSV files of one or several years, all at once. They are known by their "
            "columns, so their names do not matter."
        ),
        error_messages={
            "required": "Choose the CSV files of the return",
            "empty": "One of the files is empty",
        },
        max_length=200,
    )
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label="Which team receives children who are new here?",
        help_text="Its manager finds them under “Unallocated”.",
        empty_label="Choose a team",
        error_messages={"required": "Choose the receiving team"},
    )
    how = forms.ChoiceField(
        label="What should happen?",
        choices=[("check", "Check only"), ("import", "Import")],
        widget=Radios(
            hints={
                "check": "A full report of what an import would do. Nothing is changed.",
                "import": "The record is brought to what the returns say.",
            }
        ),
        initial="check",
    )

    def __init__(self, *args: Any, teams: QuerySet[Team], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"key": uuid.uuid4(), "how": "check"})
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]


class RowFilter(Form):
    """What to show of the rows of a report. Only choices: nothing that is typed lands in a URL."""

    outcome = forms.ChoiceField(label="What became of them", required=False)
    code = forms.ChoiceField(label="Reason", required=False)
    file = forms.ChoiceField(label="File", required=False)

    def __init__(self, *args: Any, lines: QuerySet[ImportLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = sorted(set(lines.order_by().values_list("code", flat=True).distinct()), key=title)
        files = sorted(set(lines.order_by().values_list("file", flat=True).distinct()))
        self._offer("outcome", list(OUTCOMES.items()))
        self._offer("code", [(code, title(code)) for code in codes])
        self._offer("file", [(name, name) for name in files])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", "All"), *choices]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        """The filters set, as lookups; what cannot be read filters nothing."""
        if not self.is_valid():
            return {}
        return {name: value for name, value in self.cleaned_data.items() if value}
