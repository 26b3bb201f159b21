from visits.models.draft import VisitDraft
from visits.models.reading import Reading
from visits.models.visit import Visit, VisitAction, VisitorRole

__all__ = ["Reading", "Visit", "VisitAction", "VisitDraft", "VisitorRole"]
