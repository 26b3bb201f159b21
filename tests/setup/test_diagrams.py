"""The pictures in docs/diagrams are the code's, and `make check` says when they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import diagrams


def test_an_arrow_that_follows_from_two_others_is_left_out() -> None:
    edges = {"desk": {"cases", "people"}, "cases": {"people"}, "people": set()}
    assert diagrams.reduced(edges) == {"desk": {"cases"}, "cases": {"people"}, "people": set()}


def test_rooms_in_a_circle_are_named() -> None:
    with pytest.raises(ValueError, match="visits → reviews → visits"):
        diagrams.reduced({"visits": {"reviews"}, "reviews": {"visits"}})


def test_the_picture_of_the_rooms_shows_what_import_linter_knows() -> None:
    edges = diagrams.imports()
    assert "cases" in edges["duties"]
    assert "duties" not in edges["cases"]
    assert edges["timescales"] == set()
    assert "    duties --> cases" in diagrams.rooms_page(edges)


def test_the_picture_of_the_tables_holds_keys_and_no_histories() -> None:
    page = diagrams.tables_page(diagrams.tables())
    assert "    Visit -->|child| cases_Child" in page
    assert "Event" not in page


def test_an_old_picture_fails_the_check_and_drawing_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(diagrams, "DRAWN", tmp_path / "docs/diagrams")
    monkeypatch.setattr(diagrams, "CHECKOUT", tmp_path)
    monkeypatch.setattr(diagrams, "imports", lambda: {"desk": {"look"}, "look": set()})
    monkeypatch.setattr(diagrams, "tables", dict)
    assert diagrams.main([]) == 0
    assert diagrams.main(["--check"]) == 0
    (tmp_path / "docs/diagrams/rooms.md").write_text("An older house.")
    assert diagrams.main(["--check"]) == 1
    assert "docs/diagrams/rooms.md is out of date: run `make diagrams`." in capsys.readouterr().out
