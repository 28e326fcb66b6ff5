"""Faults in who belongs where, in what has come and in what is made of it."""

from faults import Fault, faults_in

_MEMBERS = "return self._on(unit, self._fixed or day)"
_MERGE = "merged[-1] = (merged[-1][0], max(merged[-1][1], end))"
_NUMBER = """count(*) FILTER (WHERE started > latest + INTERVAL {gap_hours} HOUR)
               OVER ({in_order} CURRENT ROW)"""
_TOGETHER = "(State.NOT_SETTLED, State.OK, State.NOT_DELIVERED)"
_USABLE = " AND (ended IS NOT NULL OR sector = 'psychiatric')"

FRAMES: tuple[Fault, ...] = (
    # The organisation ----------------------------------------------------------------------------
    *faults_in(
        "fast/cells.py",
        "spec/test_organisation",
        ("as-was is as it stands last", _MEMBERS, "return self._on(unit, self._fixed or date.max)"),
        ("as it stands on a date is as it was", _MEMBERS, "return self._on(unit, day)"),
        (
            "units that no longer exist have rows",
            "if self._fixed is not None and not",
            "if False and not",
        ),
        (
            "a membership begins before its first day",
            "bisect_right(self._changes, day))",
            "bisect_right(self._changes, date.fromordinal(day.toordinal() - 1)))",
        ),
        (
            "a group that began inside the period counts",
            "if not all(by_month.values()):",
            "if not any(by_month.values()):",
        ),
        (
            "a whole period goes to the group of its first day",
            "organisation.members(unit, month.start)",
            "organisation.members(unit, period.start)",
        ),
        (
            "the last month of a longer period is left out",
            "list(period.months()) or",
            "list(period.months())[:-1] or",
        ),
    ),
    *faults_in(
        "fast/cells.py",
        "spec/test_rate",
        (
            "a group's first municipality counts twice",
            "for atom in sorted(members & present)",
            "for atom in sorted([*(members & present), *sorted(members & present)[:1]])",
        ),
    ),
    # What has come -------------------------------------------------------------------------------
    *faults_in(
        "fast/cells.py",
        "spec/test_coverage",
        (
            "a municipality that is not settled is passed over",
            _TOGETHER,
            "(State.OK, State.NOT_SETTLED, State.NOT_DELIVERED)",
            "test_one_municipality_that_is_not_settled_holds_its_region_back",
        ),
        (
            "a municipality that did not deliver takes its region with it",
            _TOGETHER,
            "(State.NOT_SETTLED, State.NOT_DELIVERED, State.OK)",
            "test_municipalities_that_did_not_deliver",
        ),
    ),
    *faults_in(
        "fast/coverage.py",
        "spec/test_coverage",
        (
            "the follow-up is not waited for",
            "after=0 if still else self._indicator.settle_days",
            "after=0",
            "test_follow_up_and_registration_lag",
        ),
        (
            "the look-back is ignored",
            "before=0 if still else self._indicator.look_back_days",
            "before=0",
            "test_look_back_needs_days_before_the_period",
        ),
        (
            "the follow-up of the table that follows is not waited for",
            "is_still(catalogue, name))",
            'name != "hospital_contact")',
            "test_one_municipality_that_is_not_settled_holds_its_region_back",
        ),
        (
            "the population must have the follow-up too",
            "is_still(catalogue, name))",
            "False)",
            "test_every_table_is_needed",
        ),
        (
            "the registration lag is ignored",
            "self._indicator.settle_days + self._indicator.lag_days",
            "self._indicator.settle_days",
            "test_follow_up_and_registration_lag",
        ),
        (
            "the registration lag runs during the follow-up",
            "self._indicator.settle_days + self._indicator.lag_days",
            "self._indicator.lag_days",
            "test_follow_up_and_registration_lag",
        ),
        (
            "a period whose last day is missing is settled",
            "if any(span[0] <= start and end <= span[1]",
            "if any(span[0] <= start and end <= span[1] + timedelta(days=1)",
        ),
        (
            "deliveries that touch leave a hole",
            "start <= merged[-1][1]",
            "start < merged[-1][1]",
            "test_deliveries_that_touch_or_lie_in_one_another_are_one",
        ),
        (
            "a delivery inside another one shortens it",
            _MERGE,
            "merged[-1] = (merged[-1][0], end)",
            "test_deliveries_that_touch_or_lie_in_one_another_are_one",
        ),
        (
            "only the first table must have come",
            "for name in needed_tables(indicator, catalogue)",
            "for name in needed_tables(indicator, catalogue)[:1]",
            "test_municipalities_that_did_not_deliver",
        ),
        (
            "not settled hides not delivered",
            "(State.NOT_COLLECTED, State.NOT_DELIVERED, State.NOT_SETTLED)",
            "(State.NOT_COLLECTED, State.NOT_SETTLED, State.NOT_DELIVERED)",
            "test_what_did_not_come_is_not_waited_for",
        ),
    ),
    *faults_in(
        "fast/frame.py",
        "spec/test_coverage",
        (
            "partial is counted as whole",
            "cell.state == State.OK and cell.present != cell.atoms",
            "False",
            "test_municipalities_that_did_not_deliver",
        ),
        (
            "every note is a break",
            ' if note.kind == "break"',
            "",
            "test_a_declared_break_is_flagged_in_its_period",
        ),
    ),
    *faults_in(
        "fast/residents.py",
        "spec/test_coverage",
        (
            "coverage goes by the year's first residents",
            "quarter_of(day).start)",
            "date(day.year, 1, 1))",
            "test_residents_are_those_of_the_periods_first_quarter",
        ),
    ),
    # Figures delivered ready-made ----------------------------------------------------------------
    *faults_in(
        "fast/reported.py",
        "spec/test_reported",
        ("a masked figure is a 0", "numerator IS NULL AS masked", "false AS masked"),
        ("a level is added over days", 'measure.kind != "level" or', 'measure.kind != "" or'),
        (
            "a sum lacks a member that did not deliver",
            "if cell.state == State.OK and cell.present != cell.atoms:",
            "if cell.state is None:",
        ),
        (
            "a month lacks a day",
            "bool_and(said = rows) AS complete",
            "bool_and(said > 0) AS complete",
        ),
        ("the day after is added too", "day < after", "day <= after"),
        (
            "the nation is the sum of the regions",
            "if unit in self._own:",
            'if unit in self._own - {"danmark"}:',
        ),
        ("a rate needs no denominator", 'f"{known} AND denominator IS NOT NULL"', "known"),
        ("members of any time are added up", " and membership.valid_on(day)", ""),
        (
            "our own sum passes for the supplier's",
            "bounded AND coalesce(only_atom = unit, false) AS",
            "bounded AS",
        ),
    ),
    # From contacts to stays ----------------------------------------------------------------------
    *faults_in(
        "fast/stays.py",
        "spec/test_stays",
        (
            "a gap of four hours is a minute short",
            "INTERVAL {gap_hours} HOUR",
            "INTERVAL {60 * gap_hours - 1} MINUTE",
        ),
        (
            "a gap of four hours is a minute long",
            "INTERVAL {gap_hours} HOUR",
            "INTERVAL {60 * gap_hours + 1} MINUTE",
        ),
        (
            "twelve hours exactly are no admission",
            "until >= started + INTERVAL",
            "until > started + INTERVAL",
        ),
        (
            "a minute short of twelve hours is an admission",
            "INTERVAL {inpatient_hours} HOUR",
            "INTERVAL {60 * inpatient_hours - 1} MINUTE",
        ),
        (
            "the last contact's end counts, not the latest end so far",
            "max(until) OVER",
            "last(until) OVER",
        ),
        ("unfinished somatic contacts are kept", _USABLE, ""),
        ("unfinished psychiatric contacts are left out", _USABLE, " AND ended IS NOT NULL"),
        (
            "delivered and computed stays are mixed in a person",
            _NUMBER,
            f"coalesce(stay_key, {_NUMBER})",
            "test_delivered_and_computed_stays_are_never_mixed_in_one_person",
        ),
        (
            "an unfinished attendance may lack a key",
            "AND stay_key IS NULL",
            "AND stay_key IS NULL AND ended IS NOT NULL",
            "test_delivered_and_computed_stays_are_never_mixed_in_one_person",
        ),
        (
            "a telephone contact without a key decides",
            "WHERE {physical} AND stay_key",
            "WHERE stay_key",
            "test_delivered_and_computed_stays_are_never_mixed_in_one_person",
        ),
        (
            "the supplier's stay keys are ignored",
            " AND stay_key IS NULL",
            "",
            "test_a_delivered_key_is_used_when_the_whole_person_has_it",
        ),
        ("priority, sector and residence are the last contact's", "arg_min(", "arg_max("),
        (
            "a value the first contact lacks is borrowed",
            "           priority, diagnosis,",
            "           coalesce(priority, max(priority) OVER (PARTITION BY person)) AS priority, diagnosis,",
        ),
        (
            "the diagnosis is the first contact's",
            "(epoch_us(until) - epoch_us(started), -",
            "(-",
        ),
        (
            "of two longest contacts the later gives the diagnosis",
            "-epoch_us(started), -contact",
            "epoch_us(started), -contact",
        ),
        (
            "of two longest contacts alike the higher key gives the diagnosis",
            "-epoch_us(started), -contact",
            "-epoch_us(started), contact",
        ),
        (
            "a telephone contact is an attendance",
            'f"contact_type = {quoted(contact_type)}"',
            '"contact_type IS NOT NULL"',
        ),
        ("the hours that the clock has struck are counted", "date_sub(", "date_diff("),
        (
            "an open stay has hours",
            "CASE WHEN NOT is_open THEN date_sub('hour', started, until) END",
            "date_sub('hour', started, until)",
        ),
    ),
    *faults_in(
        "derive.py",
        "unit/engine/test_derive",
        (
            "stays of other parameters are read again",
            'f"{name}={value}" for name, value in register.parameters',
            "name for name, _ in register.parameters",
        ),
        (
            "stays of other columns are read again",
            '        *(f"{field.name}: {field.type}" for field in arrow_schema(register)),\n',
            "",
        ),
        ("one engine reads the other's stays", "        engine,\n", ""),
        (
            "a choice that cannot be computed is passed over",
            "if parameters.get(name) != offered:",
            "if parameters.get(name) is None:",
        ),
    ),
)
