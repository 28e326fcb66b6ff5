"""From computed results to a release: check what may be released → disclosure control → package."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, Protocol

from tvaerblik.catalogue.cases import Case
from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.deliveries import Window
from tvaerblik.core.errors import Blocked, NotAllowed, Problem
from tvaerblik.core.permit import Permit
from tvaerblik.core.rows import ResultRows
from tvaerblik.core.texts import Text
from tvaerblik.engine.request import Diagnostics, Step
from tvaerblik.flows.check_cases import check_cases
from tvaerblik.flows.compare_definitions import version_steps
from tvaerblik.flows.explain_computation import explain_steps
from tvaerblik.flows.lawful import real_tables
from tvaerblik.flows.statuses import is_public, listed_of
from tvaerblik.release.behind import behind
from tvaerblik.release.cards import (
    AsideCard,
    ComputeWarning,
    Coverage,
    DeliveryCard,
    NotCounted,
)
from tvaerblik.release.case_cards import case_cards
from tvaerblik.release.disclosure import Disclosed, apply_disclosure_control
from tvaerblik.release.package import ReleaseContent, ReleasePackage, write_release
from tvaerblik.release.policy import FLOOR_PERSONS, PLATFORM_POLICY, DisclosurePolicy
from tvaerblik.release.steps import Ran, Steps, steps_card
from tvaerblik.release.texts import is_already_public, tables_of
from tvaerblik.release.versions import read_definitions
from tvaerblik.store.records import DeliveryRecord, TableSummary
from tvaerblik.store.snapshot import Cover, Snapshot


class Computed(Protocol):
    """What computing hands over: the exact cells of each indicator, and the snapshot they come from."""

    @property
    def results(self) -> Mapping[str, ResultRows]: ...
    @property
    def snapshot(self) -> Snapshot: ...
    @property
    def diagnostics(self) -> Mapping[str, Diagnostics]: ...
    @property
    def warnings(self) -> Mapping[str, tuple[ComputeWarning, ...]]: ...
    @property
    def steps(self) -> Mapping[str, tuple[Step, ...]]: ...


def build_release(
    computed: Computed,
    catalogue: Catalogue,
    releases_dir: Path,
    permit: Permit,
    *,
    previous: str | None,
    deliveries: Iterable[DeliveryRecord],
    cases: Mapping[str, tuple[Case, ...]] | None = None,
    definitions: Path | None = None,
    accept_warnings: str | None = None,
    policy: DisclosurePolicy = PLATFORM_POLICY,
    now: datetime | None = None,
) -> ReleasePackage:
    """Writes a new release folder and answers it; nothing is published by that.

    deliveries: every delivery known, held ones too, as /data is to show them. cases: the worked cases
    of each indicator. definitions: the folder they were read from, which the release keeps so that the
    next one can say what differs. accept_warnings: why a severe warning is to stop nothing. Raises NotAllowed
    without an operator's permit, Blocked for figures about real persons, for a case that does not
    hold, for a figure too large to be shown, and for a severe warning that nobody has accepted.
    """
    check_may_build(permit)
    known = tuple(deliveries)
    cases = cases or {}
    computed_ones = (catalogue.get(indicator) for indicator in computed.results)
    indicators = tuple(one for one in computed_ones if is_public(one, catalogue))
    for indicator in indicators:
        check_protectable(indicator, catalogue, computed.snapshot.synthetic, known)
    severe = check_warnings(indicators, computed.warnings, accept_warnings)
    check_cases(indicators, cases, catalogue)
    disclosed = [
        disclose(computed.results[indicator.id], indicator, catalogue, policy)
        for indicator in indicators
    ]
    moment = now or datetime.now(UTC)
    before = releases_dir / previous if previous else None
    content = ReleaseContent(
        catalogue=catalogue,
        indicators=indicators,
        rows=tuple(part.rows for part in disclosed),
        audits=tuple(part.audit for part in disclosed),
        policy=policy,
        vintage=computed.snapshot.vintage,
        synthetic=computed.snapshot.synthetic,
        coverage=tuple(coverage_of(computed.snapshot.covers)),
        deliveries=tuple(delivery_card(record, catalogue) for record in known),
        previous=previous,
        made_by=permit.by,
        made_at=moment,
        listed=tuple(listed_of(catalogue)),
        cases={one.id: case_cards(cases.get(one.id, ())) for one in indicators},
        warnings=computed.warnings,
        not_counted={one: not_counted(found) for one, found in computed.diagnostics.items()},
        accepted_warnings=accept_warnings if severe else None,
        definitions=tuple(read_definitions(definitions)) if definitions else (),
        versions=version_steps(before, indicators, catalogue, on=moment.date()),
        steps={
            one.id: told_steps(computed.steps.get(one.id, ()), one, catalogue, policy)
            for one in indicators
        },
    )
    return write_release(releases_dir, content)


def told_steps(
    steps: tuple[Step, ...], indicator: Indicator, catalogue: Catalogue, policy: DisclosurePolicy
) -> Steps:
    """The statements as they were run; their rows rounded, unless everybody has the data already."""
    is_public = is_already_public(indicator, catalogue)
    few = policy.persons_for(sensitive=indicator.sensitivity == "sensitive")
    ran = [Ran(one.name, one.makes, one.sql, one.rows) for one in explain_steps(steps)]
    return steps_card(indicator.id, ran, grid=1 if is_public else few)


# What may be in it -------------------------------------------------------------------------------


def not_counted(found: Diagnostics) -> tuple[NotCounted, ...]:
    """By cause, those with no rows left out; 1 to 4 rows are told as few."""
    causes: tuple[
        Literal["unknown", "without_place", "outside", "before_birth", "without_amount"], ...
    ]
    causes = ("unknown", "without_place", "outside", "before_birth", "without_amount")
    counts = ((cause, getattr(found, cause)) for cause in causes)
    return tuple(
        NotCounted(cause, rows if rows >= FLOOR_PERSONS else None) for cause, rows in counts if rows
    )


def check_warnings(
    indicators: Iterable[Indicator],
    warnings: Mapping[str, tuple[ComputeWarning, ...]],
    accepted: str | None,
) -> bool:
    """Whether there is a severe warning about any of them; Blocked when nobody has accepted it."""
    severe = severe_warnings((indicator.id for indicator in indicators), warnings)
    if severe and not (accepted or "").strip():
        raise Blocked(*(_severe(indicator, warning) for indicator, warning in severe))
    return bool(severe)


def severe_warnings(
    indicators: Iterable[str], warnings: Mapping[str, tuple[ComputeWarning, ...]]
) -> list[tuple[str, ComputeWarning]]:
    return [
        (indicator, warning)
        for indicator in indicators
        for warning in warnings.get(indicator, ())
        if warning.severity == "severe"
    ]


def _severe(indicator: str, warning: ComputeWarning) -> Problem:
    return Problem(
        "K-WARNING",
        Text(f"»{indicator}«: {warning.text.da}", f"'{indicator}': {warning.text.en}"),
        Text(
            "Få leverancen rettet, eller byg med --accept-warnings og en begrundelse.",
            "Have the delivery mended, or build with --accept-warnings and a reason.",
        ),
    )


def check_may_build(permit: Permit) -> None:
    if not permit.may_operate:
        raise NotAllowed(
            Problem(
                "K-PERMIT",
                Text("En udgivelse kræver en driftstilladelse.", "A release needs an operator."),
                Text("Bed en driftsansvarlig om det.", "Ask an operator to do it."),
            )
        )


def disclose(
    rows: ResultRows, indicator: Indicator, catalogue: Catalogue, policy: DisclosurePolicy
) -> Disclosed:
    public = is_already_public(indicator, catalogue)
    known = behind(indicator, catalogue)
    try:
        return apply_disclosure_control(
            rows, indicator, policy, already_public=public, behind=known
        )
    except OverflowError as error:
        raise Blocked(_too_large(indicator)) from error


def _too_large(indicator: Indicator) -> Problem:
    return Problem(
        "E06",
        Text(
            f"»{indicator.id}«: et tal er så stort, at det ikke kan udgives (9 billioner eller mere).",
            f"'{indicator.id}': a figure is too large to be released (9 million million or more).",
        ),
        Text(
            "Se efter tal, der er meget større end de plejer, og få leverancen rettet.",
            "Look for numbers far larger than usual, and have the delivery mended.",
        ),
    )


def check_protectable(
    indicator: Indicator,
    catalogue: Catalogue,
    synthetic: frozenset[str],
    deliveries: Iterable[DeliveryRecord],
) -> None:
    """Blocked when a figure is about real persons and not public already.

    A cell hidden for being small can be had back from a total minus its other parts, and which
    further cells must go to prevent that is not worked out yet. Until it is, the only figures safe to
    show in full are those about nobody and those that everybody has. A table of which one delivery is
    real is real.
    """
    real = real_tables(deliveries)
    for table in tables_of(indicator, catalogue):
        source = catalogue.source_of(table)
        public = source is not None and source.already_public is not None
        if not public and (table in real or table not in synthetic):
            title = source.title if source else catalogue.registers[table].title
            raise Blocked(_secondary(indicator, title))


def _secondary(indicator: Indicator, source: Text) -> Problem:
    return Problem(
        "K-SECONDARY",
        Text(
            f"»{indicator.id}« bygger på registerdata ({source.da}). Skjulte tal kan regnes ud fra "
            "totalerne, og det er der endnu ingen beskyttelse imod.",
            f"'{indicator.id}' rests on register data ({source.en}). Hidden figures can be worked "
            "out from the totals, and nothing protects against that yet.",
        ),
        Text(
            "Udgiv kun syntetiske og allerede offentlige tal, eller udelad indikatoren.",
            "Release synthetic and already public figures only, or leave the indicator out.",
        ),
    )


# What is told of the deliveries ------------------------------------------------------------------


def coverage_of(covers: Iterable[Cover]) -> Iterator[Coverage]:
    """Covers that touch or overlap become one line a table and unit."""
    line: Coverage | None = None
    for cover in sorted(covers, key=lambda c: (c.table, c.unit or "", c.start, c.end)):
        same = line is not None and (line.table, line.unit) == (cover.table, cover.unit)
        if line is not None and same and cover.start <= line.end:
            line = replace(line, end=max(line.end, cover.end))
            continue
        if line is not None:
            yield line
        line = Coverage(cover.table, cover.unit, cover.start, cover.end)
    if line is not None:
        yield line


def delivery_card(record: DeliveryRecord, catalogue: Catalogue) -> DeliveryCard:
    """1 to 4 rows, set aside or not, are told as few: each may be a person. Of public figures all is told."""
    is_public = catalogue.sources[record.source].already_public is not None

    def told(rows: int) -> int | None:
        return rows if is_public or rows == 0 or rows >= FLOOR_PERSONS else None

    reasons: dict[str, int] = {}
    for aside in record.asides:
        reasons[aside.reason] = reasons.get(aside.reason, 0) + aside.rows
    return DeliveryCard(
        id=record.id,
        source=record.source,
        title=catalogue.sources[record.source].title,
        published=record.published,
        received=record.received,
        synthetic=record.synthetic,
        state=record.state,
        used=record.state == "accepted",
        rows=told(sum(summary.rows for summary in record.tables)),
        asides=tuple(AsideCard(reason, told(rows)) for reason, rows in sorted(reasons.items())),
        covers=tuple(
            line
            for summary in record.tables
            for window in summary.covers
            for line in _covered(summary, window)
        ),
        notes=tuple(
            remark.told(about_persons=not is_public)
            for remark in (*record.verdict.reasons, *record.verdict.warnings)
        ),
        sha256=record.sha256,
    )


def _covered(summary: TableSummary, window: Window) -> Iterator[Coverage]:
    """A window without bounds reaches as far as the rows do; without rows there is nothing to tell."""
    after_last = None if summary.last is None else summary.last + timedelta(days=1)
    start, end = window.start or summary.first, window.end or after_last
    if start is not None and end is not None:
        for unit in window.units or (None,):
            yield Coverage(summary.table, unit, start, end)
