"""Who is asking: a person's access token, or a browser signed in to the pages."""

from __future__ import annotations

import structlog
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from api import actions
from api.models import Token
from people import clock
from people.models import User

DEAD = "This access token opens nothing: it is unknown, expired or revoked."


class BearerToken(BaseAuthentication):
    """`Authorization: Bearer homeward_…`: the request counts as the token's person."""

    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        """The person and their token; None if the request brings no token."""
        scheme, _, secret = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        token = actions.use(secret=secret.strip(), on=clock.today())
        if token is None:
            raise AuthenticationFailed(DEAD)
        structlog.contextvars.bind_contextvars(user_id=str(token.user_id), token_id=str(token.pk))
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        """With this a stranger is answered 401 rather than 403."""
        return 'Bearer realm="Homeward"'


class _InTheSchema(OpenApiAuthenticationExtension):
    target_class = BearerToken
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "An access token of yours, made under Your sign-in in Homeward.",
        }
