"""Handing a stored file to somebody who was let see it. Asking that is for the view."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404

from documents.models import StoredFile


def download(stored: StoredFile) -> FileResponse:
    """The file as an attachment: never shown inside our pages, never guessed at, never cached.

    Raises:
        Http404: the bytes are not there.
    """
    try:
        content = BytesIO((Path(settings.MEDIA_ROOT) / stored.path).read_bytes())
    except FileNotFoundError:
        raise Http404("The file is not in its place.") from None
    response = FileResponse(
        content, as_attachment=True, filename=stored.name, content_type=stored.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
