"""Spells of being ready for discharge, from markers inside hospital stays: rules of ADR 0012."""

# ruff: noqa: S608 - the names put into statements are ours or a register card's, never input

from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.engine.fast.derived import quoted
from tvaerblik.engine.fast.session import Session
from tvaerblik.store.snapshot import Snapshot

# What has not ended lasts for ever, for comparing
_FOR_EVER = "TIMESTAMP '9999-01-01 00:00:00'"


def sql_for_ready(session: Session, snapshot: Snapshot, catalogue: Catalogue) -> str:
    """Each marker lasts until the next withdrawal in its pathway or the end of its stay; those of one
    stay that overlap are one spell, whichever pathway they stand in."""
    session.ensure(catalogue.registers["hospital_contact"])
    parameters = catalogue.registers["ready_for_discharge"].parameter
    return f"""
WITH {_around(parameters)},
inside AS (
    SELECT marker.person, marker.pathway, marker.placed, marker.placed_date, stay.stay,
           stay.ended AS stay_ended, stay.ended_date AS stay_ended_date
    FROM pathway_marker AS marker JOIN around AS stay
        ON stay.person = marker.person AND stay.started <= marker.placed
        AND marker.placed < coalesce(stay.ended, {_FOR_EVER})
    WHERE marker.marker = {quoted(parameters["start_marker"])}
    QUALIFY row_number() OVER (
        PARTITION BY marker.person, marker.pathway, marker.placed
        ORDER BY stay.started DESC, stay.stay) = 1
),
withdrawn AS (
    SELECT person, pathway, placed, placed_date FROM pathway_marker
    WHERE marker = {quoted(parameters["end_marker"])}
),
lasting AS (
    SELECT inside.person, inside.stay, inside.placed, inside.placed_date, inside.pathway,
           least(coalesce(withdrawn.placed, {_FOR_EVER}),
                 coalesce(inside.stay_ended, {_FOR_EVER})) AS until,
           CASE WHEN withdrawn.placed < coalesce(inside.stay_ended, {_FOR_EVER})
                THEN withdrawn.placed_date ELSE inside.stay_ended_date END AS until_date
    FROM inside ASOF LEFT JOIN withdrawn
        ON inside.person = withdrawn.person AND inside.pathway = withdrawn.pathway
        AND inside.placed < withdrawn.placed
),
ordered AS (
    SELECT *, placed >= max(until) OVER (
        PARTITION BY stay ORDER BY placed, pathway ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS is_apart
    FROM lasting
),
numbered AS (
    SELECT *, count(*) FILTER (WHERE is_apart) OVER (
        PARTITION BY stay ORDER BY placed, pathway ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS spell
    FROM ordered
),
spells AS (
    SELECT stay, min(placed) AS started, min(placed_date) AS started_date,
           nullif(max(until), {_FOR_EVER}) AS ended,
           arg_max({{'day': until_date}}, until).day AS ended_date
    FROM numbered
    GROUP BY stay, spell
)
SELECT stay.person, spells.started, spells.started_date, spells.ended, spells.ended_date,
       spells.stay, stay.sector, stay.residence, stay.born, stay.sex
FROM spells JOIN around AS stay USING (stay)
ORDER BY stay.person, spells.started
"""


def _around(parameters: dict[str, str]) -> str:
    """Where somebody can wait: the stays, and the one each person with an unfinished somatic attendance is
    in now. That is no stay yet; it takes in every stay that ends at most the gap before it begins. One
    that the person has been elsewhere since was left open by mistake."""
    gap = int(parameters["gap_hours"])
    return f"""unfinished AS (
    SELECT contact AS stay, person, started, ended, ended_date, sector, residence, born, sex
    FROM hospital_contact
    WHERE contact_type = {quoted(parameters["attendance"])} AND ended IS NULL
        AND sector <> 'psychiatric'
        AND NOT EXISTS (
            FROM hospital_stay AS later WHERE later.person = hospital_contact.person
            AND later.started > hospital_contact.started + INTERVAL {gap} HOUR)
),
since AS (
    SELECT person, min(started) - INTERVAL {gap} HOUR AS joins
    FROM unfinished GROUP BY person
),
stays AS (
    SELECT stay, person, started, ended, ended_date, sector, residence, born, sex,
           coalesce(coalesce(ended, {_FOR_EVER}) >= joins, false) AS is_current
    FROM hospital_stay LEFT JOIN since USING (person)
),
around AS (
    SELECT * EXCLUDE (is_current) FROM stays WHERE NOT is_current
    UNION ALL
    SELECT * REPLACE (NULL AS ended, NULL AS ended_date)
    FROM (SELECT * EXCLUDE (is_current) FROM stays WHERE is_current
          UNION ALL SELECT * FROM unfinished)
    QUALIFY row_number() OVER (PARTITION BY person ORDER BY started, stay) = 1
)"""
