"""Creating people who sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import BaseUserManager

if TYPE_CHECKING:
    from people.models import User


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
