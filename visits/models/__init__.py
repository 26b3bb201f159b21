from visits.models.draft import VisitDraft
from visits.models.evidence import Evidence, Standard
from visits.models.reading import Reading
from visits.models.visit import Visit, VisitAction, VisitorRole

__all__ = [
    "Evidence",
    "Reading",
    "Standard",
    "Visit",
    "VisitAction",
    "VisitDraft",
    "VisitorRole",
]
