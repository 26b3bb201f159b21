-- Times in which the law owed a visit and none was made. Parameters: child, today.
SELECT DISTINCT due_on, coalesce(met_on, %(today)s) AS until
FROM duties_duty
WHERE subject_id = %(child)s AND asks = 'visit' AND nature = 'law'
    AND due_on < %(today)s AND state IN ('met_late', 'open')
ORDER BY due_on
