"""Creating people, and asking what roles they hold on a day."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import BaseUserManager
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from people.models import RoleAssignment, User


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, *_: Any, **__: Any) -> User:
        raise TypeError("Nobody is above the rules here: give the person a role instead.")

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class DatedQuerySet(models.QuerySet[Any]):
    """Rows that hold from `starts_on` to `ends_on`, both days included."""

    def on(self, day: datetime.date) -> DatedQuerySet:
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class RoleAssignmentQuerySet(DatedQuerySet):
    def of(self, user: User, day: datetime.date) -> models.QuerySet[RoleAssignment]:
        return self.on(day).filter(user=user).select_related("team")
