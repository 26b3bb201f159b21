"""Our fields are drawn exactly as GOV.UK Frontend's own fixtures say."""

import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import engines

from look.forms import Checkboxes, DateField, Radios, Textarea, TextInput
from tests.look.html_outline import outline

FIXTURES: dict[str, Any] = json.loads(
    (Path(__file__).parent / "fixtures" / "govuk_frontend.json").read_text()
)
CASES = [(c, n) for c, names in FIXTURES.items() if c != "error-summary" for n in names]
TAG = engines["django"].from_string(
    "{% load look %}{% field bound label_size=size heading=heading %}"
)
# Names differ (ours follow Django), and narrative boxes have autocomplete off.
IGNORED = {"name", "autocomplete"}


def _label(options: dict[str, Any]) -> dict[str, Any]:
    return (options.get("fieldset") or {}).get("legend") or options["label"]  # type: ignore[no-any-return]


def _choices(options: dict[str, Any]) -> list[tuple[str, str]]:
    return [(item["value"], item["text"]) for item in options["items"] if "value" in item]


def _divided(options: dict[str, Any]) -> str | None:
    items = options["items"]
    return next((b["value"] for a, b in itertools.pairwise(items) if "divider" in a), None)


def _attrs(options: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {k: options[k] for k in ("autocomplete", "inputmode") if k in options}
    if options.get("classes"):
        kept["class"] = options["classes"]
    return kept


def _input(options: dict[str, Any]) -> forms.Field:
    beside = {k: options[k]["text"] for k in ("prefix", "suffix") if k in options}
    return forms.CharField(widget=TextInput(_attrs(options), **beside))


def _textarea(options: dict[str, Any]) -> forms.Field:
    words = options.get("countType") == "words"
    return forms.CharField(
        widget=Textarea(
            _attrs(options),
            rows=options.get("rows", 5),
            max_words=options["maxlength"] if words else None,
            max_characters=None if words else options.get("maxlength"),
        )
    )


def _radios(options: dict[str, Any]) -> forms.Field:
    inline = "inline" in options.get("classes", "")
    return forms.ChoiceField(
        choices=_choices(options),
        widget=Radios(inline=inline, divider_before=_divided(options)),
    )


def _checkboxes(options: dict[str, Any]) -> forms.Field:
    exclusive = next((i["value"] for i in options["items"] if i.get("behaviour")), None)
    return forms.MultipleChoiceField(
        choices=_choices(options),
        widget=Checkboxes(divider_before=_divided(options), exclusive=exclusive),
    )


MAKERS: dict[str, Callable[[dict[str, Any]], forms.Field]] = {
    "input": _input,
    "textarea": _textarea,
    "character-count": _textarea,
    "select": lambda options: forms.ChoiceField(choices=_choices(options)),
    "radios": _radios,
    "checkboxes": _checkboxes,
    "date-input": lambda options: DateField(),
    "file-upload": lambda options: forms.FileField(widget=forms.FileInput),
}


def _initial(component: str, options: dict[str, Any]) -> Any:
    if component == "date-input" and "values" in options:
        return DateField.widget().value_from_datadict(
            {f"x-{part}": text for part, text in options["values"].items()}, {}, "x"
        )
    ticked = [i["value"] for i in options.get("items", []) if i.get("checked") or i.get("selected")]
    return options.get("value", ticked[0] if ticked else None)


def _drawn(component: str, options: dict[str, Any]) -> str:
    id_ = options.get("idPrefix") or options.get("id") or options["name"]
    made = MAKERS[component](options)
    made.label = _label(options)["text"]
    made.help_text = (options.get("hint") or {}).get("text", "")
    made.disabled = options.get("disabled", False)
    one_field: type[forms.Form] = type("OneField", (forms.Form,), {id_: made})
    form = one_field(auto_id="%s", initial={id_: _initial(component, options)})
    if "errorMessage" in options:
        wrong = [p for p in ("day", "month", "year") if (options.get(p) or {}).get("error")]
        error = ValidationError(
            options["errorMessage"]["text"], params={"parts": wrong} if wrong else None
        )
        form.errors[id_] = form.error_class([error])
    size = _label(options).get("classes", "").rpartition("--")[2]
    heading = bool(_label(options).get("isPageHeading"))
    return TAG.render({"bound": form[id_], "size": size, "heading": heading})


@pytest.mark.parametrize(("component", "name"), CASES, ids=[f"{c}: {n}" for c, n in CASES])
def test_a_field_is_drawn_as_govuk_draws_it(component: str, name: str) -> None:
    fixture = FIXTURES[component][name]

    drawn = outline(_drawn(component, fixture["options"]), ignore=IGNORED)

    assert drawn == outline(fixture["html"], ignore=IGNORED)
