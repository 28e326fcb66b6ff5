"""Adds entries to the audit log, and checks it.

Each entry carries the SHA-256 of the entry before it and of its own facts as canonical JSON, so that
a changed, removed or inserted row breaks the chain there. That the newest rows were cut away shows
in the witness, a second file outside the database.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from tvaerblik.core.errors import IntegrityError, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.actors import Actor
from tvaerblik.governance.audit.models import AuditEntry, AuditHead
from tvaerblik.governance.audit.witness import Sighting, read_witness, write_witness

BEGINNING = "0" * 64


def record(
    by: Actor, action: str, subject: str, detail: Mapping[str, Any] | None = None
) -> AuditEntry:
    """Adds an entry in the transaction of the change it tells of; there must be one."""
    if not connection.in_atomic_block:
        raise TypeError("An audit entry belongs in the transaction of what it tells of")
    head = hold_log()
    entry = AuditEntry(
        number=head.count + 1,
        at=timezone.now(),
        by=by.name,
        role=by.role,
        action=action,
        subject=subject,
        detail=_checked_json(dict(detail or {})),
        previous=head.sha256,
    )
    entry.sha256 = hash_of(entry)
    entry.save()
    head.count, head.sha256 = entry.number, entry.sha256
    head.save()
    transaction.on_commit(lambda: _witness(Sighting(entry.number, entry.sha256)))
    return entry


def hold_log() -> AuditHead:
    """The head of the log, held until the transaction ends. Whoever changes anything comes by here,
    so it is also where those who number things or replace a whole wait for each other. What else is
    locked is locked before it."""
    AuditHead.objects.get_or_create(id=1, defaults={"sha256": BEGINNING})
    return AuditHead.objects.select_for_update().get(id=1)


def hash_of(entry: AuditEntry) -> str:
    facts = {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "by": entry.by,
        "role": entry.role,
        "action": entry.action,
        "subject": entry.subject,
        "detail": entry.detail,
    }
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{entry.previous}\n{text}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class AuditVerdict:
    entries: int
    sha256: str  # of the newest whole entry
    checked_at: datetime
    problem: Problem | None = None

    @property
    def is_whole(self) -> bool:
        return self.problem is None


def verify_audit() -> AuditVerdict:
    """Reads the whole log; the verdict names the first broken row."""
    with transaction.atomic():
        # Held, so that an entry added meanwhile is not taken for a difference
        hold_log()
        return _verify(read_witness(_witness_file()))


def check_audit() -> None:
    """Raises IntegrityError when the log is not whole."""
    verdict = verify_audit()
    if verdict.problem is not None:
        raise IntegrityError(verdict.problem)


def _verify(seen: tuple[Sighting, ...]) -> AuditVerdict:
    witnessed = {sighting.count: sighting.sha256 for sighting in seen}
    number, newest = 0, BEGINNING

    def verdict(da: str = "", en: str = "") -> AuditVerdict:
        problem = _broken(da, en) if da else None
        return AuditVerdict(number, newest, timezone.now(), problem)

    for entry in AuditEntry.objects.order_by("number").iterator():
        row = number + 1
        if entry.number != row:
            return verdict(f"Række {row} mangler.", f"Row {row} is missing.")
        if entry.previous != newest or entry.sha256 != hash_of(entry):
            return verdict(f"Række {row} er ændret.", f"Row {row} has been changed.")
        if witnessed.get(row, entry.sha256) != entry.sha256:
            return verdict(
                f"Række {row} er ikke den, vidnefilen så.",
                f"Row {row} is not the one the witness file saw.",
            )
        number, newest = row, entry.sha256
    return _verify_end(verdict, number, newest, witnessed)


def _verify_end(verdict: Any, number: int, newest: str, witnessed: dict[int, str]) -> AuditVerdict:
    head = AuditHead.objects.filter(id=1).first()
    counted = (head.count, head.sha256) if head else (0, BEGINNING)
    last = max([counted[0], *witnessed])
    if last > number:
        return verdict(
            f"Række {number + 1} til {last} mangler sidst i loggen.",
            f"Rows {number + 1} to {last} are missing at the end of the log.",
        )
    if counted != (number, newest):
        return verdict(
            f"Række {number} er ikke den, hovedet nævner.",
            f"Row {number} is not the one the head names.",
        )
    if number and not witnessed and _witness_file() is not None:
        return verdict("Vidnefilen mangler.", "The witness file is missing.")
    return verdict()


def _broken(da: str, en: str) -> Problem:
    return Problem(
        "G-AUDIT",
        Text(f"Loggen er ikke hel: {da}", f"The audit log is not whole: {en}"),
        Text(
            "Udgiv intet. Hent en sikkerhedskopi frem, og find ud af, hvem der kan skrive i databasen.",
            "Publish nothing. Take out a backup, and find out who can write to the database.",
        ),
    )


def _witness_file() -> Path | None:
    return settings.AUDIT_WITNESS


def _witness(sighting: Sighting) -> None:
    file = _witness_file()
    if file is not None:
        write_witness(file, sighting)


def _checked_json(value: Any) -> Any:
    """Text, whole numbers, yes or no, lists and tables: what every database gives back unchanged."""
    if isinstance(value, Mapping):
        return {_checked_key(key): _checked_json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_checked_json(inner) for inner in value]
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"Not for an audit entry: {type(value).__name__}")


def _checked_key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError(f"Not a name in an audit entry: {type(key).__name__}")
    return str(key)
