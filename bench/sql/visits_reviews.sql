-- By when must each child in care next be visited by their social worker, and reviewed?
--
-- One statement, for the statute alone (regulations 28, 33 and 48 of SI 2010/959 and the adoption
-- guidance), as somebody would write it who needs this list and nothing else. What it leaves out
-- is listed in bench/agreement.py, which compares its answer with the table of duties.
-- Parameters: today, and the bank holidays of England as an array of dates.
WITH status AS (
    SELECT DISTINCT ON (care_period_id) care_period_id, code, starts_on
    FROM cases_legalstatus
    WHERE starts_on <= %(today)s
    ORDER BY care_period_id, starts_on DESC
),
agreed AS (
    SELECT
        placement_id,
        bool_or(kind = 'permanence_agreed') AS permanent,
        bool_or(kind = 'carer_approved') AS approved,
        bool_or(kind = 'parents_assessed') AS assessed,
        (array_agg(long_term_foster AND child_agrees ORDER BY "on" DESC)
            FILTER (WHERE kind = 'permanence_agreed'))[1] AS fewer_visits
    FROM placements_milestone
    WHERE "on" <= %(today)s
    GROUP BY placement_id
),
living AS (
    SELECT
        care.child_id,
        care.id AS care_id,
        care.starts_on AS in_care_since,
        stay.id AS stay_id,
        stay.home_id,
        stay.starts_on AS moved_in,
        stay.kind,
        status.code,
        greatest(stay.starts_on, status.starts_on) AS status_began,
        stay.long_term_foster OR coalesce(agreed.permanent, false) AS permanent,
        coalesce(agreed.fewer_visits, stay.long_term_foster AND stay.child_agrees) AS fewer_visits,
        stay.temporary_approval AND NOT coalesce(agreed.approved, false) AS approved_for_now,
        NOT stay.assessed AND NOT coalesce(agreed.assessed, false) AS being_assessed,
        seen."on" AS visits_kept_from,
        held."on" AS reviews_kept_from
    FROM cases_careperiod AS care
    INNER JOIN cases_child AS child ON child.id = care.child_id AND child.merged_into_id IS NULL
    LEFT JOIN placements_placement AS stay
        ON stay.care_period_id = care.id
        AND NOT stay.in_error
        AND stay.starts_on <= %(today)s
        AND (stay.ends_on IS NULL OR stay.ends_on > %(today)s)
    LEFT JOIN status ON status.care_period_id = care.id
    LEFT JOIN agreed ON agreed.placement_id = stay.id
    LEFT JOIN cases_completefrom AS seen
        ON seen.child_id = care.child_id AND seen.family = 'visits' AND seen."on" <= %(today)s
    LEFT JOIN cases_completefrom AS held
        ON held.child_id = care.child_id AND held.family = 'reviews' AND held."on" <= %(today)s
    WHERE NOT care.end_date_needed
        AND care.starts_on <= %(today)s
        AND (care.ends_on IS NULL OR care.ends_on > %(today)s)
),
situations AS (
    SELECT
        *,
        code IN ('V3', 'V4') AS short_breaks,
        CASE
            WHEN kind = 'with_parents' AND being_assessed THEN moved_in
        END AS parents_assessed_from,
        CASE
            WHEN approved_for_now THEN moved_in
            WHEN kind = 'with_parents' AND code = 'C1' THEN status_began
        END AS regulation_24_from,
        CASE
            WHEN kind = 'with_parents' AND code = 'C2' THEN status_began
        END AS care_order_home_from
    FROM living
),
visited AS (
    SELECT
        here.care_id,
        max(visit."on") FILTER (WHERE here.moved_in < visit."on" OR here.home_id = visit.home_id)
            AS last_here,
        max(visit."on") AS last_in_care
    FROM situations AS here
    INNER JOIN visits_visit AS visit
        ON visit.child_id = here.child_id
        AND visit."on" BETWEEN coalesce(here.moved_in, here.in_care_since) AND %(today)s
    WHERE visit.role = 'social_worker'
        AND visit.seen
        AND NOT EXISTS (SELECT FROM visits_visit AS better WHERE better.corrects_id = visit.id)
    GROUP BY here.care_id
),
reviewed AS (
    SELECT
        review.care_period_id AS care_id,
        count(*) AS times,
        max(review.held_on) AS last_held,
        count(*) FILTER (WHERE review.held_on > here.moved_in) AS since_moved_in,
        count(*) FILTER (WHERE review.held_on > here.moved_in AND review.kind = 'adoption')
            AS adoption_since,
        max(review.held_on) FILTER (WHERE review.kind = 'adoption') AS last_adoption
    FROM situations AS here
    INNER JOIN reviews_review AS review ON review.care_period_id = here.care_id
    WHERE review.cancelled_reason = '' AND review.held_on <= %(today)s
    GROUP BY review.care_period_id
),
counted AS (
    SELECT
        here.*,
        first_home.starts_on AS first_home_on,
        coalesce(reviewed.since_moved_in > 0, false) AS reviewed_here,
        coalesce(reviewed.adoption_since, 0) AS adoption_since,
        reviewed.last_adoption,
        visited.last_here,
        visited.last_in_care,
        CASE
            WHEN visited.last_here IS NULL AND here.visits_kept_from > here.moved_in
                THEN here.visits_kept_from
            ELSE visited.last_here
        END AS seen_on,
        CASE
            WHEN reviewed.last_held IS NULL AND first_review.due < here.reviews_kept_from
                THEN here.reviews_kept_from
            ELSE reviewed.last_held
        END AS reviewed_on,
        coalesce(reviewed.times, 0)
            + coalesce(first_review.due < here.reviews_kept_from, false)::int AS reviews,
        first_review.due AS first_review_due
    FROM situations AS here
    LEFT JOIN visited ON visited.care_id = here.care_id
    LEFT JOIN reviewed ON reviewed.care_id = here.care_id
    LEFT JOIN LATERAL (
        SELECT min(starts_on) AS starts_on
        FROM placements_placement
        WHERE care_period_id = here.care_id AND NOT in_error AND here.short_breaks
    ) AS first_home ON true
    LEFT JOIN LATERAL (
        -- The twentieth working day after the first day in care; asked only where it matters.
        SELECT CASE
            WHEN here.in_care_since < coalesce(here.reviews_kept_from, '-infinity') - 45
                THEN here.in_care_since + 28
            WHEN reviewed.times > 0 THEN here.in_care_since + 28
            ELSE (
                SELECT day::date
                FROM generate_series(here.in_care_since + 1, here.in_care_since + 45, '1 day') AS day
                WHERE extract(isodow FROM day) < 6 AND day::date <> ALL(%(holidays)s)
                ORDER BY day OFFSET 19 LIMIT 1
            )
        END AS due
    ) AS first_review ON true
),
cases AS (
    SELECT
        child_id,
        CASE
            WHEN short_breaks THEN coalesce(
                (last_in_care + interval '6 months')::date,
                (greatest(first_home_on, status_began) + interval '3 months')::date
            )
            WHEN moved_in IS NULL THEN NULL
            WHEN kind = 'for_adoption' THEN CASE
                WHEN seen_on IS NULL THEN moved_in + 7
                WHEN adoption_since = 0 THEN seen_on + 7
            END
            WHEN kind IN ('hospital', 'yoi') THEN CASE
                WHEN seen_on IS NULL THEN moved_in + 7
                WHEN seen_on + 42 <= moved_in + interval '1 year' THEN seen_on + 42
                ELSE (seen_on + interval '3 months')::date
            END
            WHEN coalesce(parents_assessed_from, regulation_24_from, care_order_home_from)
                IS NOT NULL THEN least(
                    greatest(parents_assessed_from, last_here)
                        + CASE WHEN parents_assessed_from IS NULL THEN NULL
                            WHEN reviewed_here THEN 42 ELSE 7 END,
                    greatest(regulation_24_from, last_here)
                        + CASE WHEN regulation_24_from IS NULL THEN NULL
                            WHEN reviewed_here THEN 28 ELSE 7 END,
                    greatest(care_order_home_from, last_here)
                        + CASE WHEN care_order_home_from IS NULL THEN NULL
                            WHEN last_here >= care_order_home_from THEN 42 ELSE 7 END
                )
            WHEN seen_on IS NULL THEN moved_in + 7
            WHEN seen_on + 42 <= moved_in + interval '1 year' THEN seen_on + 42
            WHEN fewer_visits THEN (seen_on + interval '6 months')::date
            WHEN permanent THEN (seen_on + interval '3 months')::date
            ELSE seen_on + 42
        END AS visit_due,
        CASE
            WHEN short_breaks THEN coalesce(
                (reviewed_on + interval '6 months')::date,
                (greatest(first_home_on, status_began) + interval '3 months')::date
            )
            WHEN reviews = 0 THEN first_review_due
            WHEN kind = 'for_adoption' THEN CASE adoption_since
                WHEN 0 THEN moved_in + 28
                WHEN 1 THEN (last_adoption + interval '3 months')::date
                ELSE (last_adoption + interval '6 months')::date
            END
            WHEN reviews = 1 THEN (reviewed_on + interval '3 months')::date
            ELSE (reviewed_on + interval '6 months')::date
        END AS review_due
    FROM counted
)
SELECT child_id, visit_due, review_due FROM cases
