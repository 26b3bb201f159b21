-- What one worker still has to do after visits, and what those they cover have to.
-- Parameters: me, today, roles.
WITH hands AS (
    SELECT %(me)s::uuid AS id
    UNION
    SELECT away.user_id
    FROM people_absence AS away
    INNER JOIN people_user AS covered ON covered.id = away.user_id AND covered.is_active
    WHERE away.covered_by_id = %(me)s
        AND away.starts_on <= %(today)s AND (away.ends_on IS NULL OR away.ends_on >= %(today)s)
)
SELECT
    action.id, action.what, action.due_on, action.provider_name, visit.child_id,
    child.known_as, child.given_name, child.family_name
FROM visits_visitaction AS action
INNER JOIN visits_visit AS visit ON visit.id = action.visit_id
INNER JOIN cases_child AS child ON child.id = visit.child_id
WHERE action.done_on IS NULL
    AND NOT EXISTS (SELECT FROM visits_visit AS better WHERE better.corrects_id = visit.id)
    AND (
        action.worker_id IN (SELECT id FROM hands)
        OR (action.worker_id IS NULL AND visit.visitor_id IN (SELECT id FROM hands))
    )
    AND EXISTS (
        SELECT FROM cases_allocation AS held
        WHERE held.child_id = visit.child_id AND held.user_id IN (SELECT id FROM hands)
            AND held.role = ANY(%(roles)s)
            AND held.starts_on <= %(today)s AND (held.ends_on IS NULL OR held.ends_on > %(today)s)
    )
ORDER BY action.due_on
