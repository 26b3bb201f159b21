"""Django's widgets with the few extras GOV.UK Frontend offers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms


class TextInput(forms.TextInput):
    """A text box; ``prefix="£"`` and ``suffix="per week"`` stand beside it."""

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, prefix: str = "", suffix: str = ""
    ) -> None:
        super().__init__(attrs)
        self.prefix, self.suffix = prefix, suffix


class Textarea(forms.Textarea):
    """A text area; ``max_characters`` or ``max_words`` adds a count that warns but never cuts."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        *,
        rows: int = 5,
        max_characters: int | None = None,
        max_words: int | None = None,
    ) -> None:
        super().__init__({"rows": rows, **(attrs or {})})
        self.max_characters, self.max_words = max_characters, max_words


class _Choices:
    """What radios and checkboxes share.

    ``hints`` maps a choice's value to a line under it; ``reveals`` maps a value to names of
    fields of the same form shown only while it is chosen (``look.forms.Form`` ignores them
    otherwise); ``divider_before`` names the value that has "or" above it.
    """

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        *,
        hints: Mapping[str, str] | None = None,
        reveals: Mapping[str, Sequence[str]] | None = None,
        divider_before: str | None = None,
        small: bool = False,
        inline: bool = False,
    ) -> None:
        super().__init__(attrs, choices)  # type: ignore[call-arg]
        self.hints = dict(hints or {})
        self.reveals = {value: tuple(names) for value, names in (reveals or {}).items()}
        self.divider_before = divider_before
        self.small, self.inline = small, inline


class Radios(_Choices, forms.RadioSelect):
    """Radio buttons; see ``_Choices`` for the options."""


class Checkboxes(_Choices, forms.CheckboxSelectMultiple):
    """Checkboxes; ``exclusive`` names the value ("none") that unticks the others."""

    def __init__(self, *args: Any, exclusive: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.exclusive = exclusive
