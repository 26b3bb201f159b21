"""The pages of one child: each room hands in its own, the layout draws them in order."""

from __future__ import annotations

from dataclasses import dataclass

from people.roles import Sight


@dataclass(frozen=True)
class Tab:
    """A page of a child. `sights` are those to whom it is offered; the page itself checks again."""

    order: int
    text: str
    url_name: str
    sights: frozenset[Sight] = frozenset(Sight)


_tabs: dict[str, Tab] = {}


def register_tab(
    text: str, url_name: str, *, order: int, sights: tuple[Sight, ...] = tuple(Sight)
) -> None:
    """Offer the page `url_name` (it takes the child's id) on every child, from ready()."""
    _tabs[url_name] = Tab(order, text, url_name, frozenset(sights))


def tabs(sight: Sight) -> list[Tab]:
    """The pages offered to somebody with that sight, in order."""
    return sorted((tab for tab in _tabs.values() if sight in tab.sights), key=lambda tab: tab.order)
