"""Faults in what is asked of a row: events around it, its amount, the nights and days it lasts."""

from faults import Fault, faults_in

_AT_ALL = '(true > 0, True), (unknown > 0, ibis.null("boolean"))'
_BACKWARDS = "return (days >= 0).ifelse(days, "
_CHAIN = "(earlier.c_from, earlier.c_from_date), (anchors.a_at, anchors.a_date)"
_CHAINABLE = "everywhere.holds(where, table, table.row_age, links)"
_NEAREST = 'found.c_to.min() if link.direction == "followed_by" else found.c_to.max()'
_NIGHT = "datetime.combine(day, _NIGHT, _DENMARK).astimezone(UTC).replace(tzinfo=None)"
_WEEKS = "return shifted(monday(earlier[1]), 7 * edge.amount), monday(later[1])"

ROWS: tuple[Fault, ...] = (
    # Events around a row ---------------------------------------------------------------------------
    *faults_in(
        "fast/links.py",
        "spec/test_links",
        (
            "what lies before a row is looked for after it",
            '(row, other) if link.direction == "followed_by" else (other, row)',
            "(row, other)",
            "test_preceded_by",
        ),
        (
            "an event earlier on the day lies within hours",
            "if _FINEST_FIRST.index(before.unit) < _FINEST_FIRST.index(after.unit):",
            "if False:",
            "test_each_border_in_its_own_unit",
        ),
        (
            "a week's distance is seven days from the day",
            _WEEKS,
            "return shifted(earlier[1], 7 * edge.amount), later[1]",
            "test_each_border_in_its_own_unit",
        ),
        (
            "a week begins on a Sunday",
            'return day.cast("timestamp").truncate("W").cast("date")',
            'return shifted(shifted(day, 1).cast("timestamp").truncate("W").cast("date"), -1)',
            "test_each_border_in_its_own_unit",
        ),
        (
            "events earlier in the row's own week are not looked for",
            'slack = _SAME_WEEK if "weeks" in link.within.units else 0',
            "slack = 0",
            "test_events_lie_before_the_period_too",
        ),
        (
            "events before the period are not looked for",
            "index.start - timedelta(days=before)",
            "index.start",
            "test_events_lie_before_the_period_too",
        ),
        (
            "the nearest event before is the earliest",
            _NEAREST,
            "found.c_to.min()",
            "test_the_nearest_before_is_the_latest",
        ),
        (
            "the first event is the first that counts",
            'return found if link.match == "first" else found.filter(',
            "return found.filter(",
            "test_any_first_and_count",
        ),
        (
            "first means any",
            'if link.match == "first":\n        found = ',
            "if link.match is None:\n        found = ",
            "test_any_first_and_count",
        ),
        (
            "a number that can still grow is taken for certain",
            "[most <= high]",
            "[true <= high]",
            "test_any_first_and_count",
        ),
        (
            "a number that can still be reached is out of reach",
            "[most >= low]",
            "[true >= low]",
            "test_any_first_and_count",
        ),
        (
            "count means any",
            'if link.match == "count" else',
            "if link.match is None else",
            "test_any_first_and_count",
        ),
        (
            "an event with a missing value is none",
            '(unknown > 0, ibis.null("boolean"))',
            "(unknown > 0, False)",
            "test_any_first_and_count",
        ),
        (
            "a missing value in one event outweighs another that counts",
            _AT_ALL,
            '(unknown > 0, ibis.null("boolean")), (true > 0, True)',
            "test_any_first_and_count",
        ),
    ),
    # Choices of a readmission ----------------------------------------------------------------------
    *faults_in(
        "fast/readmissions.py",
        "spec/test_readmission",
        (
            "any stay that follows another is left out as a readmission",
            "index.holds(link.where, rows, age, {})",
            "index.holds((), rows, age, {})",
            "test_what_breaks_a_chain",
        ),
        (
            "a chain begins with a stay that is no index stay",
            _CHAINABLE,
            "everywhere.holds((), table, table.row_age, links)",
            "test_what_breaks_a_chain",
        ),
        (
            "a chain is looked for after the stay",
            _CHAIN,
            "(anchors.a_at, anchors.a_date), (earlier.c_from, earlier.c_from_date)",
            "test_a_chain_of_three",
        ),
        (
            "a chain begins inside the periods asked for",
            _CHAINABLE,
            f"table[index.of.date] >= index.start, {_CHAINABLE}",
            "test_a_chain_crosses_periods_and_places",
        ),
        (
            "readmissions are left out whatever is said of chains",
            'named.chaining == "not_allowed" and',
            "",
            "test_a_chain_of_three",
        ),
        (
            "age in a chain is that of the index day",
            "placing_day(index.register, rows, link.to)",
            "placing_day(index.register, rows, index.of.date)",
            "test_the_age_of_a_readmission_in_a_chain",
        ),
        (
            "deaths on the first day do not count",
            "deaths.died >= anchors.a_date",
            "deaths.died > anchors.a_date",
            "test_death_in_the_window",
        ),
        (
            "deaths on the last day do not count",
            "deaths.died <= last",
            "deaths.died < last",
            "test_death_in_the_window",
        ),
        (
            "hours reach a day further for deaths",
            "link.within.before.days_of_24_hours",
            "link.within.longest_days",
            "test_the_windows_longest_reach",
        ),
        (
            "those who died are kept",
            '_without_dead(rows, link, index) if named.death == "excluded" else rows',
            "rows",
            "test_death_in_the_window",
        ),
    ),
    # Amounts ---------------------------------------------------------------------------------------
    *faults_in(
        "fast/amounts.py",
        "spec/test_amounts",
        (
            "days that run backwards are below zero",
            f'{_BACKWARDS}ibis.null("int64"))',
            "return days",
            "test_a_time_that_runs_backwards_is_missing",
        ),
        (
            "hours that run backwards are below zero",
            'return (later[0] >= earlier[0]).ifelse(hours, ibis.null("int64"))',
            "return hours",
            "test_a_time_that_runs_backwards_is_missing",
        ),
        (
            "a time of no days is missing",
            _BACKWARDS,
            "return (days > 0).ifelse(days, ",
            "test_time_in_days_and_hours",
        ),
        (
            "an hour that the clock has struck is a whole one",
            'hours = struck - unfinished.cast("int64")',
            "hours = struck",
            "test_time_in_days_and_hours",
        ),
        (
            "the next event is the last one",
            'found.c_to.min(where=which),\n        f"{name}_date": found.c_to_date.min(',
            'found.c_to.max(where=which),\n        f"{name}_date": found.c_to_date.max(',
            "test_time_to_the_first_event_that_counts",
        ),
        (
            "an event with a missing value is the next one",
            '_first("next", found, found.c_meets)',
            '_first("next", found, found.c_meets.fill_null(True))',
            "test_an_undecided_event_is_passed_over",
        ),
        (
            "an event with a missing value after the next one refuses",
            "joined.undecided_at < joined.next_at",
            "joined.undecided_at != joined.next_at",
            "test_an_undecided_event_is_passed_over",
        ),
        (
            "an event with a missing value refuses nothing where none came next",
            "(before | ~came)",
            "before.fill_null(False)",
            "test_an_undecided_event_alone_refuses",
        ),
    ),
    *faults_in(
        "fast/amounts.py",
        "spec/test_undecided",
        (
            "a row that nothing follows refuses",
            "unknown = came & time.isnull()",
            "unknown = time.isnull()",
            "test_no_next_event_refuses_nothing",
        ),
        (
            "a missing number refuses nothing",
            "row_amount_unknown=number.isnull()",
            "row_amount_unknown=ibis.literal(False)",
            "test_fail_refuses_a_missing_amount",
        ),
    ),
    # Rows that last --------------------------------------------------------------------------------
    *faults_in(
        "fast/intervals.py",
        "spec/test_days",
        (
            "days before the period count in it",
            "first = ibis.greatest(pairs[starts], pairs.row_first)",
            "first = pairs[starts]",
            "test_days_are_cut_at_the_borders",
        ),
        (
            "days after the period count in it",
            "after = ibis.least(_or_never(pairs[ends]), pairs.row_after)",
            "after = _or_never(pairs[ends])",
            "test_days_are_cut_at_the_borders",
        ),
        (
            "what has no end is over",
            "return ended.fill_null(ibis.literal(_NEVER, type=ended.type()))",
            "return ended",
            "test_days_are_cut_at_the_borders",
        ),
        (
            "the last day counts",
            'after.delta(first, unit="day").cast("int64")',
            'after.delta(first, unit="day").cast("int64") + 1',
            "test_days_are_cut_at_the_borders",
        ),
    ),
    *faults_in(
        "fast/events.py",
        "spec/test_days",
        (
            "age in days is that of the row's end",
            "_that_meet(rows, rows[starts], measure, index)",
            "_that_meet(rows, rows[ends].fill_null(rows[starts]), measure, index)",
            "test_only_periods_that_are_asked_for_hold_the_row",
        ),
    ),
    *faults_in(
        "fast/intervals.py",
        "spec/test_stock",
        (
            "who left at eleven exactly is still there",
            "_or_never(rows[measure.until]) > _asked_at(",
            "_or_never(rows[measure.until]) >= _asked_at(",
            "test_at_eleven_on_the_last_day",
        ),
        (
            "who came at eleven exactly is not there",
            "rows[measure.of.date] <= _asked_at(",
            "rows[measure.of.date] < _asked_at(",
            "test_at_eleven_on_the_last_day",
        ),
        (
            "who leaves late on the first day was not there",
            "(ended >= slots.start)",
            "(ended > slots.start)",
        ),
    ),
    *faults_in(
        "fast/slots.py",
        "spec/test_stock",
        (
            "a stock is taken at ten",
            "_NIGHT = time(23)",
            "_NIGHT = time(22)",
            "test_at_eleven_on_the_last_day",
        ),
        (
            "a stock is taken at eleven in Greenwich",
            _NIGHT,
            "datetime.combine(day, _NIGHT)",
            "test_at_eleven_on_the_last_day",
        ),
        (
            "a stock of the last day is that of the first",
            "[slot.end - timedelta(days=1)] if last_only",
            "[slot.start] if last_only",
            "test_the_last_day_of_each_period",
        ),
    ),
    *faults_in(
        "fast/events.py",
        "spec/test_stock",
        (
            "age in a stock is that of the row's start",
            "row_age=age_on(rows, rows.row_day)",
            "row_age=age_on(rows, rows[date_column(index.register, measure.of.date)])",
            "test_age_is_asked_each_day",
        ),
    ),
    # Events around a row, by week ------------------------------------------------------------------
    *faults_in(
        "fast/profiles.py",
        "spec/test_profile",
        (
            "steps before the row are rounded towards it",
            "step = (days // 7 + measure.first)",
            "days = days + 7 * measure.first\n    step = (days.abs() // 7 * days.sign())",
            "test_a_step_is_seven_days_from_the_index_day",
        ),
        (
            "the last step is left out",
            "7 * (measure.last + 1)",
            "7 * measure.last",
            "test_a_step_is_seven_days_from_the_index_day",
        ),
        (
            "steps go from the day though only the week is known",
            "row_from=monday(rows.day) if of_weeks else rows.day",
            "row_from=rows.day",
            "test_with_a_table_by_week_steps_are_calendar_weeks",
        ),
        (
            "steps are weeks of the calendar though the days are known",
            "row_from=monday(rows.day) if of_weeks else rows.day",
            "row_from=monday(rows.day)",
            "test_a_step_is_seven_days_from_the_index_day",
        ),
        (
            "a row is an event around itself",
            "if measure.events == measure.of.table else []",
            "if False else []",
            "test_the_row_itself_is_no_event",
        ),
        (
            "an event around a row with a missing value counts",
            "found.filter(found.e_meets)",
            "found.filter(found.e_meets.fill_null(True))",
            "test_an_undecided_event_is_none",
        ),
        (
            "events in the weeks before the period are not looked for",
            "slots.start + timedelta(days=7 * measure.first - _SAME_WEEK)",
            "slots.start",
            "test_events_lie_before_the_first_period",
        ),
    ),
    # Which day and which place ---------------------------------------------------------------------
    *faults_in(
        "fast/conditions.py",
        "spec/test_moments",
        (
            "a week lies where its Monday does",
            "return shifted(day, shift) if shift else day",
            "return day",
            "test_a_week_lies_where_its_thursday_does",
        ),
    ),
    *faults_in(
        "fast/events.py",
        "spec/test_moments",
        (
            "a week that begins before the period is not in it",
            "slots.start - shift, slots.end - shift",
            "slots.start, slots.end - shift",
            "test_a_week_lies_where_its_thursday_does",
        ),
        (
            "the residence gives the place whatever is named",
            "register.place(of.place)",
            'register.place("residence") or register.place(of.place)',
            "test_place_names_the_column_that_gives_the_unit",
        ),
    ),
    *faults_in(
        "fast/conditions.py",
        "spec/test_conditions",
        (
            "who was born on 29 February is a year older on the 28th",
            "_turn(day) < _turn(born)",
            '_turn(day) < _turn(born) - (_turn(born) == 229).cast("int64")',
            "test_age_is_whole_years_on_the_rows_date",
        ),
        (
            "only the shortest codes of a list are looked for",
            "sorted(by_length.items())]",
            "sorted(by_length.items())[:1]]",
            "test_a_code_list_finds_what_begins_with_its_codes",
        ),
    ),
)
