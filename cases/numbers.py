"""Numbers a child is known by elsewhere: as they are compared, and what is wrong with them."""

from __future__ import annotations

import re

from stdnum.gb import nhs
from stdnum.gb import upn as upn_check

# Rule of the statutory return: a letter other than I, O, S and 12 characters, or UN1 to UN5.
UPN = r"^([A-HJ-NP-RT-Z](\d{12}|\d{11}[A-Z])|UN[1-5])$"


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
