"""Which imports, and which lines of their reports, a person may see."""

from __future__ import annotations

import datetime

from django.db.models import Q, QuerySet

from cases.visibility import not_barred
from people.models import Team
from people.standing import Standing
from returns.models import Import, ImportLine
from returns.permissions import may_import, may_read_rows


def imports(stand: Standing) -> QuerySet[Import]:
    """Every import, for those who may import; none for anybody else."""
    return Import.objects.all() if may_import(stand) else Import.objects.none()


def lines(stand: Standing, of: Import, *, on: datetime.date) -> QuerySet[ImportLine]:
    """The lines of one import's report, without those about children barred to this person."""
    if not may_read_rows(stand):
        return ImportLine.objects.none()
    open_to = Q(child=None) | Q(not_barred(stand.user, on, "child_id"))
    return ImportLine.objects.filter(open_to, of=of)


def receiving_teams(on: datetime.date) -> QuerySet[Team]:
    """The teams that may receive children from an import."""
    return Team.objects.filter(Q(closed_on=None) | Q(closed_on__gt=on), kind=Team.Kind.TEAM)
