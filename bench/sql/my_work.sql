-- What falls to one worker: of each thing asked of a child the earliest duty, and whether law or
-- a local standard stands behind it. Parameters: me, today (a date).
WITH hands AS (
    SELECT %(me)s::uuid AS id
    UNION
    SELECT away.user_id
    FROM people_absence AS away
    INNER JOIN people_user AS covered ON covered.id = away.user_id AND covered.is_active
    WHERE away.covered_by_id = %(me)s
        AND away.starts_on <= %(today)s AND (away.ends_on IS NULL OR away.ends_on >= %(today)s)
),
asked AS (
    SELECT
        duty.id, duty.subject_id, duty.due_on, duty.opened_on, duty.title, duty.asks, duty.late_from,
        child.id AS child_id, child.known_as, child.given_name, child.family_name,
        row_number() OVER (
            PARTITION BY duty.subject_id, duty.owner_role, duty.asks
            ORDER BY duty.late_from NULLS LAST, duty.nature, duty.rule, duty.anchor, duty.ordinal
        ) AS place,
        bool_or(duty.nature = 'law')
            OVER (PARTITION BY duty.subject_id, duty.owner_role, duty.asks) AS law,
        bool_or(duty.nature = 'local')
            OVER (PARTITION BY duty.subject_id, duty.owner_role, duty.asks) AS local
    FROM duties_duty AS duty
    INNER JOIN cases_child AS child ON child.id = duty.subject_id
    INNER JOIN cases_allocation AS held
        ON held.child_id = duty.subject_id AND held.role = duty.owner_role AND held.main
        AND held.starts_on <= %(today)s AND (held.ends_on IS NULL OR held.ends_on > %(today)s)
    WHERE duty.state = 'open' AND held.user_id IN (SELECT id FROM hands)
)
SELECT * FROM asked WHERE place = 1 ORDER BY late_from NULLS LAST, subject_id, asks
