"""Publishing and withdrawing: one transaction with pointer and audit entry, one winner of two."""

import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tvaerblik.core.errors import BadInput, Blocked, IntegrityError, NotAllowed, NotKnown
from tvaerblik.core.permit import Permit
from tvaerblik.governance.actions import publish_release as publishing
from tvaerblik.governance.actions.publish_release import publish_release
from tvaerblik.governance.actions.withdraw_release import withdraw_release
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.releases.models import ReleasePointer, ReleaseRecord
from tvaerblik.governance.releases.pointer import current_record, current_release
from tvaerblik.governance.statuses import RELEASE_MOVES, ReleaseState

OPERATOR = Permit("drift", "operator", "test")
READER = Permit("laeser", "reader", "test")


@pytest.fixture
def shelf(settings, tmp_path: Path) -> Path:
    settings.RELEASES_FOLDER = tmp_path
    for name in ("r1", "r2", "r3", *(f"t{number}" for number in range(8))):
        (tmp_path / name).mkdir()
    return tmp_path


def _publish(shelf: Path, name: str, **more: Any) -> ReleaseRecord:
    return publish_release(name, "a" * 64, shelf / name, **{"by": OPERATOR, **more})


def _shown() -> str | None:
    record = current_record()
    return record.id if record else None


def _acts() -> list[tuple[str, str]]:
    return list(AuditEntry.objects.values_list("action", "subject"))


def test_a_published_release_is_shown_and_written_down(db, shelf: Path) -> None:
    published = _publish(shelf, "r1", note="Første udgivelse")
    assert current_release() == published
    assert published.path == shelf / "r1"
    assert published.folder == "r1", "an installation can be moved"
    entry = AuditEntry.objects.get()
    assert (entry.by, entry.action, entry.subject) == ("drift", "release.publish", "r1")
    assert entry.detail == {
        "manifest_sha256": "a" * 64,
        "previous": None,
        "note": "Første udgivelse",
    }


def test_before_the_first_release_there_is_none_and_it_is_said(db) -> None:
    assert current_record() is None
    with pytest.raises(NotKnown, match="No figures have been published yet"):
        current_release()


def test_the_next_release_follows_the_one_before(db, shelf: Path) -> None:
    _publish(shelf, "r1")
    assert _publish(shelf, "r2", previous="r1").previous == "r1"
    assert _shown() == "r2"
    assert ReleasePointer.objects.get().serial == 2


@pytest.mark.parametrize("previous", [None, "r0"])
def test_a_release_built_upon_another_than_the_one_shown_is_refused(db, shelf, previous) -> None:
    _publish(shelf, "r1")
    with pytest.raises(Blocked, match="'r1' is shown, not"):
        _publish(shelf, "r2", previous=previous)
    assert (_shown(), len(_acts())) == ("r1", 1)


def test_a_release_is_published_once(db, shelf: Path) -> None:
    _publish(shelf, "r1")
    with pytest.raises(Blocked, match="has been published before"):
        _publish(shelf, "r1")
    withdraw_release("r1", by=OPERATOR, reason="Fejl i kilden")
    with pytest.raises(Blocked, match="has been published before"):
        _publish(shelf, "r1")


def test_only_those_who_may_publish(db, shelf: Path) -> None:
    for somebody in (READER, None, "godkender"):
        with pytest.raises(NotAllowed, match="publish or withdraw figures"):
            _publish(shelf, "r1", by=somebody)
    _publish(shelf, "r1")
    with pytest.raises(NotAllowed, match="publish or withdraw figures"):
        withdraw_release("r1", by=READER, reason="x")
    assert len(_acts()) == 1


def test_a_package_that_is_not_there_is_refused(db, shelf: Path) -> None:
    with pytest.raises(NotKnown, match="folder is not there"):
        publish_release("r9", "a" * 64, shelf / "r9", by=OPERATOR)


def test_a_note_with_a_cpr_number_is_refused_and_not_repeated(db, shelf: Path) -> None:
    with pytest.raises(BadInput, match="contains a CPR number") as caught:
        _publish(shelf, "r1", note="se 610203-0000")
    assert "0000" not in caught.value.in_("da")
    assert _acts() == []


def test_nothing_happens_by_halves(db, shelf: Path, monkeypatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(publishing, "record", fail)
    with pytest.raises(ZeroDivisionError):
        _publish(shelf, "r1")
    assert (_shown(), ReleaseRecord.objects.count()) == (None, 0)


def test_a_damaged_log_closes_the_gate_and_leaves_the_way_back_open(db, shelf: Path) -> None:
    _publish(shelf, "r1")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditentry SET subject = 'r7'")
    with pytest.raises(IntegrityError, match="Row 1 has been changed"):
        _publish(shelf, "r2")
    assert withdraw_release("r1", by=OPERATOR, reason="Loggen er brudt") is None


def test_withdrawing_shows_the_newest_of_the_others(db, shelf: Path) -> None:
    for name in ("r1", "r2", "r3"):
        _publish(shelf, name)
    shown = withdraw_release("r3", by=OPERATOR, reason="Forkert nævner")
    assert (shown.id if shown else None, _shown()) == ("r2", "r2")
    withdraw_release("r1", by=OPERATOR, reason="Samme fejl")
    assert _shown() == "r2"
    assert withdraw_release("r2", by=OPERATOR, reason="Samme fejl") is None
    assert _shown() is None
    assert AuditEntry.objects.get(number=4).detail == {
        "reason": "Forkert nævner",
        "code": "fejl",
        "shown_now": "r2",
    }


@pytest.mark.parametrize("reason", ["", "  "])
def test_withdrawing_takes_a_reason(db, shelf: Path, reason: str) -> None:
    _publish(shelf, "r1")
    with pytest.raises(BadInput, match="A reason is missing"):
        withdraw_release("r1", by=OPERATOR, reason=reason)


def test_withdrawing_twice_or_what_is_unknown_is_refused(db, shelf: Path) -> None:
    _publish(shelf, "r1")
    withdraw_release("r1", by=OPERATOR, reason="Fejl")
    with pytest.raises(Blocked, match="withdrawn already"):
        withdraw_release("r1", by=OPERATOR, reason="Fejl")
    with pytest.raises(NotKnown, match="no release 'r8'"):
        withdraw_release("r8", by=OPERATOR, reason="Fejl")


def test_every_state_has_its_moves() -> None:
    assert set(RELEASE_MOVES) == {None, *ReleaseState}


def test_of_eight_who_publish_at_once_one_wins(transactional_db, shelf: Path) -> None:
    """All have seen the same release and press the button: the others are told, nothing is lost."""
    _publish(shelf, "r1")
    ready = threading.Barrier(8)
    said: list[str] = []

    def publish(name: str) -> None:
        ready.wait()
        try:
            _publish(shelf, name, previous="r1")
            said.append("published")
        except Blocked as error:
            said.append(error.problems[0].code)
        finally:
            connection.close()

    threads = [threading.Thread(target=publish, args=(f"t{number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["G-MOVED"] * 7 + ["published"]
    assert [subject for _, subject in _acts()] == ["r1", _shown()]
