"""The writers of this room's settings: which packs apply from when, and extra days off."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from duties.hearing import put_down_everyone
from duties.models import ExtraDay, PackChoice
from duties.permissions import may_keep_rules
from duties.rules import local_packs
from people.models import User
from people.refusal import require


@transaction.atomic
def choose_pack(
    *, pack: str, starts_on: datetime.date, off: list[str], by: User, on: datetime.date
) -> PackChoice:
    """Follow `pack` from `starts_on`, but for its sections in `off`. Everyone's duties follow.

    A choice of the same pack that held until then ends on that day; one that began no earlier is
    replaced.

    Raises:
        Refused: `by` is no administrator.
        ValidationError: no such pack or section.
    """
    require(may_keep_rules(by, on=on))
    known = local_packs().get(pack)
    if known is None:
        raise ValidationError({"pack": "There is no rule pack of that name."})
    if unknown := set(off) - set(known.sections):
        raise ValidationError({"off": f"That pack has no section {sorted(unknown)[0]}."})
    for earlier in PackChoice.objects.select_for_update().filter(pack=pack):
        if earlier.starts_on >= starts_on:
            earlier.delete()
        elif earlier.ends_on is None or earlier.ends_on > starts_on:
            earlier.ends_on = starts_on
            earlier.save()
    chosen = PackChoice.objects.create(
        pack=pack, starts_on=starts_on, off=sorted(off), chosen_by=by
    )
    put_down_everyone()
    return chosen


@transaction.atomic
def end_pack(*, choice: PackChoice, ends_on: datetime.date, by: User, on: datetime.date) -> None:
    """Stop following a pack from `ends_on`. What was due under it before stays as it was.

    Raises:
        Refused: `by` is no administrator.
        ValidationError: it would end before it began.
    """
    require(may_keep_rules(by, on=on))
    held = PackChoice.objects.select_for_update().get(pk=choice.pk)
    if ends_on < held.starts_on:
        raise ValidationError({"ends_on": "It cannot end before it starts."})
    held.ends_on = ends_on
    held.save()
    put_down_everyone()


@transaction.atomic
def add_day_off(*, day: datetime.date, name: str, by: User, on: datetime.date) -> ExtraDay:
    """List a day off that the almanac does not know. Everyone's working days follow.

    Raises:
        Refused: `by` is no administrator.
        ValidationError: the day is listed already, or has no name.
    """
    require(may_keep_rules(by, on=on))
    extra = ExtraDay(day=day, name=name.strip())
    extra.full_clean()
    extra.save()
    put_down_everyone()
    return extra


@transaction.atomic
def remove_day_off(*, extra: ExtraDay, by: User, on: datetime.date) -> None:
    """Take a listed day off away again.

    Raises:
        Refused: `by` is no administrator.
    """
    require(may_keep_rules(by, on=on))
    extra.delete()
    put_down_everyone()
