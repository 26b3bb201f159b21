"""The two functions every history trigger asks, rewritten so that they never raise.

Both read a setting that is there only while somebody has set it (`pgtrigger.ignore`,
`pghistory.context`). The libraries ask for it and catch the error when it is missing, for every
row written. PostgreSQL undoes what was caught, and to do so looks through everything the
transaction has put off until its end: a large import took the square of its rows. Here a missing
setting is asked for as what it is, and the answers are the same (tests/audit/test_triggers.py).
"""

from __future__ import annotations

from typing import Any

from django.db import connections

SHOULD_IGNORE = """
CREATE OR REPLACE FUNCTION "public"._pgtrigger_should_ignore(trigger_name NAME)
RETURNS BOOLEAN AS $$
    SELECT COALESCE(
        trigger_name = ANY(NULLIF(CURRENT_SETTING('pgtrigger.ignore', true), '')::TEXT[]), false
    );
$$ LANGUAGE sql STABLE;
"""

ATTACH_CONTEXT = """
CREATE OR REPLACE FUNCTION _pgh_attach_context()
RETURNS UUID AS $$
DECLARE
    context_id UUID := NULLIF(CURRENT_SETTING('pghistory.context_id', true), '');
    said JSONB := NULLIF(CURRENT_SETTING('pghistory.context_metadata', true), '');
BEGIN
    IF context_id IS NULL OR said IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
        VALUES (context_id, said, NOW(), NOW())
        ON CONFLICT (id) DO UPDATE
            SET metadata = EXCLUDED.metadata, updated_at = EXCLUDED.updated_at
            WHERE pghistory_context.metadata != EXCLUDED.metadata;
    RETURN context_id;
END;
$$ LANGUAGE plpgsql;
"""


def never_raise(using: str, **_: Any) -> None:
    """Put both in place; heard after every `migrate`, as any migration of a trigger undoes it."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regclass('pghistory_context') IS NOT NULL")
        if cursor.fetchone() == (True,):
            cursor.execute(SHOULD_IGNORE)
            cursor.execute(ATTACH_CONTEXT)
