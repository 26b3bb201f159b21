"""From returns without names to a worker who finds their children on My work."""

import datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from cases.holding import in_care, unallocated
from cases.models import Child
from people import clock
from people.models import User
from returns.actions.imports import import_folders
from tests.factories import NOW, a_team
from tests.returns.moving import IRA, ROSA, Files, bring, child, codes, held, staff, team
from tests.returns.sample import FOLDER, needs_sample

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TODAY = clock.today()  # the page asks the real clock


@needs_sample
@pytest.mark.django_db
def test_a_worker_finds_by_name_the_children_a_return_brought(
    client: Client, tmp_path: Path
) -> None:
    receiving = a_team("Received")
    import_folders(folders=[FOLDER], team=receiving, dry_run=False, on=TODAY, clock=lambda: NOW)
    cared_for = list(Child.objects.filter(in_care(TODAY)).order_by("ssda903_id"))
    assert len(cared_for) > 5
    assert unallocated(Child.objects.all(), TODAY).count() >= len(cared_for)
    run = bring(tmp_path, _live(cared_for), on=TODAY)
    assert codes(run, "dropped") == codes(run, "refused_child") == []
    assert run.counts["reconciliation"]["no_worker"] == 1
    assert not unallocated(Child.objects.filter(team__name="North team"), TODAY).exclude(
        ssda903_id=cared_for[0].ssda903_id
    )
    shown = _my_work(client, ROSA)
    for number in range(1, len(cared_for)):
        assert f"Given{number} Family" in shown
    assert "Given0 Family" not in shown
    assert "Given1 Family" not in _my_work(client, "other@marlshire.example")


def _live(children: list[Child]) -> Files:
    """Names for all of them; a social worker for all but the first, an officer for all."""
    since = {"from": str(TODAY - datetime.timedelta(days=90))}
    rows = list(enumerate(children))
    return {
        "teams": [team(), team("Reviewing")],
        "staff": [
            staff(**since),
            staff("other@marlshire.example", **since),
            staff(IRA, role="iro", team="Reviewing", **since),
        ],
        "children": [
            child(
                f"K{number}", ssda903_id=one.ssda903_id, born_on=str(one.born_on),
                given_name=f"Given{number}", family_name="Family",
            )
            for number, one in rows
        ],
        "allocations": [
            *(held(f"K{number}", **since) for number, _ in rows[1:]),
            *(held(f"K{number}", worker=IRA, role="iro", **since) for number, _ in rows),
        ],
    }  # fmt: skip


def _my_work(client: Client, email: str) -> str:
    client.force_login(User.objects.get(email=email), backend=BACKEND)
    return client.get(reverse("desk:my_work")).content.decode()
