"""One intake at a time, and nothing left of one that was stopped in the middle."""

import threading

import pytest

from support.deliveries import contact, take_in, write_lpr
from tvaerblik.core.errors import Blocked


def test_who_is_patient_waits_for_the_turn(store) -> None:
    order = []

    def second() -> None:
        with store.turn(patience=30):
            order.append("second")

    with store.turn():
        waiting = threading.Thread(target=second)
        waiting.start()
        waiting.join(0.3)
        order.append("first")
    waiting.join(30)
    assert order == ["first", "second"]


def test_who_is_not_is_told_what_to_do(store) -> None:
    with store.turn(), pytest.raises(Blocked, match=r"K-BUSY.*Send again"), store.turn(patience=0):
        raise AssertionError("two had the turn at once")
    with store.turn(patience=0):
        pass


def test_F02_what_a_stopped_process_left_goes_with_the_next_delivery(store, tmp_path) -> None:
    folder = store.home.deliveries / "lpr_a"
    left = folder / ".lpr_a-2026-01-10-abc.4711.tmp"
    left.mkdir(parents=True)
    (left / "hospital_contact.parquet").write_bytes(b"half")
    delivery = write_lpr(tmp_path, "2026-02-10", [contact(1, "2026-01-05 10:00")])
    report = take_in(store, delivery, source="lpr_a")
    assert [path.name for path in folder.iterdir()] == [report.id]
