"""The only writers of the lines of evidence: what may be looked at, and how it is worded."""

from __future__ import annotations

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from people.models import User
from people.periods import holds
from people.refusal import require
from people.standing import standing
from visits.models import Standard
from visits.permissions import may_keep_standards


@transaction.atomic
def add_standard(
    *, title: str, about: str, where: str, ask: str, by: User, on: datetime.date
) -> Standard:
    """A new line from that day on, the last of its kind.

    Raises:
        Refused: `by` is no administrator.
        ValidationError: keyed by `title`: a line of that title is there.
    """
    require(may_keep_standards(standing(by, on)))
    _only_one(title, on)
    last = Standard.objects.filter(about=about).aggregate(last=Max("position"))["last"] or 0
    key = f"{slugify(title)[:30]}-{uuid.uuid4().hex[:6]}"
    return Standard.objects.create(
        key=key, title=title, about=about, where=where, ask=ask, position=last + 1,
        starts_on=on, written_by=by,
    )  # fmt: skip


@transaction.atomic
def reword(
    *, standard: Standard, title: str, about: str, where: str, ask: str, by: User,
    on: datetime.date,
) -> Standard:  # fmt: skip
    """Word a line anew from that day on; forms filled in before keep the wording they had.

    Raises:
        Refused: `by` is no administrator.
        ValidationError: somebody was quicker, or another line has that title.
    """
    require(may_keep_standards(standing(by, on)))
    held = Standard.objects.select_for_update().get(pk=standard.pk)
    if held.ends_on is not None:
        raise ValidationError("Somebody changed this line in the meantime: look at the list again")
    _only_one(title, on, but=held)
    said = {"title": title, "about": about, "where": where, "ask": ask}
    if held.starts_on == on:  # worded today: nothing was filled in under it yet that day ends
        for name, value in said.items():
            setattr(held, name, value)
        held.written_by = by
        held.save()
        return held
    held.ends_on = on
    held.save(update_fields=["ends_on"])
    return Standard.objects.create(
        key=held.key, position=held.position, starts_on=on, written_by=by, **said
    )


@transaction.atomic
def retire(*, standard: Standard, by: User, on: datetime.date) -> Standard:
    """Ask for a line no longer, from that day on. What was found under it stays.

    Raises:
        Refused: `by` is no administrator.
        ValidationError: it was laid down today, so nobody has been asked yet: reword it instead.
    """
    require(may_keep_standards(standing(by, on)))
    held = Standard.objects.select_for_update().get(pk=standard.pk)
    if held.ends_on is not None:
        return held
    if held.starts_on >= on:
        raise ValidationError("This line began today: take it off from tomorrow, or reword it")
    held.ends_on = on
    held.save(update_fields=["ends_on"])
    return held


def _only_one(title: str, on: datetime.date, *, but: Standard | None = None) -> None:
    same = Standard.objects.filter(holds(on), title__iexact=title)
    if but is not None:
        same = same.exclude(pk=but.pk)
    if same.exists():
        raise ValidationError({"title": "There is already a line of that title"})
