"""allauth's forms with our words and boxes: no placeholders, no links inside a hint."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms

from look.forms import Form

GOOD_ONE = (
    "At least 12 characters. Three words that only you would put together are good; "
    "a password you use elsewhere is not."
)


class _Ours(Form):
    """Labels and hints by field name; see the classes below."""

    words: dict[str, tuple[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint) in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            if field.error_messages.get("required"):
                field.error_messages["required"] = f"Enter your {label[:1].lower()}{label[1:]}"
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = (
                    "Enter an e-mail address in the right form, like name@example.org"
                )


class SignIn(_Ours, account.LoginForm):
    words = {"login": ("E-mail address", ""), "password": ("Password", "")}


class ChangePassword(_Ours, account.ChangePasswordForm):
    words = {
        "oldpassword": ("Current password", ""),
        "password1": ("New password", GOOD_ONE),
        "password2": ("New password again", ""),
    }


class AskForReset(_Ours, account.ResetPasswordForm):
    words = {"email": ("E-mail address", "The one you sign in with.")}


class ResetPassword(_Ours, account.ResetPasswordKeyForm):
    words = {
        "password1": ("New password", GOOD_ONE),
        "password2": ("New password again", ""),
    }


class ProveAgain(_Ours, account.ReauthenticateForm):
    words = {"password": ("Password", "")}


CODE_HINT = "The 6 figures your app shows for Homeward, or one of your recovery codes."


class _Code(_Ours):
    words = {"code": ("Code", CODE_HINT)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {
            "inputmode": "numeric",
            "autocomplete": "one-time-code",
            "class": "govuk-input--width-10",
        }


class SecondStep(_Code, mfa.AuthenticateForm):
    """The code after the password."""


class ProveAgainByCode(_Code, mfa.ReauthenticateForm):
    """The code before something that matters."""


class StartSecondStep(_Code, totp.ActivateTOTPForm):
    words = {"code": ("Code from the app", "The 6 figures the app shows now.")}
