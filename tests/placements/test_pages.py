"""The pages of moves and homes: who sees whom, what is asked when, what is kept."""

from __future__ import annotations

import pytest

from placements.actions import homes
from placements.models import Home, Placement
from placements.models.home import HomeKind
from placements.visibility import named
from tests.factories import TODAY, a_child, in_care
from tests.pages import SignedIn, as_of_now, signed_in
from tests.placements.moves import a_home, move
from tests.scene import DAY, Scene, checked

__all__ = ["as_of_now", "signed_in"]


@pytest.fixture
def scene(db: None) -> Scene:
    made = Scene()
    checked()
    return made


def test_a_home_is_found_by_part_of_its_name_or_postcode(db: None) -> None:
    home = homes.write_home(
        Home(), {"name": "St Brígid’s", "kind": HomeKind.OTHER, "postcode": "ML4 2QT"}
    )
    for words in ("brigids", "st bri", "ml42qt", "ML4 2qt"):
        assert list(named(Home.objects.all(), words)) == [home]
    assert not named(Home.objects.all(), "ash")


def test_a_home_shows_only_the_children_one_may_see_and_counts_the_rest(
    scene: Scene, signed_in: SignedIn
) -> None:
    hidden = a_child(team=scene.other_team, given_name="Zephyrine", family_name="Oakapple")
    Placement.objects.create(
        child=hidden, care_period=in_care(hidden, since=TODAY), home=scene.home,
        kind=scene.home.kind, starts_on=TODAY,
    )  # fmt: skip
    page = signed_in(scene.worker).get(f"/homes/{scene.home.pk}/").content.decode()
    assert scene.child.name in page
    assert "Zephyrine" not in page
    assert "1 more child whose record you do not see" in page


def test_the_page_finds_a_home_and_records_the_move_in_two_steps(
    scene: Scene, signed_in: SignedIn
) -> None:
    home = a_home()
    client = signed_in(scene.worker)
    address = f"/children/{scene.child.pk}/homes/move"
    found = client.post(address, {"words": "elm"}).content.decode()
    assert f'href="{address}/{home.pk}"' in found
    sent = {
        "starts_on-day": "5", "starts_on-month": "11", "starts_on-year": "2026",
        "why_here": "Near school",
    }  # fmt: skip
    asked = client.post(f"{address}/{home.pk}", sent).content.decode()
    assert "Why does the time in the home before end?" in asked
    assert "Near school" in asked
    answer = client.post(
        f"{address}/{home.pk}", {**sent, "left_because": "CARPL"}, follow=True
    ).content.decode()
    assert "Recorded: Elm Lodge, from today" in answer
    assert "Near school" in answer


def test_where_the_child_lives_now_is_not_offered_as_a_move(
    scene: Scene, signed_in: SignedIn
) -> None:
    page = signed_in(scene.worker).post(
        f"/children/{scene.child.pk}/homes/move", {"words": scene.home.name}
    )
    assert "No other home has a name or postcode like that" in page.content.decode()


def test_a_home_the_child_left_is_offered_before_anything_is_typed(
    scene: Scene, signed_in: SignedIn
) -> None:
    move(scene)
    page = signed_in(scene.worker).get(f"/children/{scene.child.pk}/homes/move")
    assert "Lived here before" in page.content.decode()
    assert f"/homes/move/{scene.home.pk}" in page.content.decode()


def test_only_family_and_parents_are_asked_how_far_their_assessment_is(
    scene: Scene, signed_in: SignedIn
) -> None:
    client = signed_in(scene.worker)

    def asked_of(kind: str) -> set[str]:
        page = client.get(f"/children/{scene.child.pk}/homes/move/{a_home(kind, kind).pk}")
        words = {"temporary": "for the time being only", "parents": "parents’ assessment"}
        return {key for key, text in words.items() if text in page.content.decode()}

    assert asked_of(HomeKind.CONNECTED_PERSON) == {"temporary"}
    assert asked_of(HomeKind.WITH_PARENTS) == {"parents"}
    assert asked_of(HomeKind.CHILDRENS_HOME) == set()


def test_a_home_written_down_with_the_move_keeps_what_was_typed_until_it_is_right(
    scene: Scene, signed_in: SignedIn
) -> None:
    client = signed_in(scene.worker)
    address = f"/children/{scene.child.pk}/homes/move/new"
    sent = {
        "name": "Nan’s", "kind": HomeKind.CONNECTED_PERSON, "temporary_approval": "on",
        "starts_on-day": "31", "starts_on-month": "2", "starts_on-year": "2026",
        "left_because": "CARPL", "why_here": "Nan asked for him.",
    }  # fmt: skip
    page = client.post(address, sent).content.decode()
    assert "must be a real date" in page
    assert "Nan asked for him." in page
    assert not Home.objects.filter(name="Nan’s").exists()
    right = {"starts_on-day": "5", "starts_on-month": "11"}
    client.post(address, {**sent, **right})
    stay = Placement.objects.real().get(home__name="Nan’s")
    assert stay.temporary_approval


def test_a_move_that_will_not_happen_is_taken_back_from_the_page(
    scene: Scene, signed_in: SignedIn
) -> None:
    stay = move(scene, starts_on=TODAY + 3 * DAY)
    client = signed_in(scene.worker)
    page = client.get(f"/children/{scene.child.pk}/homes/").content.decode()
    assert "Planned" in page
    client.post(
        f"/children/{scene.child.pk}/homes/{stay.pk}/error",
        {"reason": "The carers are ill.", "stayed_before": "on"},
    )
    scene.placement.refresh_from_db()
    assert scene.placement.ends_on is None
    page = client.get(f"/children/{scene.child.pk}/homes/").content.decode()
    assert "The carers are ill." in page
