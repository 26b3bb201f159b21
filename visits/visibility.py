"""Which visits, drafts and actions a person may see. Every queryset of the pages starts here."""

from __future__ import annotations

import datetime

from django.db.models import Q, QuerySet

from cases.models import Allocation, Child
from cases.visibility import children
from people.models import User
from people.periods import holds
from people.roles import Role, Sight
from people.standing import Standing, standing
from people.trays import trays_of
from visits.models import Visit, VisitAction, VisitDraft
from visits.states import State

# That a visit was made is not narrative; what it found is.
DATES = (Sight.FULL, Sight.NO_NARRATIVE)


def visitable(
    who: User | Standing, *, on: datetime.date, at: datetime.datetime | None = None
) -> QuerySet[Child]:
    """Children a visit to whom `who` may record: see `visits.permissions.may_record_visit`."""
    stand = _stand(who, on)
    seen = children(stand, on=on, at=at)
    return seen if stand.records_visits else seen.none()


def visits(
    who: User | Standing, *, on: datetime.date, at: datetime.datetime | None = None
) -> QuerySet[Visit]:
    """Every version of the visits to children `who` may see, and those they made themselves.

    Somebody who sees the placement part of a record only sees the visits they made.
    """
    stand = _stand(who, on)
    seen = children(stand, on=on, at=at)
    dated = children(stand, on=on, at=at, sights=DATES)
    own = Q(visitor=stand.user) | Q(recorded_by=stand.user)
    return Visit.objects.filter(
        Q(child__in=dated.values("pk")) | (own & Q(child__in=seen.values("pk")))
    )


def of_opened(child: Child) -> QuerySet[Visit]:
    """Every version of the visits of a child whose page is open to the person who asks.

    Whether they may read what one says is for `permissions.may_read_visit`, which gives a reason.
    """
    return Visit.objects.filter(child=child).select_related(
        "child", "visitor", "recorded_by", "home", "corrects", "reading", "reading__recorded_by"
    )


def standing_visits(
    who: User | Standing, *, on: datetime.date, at: datetime.datetime | None = None
) -> QuerySet[Visit]:
    """The same, the latest version of each only."""
    return visits(who, on=on, at=at).filter(corrected_by=None)


def drafts(
    who: User | Standing, *, on: datetime.date, at: datetime.datetime | None = None
) -> QuerySet[VisitDraft]:
    """A person's own unfinished visits, of children they may still see; nobody else's."""
    stand = _stand(who, on)
    return VisitDraft.objects.filter(
        user=stand.user, child__in=children(stand, on=on, at=at).values("pk")
    ).select_related("child")


def open_actions(
    who: User | Standing, *, on: datetime.date, at: datetime.datetime | None = None
) -> QuerySet[VisitAction]:
    """Actions of visits that stand, not yet done, soonest first."""
    return VisitAction.objects.filter(
        done_on=None, visit__in=standing_visits(who, on=on, at=at).values("pk")
    ).select_related("visit", "visit__child", "worker")


def my_actions(
    who: User | Standing, *, on: datetime.date, at: datetime.datetime | None = None
) -> QuerySet[VisitAction]:
    """Open actions this person answers for: their own, and the home's after their own visit."""
    stand = _stand(who, on)
    # Two searches put together: as alternatives they would have every open action read.
    still = VisitAction.objects.filter(done_on=None).order_by().values("pk")
    theirs = still.filter(worker__in=stand.hands).union(
        still.filter(worker=None, visit__visitor__in=stand.hands)
    )
    return open_actions(stand, on=on, at=at).filter(pk__in=theirs)


def for_my_attention(
    who: User | Standing, *, since: datetime.date, on: datetime.date
) -> QuerySet[Visit]:
    """Visits made since a day whose writer asked the manager to read them, for that manager."""
    stand = _stand(who, on)
    return (
        standing_visits(stand, on=on)
        .filter(
            Q(tell_manager=True) | Q(judgement=Visit.Judgement.IMMEDIATE),
            child__team__in=trays_of(stand),
            on__gte=since,
        )
        .select_related("child", "visitor", "home")
    )


def forms_to_read(
    who: User | Standing, *, on: datetime.date, at: datetime.datetime | None = None
) -> QuerySet[Visit]:
    """Forms waiting for this person as an IRO, their own children's and those they cover."""
    stand = _stand(who, on)
    if Role.IRO not in stand.roles:
        return Visit.objects.none()
    children_of = Allocation.objects.filter(
        holds(on), user__in=stand.hands, role=Allocation.Role.IRO
    )
    return waiting_forms(stand, on=on, at=at).filter(child__in=children_of.values("child"))


def waiting_forms(
    who: User | Standing, *, on: datetime.date, at: datetime.datetime | None = None
) -> QuerySet[Visit]:
    """Every form that waits for an IRO, of children this person sees; the longest wait first."""
    stand = _stand(who, on)
    return (
        standing_visits(stand, on=on, at=at)
        .filter(state=State.SUBMITTED)
        .exclude(Q(visitor=stand.user) | Q(recorded_by=stand.user))
        .select_related("child", "visitor", "home")
        .order_by("recorded_at")
    )


def readable(
    who: User | Standing, *, on: datetime.date, at: datetime.datetime | None = None
) -> QuerySet[Child]:
    """Children of whom a form waits that `who` may sign: see `visits.permissions.may_read_form`."""
    stand = _stand(who, on)
    reads_all = Role.IRO_MANAGER in stand.roles
    forms = (waiting_forms if reads_all else forms_to_read)(stand, on=on, at=at)
    return children(stand, on=on, at=at).filter(pk__in=forms.order_by().values("child"))


def sent_back(
    who: User | Standing, *, on: datetime.date, at: datetime.datetime | None = None
) -> QuerySet[Visit]:
    """Forms that came back to this person, or to one they cover, with what is missing."""
    stand = _stand(who, on)
    return (
        standing_visits(stand, on=on, at=at)
        .filter(state=State.RETURNED, visitor__in=stand.hands)
        .select_related("child", "reading", "reading__recorded_by")
        .order_by("reading__recorded_at")
    )


def _stand(who: User | Standing, on: datetime.date) -> Standing:
    return who if isinstance(who, Standing) else standing(who, on)
