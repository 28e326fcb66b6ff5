"""Readers while releases are switched: no error, and never two releases in one answer."""

import json
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from support.sample_release import MADE_AT, make_sample_release
from tvaerblik.core.errors import IntegrityError
from tvaerblik.core.permit import Permit
from tvaerblik.governance.actions.publish_release import publish_release
from tvaerblik.governance.actions.withdraw_release import withdraw_release
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.releases.current import get_current_release
from tvaerblik.release.reader import open_release

OPERATOR = Permit("drift", "operator", "test")
NORTH = "region-nordjylland"
ASKED = f"vaerdier?indikator=indlaeggelser-pr-1000&enhed={NORTH}&periodetype=year"
READERS, SWITCHES = 16, 12


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Other figures under the same names."""
    return make_sample_release(
        tmp_path_factory.mktemp("other"), seed=2, day=MADE_AT + timedelta(days=1)
    )


def test_readers_meet_no_error_and_no_mixture(
    transactional_db, package: Path, other: Path, tmp_path: Path
) -> None:
    packages = (package, other)
    figures = {}
    for folder in packages:
        with open_release(folder) as release:
            rows = release.series("indlaeggelser-pr-1000", NORTH, "year")
            figures[folder] = [row.numerator for row in rows]
    assert figures[package] != figures[other]
    expected: dict[str, list[int | None]] = {}
    problems: list[object] = []
    answers: set[str] = set()
    done = threading.Event()

    def publish(number: int) -> None:
        """The same two folders under a new id each time, as so many releases."""
        folder = packages[number % 2]
        with open_release(folder) as release:
            name = f"{release.id}-{number}"
            sha256 = release.manifest_sha256
        link = tmp_path / name
        link.symlink_to(folder)
        publish_release(name, sha256, link, by=OPERATOR)
        expected[name] = figures[folder]

    def read() -> None:
        client = Client()
        try:
            while not done.is_set():
                response = client.get(f"/api/v1/{ASKED}")
                found = json.loads(response.content)
                numbers = [value["numerator"] for value in found["values"]]
                named = {found["release"], *(value["release"] for value in found["values"])}
                answers.add(found["release"])
                in_mark = response["ETag"].strip('"').split(".")[0]
                if named != {in_mark} or numbers not in figures.values():
                    problems.append((named, numbers))
                elif numbers != by_release[in_mark]:
                    problems.append(("mixed", in_mark))
        except Exception as error:  # a reader's error is what the test is about
            problems.append(error)
        finally:
            connection.close()

    by_release = {}
    for folder in packages:
        with open_release(folder) as release:
            by_release[release.id] = figures[folder]
    publish(0)
    threads = [threading.Thread(target=read) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    for number in range(1, SWITCHES):
        publish(number)
    done.set()
    for thread in threads:
        thread.join()
    assert problems == []
    assert answers == set(by_release)
    assert AuditEntry.objects.count() == SWITCHES


def test_a_release_follows_the_one_its_manifest_names(
    db, publish_package, package: Path, other: Path
) -> None:
    """Both were built upon nothing: the second was not compared with the first."""
    publish_package(package)
    with pytest.raises(Exception, match="Somebody else has published meanwhile"):
        publish_package(other)


def test_a_flipped_bit_is_found_before_it_is_published(db, publish_package, tmp_path: Path) -> None:
    package = make_sample_release(tmp_path)
    cells = package / "cells.duckdb"
    content = bytearray(cells.read_bytes())
    content[len(content) // 2] ^= 1
    cells.chmod(0o600)
    cells.write_bytes(content)
    with pytest.raises(IntegrityError, match=r"cells\.duckdb"):
        publish_package(package)
    assert not AuditEntry.objects.exists()


def test_a_package_that_is_not_the_one_published_is_not_shown(
    db, client, publish_package, tmp_path: Path, caplog
) -> None:
    package = make_sample_release(tmp_path)
    publish_package(package)
    manifest = package / "manifest.json"
    manifest.chmod(0o600)
    manifest.write_bytes(manifest.read_bytes().replace(b'"test"', b'"tost"'))
    assert get_current_release() is None
    assert "cannot be shown" in caplog.text
    assert client.get("/api/v1/indikatorer").status_code == 404
    assert client.get("/konto/login/").status_code == 200


def test_what_was_kept_is_fetched_anew_after_a_switch(
    db, client, publish_package, package: Path
) -> None:
    published = publish_package(package)
    mark = client.get("/api/v1/indikatorer")["ETag"]
    assert get_current_release() is get_current_release()
    withdraw_release(published.id, by=OPERATOR, reason="Fejl")
    assert get_current_release() is None
    response = client.get("/api/v1/indikatorer", headers={"if-none-match": mark})
    assert response.status_code == 404
