"""Who asks for the pages that are measured: drawn from the invented authority, always the same."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import override_settings

from audit.reads import Disclosure
from bench import data
from cases.models import Allocation
from people.models import RoleAssignment, User
from people.periods import holds
from people.roles import Role

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
AUDIT = "audit.reads.ReadAudit"
Answering = Callable[[HttpRequest], HttpResponse]


def workers(count: int) -> list[User]:
    """Social workers with children today and no other role, spread over all of them."""
    plain = RoleAssignment.objects.on(data.DAY).values("user").annotate(roles=Count("pk"))
    held = Allocation.objects.filter(
        holds(data.DAY), role=Allocation.Role.SOCIAL_WORKER, main=True
    ).values("user")
    found = list(
        User.objects.filter(
            pk__in=RoleAssignment.objects.on(data.DAY)
            .filter(role=Role.SOCIAL_WORKER, user__in=plain.filter(roles=1).values("user"))
            .values("user")
        )
        .filter(pk__in=held, is_active=True)
        .order_by("email")
    )
    return found[:: max(1, len(found) // count)][:count]


def child_of(worker: User) -> uuid.UUID:
    """A child the worker holds and who is open to them."""
    rows = Allocation.objects.filter(
        holds(data.DAY), user=worker, role=Allocation.Role.SOCIAL_WORKER, main=True,
        child__restricted=False,
    )  # fmt: skip
    return rows.order_by("child_id").values_list("child_id", flat=True)[0]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


@contextmanager
def without_audit() -> Iterator[None]:
    """The same pages where nobody keeps who read what, and no transaction is opened for it."""
    kept = [NOBODY if name == AUDIT else name for name in settings.MIDDLEWARE]
    with override_settings(MIDDLEWARE=kept):
        yield


def nobody_keeps(get_response: Answering) -> Answering:
    """Stands where ReadAudit stood: the pages still say whom they show."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.disclosure = Disclosure()  # type: ignore[attr-defined]  # as ReadAudit does
        return get_response(request)

    return answer


NOBODY = f"{__name__}.{nobody_keeps.__name__}"
