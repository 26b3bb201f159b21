-- Where one child lived, the latest first. Parameters: child.
SELECT stay.kind, stay.starts_on, stay.ends_on, home.name AS home
FROM placements_placement AS stay
INNER JOIN placements_home AS home ON home.id = stay.home_id
WHERE stay.child_id = %(child)s AND NOT stay.in_error
ORDER BY stay.starts_on DESC
