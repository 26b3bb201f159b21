"""Packs put together for one walk: every condition with the replacements built in."""

from collections.abc import Sequence
from functools import lru_cache

from timescales.rules import Chain, Follow, Once, Pack, PerReview, Replacement
from timescales.situation import Situation


class Ruleset:
    """The schedules of several packs; which chains run is remembered by situation."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.packs = tuple(packs)
        self.replaces: tuple[Replacement, ...] = tuple(r for p in packs for r in p.replaces)
        chains = [chain for pack in packs for chain in pack.chains]
        self.placement_chains: tuple[Chain, ...] = tuple(c for c in chains if c.per == "placement")
        self.care_chains: tuple[Chain, ...] = tuple(c for c in chains if c.per == "care")
        self.onces: dict[str, list[Once]] = {}
        for pack in packs:
            for once in pack.onces:
                for kind in {trigger.kind for trigger in once.triggers}:
                    self.onces.setdefault(kind, []).append(once)
        self.per_review: tuple[PerReview, ...] = tuple(s for p in packs for s in p.per_review)
        self.follows: tuple[Follow, ...] = tuple(f for p in packs for f in p.follows)
        self._active: dict[tuple[object, ...], tuple[frozenset[int], frozenset[int]]] = {}
        self._replaced: dict[tuple[object, ...], frozenset[str]] = {}

    def replaced(self, situation: Situation) -> frozenset[str]:
        """The families something else stands in for just now."""
        key = situation.key()
        found = self._replaced.get(key)
        if found is None:
            found = frozenset(
                family
                for replacement in self.replaces
                if replacement.condition(situation)
                for family in replacement.families
            )
            self._replaced[key] = found
        return found

    def active(self, situation: Situation) -> tuple[frozenset[int], frozenset[int]]:
        """Which chains run: indexes into `placement_chains` and `care_chains`."""
        key = situation.key()
        found = self._active.get(key)
        if found is None:
            found = (
                self._running(self.placement_chains, situation),
                self._running(self.care_chains, situation),
            )
            self._active[key] = found
        return found

    def _running(self, chains: tuple[Chain, ...], situation: Situation) -> frozenset[int]:
        replaced = self.replaced(situation)
        return frozenset(
            index
            for index, chain in enumerate(chains)
            if (chain.stands_in or chain.family not in replaced)
            and not (chain.per == "placement" and situation.home_kind is None)
            and chain.when(situation)
        )


@lru_cache(maxsize=64)
def ruleset(packs: tuple[Pack, ...]) -> Ruleset:
    """The ruleset of these packs, put together once."""
    return Ruleset(packs)
