"""The audit log: what was done stays, and whoever changes it behind the program's back is found."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from tvaerblik.core.errors import IntegrityError
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actors import Actor
from tvaerblik.governance.audit.chain import check_audit, record, verify_audit
from tvaerblik.governance.audit.guards import guard_audit
from tvaerblik.governance.audit.models import AppendOnly, AuditEntry
from tvaerblik.governance.audit.witness import read_witness

SOMEBODY = Actor("godkender", frozenset({"godkender", "bruger"}))


@pytest.fixture
def witness(settings, tmp_path: Path) -> Path:
    settings.AUDIT_WITNESS = tmp_path / "audit" / "witness.txt"
    return settings.AUDIT_WITNESS


@pytest.fixture
def log(transactional_db, witness: Path) -> Iterator[None]:
    """Ten entries, each in a transaction of its own, as the program writes them."""
    for number in range(1, 11):
        with transaction.atomic():
            record(SOMEBODY, "release.publish", f"r{number}", {"note": "æøå", "cells": number})
    yield


def _behind_the_program(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def _first_broken() -> str:
    verdict = verify_audit()
    assert not verdict.is_whole
    assert verdict.problem is not None
    return verdict.problem.what.en


def test_a_log_of_ten_is_whole(log) -> None:
    verdict = verify_audit()
    assert (verdict.is_whole, verdict.entries) == (True, 10)
    newest = AuditEntry.objects.last()
    assert newest is not None
    assert verdict.sha256 == newest.sha256
    assert (newest.by, newest.role) == ("godkender", "bruger+godkender")
    check_audit()


def test_an_empty_log_is_whole(db) -> None:
    assert verify_audit().entries == 0
    check_audit()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("by", "analytiker"),
        ("role", "auditor"),
        ("action", "release.withdraw"),
        ("subject", "r5"),
        ("detail", '{"note": "æøå", "cells": 5}'),
        ("at", "2020-01-01 00:00:00"),
        ("previous", "1" * 64),
        ("sha256", "1" * 64),
    ],
)
def test_a_changed_row_is_named(log, column: str, value: str) -> None:
    _behind_the_program(f'UPDATE audit_auditentry SET "{column}" = %s WHERE number = 4', value)
    assert _first_broken() == "The audit log is not whole: Row 4 has been changed."
    with pytest.raises(IntegrityError, match="Row 4"):
        check_audit()


def test_a_removed_row_is_named(log) -> None:
    _behind_the_program("DELETE FROM audit_auditentry WHERE number = 6")
    assert "Row 6 is missing." in _first_broken()


def test_an_invented_row_is_named(log) -> None:
    _behind_the_program(
        "INSERT INTO audit_auditentry SELECT 11, at, by, role, action, subject, detail, previous, "
        "sha256 FROM audit_auditentry WHERE number = 10"
    )
    assert "Row 11 has been changed." in _first_broken()


def test_a_cut_tail_shows_in_the_head(log) -> None:
    _behind_the_program("DELETE FROM audit_auditentry WHERE number > 7")
    assert "Rows 8 to 10 are missing at the end" in _first_broken()


def test_a_cut_tail_with_a_mended_head_shows_in_the_witness(log) -> None:
    """Whoever can write to the database can mend the head too; the witness lies outside it."""
    _behind_the_program("DELETE FROM audit_auditentry WHERE number > 7")
    _behind_the_program(
        "UPDATE audit_audithead SET count = 7, "
        "sha256 = (SELECT sha256 FROM audit_auditentry WHERE number = 7)"
    )
    assert "Rows 8 to 10 are missing at the end" in _first_broken()


def test_a_log_written_anew_shows_in_the_witness(log, witness: Path, settings) -> None:
    _behind_the_program("DELETE FROM audit_auditentry")
    _behind_the_program("DELETE FROM audit_audithead")
    seen, settings.AUDIT_WITNESS = settings.AUDIT_WITNESS, None
    for number in range(1, 11):
        with transaction.atomic():
            record(SOMEBODY, "release.publish", f"other{number}")
    check_audit()
    settings.AUDIT_WITNESS = seen
    assert "Row 1 is not the one the witness file saw." in _first_broken()


def test_a_missing_witness_is_said(log, witness: Path) -> None:
    witness.unlink()
    assert "The witness file is missing." in _first_broken()


def test_a_witness_that_missed_a_line_or_has_half_of_one_is_enough(log, witness: Path) -> None:
    lines = witness.read_text().splitlines()
    witness.write_text("\n".join([*lines[:4], *lines[5:], "11 ab"]))
    assert [sighting.count for sighting in read_witness(witness)] == [1, 2, 3, 4, 6, 7, 8, 9, 10]
    check_audit()


def test_what_was_rolled_back_was_never_witnessed(log, witness: Path) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(SOMEBODY, "release.publish", "r11")
        raise ZeroDivisionError
    assert len(read_witness(witness)) == 10
    assert verify_audit().entries == 10


def test_the_program_itself_cannot_change_history(log) -> None:
    entry = AuditEntry.objects.get(number=3)
    with pytest.raises(AppendOnly):
        entry.save()
    with pytest.raises(AppendOnly):
        entry.delete()
    with pytest.raises(AppendOnly):
        AuditEntry.objects.filter(number=3).update(by="x")
    with pytest.raises(AppendOnly):
        AuditEntry.objects.all().delete()
    with pytest.raises(AppendOnly):
        AuditEntry.objects.bulk_update([entry], ["by"])
    check_audit()


def test_the_database_itself_refuses(db) -> None:
    with transaction.atomic():
        record(SOMEBODY, "release.publish", "r1")
    guard_audit(connection)
    guard_audit(connection)
    for statement in ("UPDATE audit_auditentry SET by = 'x'", "DELETE FROM audit_auditentry"):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            _behind_the_program(statement)
    with transaction.atomic():
        record(SOMEBODY, "release.publish", "r2")
    assert verify_audit().entries == 2


def test_whoever_has_every_role_can_act(db) -> None:
    """PostgreSQL holds a column to its length; SQLite does not."""
    somebody = Actor("a" * 100, frozenset(map(str, Role)))
    with transaction.atomic():
        entry = record(somebody, "release.publish", "r1")
    assert len(entry.role) > 100
    longest = {field.name: field.max_length for field in AuditEntry._meta.get_fields()}
    assert len(entry.role) <= longest["role"]


def test_an_entry_outside_a_transaction_is_refused(transactional_db) -> None:
    with pytest.raises(TypeError, match="belongs in the transaction"):
        record(SOMEBODY, "release.publish", "r1")


@pytest.mark.parametrize("value", [1.5, {1: "x"}, b"x", {"x": [object()]}])
def test_detail_is_plain(db, value: object) -> None:
    with pytest.raises(TypeError, match="audit entry"):
        record(SOMEBODY, "release.publish", "r1", {"value": value})


def test_the_log_refers_to_nothing_by_key() -> None:
    assert [field.name for field in AuditEntry._meta.get_fields() if field.is_relation] == []
