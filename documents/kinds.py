"""Which files are taken, told by their content and never by their name."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import IO

from django.core.exceptions import ValidationError
from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST = 20 * 1024 * 1024  # bytes
MOST_PIXELS = 40_000_000
MOST_IN_ARCHIVE = 5_000

NOT_TAKEN = (
    "The file must be a PDF, a Word or OpenDocument text, a plain text, or a PNG or JPEG picture"
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"


@dataclass(frozen=True)
class Taken:
    """What is kept of a file: its type, and its bytes without what pictures say of themselves."""

    content_type: str
    content: bytes


def examine(file: IO[bytes]) -> Taken:
    """Look into a file and say what it is.

    Pictures are drawn anew, upright, so that nothing but the picture is kept: no place, no
    camera, no date.

    Raises:
        ValidationError: empty, larger than 20 MB, none of the types taken, with macros, or a
            picture too large to open.
    """
    content = file.read(LARGEST + 1)
    if not content:
        raise ValidationError("The file is empty")
    if len(content) > LARGEST:
        raise ValidationError("The file must be smaller than 20 MB")
    if content.startswith(b"%PDF-"):
        return Taken("application/pdf", content)
    if content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return _picture(content)
    if content.startswith(b"PK\x03\x04"):
        return Taken(_document(content), content)
    if _is_text(content):
        return Taken("text/plain", content)
    raise ValidationError(NOT_TAKEN)


def _picture(content: bytes) -> Taken:
    try:
        with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError("The picture must have fewer than 40 million pixels")
            kind = str(picture.format)
            upright = ImageOps.exif_transpose(picture)
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        raise ValidationError("The picture cannot be opened; it may be damaged") from None
    if upright.mode == "P":
        upright = upright.convert("RGBA")
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    out = io.BytesIO()
    bare.save(out, kind, **({"quality": 90} if kind == "JPEG" else {}))
    return Taken(f"image/{kind.lower()}", out.getvalue())


def _document(content: bytes) -> str:
    """The type of a zipped office document, judged by its table of contents alone."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            open_document = "mimetype" in names and archive.getinfo("mimetype").file_size < 100
            stated = archive.read("mimetype").decode("ascii", "replace") if open_document else ""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        raise ValidationError("The document cannot be opened; it may be damaged") from None
    if len(names) > MOST_IN_ARCHIVE:
        raise ValidationError(NOT_TAKEN)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise ValidationError("The document holds macros: save it without them, as .docx")
    if {"[Content_Types].xml", "word/document.xml"} <= names:
        return WORD
    if stated.strip() == ODT and "content.xml" in names:
        return ODT
    raise ValidationError(NOT_TAKEN)


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return all(sign.isprintable() or sign in "\r\n\t\f" for sign in text)
