"""Yes, or no with the reason: one answer guards the action and greys the button."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied


@dataclass(frozen=True)
class Refusal:
    """Why somebody may not: `code` for programs and tests, `says` for people. False in a test."""

    code: str
    says: str

    def __bool__(self) -> bool:
        return False


class Yes:
    """They may."""

    says = ""
    code = ""

    def __bool__(self) -> bool:
        return True


YES = Yes()
Answer = Yes | Refusal


class Refused(PermissionDenied):
    """Raised by an action whose `may_…` said no; carries the refusal for the page and the API."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.says)
        self.refusal = refusal


def require(answer: Answer) -> None:
    """Let it pass, or raise `Refused` with the reason."""
    if isinstance(answer, Refusal):
        raise Refused(answer)
