"""The words a fact may be stated in: kinds, their attributes, what each may hold, the default."""

from collections.abc import Mapping
from dataclasses import dataclass

REQUIRED = object()

HOME_KINDS = (
    "in_house_foster",
    "agency_foster",
    "childrens_home",
    "residential_school",
    "family_centre",
    "secure",
    "supported_accommodation",
    "with_parents",
    "for_adoption",
    "connected_person",
    "yoi",
    "hospital",
    "other",
)
VISITORS = (
    "social_worker",
    "personal_adviser",
    "iro",
    "team_manager",
    "service_manager",
    "commissioning",
    "health",
    "supervising_social_worker",
    "other",
)
# The legal status codes of the SSDA903 return.
LEGAL_STATUSES = (
    *("C1", "C2", "D1", "E1", "V2", "V3", "V4"),
    *("L1", "L2", "L3", "J1", "J2", "J3"),
)
REVIEW_TYPES = ("looked_after", "adoption")
JUDGEMENTS = ("outstanding", "good", "requires_improvement", "inadequate")
DONE = (
    "care_plan",
    "placement_plan",
    "placement_information_record",
    "placement_planning_meeting",
    "delegated_authority",
    "health_assessment",
    "dental",
    "sdq",
    "pep",
    "permanence_planning_meeting",
    "permanence_plan",
    "pathway_plan",
    "transfer_referral",
    "iro_named",
    "purposeful_form_read",
    "visiting_schedule_considered",
    "review_invitations",
    "review_documents",
    "review_decisions",
    "review_response",
    "review_minutes",
    "carer_approved",
    "parents_assessed",
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a fact. `shape` is choice, yes_no, text, number or day."""

    shape: str
    default: object = REQUIRED
    choices: tuple[str, ...] = ()
    most: int = 0


def yes_no(default: bool) -> Attribute:
    return Attribute("yes_no", default)


_PERMANENCE = {"long_term_foster": yes_no(False), "child_agrees": yes_no(False)}

KINDS: Mapping[str, Mapping[str, Attribute]] = {
    "became_looked_after": {},
    "ceased_looked_after": {},
    "placement_started": {
        "home": Attribute("text", None),
        "home_kind": Attribute("choice", REQUIRED, HOME_KINDS),
        "registered": yes_no(True),
        "planned": yes_no(True),
        "concerns": yes_no(False),
        "temporary_approval": yes_no(False),
        "assessed": yes_no(True),
        **_PERMANENCE,
    },
    "placement_ended": {},
    "permanence_agreed": dict(_PERMANENCE),
    "registration_changed": {"registered": Attribute("yes_no")},
    "legal_status": {"code": Attribute("choice", REQUIRED, LEGAL_STATUSES)},
    "visit": {
        "by": Attribute("choice", REQUIRED, VISITORS),
        "purposeful": yes_no(False),
        "seen": yes_no(True),
        "alone": yes_no(True),
        "home": Attribute("text", None),
        "announced": yes_no(True),
    },
    "visiting_frequency_agreed": {"weeks": Attribute("number", most=520)},
    "visit_requested": {},
    "section_30a_notice": {},
    "review_booked": {
        "for": Attribute("day"),
        "type": Attribute("choice", "looked_after", REVIEW_TYPES),
    },
    "review_held": {"type": Attribute("choice", "looked_after", REVIEW_TYPES)},
    "done": {"what": Attribute("choice", REQUIRED, DONE)},
    "home_rated": {"judgement": Attribute("choice", REQUIRED, JUDGEMENTS)},
    "regulator_concern": {},
    "risk_assessment_requested": {},
    "risk_assessment_returned": {},
    "scoping_agreed": {},
    "scoping_requested": {},
    "scoping_screened": {},
    "scoping_held": {},
}

DEFAULTS: Mapping[str, Mapping[str, object]] = {
    kind: {name: a.default for name, a in attributes.items() if a.default is not REQUIRED}
    for kind, attributes in KINDS.items()
}
