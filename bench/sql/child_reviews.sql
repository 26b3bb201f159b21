-- The days on which reviews were held. Parameters: child.
SELECT held_on FROM reviews_review
WHERE child_id = %(child)s AND cancelled_reason = '' AND held_on IS NOT NULL
ORDER BY held_on
