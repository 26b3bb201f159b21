"""What a trigger asks of its session is answered without an error, whatever has been set."""

import pghistory
import pgtrigger
import pytest
from django.db import connection

from cases.models import Child
from tests.factories import a_child

pytestmark = pytest.mark.django_db
ASKED = ["_pgtrigger_should_ignore", "_pgh_attach_context"]
EVENTS = Child.pgh_event_model  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ASKED)
def test_no_row_is_written_by_way_of_an_error_caught(name: str) -> None:
    # A library's own function, back in place, would make imports slow again, and nothing else.
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = %s", [name])
        sources = cursor.fetchall()
    assert len(sources) == 1
    assert "EXCEPTION" not in sources[0][0]


def test_a_change_keeps_what_was_said_of_it() -> None:
    with pghistory.context(command="tidying") as said:
        child = a_child()
    kept = EVENTS.objects.get(pgh_obj_id=child.pk)
    assert kept.pgh_context_id == said.id
    assert kept.pgh_context.metadata == {"command": "tidying"}


def test_what_is_said_later_of_the_same_change_is_added() -> None:
    with pghistory.context(command="tidying"):
        a_child()
        with pghistory.context(why="twice here"):
            child = a_child()
    kept = EVENTS.objects.get(pgh_obj_id=child.pk)
    assert kept.pgh_context.metadata == {"command": "tidying", "why": "twice here"}


@pytest.mark.parametrize("left_behind", [False, True])
def test_a_change_of_which_nothing_is_said_is_kept_all_the_same(left_behind: bool) -> None:
    if left_behind:
        # What a setting turns into in its session once the transaction that made it is over.
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pghistory.context_id', '', true)")
            cursor.execute("SELECT set_config('pghistory.context_metadata', '', true)")
            cursor.execute("SELECT set_config('pgtrigger.ignore', '', true)")
    child = a_child()
    assert EVENTS.objects.get(pgh_obj_id=child.pk).pgh_context_id is None


def test_a_trigger_passed_over_writes_nothing_and_the_next_change_is_kept_again() -> None:
    with pgtrigger.ignore("cases.Child:insert_insert"):
        unseen = a_child()
    seen = a_child()
    kept = set(EVENTS.objects.values_list("pgh_obj_id", flat=True))
    assert unseen.pk not in kept
    assert seen.pk in kept


def test_a_trigger_is_passed_over_by_its_own_name_only() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{one,two}', true)")
        cursor.execute("SELECT _pgtrigger_should_ignore('one'), _pgtrigger_should_ignore('three')")
        assert cursor.fetchone() == (True, False)
