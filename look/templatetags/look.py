"""Tags and filters for pages; each is shown with an example in docs/look.md."""

import datetime
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from look import words
from look.drawing import Drawing, draw
from look.forms.bound import LookBoundField
from look.forms.mistakes import Mistake, mistakes_in
from look.lifeline import Lifeline
from look.pieces import DUTY_STATES, SOURCES, Source

register = template.Library()


@register.filter
def longdate(day: datetime.date | None, today: datetime.date | None = None) -> str:
    """``{{ due|longdate }}`` → 5 November 2026; ``|longdate:today`` may say "tomorrow"."""
    return words.longdate(day, today) if day else ""


@register.filter
def period_days(days: int, unit: str = "") -> str:
    """``{{ -3|period_days }}`` → "3 days ago"; ``|period_days:"working"`` names the unit."""
    return words.period_days(days, unit)


@register.simple_tag
def field(bound: LookBoundField, *, label_size: str = "", heading: bool = False) -> SafeString:
    """One field with its label, hint and error; ``heading=True`` makes the label the page's h1."""
    bound.label_size = label_size or ("l" if heading else "")
    bound.heading = heading
    return bound.as_field_group()


@register.inclusion_tag("components/error_summary.html")
def error_summary(
    *given: "forms.BaseForm | forms.BaseFormSet[Any] | list[forms.BaseForm] | None",
) -> dict[str, list[Mistake]]:
    """Everything wrong in these forms (formsets, lists of forms), each line leading to its box."""
    every = [one for each in given if each for one in (each if isinstance(each, list) else [each])]
    return {"items": [mistake for one in every for mistake in mistakes_in(one)]}


@register.inclusion_tag("components/duty_tag.html")
def duty_tag(state: str, text: str = "") -> dict[str, str]:
    """The state of a duty as a coloured word. Raises KeyError for a state nobody knows."""
    known = DUTY_STATES[state]
    return {"words": text or known.words, "colour": known.colour}


@register.inclusion_tag("components/source_label.html")
def source_label(kind: str) -> dict[str, str | Source]:
    """``law`` or ``local``: where a rule comes from."""
    return {"kind": kind, "source": SOURCES[kind]}


@register.inclusion_tag("components/summary_list.html")
def summary_list(rows: Any, *, borders: bool = True) -> dict[str, Any]:
    """Facts in two columns; ``rows`` are ``look.pieces.SummaryRow``."""
    return {"rows": rows, "borders": borders}


@register.inclusion_tag("components/back_link.html")
def back_link(href: str, text: str = "Back") -> dict[str, str]:
    """For the ``before`` block of a page."""
    return {"href": href, "text": text}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(items: Any) -> dict[str, Any]:
    """For the ``before`` block; ``items`` are ``look.pieces.NavItem``, the last without href."""
    return {"items": items}


@register.inclusion_tag("components/sub_navigation.html")
def sub_navigation(items: Any, *, label: str = "This record") -> dict[str, Any]:
    """Links between the pages of one child; ``items`` are ``look.pieces.NavItem``."""
    return {"items": items, "label": label}


@register.inclusion_tag("components/identity_bar.html")
def identity_bar(
    name: str, facts: Any = (), *, label: str = "Child", heading: bool = False
) -> dict[str, Any]:
    """Whose record this is; ``facts`` are ``look.pieces.SummaryRow``; ``heading``: the h1."""
    return {"name": name, "facts": facts, "label": label, "heading": heading}


@register.inclusion_tag("components/timeline.html")
def timeline(events: Any, *, level: int = 2) -> dict[str, Any]:
    """``events`` are ``look.pieces.Event``; ``level`` is the heading level of each."""
    return {"events": events, "level": level}


@register.inclusion_tag("components/sort_header.html", takes_context=True)
def sort_header(
    context: template.Context, label: str, key: str, current: str, *, numeric: bool = False
) -> dict[str, Any]:
    """A column heading that sorts on the server: ``?sort=key`` and, sorted so, ``?sort=-key``.

    ``current`` is the sort now in force. The other parameters of the address stay, the page
    number goes.
    """
    query = context["request"].GET.copy()
    query.pop("page", None)
    query["sort"] = f"-{key}" if current == key else key
    direction = {key: "ascending", f"-{key}": "descending"}.get(current, "none")
    return {
        "label": label,
        "href": f"?{query.urlencode()}",
        "direction": direction,
        "numeric": numeric,
    }


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(
    context: template.Context, page: "Page[Any]", noun: str = "results"
) -> dict[str, Any]:
    """Links to the pages of a list and "Showing 1 to 25 of 60 children" (``noun``)."""
    query = context["request"].GET.copy()

    def address(number: int) -> str:
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "noun": noun,
        "items": [(n, address(n) if isinstance(n, int) else "") for n in numbers],
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
    }


@register.inclusion_tag("components/lifeline.html")
def lifeline(life: Lifeline) -> dict[str, str | list[tuple[str, Drawing]]]:
    """Homes, visits, gaps and reviews on one time axis; put the table with the facts beneath."""
    drawings = [("wide", draw(life, width=900)), ("narrow", draw(life, width=290))]
    return {"finding": life.finding, "drawings": drawings}


@register.simple_block_tag
def details(content: SafeString, summary: str) -> SafeString:
    """``{% details "Why this date" %}…{% enddetails %}``"""
    return render_to_string("components/details.html", {"content": content, "summary": summary})


@register.simple_block_tag
def inset(content: SafeString) -> SafeString:
    """``{% inset %}…{% endinset %}``"""
    return render_to_string("components/inset.html", {"content": content})


@register.simple_block_tag
def warning(content: SafeString) -> SafeString:
    """``{% warning %}…{% endwarning %}``: what may go wrong, before the button that does it."""
    return render_to_string("components/warning.html", {"content": content})


@register.simple_block_tag
def scrollable(content: SafeString, label: str) -> SafeString:
    """``{% scrollable "Visits" %}<table>…{% endscrollable %}``: wide tables on a narrow screen."""
    return render_to_string("components/scrollable.html", {"content": content, "label": label})
