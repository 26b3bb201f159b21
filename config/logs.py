"""What is written down while it runs, and what never is.

A log says who by id, where by the address's pattern, and how it ended. Names, search
words and the text of exceptions (which quotes the values that caused it) stay out of it.
"""

import logging
import sys
import traceback
from collections.abc import Awaitable
from types import TracebackType
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django_structlog.middlewares import RequestMiddleware
from structlog.typing import EventDict, WrappedLogger

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def configured(*, as_json: bool, level: str = "INFO") -> dict[str, Any]:
    """Django's LOGGING, and structlog set up to match: JSON lines, or lines to read."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso" if as_json else "%H:%M:%S", utc=as_json),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "all": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": _json() if as_json else _to_read(),
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "all"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # These quote addresses as typed, and who tried to sign in; the request log and the
            # tables of django-axes have the same without the words.
            "django.request": {"level": "CRITICAL"},
            "axes": {"level": "CRITICAL"},
            # Someone reading along in a terminal wants the pages, not the clockwork.
            "celery": {"level": level if as_json else "WARNING"},
            "audit.seals": {"level": level if as_json else "WARNING"},
        },
    }


def _to_read() -> list[Any]:
    return [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        without_ids,
        structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()),
    ]


def _json() -> list[Any]:
    return [
        task_without_words,
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.ExceptionRenderer(where_it_went_wrong),
        structlog.processors.JSONRenderer(),
    ]


def without_ids(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """For someone reading along in a terminal."""
    event.pop("request_id", None)
    event.pop("logger", None)
    return event


def task_without_words(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Celery's line on a failed task quotes the exception: keep the task and its id."""
    record: logging.LogRecord = event["_record"]
    told = getattr(record, "data", None)
    if record.name == "celery.app.trace" and isinstance(told, dict):
        event["event"] = "task_failed" if "exc" in told else "task_ended"
        event["task"], event["task_id"] = told.get("name"), told.get("id")
    return event


def where_it_went_wrong(exc_info: ExcInfo) -> str:
    """The chain of exceptions by type and line, without what they say.

    A database's refusal is named by its SQLSTATE and constraint.
    """
    lines: list[str] = []
    error: BaseException | None = exc_info[1]
    seen: set[int] = set()
    while error and id(error) not in seen:
        seen.add(id(error))
        kind = type(error)
        lines.append(f"{kind.__module__}.{kind.__qualname__}{_database_code(error)}")
        lines += [
            f"  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
        error = error.__cause__ or error.__context__
    return "\n".join(lines)


def _database_code(error: BaseException) -> str:
    state = getattr(error, "sqlstate", None)
    constraint = getattr(getattr(error, "diag", None), "constraint_name", None)
    return f" {state} {constraint or ''}".rstrip() if state else ""


class RequestLog(RequestMiddleware):
    """One line per request: the pattern of its address, without ids and query.

    Which child a page showed stands in the table of reads, under the same request id.

    Being asked for one's health every few seconds is not worth a line.
    """

    def __call__(self, request: HttpRequest) -> HttpResponse | Awaitable[HttpResponse]:
        if request.path_info.startswith("/health/"):
            return self.get_response(request)
        return super().__call__(request)

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return f"{request.method} (no such page)"
        return f"{request.method} /{match.route}"
