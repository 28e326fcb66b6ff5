"""Faults in how registers are made from others, in series delivered ready-made and in residents counted day
by day."""

from faults import Fault, faults_in

REGISTERS: tuple[Fault, ...] = (
    # Ready for discharge -----------------------------------------------------------------------------
    *faults_in(
        "fast/ready.py",
        "spec/test_ready",
        (
            "a marker as the stay starts lies outside it",
            "stay.started <= marker.placed",
            "stay.started < marker.placed",
        ),
        (
            "a marker as the stay ends lies inside it",
            "marker.placed < coalesce(stay.ended, {_FOR_EVER})",
            "marker.placed <= coalesce(stay.ended, {_FOR_EVER})",
        ),
        (
            "the stay that began first counts",
            "stay.started DESC, stay.stay",
            "stay.started, stay.stay",
        ),
        (
            "the higher key counts",
            "stay.started DESC, stay.stay",
            "stay.started DESC, stay.stay DESC",
        ),
        (
            "a withdrawal in another pathway counts",
            " AND inside.pathway = withdrawn.pathway",
            "",
        ),
        (
            "a withdrawal at the same minute came after",
            "AND inside.placed < withdrawn.placed",
            "AND inside.placed <= withdrawn.placed",
        ),
        ("spells end to end are one", "placed >= max(until)", "placed > max(until)"),
        ("overlapping spells are several", "count(*) FILTER (WHERE is_apart)", "count(*)"),
        (
            "a withdrawal ends with the stay's date",
            "THEN withdrawn.placed_date",
            "THEN inside.stay_ended_date",
        ),
    ),
    # Outpatient contacts -----------------------------------------------------------------------------
    *faults_in(
        "fast/outpatients.py",
        "spec/test_outpatients",
        (
            "twelve hours are outpatient",
            "ended < started + INTERVAL",
            "ended <= started + INTERVAL",
        ),
        ("telephone tells of both", "WHEN is_video THEN 'video'", "WHEN false THEN 'video'"),
        ("a code says all of it", "bool_or(starts_with(code, {video}))", "bool_or(code = {video})"),
        (
            "outreach can be by telephone",
            "WHEN contact_type = {outreach} THEN 'outreach'",
            "WHEN contact_type = {outreach} AND is_telephone IS NULL THEN 'outreach'",
        ),
    ),
    # Residents ---------------------------------------------------------------------------------------
    *faults_in(
        "fast/resident_days.py",
        "spec/test_residents",
        (
            "the day of death counts",
            "coalesce(died, closes), closes)",
            "coalesce(died + 1, closes), closes)",
        ),
        (
            "homes overlap",
            "coalesce(next_from, closes)",
            "closes",
        ),
        (
            "an address without days ends the one before",
            "WHERE valid_to IS NULL OR valid_from < valid_to",
            "",
        ),
        (
            "the unborn live there",
            "greatest(valid_from, homes.born, opens)",
            "greatest(valid_from, opens)",
        ),
        (
            "29 February is never older in common years",
            "make_date(year(born) + age, 2, 28) + 1",
            "make_date(year(born) + age, 2, 28)",
        ),
        (
            "who moves in on the first is not there then",
            "(before + on_first)::BIGINT",
            "(before)::BIGINT",
        ),
        (
            "the day of a change counts as before it",
            "sum(change * (last_day(day) + 1 - day))",
            "sum(change * (last_day(day) - day))",
        ),
        (
            "a month without changes has nobody",
            "WHERE before * length + days > 0",
            "WHERE days <> 0",
        ),
    ),
    *faults_in(
        "fast/rollup.py",
        "spec/test_resident_days",
        (
            "residents hold for the days of the month",
            '"person_days::BIGINT"',
            '"persons::BIGINT * days"',
        ),
    ),
    *faults_in(
        "fast/events.py",
        "spec/test_resident_days",
        (
            "residents are those of the month before",
            "month_number(counted.month_start)",
            "(month_number(counted.month_start) + 1)",
        ),
    ),
    *faults_in(
        "fast/coverage.py",
        "spec/test_ready",
        (
            "a register two steps away need not be delivered",
            "found.update(dict.fromkeys(roots_of(name, catalogue.registers)))",
            "found.update(dict.fromkeys([*roots_of(name, catalogue.registers)][-1:]))",
        ),
    ),
    # Missing age or sex ------------------------------------------------------------------------------
    *faults_in(
        "fast/counting.py",
        "spec/test_missing_strata",
        (
            "a missing age is the total",
            "coalesce(age_band, '?') AS age_band",
            "age_band",
        ),
        ("a missing sex is the total", "coalesce(sex, '?') AS sex", "sex"),
    ),
    # Series ------------------------------------------------------------------------------------------
    *faults_in(
        "fast/reported.py",
        "spec/test_series",
        ("series are not told apart", "return f\"series = '{quoted}'\"", 'return "true"'),
        (
            "a row on any day stands for the month",
            " AND date_trunc('{measure.step}', day) = day",
            "",
        ),
        (
            "a level of a month is the quarter's",
            "period.kind == measure.step",
            "period.kind >= measure.step",
        ),
        (
            "a quarter goes by each of its months",
            "if month_number(month.start) % self.length == 0",
            "if True",
        ),
        (
            "one month is enough of a quarter",
            "(month_number(after) - month_number(start)) // self.length",
            "min(1, (month_number(after) - month_number(start)) // self.length)",
        ),
    ),
)
