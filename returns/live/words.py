"""The words that columns of these files take, and what people may write for them.

A word is taken as it stands or as its label says it: `social_worker` or "Social worker". Those of
homes and visitors are the words of the models, which this package does not know; a test compares.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from cases import codes, done_words
from people.roles import RULES, Role

Words = Mapping[str, str]  # the word → what it says

ROLES: Words = {role.value: rule.title for role, rule in RULES.items()}
ALLOCATED: Words = {
    role.value: RULES[role].title
    for role in (
        Role.SOCIAL_WORKER,
        Role.IRO,
        Role.SUPERVISING_SOCIAL_WORKER,
        Role.PERSONAL_ADVISER,
    )
}
VISITORS: Words = {
    "social_worker": "Social worker, or standing in for them",
    "personal_adviser": "Personal adviser",
    "iro": "Independent reviewing officer",
    "team_manager": "Team or practice manager",
    "service_manager": "Service manager",
    "commissioning": "Commissioning",
    "health": "Health professional",
    "supervising_social_worker": "Supervising social worker",
    "other": "Somebody else",
}
TEAM_KINDS: Words = {
    "authority": "Whole authority",
    "area": "Area or directorate",
    "service": "Service",
    "team": "Team",
}
HOME_KINDS: Words = {
    "in_house_foster": "Our own foster home",
    "agency_foster": "Agency foster home",
    "childrens_home": "Children's home",
    "residential_school": "Residential school",
    "family_centre": "Residential family centre",
    "secure": "Secure children's home",
    "supported_accommodation": "Supported accommodation",
    "with_parents": "With parents",
    "for_adoption": "With adopters",
    "connected_person": "With family or friends",
    "yoi": "Custody",
    "hospital": "Hospital",
    "other": "Other arrangement",
}
REVIEW_KINDS: Words = {"looked_after": "Looked-after review", "adoption": "Adoption review"}
PLANS: Words = done_words.SAYS
SEXES: Words = {"F": "Female", "M": "Male", "U": "Not known"}
# How the return and other systems write them.
MORE = {"1": "M", "2": "F", "unknown": "U"}

ETHNICITIES: Words = {code: one.label for code, one in codes.code_set("ETHNIC").items()}
LEGAL_STATUSES: Words = {code: one.label for code, one in codes.code_set("LS").items()}
NEEDS: Words = {code: one.label for code, one in codes.code_set("CIN").items()}
PARTICIPATION: Words = {code: one.label for code, one in codes.code_set("REVIEW_CODE").items()}

YES = frozenset({"yes", "y", "true", "1"})
NO = frozenset({"no", "n", "false", "0"})


def find(words: Words, text: str) -> str | None:
    """The word somebody wrote, by itself or by what it says; None for any other."""
    wanted = _plain(text)
    for word, says in words.items():
        if wanted in (_plain(word), _plain(says)):
            return word
    return MORE.get(wanted) if words is SEXES else None


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()
