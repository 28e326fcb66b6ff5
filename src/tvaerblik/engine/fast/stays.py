"""The derived register of hospital stays, from contacts."""

# ruff: noqa: S608 - the names put into statements are ours or a register card's, never input

from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.shapes import arrow_schema
from tvaerblik.engine.fast.derived import quoted
from tvaerblik.engine.fast.session import Session
from tvaerblik.store.snapshot import Snapshot

# An open contact has no end yet; for joining it lasts for ever.
_FOR_EVER = "TIMESTAMP '9999-01-01 00:00:00'"


def sql_for_stays(session: Session, snapshot: Snapshot, catalogue: Catalogue) -> str:
    """Stays as the register card says, ordered by person, start and key. Only persons who lack a
    delivered key somewhere are put in order of time: that is what costs."""
    register = catalogue.registers["hospital_stay"]
    parameters = register.parameter
    return f"""
WITH {_counted_contacts(parameters["contact_type"])},
{_computed_groups(int(parameters["gap_hours"]))},
grouped AS (
    SELECT * FROM computed
    UNION ALL
    SELECT *, stay_key AS stay_number FROM usable ANTI JOIN keyless USING (person)
),
{_ONE_ROW_A_STAY},
{_described(int(parameters["inpatient_hours"]))}
SELECT {", ".join(arrow_schema(register).names)} FROM described ORDER BY person, started, stay
"""


def _counted_contacts(contact_type: str) -> str:
    """Physical attendances but for unfinished somatic ones, and who has one without a delivered key,
    those left out included."""
    physical = f"contact_type = {quoted(contact_type)}"
    return f"""keyless AS (
    SELECT DISTINCT person FROM hospital_contact WHERE {physical} AND stay_key IS NULL
),
usable AS (
    SELECT contact, person, stay_key, started, started_date, ended_date,
           coalesce(ended, {_FOR_EVER}) AS until,
           priority, diagnosis, specialty, sector, residence, born, sex
    FROM hospital_contact
    WHERE {physical} AND (ended IS NOT NULL OR sector = 'psychiatric')
)"""


def _computed_groups(gap_hours: int) -> str:
    """A person's stays numbered by a running count of gaps.

    The latest end so far counts, not the last contact's: a short contact inside a long one must
    not make the long one end early."""
    in_order = "PARTITION BY person ORDER BY started, contact ROWS BETWEEN UNBOUNDED PRECEDING AND"
    return f"""so_far AS (
    SELECT *, max(until) OVER ({in_order} 1 PRECEDING) AS latest
    FROM usable SEMI JOIN keyless USING (person)
),
computed AS (
    SELECT * EXCLUDE (latest),
           count(*) FILTER (WHERE started > latest + INTERVAL {gap_hours} HOUR)
               OVER ({in_order} CURRENT ROW) AS stay_number
    FROM so_far
)"""


# Of contacts equally long the one that began first, then the lowest key
_ONE_ROW_A_STAY = f"""stays AS (
    SELECT person, min(started) AS started, min(started_date) AS started_date,
           max(until) AS until, max(ended_date) AS last_date, max(until) = {_FOR_EVER} AS is_open,
           arg_min({{'contact': contact, 'priority': priority, 'sector': sector,
                    'residence': residence, 'born': born, 'sex': sex}}, (started, contact)) AS first,
           arg_max({{'diagnosis': diagnosis, 'specialty': specialty}},
                   (epoch_us(until) - epoch_us(started), -epoch_us(started), -contact)) AS longest
    FROM grouped
    GROUP BY person, stay_number
)"""


def _described(inpatient_hours: int) -> str:
    return f"""described AS (
    SELECT first.contact AS stay, person, started, started_date,
           CASE WHEN NOT is_open THEN until END AS ended,
           CASE WHEN NOT is_open THEN last_date END AS ended_date,
           CASE WHEN NOT is_open THEN date_sub('hour', started, until) END AS hours,
           until >= started + INTERVAL {inpatient_hours} HOUR AS inpatient,
           first.priority, longest.diagnosis, longest.specialty, first.sector, first.residence,
           first.born, first.sex
    FROM stays
)"""
