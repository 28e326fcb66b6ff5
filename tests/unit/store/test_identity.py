"""One person, one id, whichever source and whenever; keys outside the database, and rotated."""

import sqlite3
import stat

import pyarrow as pa
import pytest

from support.deliveries import CPR
from tvaerblik.core.errors import ConfigError, IntegrityError
from tvaerblik.store import identity as module
from tvaerblik.store.store import Store


def ids(store, *numbers):
    return store.identity.person_ids(pa.array(numbers)).to_pylist()


def digests(store):
    connection = sqlite3.connect(store.home.identity)
    found = connection.execute("SELECT digest FROM person").fetchall()
    connection.close()
    return {digest for (digest,) in found}


def test_the_same_number_is_the_same_person_and_fits_an_int64(store):
    first = ids(store, CPR[0], CPR[1], CPR[0])
    assert first[0] == first[2] != first[1]
    assert ids(store, CPR[1], CPR[0]) == [first[1], first[0]]
    assert all(0 <= id_ < 2**63 for id_ in first)


def test_ids_do_not_depend_on_the_order_of_arrival(store, tmp_path):
    other = Store.create(tmp_path / "other")
    other.home.key(1).write_bytes(store.home.key(1).read_bytes())
    connection = sqlite3.connect(other.home.identity)
    connection.execute("DELETE FROM key")
    connection.commit()
    connection.close()
    other.identity.create()
    assert ids(store, *CPR) == ids(other, *reversed(CPR))[::-1]


def test_another_installation_gives_other_ids(store, tmp_path):
    assert ids(store, *CPR) != ids(Store.create(tmp_path / "other"), *CPR)


def test_the_key_is_for_the_owner_only_and_is_never_replaced(store):
    key = store.home.key(1)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.home.identity.stat().st_mode) == 0o600
    before = key.read_bytes()
    assert len(before) == 32
    store.identity.create()
    assert key.read_bytes() == before


def test_rotation_re_keys_every_entry_and_keeps_the_ids(store):
    before, old = ids(store, *CPR), digests(store)
    assert store.identity.rotate_key() == 2
    assert digests(store).isdisjoint(old)
    assert len(digests(store)) == len(CPR)
    assert ids(store, *CPR) == before
    assert len(digests(store)) == len(CPR)
    assert store.identity.rotate_key() == 3
    assert ids(store, *CPR) == before


def test_a_person_first_seen_after_a_rotation_has_the_id_it_would_have_had(store, tmp_path):
    before = ids(store, *CPR)
    store.identity.rotate_key()
    connection = sqlite3.connect(store.home.identity)
    connection.execute("DELETE FROM person")
    connection.commit()
    connection.close()
    assert ids(store, *CPR) == before


def test_a_rotation_cut_short_changes_nothing_and_can_be_repeated(store, monkeypatch):
    before, old = ids(store, *CPR), digests(store)
    monkeypatch.setattr(module, "_record_key", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        store.identity.rotate_key()
    assert digests(store) == old
    monkeypatch.undo()
    left_over = store.home.key(2).read_bytes()
    assert store.identity.rotate_key() == 2
    assert store.home.key(2).read_bytes() == left_over
    assert ids(store, *CPR) == before


def test_H06_a_missing_key_is_said_and_a_wrong_one_refused(store):
    ids(store, *CPR)
    store.home.key(1).write_bytes(b"x" * 32)
    with pytest.raises(IntegrityError, match="person-1"):
        ids(store, CPR[0])
    store.home.key(1).unlink()
    with pytest.raises(ConfigError, match="person-1"):
        ids(store, CPR[0])


def test_two_persons_with_one_id_are_refused_and_nothing_enters(store, monkeypatch):
    monkeypatch.setattr(module, "_id", lambda first: 7)
    with pytest.raises(IntegrityError) as caught:
        ids(store, CPR[0], CPR[1])
    assert CPR[0] not in caught.value.in_("da")
    assert digests(store) == set()
