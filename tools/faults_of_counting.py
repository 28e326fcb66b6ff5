"""Faults in which rows, persons and residents are counted."""

from faults import Fault, faults_in

_AFTER = "moment > first if after.strict else moment >= first"
_BEFORE = "held < last if before.strict else held <= last"
_INDEX_SPAN = "table.filter(stored >= index.start, stored < index.end)"

COUNTING: tuple[Fault, ...] = (
    # What follows what ---------------------------------------------------------------------------
    *faults_in(
        "fast/links.py",
        "spec/test_followed_by",
        ("the strict border at a window's beginning is lost", _AFTER, "moment >= first"),
        ("the strict border at a window's end is lost", _BEFORE, "held <= last"),
        ("a window's beginning is always outside", _AFTER, "moment > first"),
        ("a window's end is always outside", _BEFORE, "held < last"),
        (
            "a window has a day too many",
            "shifted(earlier[1], edge.amount)",
            "shifted(earlier[1], edge.amount + 1)",
        ),
        (
            "a window's days are 24 hours from the moment",
            "return shifted(earlier[1], edge.amount), later[1]",
            "return earlier[0] + ibis.interval(days=edge.amount), later[0]",
        ),
        (
            "a window's hours are a minute too many",
            "ibis.interval(hours=edge.amount)",
            "ibis.interval(minutes=60 * edge.amount + 1)",
        ),
        (
            "an index row is its own follower",
            "*([not_itself(anchors, found, index)] if link.table == index.of.table else [])",
            "",
            "test_a_stay_does_not_follow_itself",
        ),
        (
            "somebody else follows",
            "anchors.a_person == found.c_person, ",
            "",
            "test_a_stay_does_not_follow_itself",
        ),
        (
            "an index row counts once for each follower",
            'found.group_by([f"ak_{name}" for name in index.key])',
            'found.group_by([*(f"ak_{name}" for name in index.key), "c_to"])',
            "test_each_index_row_counts_once",
        ),
        (
            "any row follows, whatever its conditions",
            "all_hold(link.where, table, age,",
            "all_hold((), table, age,",
            "test_followers_meet_conditions_of_their_own",
        ),
        (
            "followers after the period are not looked for",
            "index.end + timedelta(days=after)",
            "index.end",
            "test_the_follower_may_lie_in_a_later_period",
        ),
        (
            "a follower's age is that of its end",
            "age_on(table, placing_day(register, table, link.to))",
            "age_on(table, ibis.coalesce(table.ended_date, table[to_date]))",
            "test_a_followers_age_is_that_of_its_own_moment",
        ),
    ),
    *faults_in(
        "fast/events.py",
        "spec/test_followed_by",
        (
            "planned stays are index stays of acute readmissions",
            "where = index_conditions(measure)",
            "where = measure.of.where",
            "test_readmission_index",
        ),
    ),
    *faults_in(
        "fast/links.py",
        "spec/test_unknown",
        (
            "a follower with a missing value follows",
            "found.count(where=found.c_meets),",
            "found.count(where=found.c_meets.fill_null(True)),",
            "test_a_follower_with_a_missing_value_may_or_may_not_follow",
        ),
    ),
    *faults_in(
        "fast/events.py",
        "spec/test_unknown",
        (
            "rows that cannot be decided are not told of",
            "rows.filter(not_false(rows.row_meets)), links",
            "rows.filter(rows.row_meets), links",
        ),
        (
            "the day after the period is looked at",
            _INDEX_SPAN,
            "table.filter(stored >= index.start, stored <= index.end)",
            "test_fail_looks_only_at_the_periods_asked_for",
        ),
    ),
    # Which rows, when and where ------------------------------------------------------------------
    *faults_in(
        "fast/events.py",
        "spec/test_place",
        (
            "a row counts in the month it started, not in that of its date",
            "slots.number(rows.row_day)",
            "slots.number(rows.started_date)",
            "test_the_date_named_in_the_definition_decides_the_period",
        ),
        (
            "somebody who moves counts in one municipality only",
            "atom=rows[place]",
            "atom=rows[place].max().over(ibis.window(group_by=rows.person))",
        ),
    ),
    *faults_in(
        "fast/events.py",
        "spec/test_conditions",
        (
            "the first day of the periods is left out",
            _INDEX_SPAN,
            "table.filter(stored > index.start, stored < index.end)",
        ),
        (
            "the last day of the periods is left out",
            _INDEX_SPAN,
            "table.filter(stored >= index.start, stored < index.end - timedelta(days=1))",
        ),
        (
            "age is that of the row's end",
            "row_age=age_on(rows, day)",
            "row_age=age_on(rows, ibis.coalesce(rows.ended_date, day))",
            "test_age_is_that_of_the_date_the_definition_names",
        ),
    ),
    *faults_in(
        "fast/conditions.py",
        "spec/test_conditions",
        ("codes are found by equality", "column.left(length).isin(same)", "column.isin(same)"),
        (
            "at_least leaves its border out",
            "low.append(_up(limits.at_least))",
            "low.append(_down(limits.at_least) + 1)",
        ),
        (
            "at_most leaves its border out",
            "high.append(_down(limits.at_most))",
            "high.append(_up(limits.at_most) - 1)",
        ),
        (
            "less_than takes its border in",
            "_up(limits.less_than) - 1",
            "_down(limits.less_than)",
        ),
        (
            "more_than takes its border in",
            "_down(limits.more_than) + 1",
            "_up(limits.more_than)",
        ),
        ("more_than is rounded up", "_down(limits.more_than)", "_up(limits.more_than)"),
        (
            "any means all",
            "reduce(or_, [_holds(part, asked) for part in of], ibis.literal(False))",
            "reduce(and_, [_holds(part, asked) for part in of], ibis.literal(True))",
        ),
        (
            "one is a year older the day after",
            "_turn(day) < _turn(born)",
            "_turn(day) <= _turn(born)",
        ),
        (
            "age is the difference of the years",
            '(_turn(day) < _turn(born)).cast("int64")',
            "0",
        ),
        (
            "29 February is 28 February",
            'day.day().cast("int64")',
            'day.day().cast("int64") - ((day.month() == 2) & (day.day() == 29)).cast("int64")',
        ),
    ),
    *faults_in(
        "fast/conditions.py",
        "spec/test_place",
        ("the last year of an age band is in the next", "age <= band.to, ", "age < band.to, "),
    ),
    *faults_in(
        "fast/conditions.py",
        "spec/test_unknown",
        (
            "a missing value is another value",
            "return asked.table[column] == value",
            "return (asked.table[column] == value).fill_null(False)",
        ),
        (
            "a missing code is not in the list",
            "return reduce(or_, parts)",
            "return reduce(or_, parts).fill_null(False)",
        ),
    ),
    *faults_in(
        "fast/counting.py",
        "spec/test_unknown",
        (
            "unknown: fail is ignored",
            'if measure.unknown == "fail":',
            "if measure.unknown is None:",
            "test_fail_refuses_to_count",
        ),
        (
            "unknown: fail overlooks followers",
            'missing.append("counts IS NULL")',
            "pass",
            "test_a_follower_with_a_missing_value_may_or_may_not_follow",
        ),
        (
            "rows that cannot be decided are counted",
            "WHERE meets AND {BORN} AND {there}",
            "WHERE {BORN} AND {there}",
        ),
    ),
    *faults_in(
        "fast/counting.py",
        "spec/test_place",
        (
            "a row before its person's birth is counted",
            'BORN = "(age >= 0 OR age IS NULL)"',
            'BORN = "true"',
        ),
    ),
    # Denominators --------------------------------------------------------------------------------
    *faults_in(
        "fast/frame.py",
        "spec/test_rate",
        (
            "every month has as many days as the first",
            "min(month.days, period.days)",
            "min(found[0][2].days, period.days)",
        ),
        (
            "a quarter's last month has the next quarter's residents",
            "quarter_of(month.start).start",
            "quarter_of(month.end).start",
        ),
        (
            "the middle of a period is a month early",
            "(period.end - period.start) // 2)",
            "(period.end - period.start) // 2 - timedelta(days=31))",
        ),
    ),
    *faults_in(
        "fast/events.py",
        "spec/test_rate",
        (
            "the population's conditions are ignored",
            "all_hold(measure.population_where,",
            "all_hold((),",
        ),
    ),
    *faults_in(
        "fast/rollup.py",
        "spec/test_rate",
        (
            "residents are added up over the months",
            "CASE WHEN middle THEN persons::BIGINT ELSE 0 END AS population",
            "persons::BIGINT AS population",
        ),
    ),
    *faults_in(
        "fast/results.py",
        "spec/test_rate",
        (
            "an empty denominator is a zero",
            "WHEN NOT ({defined}) THEN 'not_defined'",
            "WHEN NOT ({defined}) THEN 'zero'",
        ),
    ),
    # Persons -------------------------------------------------------------------------------------
    *faults_in(
        "fast/rollup.py",
        "spec/test_persons",
        (
            "rows are counted as persons in a month",
            "count(DISTINCT person) AS denominator_persons\nFROM counted",
            "count(person) AS denominator_persons\nFROM counted",
        ),
        (
            "rows are counted as persons at thresholds",
            "count(DISTINCT person) AS denominator_persons\n    FROM {cells}",
            "count(person) AS denominator_persons\n    FROM {cells}",
        ),
        ("nothing is recounted at thresholds", "rolled WHERE {doubtful}", "rolled WHERE false"),
        (
            "nothing is recounted where a percentile may be shown",
            "return (*THRESHOLDS, *(",
            "return (*THRESHOLDS, *(0 * ",
        ),
        ("nothing is recounted at thirty", "THRESHOLDS = (5, 10, 30)", "THRESHOLDS = (5, 10)"),
        (
            "somebody who moves is certainly two persons",
            "FILTER (WHERE with_it AND first_with_it)",
            "FILTER (WHERE with_it)",
        ),
    ),
    *faults_in(
        "fast/frame.py",
        "spec/test_organisation",
        (
            "persons of a whole period go to a group that had it for a month",
            "len(cell.parts) == len(cell.present) * len(months_of(cell.period))",
            "cell.parts",
        ),
    ),
)
