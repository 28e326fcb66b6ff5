"""Faults to seed into the fast engine, one at a time: the mistakes one could really make there.

Each must stay a wrong number, not a crash, and its `old` text must occur exactly once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """`file` lies under the engine's folder; `first` is the test file tried before all others."""

    name: str
    file: str
    old: str
    new: str
    first: str


def _faults(file: str, first: str, *texts: tuple[str, str, str]) -> tuple[Fault, ...]:
    return tuple(Fault(name, file, old, new, f"tests/{first}.py") for name, old, new in texts)


_ATTRIBUTES_OF_FIRST = "name: ranked[name].max(where=ranked.is_first)"
_AFTER = "return moment > border if edge.strict else moment >= border"
_BEFORE = "return moment < border if edge.strict else moment <= border"
_INDEX_SPAN = "table.filter(day >= span.start, day < span.end)"
_INPATIENT = "stays.until >= stays.started + ibis.interval(hours=inpatient_hours)"
_MEMBERS = "return self._on(unit, self._fixed or day)"
_MERGE = "merged[-1] = (merged[-1][0], max(merged[-1][1], end))"
_TOGETHER = "(State.NOT_SETTLED, State.OK, State.NOT_DELIVERED)"
_UNFINISHED = 'physical.filter(physical.ended.notnull() | (physical.sector == "psychiatric"))'

