from cases.models.access import AccessReason, Exclusion, Permitted
from cases.models.care import CarePeriod, LegalStatus
from cases.models.child import Alias, Child, CompleteFrom
from cases.models.people import Allocation, Handover, Person
from cases.models.records import CaseNote, ChildDocument, ChronologyEntry, Done
from cases.models.tidying import Merge, Refiled

__all__ = [
    "AccessReason",
    "Alias",
    "Allocation",
    "CarePeriod",
    "CaseNote",
    "Child",
    "ChildDocument",
    "ChronologyEntry",
    "CompleteFrom",
    "Done",
    "Exclusion",
    "Handover",
    "LegalStatus",
    "Merge",
    "Permitted",
    "Person",
    "Refiled",
]
