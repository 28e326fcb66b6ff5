"""What is kept while the database stands still is asked for anew after any change, whoever made it."""

import sqlite3

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction

from tvaerblik.governance.unchanged import WhileUnchanged

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "INSERT INTO accounts_user (username, password, unit, is_active, created_at) VALUES (?,'','',1,'2026-01-01')"


@pytest.fixture
def asked() -> list[int]:
    return []


@pytest.fixture
def count(asked: list[int]) -> WhileUnchanged[int]:
    def ask() -> int:
        asked.append(1)
        return get_user_model().objects.count()

    return WhileUnchanged(ask)


def test_asked_once_while_nothing_is_written(count, asked) -> None:
    assert [count() for _ in range(5)] == [0] * 5
    assert len(asked) == 1


def test_what_another_process_writes_is_seen(count) -> None:
    assert count() == 0
    other = sqlite3.connect(connection.settings_dict["NAME"])
    with other:
        other.execute(NAME, ("en",))
    other.close()
    assert count() == 1


def test_what_is_written_here_is_seen(count) -> None:
    assert count() == 0
    get_user_model().objects.create(username="en")
    assert count() == 1


def test_another_connection_starts_afresh(count, asked) -> None:
    """Its numbers begin where they like, and may be those of the one before."""
    count()
    connection.close()
    assert count() == 0
    assert len(asked) == 2


def test_what_is_undone_was_never_kept(count) -> None:
    assert count() == 0
    with transaction.atomic():
        get_user_model().objects.create(username="en")
        assert count() == 1
        transaction.set_rollback(True)
    assert count() == 0
