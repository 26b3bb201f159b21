"""Gathering a handover: it is live, so it never goes stale while it waits to be read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Count, Min, QuerySet

from cases.models import Child, Handover, Person
from cases.web import Opened
from duties.asks import asks
from duties.models import Duty
from duties.visibility import duties
from people.models import User
from reviews.models import Booking
from visits.models import Visit, VisitDraft


@dataclass(frozen=True)
class Drafts:
    """How many drafts the worker before left unsent, and since when. Never what they say."""

    number: int
    oldest: datetime.datetime | None


@dataclass(frozen=True)
class Page:
    """Everything a handover shows of one child."""

    handover: Handover
    duties: QuerySet[Duty]
    last_visit: Visit | None
    drafts: Drafts
    people: QuerySet[Person]
    next_review: Booking | None


def gather(handover: Handover, opened: Opened) -> Page:
    """What the child's new worker needs, as it stands for whoever opened the child."""
    child, on = opened.child, opened.viewer.on
    made = child.visits.filter(seen=True, corrected_by=None).select_related("visitor", "home")
    around = child.people.filter(ends_on=None)
    booked = Booking.objects.filter(
        review__child=child, review__held_on=None, review__cancelled_reason="", for_on__gte=on
    )
    return Page(
        handover=handover,
        duties=open_duties(opened),
        last_visit=made.order_by("-on", "-recorded_at").first(),
        drafts=drafts_of(handover.from_user, child),
        people=around,
        next_review=booked.order_by("for_on").first(),
    )


def open_duties(opened: Opened) -> QuerySet[Duty]:
    """What is owed to the child and not done, one line for each thing asked, earliest first."""
    who = opened.viewer
    seen = duties(who.stand, on=who.on, at=who.at)
    return asks(seen.filter(subject=opened.child.pk))


def drafts_of(user: User, child: Child) -> Drafts:
    """Drafts of visits that `user` began for the child and did not finish."""
    found = VisitDraft.objects.filter(user=user, child=child).aggregate(
        number=Count("pk"), oldest=Min("started_at")
    )
    return Drafts(found["number"], found["oldest"])
