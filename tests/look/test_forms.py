"""What every form does: plain sentences, revealed fields, nothing trusted as HTML."""

import datetime

import pytest
from django import forms
from django.forms import formset_factory
from django.template import engines

from look.forms import Checkboxes, DateField, Form, Radios, Textarea, TextInput, TimeField

SCRIPT = "<script>alert(1)</script>"


def _render(source: str, **context: object) -> str:
    return engines["django"].from_string("{% load look %}" + source).render(context)


class VisitForm(Form):
    alone = forms.ChoiceField(
        label="Was the child seen alone?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=Radios(reveals={"no": ["why_not"]}),
    )
    why_not = forms.CharField(label="Why not", widget=Textarea)
    place = forms.ChoiceField(choices=[("", ""), ("home", "Home")], label="IRO's place")
    report = forms.FileField(required=False)


def test_an_empty_field_says_what_to_enter_select_or_answer() -> None:
    errors = VisitForm({"alone": ""}).errors

    assert errors["alone"] == ["Answer the question “Was the child seen alone?”"]
    assert errors["place"] == ["Select IRO's place"]


def test_a_field_behind_an_option_nobody_chose_is_not_asked_for_and_not_kept() -> None:
    form = VisitForm({"alone": "yes", "why_not": "left over", "place": "home"})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["why_not"] == ""


def test_a_field_behind_the_chosen_option_is_asked_for() -> None:
    form = VisitForm({"alone": "no", "place": "home"})

    assert form.errors == {"why_not": ["Enter why not"]}


def test_a_revealed_field_is_drawn_once_inside_its_option() -> None:
    html = str(VisitForm())

    assert html.count('name="why_not"') == 1
    inside = html.split('id="conditional-id_alone-2"')[1]
    assert 'name="why_not"' in inside


def test_a_field_behind_an_unticked_checkbox_that_reveals_another_is_dropped_too() -> None:
    class Nested(Form):
        needs = forms.MultipleChoiceField(
            choices=[("health", "Health"), ("school", "School")],
            required=False,
            widget=Checkboxes(reveals={"health": ["urgent"]}),
        )
        urgent = forms.ChoiceField(
            choices=[("yes", "Yes"), ("no", "No")], widget=Radios(reveals={"yes": ["until"]})
        )
        until = DateField()

    assert Nested({"needs": ["school"], "urgent": "yes"}).is_valid()
    assert set(Nested({"needs": ["health"], "urgent": "yes"}).errors) == {"until"}


def test_the_error_summary_leads_to_every_box_that_exists_on_the_page() -> None:
    form = VisitForm({"alone": "no"})
    form.add_error(None, "Somebody else changed this visit.")

    summary = _render("{% error_summary form %}", form=form)

    assert "<li>Somebody else changed this visit.</li>" in summary.replace("\n", "")
    page = str(form)
    for target, text in (("id_why_not", "Enter why not"), ("id_place", "Select IRO&#x27;s place")):
        assert f'<a href="#{target}">{text}</a>' in summary
        assert f'id="{target}"' in page


def test_the_error_summary_covers_formsets_and_is_absent_without_errors() -> None:
    rows = formset_factory(VisitForm, extra=1)({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0"})
    rows.forms[0].empty_permitted = False

    assert 'href="#id_form-0-alone"' in _render("{% error_summary rows %}", rows=rows)
    assert _render("{% error_summary form %}", form=VisitForm()).strip() == ""
    assert _render("{% error_summary form %}", form=None).strip() == ""


@pytest.mark.parametrize("markup", [SCRIPT, "<b>bold</b> & 'quotes'"])
def test_nothing_a_person_typed_is_ever_html(markup: str) -> None:
    class Hostile(Form):
        text = forms.CharField(label=markup, help_text=markup, widget=TextInput(prefix=markup))
        area = forms.CharField(label=markup, widget=Textarea)
        pick = forms.ChoiceField(
            label=markup, choices=[(markup, markup)], widget=Radios(hints={markup: markup})
        )
        many = forms.MultipleChoiceField(
            label=markup, choices=[(markup, markup)], widget=Checkboxes
        )
        when = DateField(label=markup)
        tick = forms.BooleanField(label=markup, help_text=markup)

        def clean_text(self) -> str:
            raise forms.ValidationError(markup)

    form = Hostile({"text": markup, "area": markup, "when-day": markup, "pick": markup + "x"})
    form.is_valid()
    form.add_error(None, markup)

    assert markup not in _render("{% error_summary form %}{{ form }}", form=form)


def test_the_browser_neither_cuts_nor_refuses_what_is_typed() -> None:
    class Short(Form):
        name = forms.CharField(max_length=10)
        beds = forms.IntegerField(min_value=0, label="Beds")

    html = str(Short())

    assert "maxlength" not in html
    assert "required" not in html
    assert 'type="number"' not in html
    assert 'inputmode="numeric"' in html


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        (forms.IntegerField(label="Beds"), "Beds must be a whole number, like 12"),
        (forms.DecimalField(label="Weekly fee"), "Weekly fee must be a number, like 12 or 12.50"),
    ],
)
def test_a_number_that_is_none_is_refused_by_name(field: forms.Field, sentence: str) -> None:
    form = type("Sums", (Form,), {"sum": field})({"sum": "twelve"})

    assert form.errors == {"sum": [sentence]}
    assert 'value="twelve"' in str(form)


def test_narrative_boxes_are_not_remembered_by_the_browser() -> None:
    class Note(Form):
        said = forms.CharField(widget=Textarea)
        plain = forms.CharField(widget=forms.Textarea)

    assert str(Note()).count('autocomplete="off"') == 2


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("3:30pm", datetime.time(15, 30)),
        ("3.30 PM", datetime.time(15, 30)),
        ("15:30", datetime.time(15, 30)),
        ("1530", datetime.time(15, 30)),
        ("3pm", datetime.time(15)),
        ("12am", datetime.time(0)),
        ("12pm", datetime.time(12)),
        ("noon", datetime.time(12)),
        ("midnight", datetime.time(0)),
    ],
)
def test_a_time_may_be_typed_the_way_people_write_it(typed: str, time: datetime.time) -> None:
    assert TimeField().clean(typed) == time


@pytest.mark.parametrize("typed", ["3", "25:00", "13pm", "12:60", "tea time", "３pm"])
def test_a_time_that_is_none_is_refused_in_one_sentence(typed: str) -> None:
    with pytest.raises(forms.ValidationError, match="Visit time must be a real time, like 3:30pm"):
        TimeField(subject="Visit time").clean(typed)
