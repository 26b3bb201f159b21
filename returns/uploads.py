"""Uploaded files on their way into an import: kept aside, and deleted as soon as they are read."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from returns.models import Import
from returns.sheets.reading import Limits, Source


def check(files: Sequence[UploadedFile[Any]]) -> None:
    """Refuse what need not even be stored.

    Raises:
        ValidationError: keyed by `csv_files`.
    """
    limits = Limits(**settings.IMPORT_LIMITS)
    if len(files) > limits.files:
        raise ValidationError({"csv_files": f"Choose at most {limits.files} files"})
    for file in files:
        name, size = file.name or "", file.size or 0
        if not name.lower().endswith(".csv"):
            says = f"{name[:80]} is not a CSV file: save it as “CSV UTF-8” and choose that"
            raise ValidationError({"csv_files": says})
        if size > limits.file_bytes:
            most = limits.file_bytes // 1048576
            raise ValidationError({"csv_files": f"{name[:80]} is bigger than {most} MB"})
    if sum(file.size or 0 for file in files) > limits.all_bytes:
        most = limits.all_bytes // 1048576
        raise ValidationError({"csv_files": f"The files are bigger than {most} MB together"})


def keep(pk: uuid.UUID, files: Sequence[UploadedFile[Any]]) -> list[dict[str, str]]:
    """Store the files for one import; returns what `Import.files` holds meanwhile."""
    folder = _folder(pk)
    folder.mkdir(parents=True, exist_ok=True)
    kept = []
    for number, file in enumerate(files, start=1):
        stored = f"{number}.csv"
        with (folder / stored).open("wb") as out:
            for chunk in file.chunks():
                out.write(chunk)
        kept.append({"name": PurePosixPath(file.name or stored).name[:200], "stored": stored})
    return kept


def sources(run: Import) -> list[Source]:
    """The stored files of an import; none when they are gone."""
    folder = _folder(run.pk)
    kept = [one for one in run.files if "stored" in one]
    return [
        Source(folder / one["stored"], one["name"])
        for one in kept
        if (folder / one["stored"]).is_file()
    ]


def forget(pk: uuid.UUID) -> None:
    """Delete the stored files of an import."""
    shutil.rmtree(_folder(pk), ignore_errors=True)


def _folder(pk: uuid.UUID) -> Path:
    return Path(settings.MEDIA_ROOT) / "imports" / str(pk)