FAULTS: tuple[Fault, ...] = (
    # What follows what ---------------------------------------------------------------------------
    *_faults(
        "fast/events.py",
        "spec/test_followed_by",
        ("the strict border at a window's beginning is lost", _AFTER, "return moment >= border"),
        ("the strict border at a window's end is lost", _BEFORE, "return moment <= border"),
        ("a window's beginning is always outside", _AFTER, "return moment > border"),
        ("a window's end is always outside", _BEFORE, "return moment < border"),
        ("a window has a day too many", "days=edge.amount)", "days=edge.amount + 1)"),
        (
            "a window's days are 24 hours from the moment",
            "return followers.f_to_date, border",
            "return followers.f_to, rows[having.from_] + ibis.interval(days=edge.amount)",
        ),
        (
            "a window's hours are a minute too many",
            "ibis.interval(hours=edge.amount)",
            "ibis.interval(minutes=60 * edge.amount + 1)",
        ),
        ("an index row is its own follower", "within.append(~itself)", "pass"),
        ("somebody else follows", "rows.person == followers.f_person,", ""),
        (
            "an index row counts once for each follower",
            "for key in keys}).distinct()",
            "for key in keys})",
        ),
        (
            "any row follows, whatever its conditions",
            "followers.filter(followers.f_meets)",
            "followers.filter(True)",
        ),
        (
            "followers after the period are not looked for",
            "reach = span.end + timedelta(days=having.within.longest_days)",
            "reach = span.end",
        ),
        (
            "a follower's age is that of its end",
            "whole_years(table.born, to_date)",
            "whole_years(table.born, ibis.coalesce(table.ended_date, to_date))",
        ),
        (
            "planned stays are index stays of acute readmissions",
            'named.index == "acute"',
            "named.index is None",
        ),
    ),
    *_faults(
        "fast/events.py",
        "spec/test_unknown",
        (
            "a follower with a missing value follows",
            "followers.filter(followers.f_meets)",
            "followers.filter(followers.f_meets.fill_null(True))",
        ),
        (
            "rows that cannot be decided are not told of",
            "rows.filter(rows.meets | rows.meets.isnull())",
            "rows.filter(rows.meets)",
        ),
        (
            "the day after the period is looked at",
            _INDEX_SPAN,
            "table.filter(day >= span.start, day <= span.end)",
        ),
    ),
    # Which rows, when and where ------------------------------------------------------------------
    *_faults(
        "fast/events.py",
        "spec/test_place",
        (
            "the first day of the periods is left out",
            _INDEX_SPAN,
            "table.filter(day > span.start, day < span.end)",
        ),
        (
            "the last day of the periods is left out",
            _INDEX_SPAN,
            "table.filter(day >= span.start, day < span.end - timedelta(days=1))",
        ),
        (
            "a row counts in the month it started, not in that of its date",
            "month=month_number(day)",
            "month=month_number(table.started_date)",
        ),
        (
            "somebody who moves counts in one municipality only",
            "atom=table.residence",
            "atom=table.residence.max().over(ibis.window(group_by=table.person))",
        ),
        (
            "age is that of the row's end",
            "whole_years(table.born, day)",
            "whole_years(table.born, ibis.coalesce(table.ended_date, day))",
        ),
    ),
    *_faults(
        "fast/conditions.py",
        "spec/test_conditions",
        ("codes are found by equality", "column.left(length).isin(same)", "column.isin(same)"),
        ("at_least leaves its border out", ">= _up(limits.at_least)", "> _up(limits.at_least)"),
        ("at_most leaves its border out", "<= _down(limits.at_most)", "< _down(limits.at_most)"),
        ("less_than takes its border in", "< _up(limits.less_than)", "<= _up(limits.less_than)"),
        (
            "more_than takes its border in",
            "> _down(limits.more_than)",
            ">= _down(limits.more_than)",
        ),
        ("more_than is rounded up", "_down(limits.more_than)", "_up(limits.more_than)"),
        (
            "any means all",
            "reduce(or_, _each(of, table, age, codelists), ibis.literal(False))",
            "reduce(and_, _each(of, table, age, codelists), ibis.literal(True))",
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
    *_faults(
        "fast/conditions.py",
        "spec/test_place",
        ("the last year of an age band is in the next", "age <= band.to, ", "age < band.to, "),
    ),
    *_faults(
        "fast/conditions.py",
        "spec/test_unknown",
        (
            "a missing value is another value",
            "return table[column] == value",
            "return (table[column] == value).fill_null(False)",
        ),
        (
            "a missing code is not in the list",
            "return reduce(or_, parts)",
            "return reduce(or_, parts).fill_null(False)",
        ),
    ),
    *_faults(
        "fast/computed.py",
        "spec/test_unknown",
        ("unknown: fail is ignored", 'measure.unknown == "fail"', "measure.unknown is None"),
        ("unknown: fail overlooks followers", "undecided += followers", "undecided += 0"),
        (
            "rows that cannot be decided are counted",
            "JOIN atoms USING (atom)\nWHERE meets AND age >= 0",
            "JOIN atoms USING (atom)\nWHERE age >= 0",
        ),
    ),
    *_faults(
        "fast/computed.py",
        "spec/test_place",
        (
            "a row before its person's birth is counted",
            "JOIN atoms USING (atom)\nWHERE meets AND age >= 0",
            "JOIN atoms USING (atom)\nWHERE meets",
        ),
    ),
    # Denominators --------------------------------------------------------------------------------
    *_faults(
        "fast/computed.py",
        "spec/test_rate",
        (
            "every month has as many days as the first",
            "pa.array([month.days for month in months]",
            "pa.array([months[0].days for month in months]",
        ),
        (
            "a quarter's last month has the next quarter's residents",
            "quarter_of(month.start).start",
            "quarter_of(month.end).start",
        ),
    ),
    *_faults(
        "fast/events.py",
        "spec/test_rate",
        (
            "the population's conditions are ignored",
            "all_hold(measure.population_where,",
            "all_hold((),",
        ),
    ),
    *_faults(
        "fast/frame.py",
        "spec/test_rate",
        (
            "the middle of a period is a month early",
            "(period.end - period.start) // 2)",
            "(period.end - period.start) // 2) - 1",
        ),
    ),
    *_faults(
        "fast/rollup.py",
        "spec/test_rate",
        (
            "residents are added up over the months",
            "sum(population) FILTER (WHERE middle)",
            "sum(population)",
        ),
        (
            "an empty denominator is a zero",
            "WHEN counted_denominator = 0 THEN 'not_defined'",
            "WHEN counted_denominator = 0 THEN 'zero'",
        ),
    ),
    # Persons -------------------------------------------------------------------------------------
    *_faults(
        "fast/rollup.py",
        "spec/test_persons",
        (
            "rows are counted as persons in a month",
            "count(DISTINCT person) AS denominator_persons,\n       0::BIGINT",
            "count(person) AS denominator_persons,\n       0::BIGINT",
        ),
        (
            "rows are counted as persons at thresholds",
            "count(DISTINCT person) AS denominator_persons\n    FROM doubtful",
            "count(person) AS denominator_persons\n    FROM doubtful",
        ),
        ("nothing is recounted at thresholds", "rolled WHERE {doubtful}", "rolled WHERE false"),
        ("nothing is recounted at thirty", "THRESHOLDS = (5, 10, 30)", "THRESHOLDS = (5, 10)"),
        (
            "somebody who moves is certainly two persons",
            "FILTER (WHERE with_it AND first_with_it)",
            "FILTER (WHERE with_it)",
        ),
    ),
    *_faults(
        "fast/frame.py",
        "spec/test_organisation",
        (
            "persons of a whole period go to a group that had it for a month",
            "len(cell.parts) == len(cell.present) * len(months_of(cell.period))",
            "cell.parts",
        ),
    ),
    # The organisation ----------------------------------------------------------------------------
    *_faults(
        "fast/cells.py",
        "spec/test_organisation",
        ("as-was is as it stands last", _MEMBERS, "return self._on(unit, self._fixed or date.max)"),
        ("as it stands on a date is as it was", _MEMBERS, "return self._on(unit, day)"),
        (
            "units that no longer exist have rows",
            "if self._fixed is not None and not",
            "if self._fixed is None and not",
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
    *_faults(
        "fast/cells.py",
        "spec/test_rate",
        (
            "a group's first municipality counts twice",
            "for atom in sorted(members & present)",
            "for atom in sorted([*(members & present), *sorted(members & present)[:1]])",
        ),
    ),
    # What has come -------------------------------------------------------------------------------
    *_faults(
        "fast/cells.py",
        "spec/test_coverage",
        (
            "a municipality that is not settled is passed over",
            _TOGETHER,
            "(State.OK, State.NOT_SETTLED, State.NOT_DELIVERED)",
        ),
        (
            "a municipality that did not deliver takes its region with it",
            _TOGETHER,
            "(State.NOT_SETTLED, State.NOT_DELIVERED, State.OK)",
        ),
    ),
    *_faults(
        "fast/coverage.py",
        "spec/test_coverage",
        (
            "the follow-up is not waited for",
            "after=0 if still else self._indicator.settle_days",
            "after=0",
        ),
        (
            "the look-back is ignored",
            "before=0 if still else self._indicator.look_back_days",
            "before=0",
        ),
        (
            "the follow-up of the table that follows is not waited for",
            'name == "population")',
            'name != "hospital_contact")',
        ),
        ("the population must have the follow-up too", 'name == "population")', "False)"),
        (
            "the registration lag is ignored",
            "self._indicator.settle_days + self._indicator.lag_days",
            "self._indicator.settle_days",
        ),
        (
            "the registration lag runs during the follow-up",
            "self._indicator.settle_days + self._indicator.lag_days",
            "self._indicator.lag_days",
        ),
        (
            "a period whose last day is missing is settled",
            "if any(span[0] <= start and end <= span[1]",
            "if any(span[0] <= start and end <= span[1] + timedelta(days=1)",
        ),
        ("deliveries that touch leave a hole", "start <= merged[-1][1]", "start < merged[-1][1]"),
        (
            "a delivery inside another one shortens it",
            _MERGE,
            "merged[-1] = (merged[-1][0], end)",
        ),
        (
            "only the first table must have come",
            "for name in needed_tables(indicator, catalogue)",
            "for name in needed_tables(indicator, catalogue)[:1]",
        ),
        (
            "not settled hides not delivered",
            "(State.NOT_COLLECTED, State.NOT_DELIVERED, State.NOT_SETTLED)",
            "(State.NOT_COLLECTED, State.NOT_SETTLED, State.NOT_DELIVERED)",
        ),
    ),
    *_faults(
        "fast/frame.py",
        "spec/test_coverage",
        (
            "partial is counted as whole",
            "cell.state == State.OK and cell.present != cell.atoms",
            "False",
        ),
        ("every note is a break", ' if note.kind == "break"', ""),
    ),
    *_faults(
        "fast/residents.py",
        "spec/test_coverage",
        (
            "coverage goes by the year's first residents",
            "quarter_of(day).start)",
            "date(day.year, 1, 1))",
        ),
    ),
    # Figures delivered ready-made ----------------------------------------------------------------
    *_faults(
        "fast/reported.py",
        "spec/test_reported",
        ("a masked figure is a 0", "numerator IS NULL AS masked", "false AS masked"),
        ("a level is added over days", 'measure.kind == "flow" or', 'measure.kind != "" or'),
        (
            "a sum lacks a member that did not deliver",
            "if cell.state == State.OK and cell.present != cell.atoms:",
            "if cell.state is None:",
        ),
        (
            "a month lacks a day",
            "bool_and(said = days) AS complete",
            "bool_and(said > 0) AS complete",
        ),
        ("the day after is added too", "day < after", "day <= after"),
        (
            "the nation is the sum of the regions",
            "if unit in self._own:",
            'if unit in self._own - {"danmark"}:',
        ),
        ("a rate needs no denominator", 'f"{count} AND denominator IS NOT NULL"', "count"),
        ("members of any time are added up", " and membership.valid_on(day)", ""),
        (
            "our own sum passes for the supplier's",
            "bounded AND atoms = 1 AND some_atom = unit AS",
            "bounded AS",
        ),
    ),
    # From contacts to stays ----------------------------------------------------------------------
    *_faults(
        "fast/stays.py",
        "spec/test_stays",
        (
            "a gap of four hours is a minute short",
            "ibis.interval(hours=gap_hours)",
            "ibis.interval(minutes=60 * gap_hours - 1)",
        ),
        (
            "a gap of four hours is a minute long",
            "ibis.interval(hours=gap_hours)",
            "ibis.interval(minutes=60 * gap_hours + 1)",
        ),
        (
            "twelve hours exactly are no admission",
            _INPATIENT,
            _INPATIENT.replace(">=", ">"),
        ),
        (
            "a minute short of twelve hours is an admission",
            "ibis.interval(hours=inpatient_hours)",
            "ibis.interval(minutes=60 * inpatient_hours - 1)",
        ),
        (
            "the last contact's end counts, not the latest end so far",
            "contacts.until.max().over(earlier)",
            "contacts.until.last().over(earlier)",
        ),
        ("unfinished somatic contacts are kept", _UNFINISHED, "physical"),
        (
            "unfinished psychiatric contacts are left out",
            _UNFINISHED,
            "physical.filter(physical.ended.notnull())",
        ),
        (
            "delivered and computed stays are mixed in a person",
            "ibis.ifelse(so_far.whole, so_far.stay_key, gaps)",
            "ibis.coalesce(so_far.stay_key, gaps)",
        ),
        (
            "the supplier's stay keys are ignored",
            "ibis.ifelse(so_far.whole, so_far.stay_key, gaps)",
            "gaps",
        ),
        (
            "priority, sector and residence are the last contact's",
            _ATTRIBUTES_OF_FIRST,
            "name: ranked[name].argmax(ranked.started)",
        ),
        (
            "a value the first contact lacks is borrowed",
            _ATTRIBUTES_OF_FIRST,
            "name: ranked[name].first(order_by=[ranked.started, ranked.contact])",
        ),
        (
            "the diagnosis is the first contact's",
            "ranked.diagnosis.max(where=ranked.is_longest)",
            "ranked.diagnosis.max(where=ranked.is_first)",
        ),
        (
            "of two longest contacts the later gives the diagnosis",
            "ibis.desc(length), contacts.started,",
            "ibis.desc(length), ibis.desc(contacts.started),",
        ),
        (
            "a telephone contact is an attendance",
            "contacts.filter(contacts.contact_type == contact_type)",
            "contacts.filter(contacts.contact_type.notnull())",
        ),
    ),
    *_faults(
        "derive.py",
        "unit/engine/test_derive",
        (
            "stays of other parameters are read again",
            'f"{name}={value}" for name, value in register.parameters',
            "name for name, _ in register.parameters",
        ),
        ("one engine reads the other's stays", "        engine,\n", ""),
        (
            "a choice that cannot be computed is passed over",
            "if parameters.get(name) != offered:",
            "if parameters.get(name) is None:",
        ),
    ),
)
