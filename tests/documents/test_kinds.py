"""Which files are taken, and what of them is kept."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from documents import kinds
from documents.actions import plain_name, store
from documents.kinds import examine
from tests.factories import NOW, a_person


def zipped(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return out.getvalue()


WORD = {"[Content_Types].xml": "", "word/document.xml": "<w/>"}


def word(**more: str) -> bytes:
    return zipped(**WORD, **more)


def picture(kind: str = "JPEG", *, size: tuple[int, int] = (4, 2), turned: bool = False) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "14 Larch Road"  # what the picture is said to show
    if turned:
        exif[0x0112] = 6  # lies on its side
    Image.new("RGB", size, "green").save(out, kind, exif=exif)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        ("Dear Sam,\r\n\tcafé".encode(), "text/plain"),
        (word(), kinds.WORD),
        (zipped(mimetype=kinds.ODT, content_dot_xml="<o/>"), kinds.ODT),
        (picture(), "image/jpeg"),
        (picture("PNG"), "image/png"),
    ],
)
def test_a_file_is_what_its_content_says(content: bytes, kind: str) -> None:
    assert examine(io.BytesIO(content)).content_type == kind


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00", "must be a PDF"),
        (b"\x00\x01text", "must be a PDF"),
        ("café".encode("latin-1"), "must be a PDF"),
        (zipped(**{"a.exe": "x"}), "must be a PDF"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (word(**{"word/vbaProject.bin": "x"}), "macros"),
        (picture()[:60], "damaged"),
        (b"\x89PNG\r\n\x1a\nnot really", "damaged"),
    ],
)
def test_other_files_are_refused_in_one_sentence(content: bytes, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        examine(io.BytesIO(content))


def test_a_file_of_more_than_20_mb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "LARGEST", 10)
    with pytest.raises(ValidationError, match="smaller"):
        examine(io.BytesIO(b"%PDF-" + b"x" * 10))
    assert examine(io.BytesIO(b"%PDF-" + b"x" * 5))


def test_a_picture_of_too_many_points_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "MOST_PIXELS", 7)
    with pytest.raises(ValidationError, match="million pixels"):
        examine(io.BytesIO(picture()))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_what_a_picture_says_of_itself_is_removed(kind: str) -> None:
    before = picture(kind)
    assert b"Larch" in before
    after = examine(io.BytesIO(before)).content
    assert b"Larch" not in after
    assert not Image.open(io.BytesIO(after)).getexif()


def test_a_picture_lying_on_its_side_is_stood_up() -> None:
    after = examine(io.BytesIO(picture(turned=True))).content
    assert Image.open(io.BytesIO(after)).size == (2, 4)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\plan.pdf", "plan.pdf"),
        ("plan\r\nX-Bad: 1.pdf", "planX-Bad: 1.pdf"),
        ("", "file"),
        ("p" * 300 + ".pdf", "p" * 156 + ".pdf"),
    ],
)
def test_a_name_is_kept_without_folders_and_signs(given: str, kept: str) -> None:
    assert plain_name(given) == kept


def test_a_stored_file_lies_under_a_name_that_says_nothing(db: None) -> None:
    file = SimpleUploadedFile("Sam Marsh plan.pdf", b"%PDF-1.7\n")
    stored = store(file=file, by=a_person(), at=NOW)
    place = Path(settings.MEDIA_ROOT) / stored.path
    assert place.read_bytes() == b"%PDF-1.7\n"
    assert "sam" not in stored.path.lower()
    assert place.stat().st_mode & 0o077 == 0
