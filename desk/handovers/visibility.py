"""Which handovers are somebody's to read."""

from __future__ import annotations

from django.db.models import QuerySet

from cases.models import Handover
from cases.visibility import children
from people.periods import holds
from people.roles import Sight
from people.standing import Standing


def handed_to(stand: Standing) -> QuerySet[Handover]:
    """Handovers to this person of children they hold today and may read, by the child's name."""
    readable = children(stand, on=stand.on, sights=(Sight.FULL,))
    return (
        Handover.objects.filter(
            holds(stand.on, "allocation__"),
            allocation__user=stand.user,
            allocation__child__in=readable,
        )
        .select_related("allocation__child", "from_user")
        .order_by("allocation__child__family_name", "allocation__child__given_name")
    )
