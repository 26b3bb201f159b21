-- The children one worker holds, by name. Parameters: me, today.
SELECT
    child.id, child.known_as, child.given_name, child.family_name,
    (
        SELECT max(visit."on") FROM visits_visit AS visit
        WHERE visit.child_id = child.id AND visit.seen
            AND NOT EXISTS (SELECT FROM visits_visit AS better WHERE better.corrects_id = visit.id)
    ) AS last_seen
FROM cases_child AS child
WHERE EXISTS (
    SELECT FROM cases_allocation AS held
    WHERE held.child_id = child.id
        AND held.role = ANY(%(roles)s)
        AND held.starts_on <= %(today)s AND (held.ends_on IS NULL OR held.ends_on > %(today)s)
        AND (held.user_id = %(me)s OR held.user_id IN (
            SELECT away.user_id FROM people_absence AS away
            WHERE away.covered_by_id = %(me)s AND away.starts_on <= %(today)s
                AND (away.ends_on IS NULL OR away.ends_on >= %(today)s)
        ))
)
ORDER BY child.family_name, child.given_name
