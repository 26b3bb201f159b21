-- The latest notes. Parameters: child.
SELECT note.id AS pk, note."on", note.kind, note.text FROM cases_casenote AS note
WHERE note.child_id = %(child)s
    AND NOT EXISTS (SELECT FROM cases_casenote AS better WHERE better.corrects_id = note.id)
ORDER BY note."on" DESC, note.recorded_at DESC LIMIT 3
