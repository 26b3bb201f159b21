"""Pages as people open them, against the same rows by hand, an empty page, and themselves."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from bench import data
from bench.lines import Line, measure, of_p95
from bench.people import child_of, signed_in, without_audit, workers
from bench.timing import Times, said
from people.models import User

WORKERS, ROUNDS = 25, 4
Page = tuple[Client, str]


@measure("A worker's My work, 95th percentile / the same rows by hand-written SQL, same template")
def caseload() -> list[Line]:
    with data.copy_of(data.duties(data.FULL)):
        mine = [
            (signed_in(one), reverse("desk:my_work"), reverse("by_hand_work"))
            for one in workers(WORKERS)
        ]
        ours, theirs, alike = _against(mine)
    return [of_p95(f"My work; {alike}", ours, theirs, bar=3)]


@measure("A child's overview / by hand, and / an empty page for somebody signed in")
def child() -> list[Line]:
    with data.copy_of(data.duties(data.FULL)):
        opened = [(signed_in(one), child_of(one)) for one in workers(WORKERS)]
        by_hand = [
            (client, reverse("desk:child", args=[pk]), reverse("by_hand_child", args=[pk]))
            for client, pk in opened
        ]
        ours, theirs, alike = _against(by_hand)
        empty = [
            (client, reverse("desk:child", args=[pk]), reverse("by_hand_empty"))
            for client, pk in opened
        ]
        again, nothing = _timed(empty)
    return [
        of_p95("the overview, against an empty page", again, nothing, bar=15),
        of_p95(f"the overview, against the same by hand; {alike}", ours, theirs),
    ]


@measure("Pages with who-read-what kept / not kept")
def read_audit() -> list[Line]:
    lines = []
    with data.copy_of(data.duties(data.FULL)):
        for what, address in (("My work", _my_work), ("a child's overview", _overview)):
            kept = [_opened(one, address(one)) for one in workers(WORKERS)]
            with without_audit():
                unkept = [_opened(one, address(one)) for one in workers(WORKERS)]
            ours, theirs = _in_turns(kept, unkept)
            lines.append(of_p95(what, ours, theirs, bar=1.25))
    return lines


@measure("A worker's My work with 8,200 children in care / with 820, as an exponent of the size")
def growth() -> list[Line]:
    taken = {children: Times() for children in (data.TENTH, data.FULL)}
    for turn in range(4):
        sizes = list(taken) if turn % 2 == 0 else list(reversed(taken))
        for children in sizes:
            with data.using(data.duties(children)):
                for one in workers(WORKERS):
                    open_it = _get(*_opened(one, reverse("desk:my_work")))
                    for _ in range(ROUNDS // 4):
                        taken[children].take(open_it)
    small, large = taken[data.TENTH], taken[data.FULL]
    exponent = math.log(large.median / small.median) / math.log(data.FULL / data.TENTH)
    return [
        Line(
            "My work, median", f"{said(large.median)} ({large.times} times)",
            f"{said(small.median)} ({small.times} times)", exponent, 0.15, unit="",
        )
    ]  # fmt: skip


def _opened(user: User, address: str) -> Page:
    """Signed in, the page asked for once: a client keeps the middleware it started with."""
    client = signed_in(user)
    client.get(address)
    return client, address


def _my_work(_: User) -> str:
    return reverse("desk:my_work")


def _overview(worker: User) -> str:
    return reverse("desk:child", args=[child_of(worker)])


def _against(pages: list[tuple[Client, str, str]]) -> tuple[Times, Times, str]:
    """Both sides in turns, and on how many pages they say the same, word by word."""
    alike = sum(_words(client, ours) == _words(client, theirs) for client, ours, theirs in pages)
    return *_timed(pages), f"the same words on {alike} of {len(pages)}"


def _timed(pages: list[tuple[Client, str, str]]) -> tuple[Times, Times]:
    ours = [(client, address) for client, address, _ in pages]
    theirs = [(client, address) for client, _, address in pages]
    return _in_turns(ours, theirs)


def _in_turns(ours: list[Page], theirs: list[Page]) -> tuple[Times, Times]:
    a, b = Times(), Times()
    for pages in (ours, theirs):
        for client, address in pages:
            _get(client, address)()
    for number in range(ROUNDS):
        for mine, other in zip(ours, theirs, strict=True):
            turns = [(a, _get(*mine)), (b, _get(*other))]
            for one, work in turns if number % 2 == 0 else reversed(turns):
                one.take(work)
    return a, b


def _get(client: Client, address: str) -> Callable[[], None]:
    def get() -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}.")

    return get


def _words(client: Client, address: str) -> list[str]:
    """The page's own part in pieces, without what differs by address or falls by chance.

    Rows of one day stand in no order of their own.
    """
    text = client.get(address).content.decode()
    main = text[text.index("<main") : text.index("</main>")]
    plain = re.sub(r' aria-current="page"|</?[uo]l[^>]*>', "", main)
    return sorted(piece.strip() for piece in re.split("<li>|<h2", plain))
