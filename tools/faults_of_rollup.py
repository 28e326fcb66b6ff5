"""Faults in how rows become figures: amounts, percentiles, persons where they count, profiles, and
figures that are standardised or grow."""

from faults import Fault, faults_in

ROLLUP: tuple[Fault, ...] = (
    # Missing values and diagnostics ----------------------------------------------------------------
    *faults_in(
        "fast/counting.py",
        "spec/test_undecided",
        (
            "rows of an open having count as not having it whatever is said",
            'return "true" if measure.unknown == "no" else "counts IS NOT NULL"',
            'return "true"',
        ),
        (
            "rows of an open having are left out whatever is said",
            'return "true" if measure.unknown == "no" else "counts IS NOT NULL"',
            'return "counts IS NOT NULL"',
        ),
        (
            "fail refuses for units nobody asked for",
            "FROM met JOIN atoms USING (atom){_only_asked(measure)}",
            "FROM met LEFT JOIN atoms USING (atom){_only_asked(measure)}",
        ),
        (
            "a placed row with an open having is not told of",
            "OR (fate = 'placed' AND counts IS NULL)",
            "",
        ),
    ),
    *faults_in(
        "fast/counting.py",
        "spec/test_amounts",
        (
            "rows without an amount are not told of",
            "fate = 'placed' AND amount IS NULL",
            "false",
        ),
        (
            "a missing amount is let through by fail",
            'missing.append("amount_unknown")',
            "pass",
        ),
        (
            "an amount counts as one row",
            'value = "amount" if needs_amount(measure) else',
            'value = "1" if needs_amount(measure) else',
        ),
    ),
    *faults_in(
        "fast/counting.py",
        "spec/test_stock",
        (
            "a row of a stock is told of once a night",
            'return "count(DISTINCT sequence)" if _lasts(measure) else "count(*)"',
            'return "count(*)"',
        ),
    ),
    *faults_in(
        "fast/counting.py",
        "unit/engine/test_fast",
        (
            "a stock tells of nights nobody asked for",
            'return " SEMI JOIN nights_asked USING (slot)" if isinstance(measure, Stock) else ""',
            'return ""',
            "test_a_stock_of_the_last_day_tells_of_that_day_alone",
        ),
    ),
    # Periods ---------------------------------------------------------------------------------------
    *faults_in(
        "fast/frame.py",
        "spec/test_stock",
        (
            "a stock of the last day is that of every day",
            "if not _is_of_last_day(measure) or slot ==",
            "if True or slot ==",
        ),
    ),
    *faults_in(
        "fast/frame.py",
        "unit/engine/test_frame",
        (
            "a day has its month's person-days",
            "min(month.days, period.days)",
            "month.days",
        ),
        (
            "a day has no middle",
            'if _slot_kind(period) == "day":\n        return True',
            'if _slot_kind(period) == "day":\n        return False',
        ),
        (
            "the rows of days come before all others",
            "numbers=tuple(number for number, _ in mine)",
            "numbers=tuple(range(len(mine)))",
        ),
    ),
    # Percentiles -----------------------------------------------------------------------------------
    *faults_in(
        "fast/distributions.py",
        "unit/engine/test_rollup_sql",
        ("a percentile is never between two", "so_far * 100 > reach", "so_far * 100 >= reach"),
        ("a percentile is the next one", "so_far * 100 >= reach", "so_far * 100 > reach"),
        (
            "each amount counts once in a percentile",
            "sum(rows)::BIGINT AS rows",
            "1::BIGINT AS rows",
        ),
    ),
    # Persons where they count ----------------------------------------------------------------------
    *faults_in(
        "fast/persons.py",
        "spec/test_attribution",
        (
            "the first event is the last one",
            "arg_min({_PLACE}, sequence)",
            "arg_max({_PLACE}, sequence)",
        ),
        (
            "the last residence is the first one",
            "arg_max({_PLACE}, valid_from)",
            "arg_min({_PLACE}, valid_from)",
        ),
        (
            "the place of the rows comes before the residence",
            "unnest(coalesce(by_residence.place, by_rows.place))",
            "unnest(coalesce(by_rows.place, by_residence.place))",
        ),
        (
            "a residence that ended before the period counts in it",
            'ended > lived["first"], ',
            "",
        ),
        (
            "age is that of the first day elsewhere",
            "- ibis.interval(days=1)",
            "- ibis.interval(days=0)",
        ),
        (
            "rows of other units are passed over",
            "FROM met JOIN span_slots USING (slot)",
            "FROM met JOIN atoms USING (atom) JOIN span_slots USING (slot)",
        ),
        (
            "with attribute none somebody who moves is two persons in the whole",
            "count(DISTINCT person)\n    FROM wholes",
            "count(person)\n    FROM wholes",
        ),
    ),
    *faults_in(
        "fast/persons.py",
        "unit/engine/test_fast",
        (
            "a residence begins the day after the period",
            "lived.valid_from < lived.after,",
            "lived.valid_from <= lived.after,",
            "test_who_moves_the_day_after_the_period_lived_elsewhere_in_it",
        ),
    ),
    # Profiles --------------------------------------------------------------------------------------
    *faults_in(
        "fast/steps.py",
        "spec/test_profile",
        (
            "weeks without an event are not shown",
            'LEFT JOIN sums ON {same_stratum("sums", "index_figures")} AND',
            'JOIN sums ON {same_stratum("sums", "index_figures")} AND',
        ),
        ("events count once an index row", "sum(events)::BIGINT", "count(*)::BIGINT"),
    ),
    *faults_in(
        "fast/steps.py",
        "unit/engine/test_rollup_sql",
        (
            "whoever has an event is not in the complement",
            "FILTER (WHERE with_events.rows = index_rows.rows)",
            "FILTER (WHERE true)",
        ),
    ),
    # Standardised ----------------------------------------------------------------------------------
    *faults_in(
        "fast/standardised.py",
        "unit/engine/test_rollup_sql",
        ("a half below zero goes down", " < 0)::HUGEINT", " < -999)::HUGEINT"),
        (
            "empty strata are passed over",
            "CASE WHEN smallest > 0 THEN half_up(",
            "CASE WHEN true THEN half_up(",
        ),
        (
            "strata that the reference lacks expect nothing",
            "CASE WHEN NOT is_open AND expected <> 0",
            "CASE WHEN expected <> 0",
        ),
    ),
    *faults_in(
        "fast/standardised.py",
        "spec/test_standardisation",
        (
            "a stratum is weighed by all strata",
            "return [one for one in split if shown in (None, one)]",
            "return [*split]",
        ),
    ),
    *faults_in(
        "fast/composed.py",
        "spec/test_composed",
        (
            "a ratio is turned round",
            "sum(numerator)::BIGINT AS numerator, sum(denominator)::BIGINT AS denominator",
            "sum(denominator)::BIGINT AS numerator, sum(numerator)::BIGINT AS denominator",
        ),
    ),
    *faults_in(
        "fast/composed.py",
        "unit/engine/test_fast",
        (
            "the reference is shown though nobody asked",
            "DELETE FROM cells WHERE unit NOT IN (SELECT unit FROM units_asked)",
            "DELETE FROM cells WHERE false",
            "test_the_reference_is_shown_only_where_it_is_asked_for",
        ),
    ),
    # Running totals --------------------------------------------------------------------------------
    *faults_in(
        "fast/cumulative.py",
        "unit/engine/test_rollup_sql",
        (
            "a level on the first day is the one before",
            "ORDER BY day, turn ROWS",
            "ORDER BY day, turn DESC ROWS",
        ),
        (
            "bounds are not subtracted crosswise",
            "last.level.low - earlier.level.high AS low",
            "last.level.low - earlier.level.low AS low",
        ),
        (
            "a level before the period stands for one inside",
            "CASE WHEN last.level.day >= stretches.first",
            "CASE WHEN last.level.day IS NOT NULL",
        ),
    ),
    # States ----------------------------------------------------------------------------------------
    *faults_in(
        "fast/results.py",
        "spec/test_states",
        (
            "a count of nothing is not defined",
            "isinstance(measure, Count | Persons | Sum | Stock)\n    counted =",
            "isinstance(measure, Persons | Sum | Stock)\n    counted =",
        ),
    ),
)
