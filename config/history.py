"""What every history has in common: PGHISTORY_BASE_MODEL names it, so no room imports it.

pghistory names the tables after this class: it has to be called Event.
"""

import pghistory.models
from django.db import models


class Event(pghistory.models.Event):
    """One version of a row. The auditors' page looks histories up by their day."""

    pgh_created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        abstract = True
