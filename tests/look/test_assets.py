"""What we ship from elsewhere is what we built, carries its licence, and stays light."""

import hashlib
import re
from pathlib import Path

import brotli
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory

from look.forms import Form

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "static" / "vendor"
FIRST_LOAD_BYTES = 60_000
"""The promise of the screens: styles, scripts and page together, compressed."""
ROOM_FOR_THE_PAGE_ITSELF = 12_000


def _linked(html: str) -> list[str]:
    return re.findall(r'(?:href|src)="/static/([^"]+)"', html)


def _blank_page() -> str:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return render_to_string("base.html", {"form": Form()}, request=request)


def _file(path: str) -> bytes:
    found = finders.find(path)
    assert found, f"{path} is linked but does not exist"
    return Path(found).read_bytes()


def test_every_vendored_file_matches_its_checksum_and_none_is_missing_from_the_list() -> None:
    lines = (VENDOR / "SHA256SUMS").read_text().splitlines()
    listed = {line.split("  ")[1].removeprefix("./"): line.split("  ")[0] for line in lines}
    actual = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "SHA256SUMS"
    }

    assert actual == listed


def test_the_first_load_stays_within_its_promise() -> None:
    html = _blank_page()
    compressed = {path: len(brotli.compress(_file(path))) for path in _linked(html)}
    compressed["the page"] = len(brotli.compress(html.encode()))

    assert len(compressed) >= 6
    assert sum(compressed.values()) <= FIRST_LOAD_BYTES - ROOM_FOR_THE_PAGE_ITSELF, compressed


def test_no_government_font_crown_or_crest_is_shipped() -> None:
    shipped = [path for path in VENDOR.rglob("*") if path.is_file()]
    names = " ".join(path.name for path in shipped)
    styles = (VENDOR / "frontend" / "frontend.css").read_text()

    assert not re.search(r"crown|crest|\.woff|light-|bold-", names)
    assert not re.search(r"GDS Transport|crown|crest|@font-face", styles)
    assert "sourceMappingURL" not in styles + (VENDOR / "frontend" / "frontend.js").read_text()


def test_every_picture_the_styles_name_exists_beside_them() -> None:
    folder = VENDOR / "frontend"
    named = re.findall(r"url\(\"?([^\")]+)\"?\)", (folder / "frontend.css").read_text())

    assert named
    assert [name for name in named if not (folder / name).is_file()] == []


def test_a_page_has_no_inline_script_or_style() -> None:
    html = _blank_page()

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", html)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))
