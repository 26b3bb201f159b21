-- What is asked for one child, each ask with who holds it. Parameters: child, today.
WITH asked AS (
    SELECT
        duty.id, duty.subject_id, duty.due_on, duty.opened_on, duty.title, duty.asks,
        duty.late_from, duty.owner_role,
        child.id AS child_id, child.known_as, child.given_name, child.family_name, child.team_id,
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
    WHERE duty.state = 'open' AND duty.subject_id = %(child)s
)
SELECT
    asked.*,
    worker.name AS held_by,
    cover.name AS covered_by,
    (
        SELECT string_agg(manager.name, ', ')
        FROM people_roleassignment AS role
        INNER JOIN people_user AS manager ON manager.id = role.user_id AND manager.is_active
        WHERE role.team_id = asked.team_id
            AND role.role IN ('practice_manager', 'team_manager', 'service_manager')
            AND role.starts_on <= %(today)s AND (role.ends_on IS NULL OR role.ends_on >= %(today)s)
    ) AS managers
FROM asked
LEFT JOIN cases_allocation AS held
    ON held.child_id = asked.subject_id AND held.role = asked.owner_role AND held.main
    AND held.starts_on <= %(today)s AND (held.ends_on IS NULL OR held.ends_on > %(today)s)
LEFT JOIN people_user AS worker ON worker.id = held.user_id AND worker.is_active
LEFT JOIN people_absence AS away
    ON away.user_id = worker.id AND away.starts_on <= %(today)s
    AND (away.ends_on IS NULL OR away.ends_on >= %(today)s)
LEFT JOIN people_user AS cover ON cover.id = away.covered_by_id AND cover.is_active
WHERE asked.place = 1
ORDER BY asked.late_from NULLS LAST, asked.subject_id, asked.asks
