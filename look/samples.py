"""Invented things for the style guide to show; no page of the service uses them."""

import datetime

from django import forms

from look.forms import Checkboxes, DateField, Form, Radios, Textarea, TextInput, TimeField
from look.lifeline import Gap, Home, Lifeline, Review, Visit
from look.pieces import Event, NavItem, SummaryRow

TODAY = datetime.date(2026, 11, 5)


class SampleForm(Form):
    """One of every kind of field."""

    visited_on = DateField(
        label="When did you visit?", subject="Visit date", help_text="For example, 5 11 2026"
    )
    at = TimeField(label="Time of the visit", subject="Visit time", required=False)
    worker = forms.ChoiceField(
        label="Who visited", choices=[("", "Choose a worker"), ("1", "Ada Brook"), ("2", "Sam Lee")]
    )
    alone = forms.ChoiceField(
        label="Was the child seen alone?",
        choices=[("yes", "Yes"), ("no", "No"), ("refused", "The child did not want to be")],
        widget=Radios(
            hints={"yes": "At least part of the visit, out of others' hearing"},
            reveals={"no": ["why_not"]},
            divider_before="refused",
        ),
    )
    why_not = forms.CharField(label="Why not", widget=Textarea(rows=2))
    seen = forms.MultipleChoiceField(
        label="What did you see?",
        choices=[("bedroom", "The bedroom"), ("carer", "The carer"), ("none", "None of these")],
        widget=Checkboxes(exclusive="none", divider_before="none"),
    )
    said = forms.CharField(
        label="What the child said, in their own words", widget=Textarea(max_words=300)
    )
    miles = forms.IntegerField(
        label="Distance",
        required=False,
        widget=TextInput({"class": "govuk-input--width-5"}, suffix="miles"),
    )
    plan = forms.FileField(
        label="Upload a file", help_text="PDF or photo, up to 10 MB", required=False
    )
    agreed = forms.BooleanField(label="I have told the child what I wrote", required=False)


def unhappy_form() -> SampleForm:
    """A form sent with mistakes in it."""
    form = SampleForm(
        {
            "wrong-visited_on-day": "31",
            "wrong-visited_on-year": "2026",
            "wrong-at": "tea time",
            "wrong-alone": "no",
            "wrong-seen": ["bedroom"],
            "wrong-miles": "twelve",
        },
        prefix="wrong",
    )
    form.is_valid()
    return form


def sample_life() -> Lifeline:
    """Two years of a child nobody knows."""
    first = datetime.date(2024, 11, 20)
    visits = [first + datetime.timedelta(days=n) for n in (5, 40, 78, 120, 160, 330, 370, 412, 450)]
    visits += [datetime.date(2026, month, 12) for month in range(3, 11)]
    return Lifeline(
        start=datetime.date(2024, 11, 1),
        end=datetime.date(2026, 12, 31),
        today=TODAY,
        finding="Three homes in two years. The longest time without a visit was 170 days, in 2025.",
        homes=[
            Home("Elm Road", first, datetime.date(2025, 4, 2)),
            Home("Short stay", datetime.date(2025, 4, 2), datetime.date(2025, 4, 20)),
            Home("The Larches", datetime.date(2025, 4, 20)),
        ],
        visits=[Visit(day, seen=index != 6) for index, day in enumerate(visits)],
        gaps=[Gap(visits[4], visits[5])],
        reviews=[
            Review(datetime.date(2024, 12, 17)),
            Review(datetime.date(2025, 3, 10)),
            Review(datetime.date(2025, 9, 8), held=False),
            Review(datetime.date(2026, 3, 2)),
            Review(datetime.date(2026, 8, 24)),
        ],
    )


FACTS = [
    SummaryRow("Born", "3 May 2014 (12)"),
    SummaryRow("Social worker", "Ada Brook", href="#worker"),
    SummaryRow("IRO", "Jo Winter"),
]
ROWS = [
    SummaryRow("Visit date", "5 November 2026", action="Change", action_href="#change"),
    SummaryRow("Seen alone", "Yes", action="Change", action_href="#change"),
    SummaryRow("Home", "The Larches", href="#home"),
]
MENU = [
    NavItem("My work", "#work", current=True),
    NavItem("Find a child", "#find"),
    NavItem("Team", "#team"),
    NavItem("Imports", "#imports"),
]
PARTS = [
    NavItem("Overview", "#overview", current=True),
    NavItem("Visits", "#visits"),
    NavItem("Homes", "#homes"),
    NavItem("People", "#people"),
    NavItem("Chronology", "#chronology"),
    NavItem("Documents", "#documents"),
]
TRAIL = [NavItem("My work", "#work"), NavItem("Overdue", "#overdue"), NavItem("Style guide")]
EVENTS = [
    Event("Visit", TODAY, "Seen at home and alone.\nWants to see Mum on Sunday.", "Ada Brook"),
    Event("Moved to The Larches", datetime.date(2025, 4, 20), href="#move"),
]
