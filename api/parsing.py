"""What is sent to the API: JSON, and not too much of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.parsers import JSONParser


class TooMuch(APIException):
    """More was sent than any record holds."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_much"


class SmallJSON(JSONParser):
    """JSON no larger than a form may be. The framework reads past Django's own limit."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """The parsed body.

        Raises:
            TooMuch, ParseError.
        """
        request = (parser_context or {})["request"]
        sent = request.META.get("CONTENT_LENGTH") or "0"
        if not sent.isdecimal() or int(sent) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise TooMuch
        return super().parse(stream, media_type, parser_context)
