-- The visits that stand, the latest first. Parameters: child.
SELECT
    visit.id, visit."on", visit.seen, visit.alone, visit.not_seen_reason, visit.child_words,
    visitor.name AS visitor
FROM visits_visit AS visit
INNER JOIN people_user AS visitor ON visitor.id = visit.visitor_id
WHERE visit.child_id = %(child)s
    AND NOT EXISTS (SELECT FROM visits_visit AS better WHERE better.corrects_id = visit.id)
ORDER BY visit."on" DESC LIMIT 200
