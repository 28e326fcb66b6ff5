"""The named alternative: one hand-written DuckDB statement an indicator, each making its own stays.

What a good analyst would write: month × municipality × age band × sex, rows and distinct persons, no
other levels, no states, no coverage. It is also a third count to hold the engine against.
"""

STAYS = """
WITH contacts AS (
    SELECT *, max(ended) OVER (PARTITION BY person ORDER BY started, contact
                               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM hospital_contact WHERE contact_type = 'ALCA00' AND ended IS NOT NULL
), numbered AS (
    SELECT *, sum(CASE WHEN before IS NULL OR started > before + INTERVAL 4 HOUR THEN 1 ELSE 0 END)
              OVER (PARTITION BY person ORDER BY started, contact) AS number
    FROM contacts
), stays AS (
    SELECT person, number, min(started) AS started, max(ended) AS ended,
           min(started_date) AS started_date, max(ended_date) AS ended_date,
           arg_min(priority, (started, contact)) AS priority, arg_min(sector, (started, contact)) AS sector,
           arg_min(residence, (started, contact)) AS residence, any_value(born) AS born, any_value(sex) AS sex,
           arg_max(diagnosis, ended - started) AS diagnosis
    FROM numbered GROUP BY person, number
    HAVING max(ended) - min(started) >= INTERVAL 12 HOUR
)
"""
_AGE = "date_diff('year', born, {day}) - CASE WHEN strftime(born, '%m%d') > strftime({day}, '%m%d') THEN 1 ELSE 0 END"
_BAND = """CASE WHEN {age} < 18 THEN '0-17' WHEN {age} < 40 THEN '18-39' WHEN {age} < 65 THEN '40-64'
 WHEN {age} < 70 THEN '65-69' WHEN {age} < 75 THEN '70-74' WHEN {age} < 80 THEN '75-79'
 WHEN {age} < 85 THEN '80-84' WHEN {age} < 90 THEN '85-89' ELSE '90+' END"""
_PREVENTABLE = (
    "^(DS[0-9]2|DE86|DD5[0-3]|DK590|DA09|DJ1[2358]|DJ2[0-2]|DJ4[0-7]|DN30|DZ59|DZ7[45]|DL89)"
)


def _grouped(select: str, day: str, rest: str) -> str:
    age = _AGE.format(day=day)
    band = _BAND.format(age=f"({age})")
    return (
        f"{STAYS} SELECT date_trunc('month', {day}) AS month, residence, {band} AS age_band, sex, {select} "
        f"FROM stays s {rest} GROUP BY ALL"
    )


EXPERT = {
    "indlaeggelser-pr-1000": _grouped("count(*), count(DISTINCT person)", "started_date", ""),
    "forebyggelige-indlaeggelser-65": _grouped(
        "count(*), count(DISTINCT person)",
        "started_date",
        f"WHERE priority = 'ATA1' AND regexp_matches(diagnosis, '{_PREVENTABLE}') "
        f"AND ({_AGE.format(day='started_date')}) >= 65",
    ),
    "genindlaeggelse-30-dage-somatik": _grouped(
        "count(*), count(*) FILTER (again), count(DISTINCT person)",
        "ended_date",
        """, LATERAL (SELECT EXISTS (SELECT 1 FROM stays f WHERE f.person = s.person
             AND f.priority = 'ATA1' AND f.sector = 'somatic' AND f.started > s.ended + INTERVAL 4 HOUR
             AND f.started_date <= s.ended_date + 30) AS again) WHERE sector = 'somatic'""",
    ),
    "opfoelgende-hjemmebesoeg-7-dage": _grouped(
        "count(*), count(*) FILTER (again), count(DISTINCT person)",
        "ended_date",
        f""", LATERAL (SELECT EXISTS (SELECT 1 FROM municipal_service f WHERE f.person = s.person
             AND f.service = 'ccbed25e-da29-4c4e-9f6c-0b3132125336' AND f.started >= s.ended
             AND f.started_date <= s.ended_date + 7) AS again)
             WHERE sector = 'somatic' AND ({_AGE.format(day="ended_date")}) >= 65""",
    ),
}

# The least that must be read: the columns the four need, once.
SCAN = (
    (
        "SELECT count(*), sum(person), min(started), max(ended), min(started_date), max(ended_date), "
        "min(contact_type), min(priority), min(diagnosis), min(sector), min(residence), min(born), min(sex) "
        "FROM hospital_contact"
    ),
    "SELECT count(*), sum(person), min(service), min(started), min(started_date) FROM municipal_service",
    "SELECT sum(persons), min(age), min(sex), min(municipality), min(quarter_start) FROM population",
)
