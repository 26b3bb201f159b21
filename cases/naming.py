"""Names as they are compared: without accents, case, marks or spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from cases.models import Alias, Child
from cases.numbers import digits, nhs_number_wrong, upn_doubtful, upn_wrong

__all__ = ["digits", "fold", "nhs_number_wrong", "search_name", "upn_doubtful", "upn_wrong"]

# Letters that do not come apart into a plain one and a mark.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_MARKS_INSIDE = re.compile(r"['’‘`´.]")
_NOT_A_WORD = re.compile(r"[^\w]+", re.UNICODE)


def fold(words: str) -> str:
    """Words as names are compared: `Zoë O’Brien-Łuk` becomes `zoe obrien luk`."""
    # Twice: an ornate capital comes apart into a plain one, which then has a small form.
    small = unicodedata.normalize("NFKD", words).casefold().translate(_LETTERS)
    apart = unicodedata.normalize("NFKD", small)
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _NOT_A_WORD.sub(" ", _MARKS_INSIDE.sub("", plain)).strip()


def search_name(child: Child, aliases: Iterable[Alias]) -> str:
    """Every name the child goes by, folded, each word once: what find-a-child searches."""
    names = [child.given_name, child.known_as, child.family_name]
    for alias in aliases:
        names += [alias.given_name, alias.family_name]
    return " ".join(dict.fromkeys(fold(" ".join(names)).split()))
