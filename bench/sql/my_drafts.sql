-- Visits one worker has begun to write. Parameters: me.
SELECT draft.key, draft.child_id, draft.started_at, child.known_as, child.given_name, child.family_name
FROM visits_visitdraft AS draft
INNER JOIN cases_child AS child ON child.id = draft.child_id
WHERE draft.user_id = %(me)s
