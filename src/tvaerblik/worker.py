"""Carries what the data side has done over to governance: counts and reasons, never rows.

The only module that knows both sides.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.registers import SourceCard
from tvaerblik.core.deliveries import Switch, Window
from tvaerblik.core.errors import IntegrityError, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.actions.accept_warnings import (
    accept_warnings,
    check_may_accept_warnings,
)
from tvaerblik.governance.actions.propose_release import propose_package
from tvaerblik.governance.actions.publish_proposal import publish_due, publish_proposal
from tvaerblik.governance.actions.publish_release import publish_release
from tvaerblik.governance.actions.record_covers import record_covers
from tvaerblik.governance.actions.record_deliveries import record_deliveries
from tvaerblik.governance.actions.withdraw_release import withdraw_release
from tvaerblik.governance.approvals.models import Approval
from tvaerblik.governance.approvals.written import lacks_its_file, latest_of_drafts
from tvaerblik.governance.attachments.kept import problem_of
from tvaerblik.governance.attachments.models import Attachment
from tvaerblik.governance.audit.chain import verify_audit
from tvaerblik.governance.demo import DEMO_PASSWORD, demo_accounts, seed_demo
from tvaerblik.governance.proposals.changing import code_named
from tvaerblik.governance.proposals.kinds import REVIEW_DAYS
from tvaerblik.governance.proposals.models import Proposal
from tvaerblik.governance.releases.models import ReleaseRecord
from tvaerblik.governance.releases.pointer import current_record
from tvaerblik.governance.sources.reports import DeliveryReport, SourceReport, Span
from tvaerblik.governance.statuses import DeliveryState
from tvaerblik.release.reader import open_release
from tvaerblik.release.verify import verify_release
from tvaerblik.store.covers import covers_of
from tvaerblik.store.records import UNLINKED, DeliveryRecord, Remark
from tvaerblik.store.resolve import parts_of
from tvaerblik.store.snapshot import Cover
from tvaerblik.store.switches import switches_of

__all__ = [
    "DEMO_PASSWORD",
    "accept_warnings",
    "audit_problems",
    "check_may_accept_warnings",
    "current_release_id",
    "definition_problems",
    "demo_accounts",
    "propose_built_release",
    "publish_built_release",
    "publish_due",
    "report_deliveries",
    "seed_demo",
    "withdraw",
]


def report_deliveries(listing: Iterable[DeliveryRecord], catalogue: Catalogue, *, by: Any) -> None:
    """Call it after each intake, also one that was held back, so that /data tells at once.

    `listing` is everything the store holds; a source without a delivery is told of too.
    """
    found, cards = tuple(listing), catalogue.sources
    reports = tuple(
        _source(card, tuple(record for record in found if record.source == card.name))
        for card in cards.values()
    )
    record_deliveries(reports, by=by)
    record_covers(_covers(found), by=by)


def _covers(listing: tuple[DeliveryRecord, ...]) -> Iterator[Cover]:
    """What the newest vintage covers, so that pages can answer whether data exist."""
    accepted = tuple(record for record in listing if record.state == "accepted")
    tables = sorted({summary.table for record in accepted for summary in record.tables})
    for table in tables:
        parts = parts_of(accepted, table)
        # A window without bounds says of no day that it was delivered
        if not any(None in (one.start, one.end) for part in parts for one in part.summary.covers):
            yield from covers_of(table, parts)


def _source(card: SourceCard, records: tuple[DeliveryRecord, ...]) -> SourceReport:
    superseded = _superseded(card, records)
    return SourceReport(
        source=card.name,
        title=card.title,
        already_public=card.already_public is not None,
        synthetic=any(record.synthetic for record in records),
        about_persons=card.already_public is None,
        deliveries=tuple(_delivery(record, card, record.id in superseded) for record in records),
        promise_days=card.promise_days,
        restates=card.restates,
        switches=_switches(card, records),
    )


def _superseded(card: SourceCard, records: tuple[DeliveryRecord, ...]) -> frozenset[str]:
    """Where each delivery restates the whole, only the newest accepted one still speaks."""
    if card.restates != "whole":
        return frozenset()
    accepted = sorted(
        (record for record in records if record.state == "accepted"),
        key=lambda record: (record.published, record.received),
    )
    return frozenset(record.id for record in accepted[:-1])


def _delivery(record: DeliveryRecord, card: SourceCard, is_superseded: bool) -> DeliveryReport:
    return DeliveryReport(
        delivery=record.id,
        published=record.published,
        received=record.received,
        state=_state(record, is_superseded),
        rows={summary.table: summary.rows for summary in record.tables},
        set_aside=_set_aside(record),
        unlinked=record.unlinked,
        covers={table: _span(windows) for table, windows in record.covers.items()},
        windows=record.covers,
        warnings=_texts(record.verdict.warnings, card),
        reasons=_texts(record.verdict.reasons, card),
        override_by=record.override.by if record.override else "",
        override_reason=record.override.reason if record.override else "",
    )


def _switches(
    card: SourceCard, records: tuple[DeliveryRecord, ...]
) -> dict[str, tuple[Switch, ...]]:
    accepted = [record for record in records if record.state == "accepted"]
    found = {table: tuple(switches_of(accepted, table).values()) for table in card.tables}
    return {table: switches for table, switches in found.items() if switches}


def _state(record: DeliveryRecord, is_superseded: bool) -> DeliveryState:
    if record.state == "accepted":
        return DeliveryState.SUPERSEDED if is_superseded else DeliveryState.ACCEPTED
    return DeliveryState.HELD


def _set_aside(record: DeliveryRecord) -> dict[str, int]:
    counts: dict[str, int] = {}
    for aside in record.asides:
        if aside.reason != UNLINKED:
            counts[aside.reason] = counts.get(aside.reason, 0) + aside.rows
    return counts


def _span(windows: tuple[Window, ...]) -> Span:
    """From the first day of any unit to the last; None where a window has no bound."""
    starts = [window.start for window in windows]
    ends = [window.end for window in windows]
    return (
        None if not starts or None in starts else min(starts),
        None if not ends or None in ends else max(ends),
    )


def _texts(remarks: tuple[Remark, ...], card: SourceCard) -> tuple[Text, ...]:
    return tuple(remark.told(about_persons=card.already_public is None) for remark in remarks)


def publish_built_release(
    release_id: str, manifest_sha256: str, folder: Path, *, by: Any, note: str = ""
) -> ReleaseRecord:
    """Checks every byte of a built package, then shows it to everybody, unless another release has
    come since it was built. One that is proposed passes its checklist first, whoever asks."""
    if Proposal.objects.filter(id=release_id).exists():
        return publish_proposal(release_id, seen=None, by=by)
    with open_release(folder, expected_manifest_sha256=manifest_sha256) as release:
        problems = verify_release(folder)
        if problems:
            raise IntegrityError(*problems)
        return publish_release(
            release_id,
            manifest_sha256,
            folder,
            by=by,
            note=note,
            previous=release.manifest.previous,
        )


def propose_built_release(
    release_id: str,
    *,
    note: str,
    code: str,
    review_days: int | None = None,
    hurried_because: str = "",
    by: Any,
) -> Proposal:
    """Checks every byte of a built package, then opens it to its parties and its second reader."""
    return propose_package(
        release_id,
        note=note,
        code=code_named(code),
        review_days=REVIEW_DAYS if review_days is None else review_days,
        hurried_because=hurried_because,
        by=by,
    )


def withdraw(release_id: str, reason: str, code: str, *, by: Any) -> str | None:
    """The id of the release that is shown now."""
    shown = withdraw_release(release_id, by=by, reason=reason, code=code_named(code))
    return shown.id if shown else None


def current_release_id() -> str | None:
    record = current_record()
    return record.id if record else None


def definition_problems() -> tuple[Problem, ...]:
    """Definitions that three people have approved in a case, and that the folder does not have."""
    folder = Path(settings.DEFINITIONS)
    return tuple(_lacks_its_file(one) for one in latest_of_drafts() if lacks_its_file(one, folder))


def _lacks_its_file(approval: Approval) -> Problem:
    number = approval.draft.case.number if approval.draft else ""
    return Problem(
        "G-LACKS-FILE",
        Text(
            f"Definitionen »{approval.indicator}« er godkendt, men dens fil ligger ikke i mappen, eller "
            "det er ikke set, at den gør.",
            f"The definition '{approval.indicator}' is approved, but its file does not lie in the folder, "
            "or was not seen to.",
        ),
        Text(
            f"Tryk »Skriv filen« på /henvendelser/{number}/definition.",
            f"Press 'Write the file' on /henvendelser/{number}/definition.",
        ),
    )


def audit_problems() -> tuple[Problem, ...]:
    """What is wrong with the audit log; nothing when it is whole."""
    problem = verify_audit().problem
    return () if problem is None else (problem,)


def attachment_problems() -> tuple[Problem, ...]:
    """Files of cases whose bytes are missing, or are not those that were added."""
    kept = Attachment.objects.filter(removed=False).values_list("sha256", flat=True)
    found = (problem_of(sha256) for sha256 in sorted(set(kept)))
    return tuple(problem for problem in found if problem is not None)
