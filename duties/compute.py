"""What is owed to these children under these rules: facts in, duties out. Writes nothing."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from cases.models import Child, CompleteFrom
from duties.registry import facts_of
from duties.rules import RuleBook
from timescales import Child as Life
from timescales import Evaluation, Fact, evaluate


def owed(
    children: Collection[uuid.UUID],
    rules: RuleBook,
    *,
    today: datetime.date,
    also: Mapping[uuid.UUID, Sequence[Fact]] | None = None,
    explained: bool = False,
) -> dict[uuid.UUID, Evaluation]:
    """The engine's answer for each child as of `today`. A fixed number of queries.

    A child merged into another is owed nothing; one not born yet is counted from the day the
    birth is expected, which no rule on age reaches. `also` are facts not recorded yet, to see what
    would follow from them. Only `explained` answers can say why.
    """
    complete: dict[uuid.UUID, dict[str, datetime.date]] = defaultdict(dict)
    for child, family, on in CompleteFrom.objects.filter(child__in=children).values_list(
        "child_id", "family", "on"
    ):
        complete[child][family] = on
    born = Child.objects.filter(pk__in=children, merged_into=None).values_list(
        "pk", "born_on", "expected_on"
    )
    facts = facts_of(children, also or {})
    return {
        child: evaluate(
            Life(born=birth),
            facts.get(child, []),
            rules.choices,
            today,
            rules.calendar,
            complete_from=complete[child],
            explained=explained,
        )
        for child, born_on, expected_on in born
        if (birth := born_on or expected_on)
    }
