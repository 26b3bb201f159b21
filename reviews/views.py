"""Pages of reviews: book one, record one held, cancel one, read them."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from cases.codes import label
from cases.forms.records import ReasonForm
from cases.pages import form_page
from cases.web import open_child
from look.words import longdate
from people.refusal import require
from people.web import attempt, posted
from reviews import actions
from reviews.forms import BookForm, HeldForm
from reviews.models import Review
from reviews.permissions import may_book, may_record_review


@login_required
def review_list(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Reviews, the newest first. What was said in them only to those who read narrative."""
    opened = open_child(request, pk)
    who = opened.viewer
    found = opened.child.reviews.prefetch_related("bookings").order_by("-recorded_at")
    rows = sorted(found, key=_day, reverse=True)
    return TemplateResponse(
        request,
        "reviews/list.html",
        {
            "opened": opened,
            "rows": [(row, list(row.bookings.all())) for row in rows],
            "may_book": may_book(who.stand, opened.child, on=who.on, at=who.at),
            "may_record": may_record_review(who.stand, opened.child, on=who.on, at=who.at),
            "today": who.on,
        },
    )


def _day(row: Review) -> str:
    booked = [booking.for_on for booking in row.bookings.all()]
    return str(row.held_on or (booked[-1] if booked else row.recorded_at.date()))


@login_required
def one(request: HttpRequest, pk: uuid.UUID, review_pk: uuid.UUID) -> HttpResponse:
    opened = open_child(request, pk, narrative=True)
    review = get_object_or_404(
        opened.child.reviews.select_related("chaired_by", "recorded_by"), pk=review_pk
    )
    took_part = label("REVIEW_CODE", review.participation) if review.participation else ""
    return TemplateResponse(
        request,
        "reviews/one.html",
        {
            "opened": opened,
            "review": review,
            "took_part": took_part,
            "bookings": review.bookings.select_related("booked_by"),
        },
    )


@login_required
def book(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    opened = open_child(request, pk, narrative=True)
    who = opened.viewer
    require(may_book(who.stand, opened.child, on=who.on, at=who.at))
    initial = {"key": uuid.uuid4(), "booked_on": who.on, "kind": _kind(request)}
    form = BookForm(posted(request), today=who.on, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        made = attempt(
            form,
            lambda: actions.book(
                child=opened.child, kind=Review.Kind(said["kind"]), for_on=said["for_on"],
                booked_on=said["booked_on"], key=said["key"], by=who.user, on=who.on, at=who.at,
            ),
        )  # fmt: skip
        if made:
            messages.success(request, f"Review booked for {longdate(said['for_on'])}")
            return redirect("reviews:list", pk)
    back = reverse("reviews:list", args=[pk])
    return form_page(request, opened, form, title="Book a review", back=back)


@login_required
def record(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    opened = open_child(request, pk, narrative=True)
    who = opened.viewer
    require(may_record_review(who.stand, opened.child, on=who.on, at=who.at))
    form = HeldForm(
        posted(request),
        today=who.on,
        born_on=opened.child.born_on,
        initial={"key": uuid.uuid4(), "held_on": who.on, "kind": _kind(request)},
    )
    if form.is_valid():
        made = attempt(
            form,
            lambda: actions.record_held(
                child=opened.child, said=form.said(), key=form.cleaned_data["key"],
                by=who.user, on=who.on, at=who.at,
            ),
        )  # fmt: skip
        if made:
            messages.success(request, "Review recorded")
            return redirect("reviews:one", pk, made.pk)
    back = reverse("reviews:list", args=[pk])
    return form_page(request, opened, form, title="Record a review", back=back)


@login_required
def cancel(request: HttpRequest, pk: uuid.UUID, review_pk: uuid.UUID) -> HttpResponse:
    opened = open_child(request, pk, narrative=True)
    who = opened.viewer
    require(may_book(who.stand, opened.child, on=who.on, at=who.at))
    review = get_object_or_404(opened.child.reviews.select_related("child"), pk=review_pk)
    form = ReasonForm(posted(request))
    if form.is_valid():
        made = attempt(
            form,
            lambda: actions.cancel(
                review=review, reason=form.cleaned_data["reason"],
                by=who.user, on=who.on, at=who.at,
            ),
        )  # fmt: skip
        if made:
            messages.success(request, "Review cancelled")
            return redirect("reviews:list", pk)
    back = reverse("reviews:list", args=[pk])
    return form_page(
        request, opened, form, title="Cancel a review", back=back, button="Cancel the review"
    )


def _kind(request: HttpRequest) -> str:
    """The review that the duty which led here asks for."""
    adoption = request.GET.get("what") == "adoption_review"
    return Review.Kind.ADOPTION if adoption else Review.Kind.LOOKED_AFTER
