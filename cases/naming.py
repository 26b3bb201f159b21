"""Names and numbers as they are compared: without accents, case, marks or spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from stdnum.gb import nhs
from stdnum.gb import upn as upn_check

from cases.models import Alias, Child
from cases.models.child import UPN

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


def digits(words: str) -> str:
    """A number without the spaces and dashes people write into it, in capitals."""
    return re.sub(r"[\s\-–]", "", words).upper()


def nhs_number_wrong(number: str) -> str:
    """Why this is no NHS number (10 digits, the last a check on the others); "" if it is one."""
    if not re.fullmatch(r"\d{10}", number, re.ASCII):
        return "An NHS number has 10 digits, like 943 476 5919."
    if not nhs.is_valid(number):
        return "That is not an NHS number: its last digit does not fit the others. Check each one."
    return ""


def upn_wrong(number: str) -> str:
    """Why the statutory return would not take this as a UPN; "" if it would."""
    if re.fullmatch(UPN, number, re.ASCII):
        return ""
    return "A unique pupil number is a letter and 12 characters, like A123456789012, or UN1 to UN5."


def upn_doubtful(number: str) -> bool:
    """Whether the check letter does not fit. Only a warning: the return takes it all the same."""
    if not number or number.startswith("UN"):
        return False
    try:
        return bool(upn_check.calc_check_digit(number[1:]) != number[0])
    except ValueError:  # a last letter that the check does not know
        return True
