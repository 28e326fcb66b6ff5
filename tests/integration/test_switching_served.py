"""Readers of a real server of two processes while releases are switched: pages, answers, pictures and
style sheets; no error, and never two releases in one answer."""

import http.client
import re
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from support.sample_release import MADE_AT, make_sample_release
from support.served import Publisher, fetch, publishing, serving

READERS, SWITCHES, WORKERS = 16, 6, 2
VISITS = "opfoelgende-hjemmebesoeg-7-dage"
ASKED = (
    "/",
    f"/indikator/{VISITS}",
    f"/indikator/{VISITS}?enhed=kommune-0851&periodetype=year",
    f"/indikator/{VISITS}/diagram.svg",
    "/api/v1/vaerdier?indikator=indlaeggelser-pr-1000&enhed=region-nordjylland&periodetype=year",
    f"/api/v1/indikatorer/{VISITS}.csv?enhed=region-nordjylland",
    "/data",
)


class Heard:
    """Everything that all readers were answered."""

    def __init__(self) -> None:
        self.problems: list[object] = []
        self.bodies: dict[tuple[str, str], set[str]] = defaultdict(set)  # by address and release
        self.of_mark: dict[tuple[str, str], set[str]] = defaultdict(set)  # by address and ETag
        self.unchanged = 0


@pytest.fixture
def packages(package: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Other figures under the same names."""
    return package, make_sample_release(tmp_path, seed=2, day=MADE_AT + timedelta(days=1))


@pytest.fixture
def publisher(tmp_path: Path, packages: tuple[Path, Path]) -> Iterator[Publisher]:
    with publishing(tmp_path / "home") as started:
        started.publish(packages[0])
        yield started


@pytest.fixture
def port(publisher: Publisher, tmp_path: Path) -> Iterator[int]:
    with serving(tmp_path / "home", workers=WORKERS) as (found, _):
        yield found


def test_readers_of_two_processes_meet_no_error_and_no_mixture(
    port: int, publisher: Publisher, packages: tuple[Path, Path]
) -> None:
    sheet = _sheet(port)
    heard, done = Heard(), threading.Event()
    readers = [
        threading.Thread(target=_read, args=(port, (*ASKED, sheet), turn, heard, done))
        for turn in range(READERS)
    ]
    for reader in readers:
        reader.start()
    for number in range(1, SWITCHES):
        time.sleep(0.5)
        publisher.publish(packages[number % 2])
        # From now on nobody is shown the release before, whichever process answers
        wrong = packages[(number + 1) % 2].name
        heard.problems += [number for _ in range(8) if wrong in fetch(port, "/")[1].decode()]
    done.set()
    for reader in readers:
        reader.join()
    assert heard.problems == []
    assert {address: len(found) for address, found in heard.bodies.items() if len(found) > 1} == {}
    assert [mark for mark, found in heard.of_mark.items() if len(found) > 1] == []
    ids = {folder.name for folder in packages}
    for address in ASKED[:4]:
        seen = [heard.bodies[address, release] for release in ids]
        assert all(seen) and not set.intersection(*seen), address
    assert len(heard.bodies[sheet, ""]) == 1
    assert heard.unchanged > 0


def _read(
    port: int, addresses: tuple[str, ...], turn: int, heard: Heard, done: threading.Event
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    marks: dict[str, str] = {}
    try:
        while not done.is_set():
            turn += 1
            address = addresses[turn % len(addresses)]
            known = {"If-None-Match": marks[address]} if address in marks and turn % 3 else {}
            connection.request("GET", address, headers=known)
            answer = connection.getresponse()
            body = answer.read()
            mark = answer.headers.get("ETag", "")
            if answer.status == 304 and known:
                heard.unchanged += 1
            elif answer.status != 200:
                heard.problems.append((address, answer.status))
            else:
                digest = sha256(body).hexdigest()
                heard.bodies[address, _release_in(body, answer)].add(digest)
                heard.of_mark[address, mark].add(digest)
                marks[address] = mark
    except Exception as error:  # a reader's error is what the test is about
        heard.problems.append(error)
    finally:
        connection.close()


def _release_in(body: bytes, answer: http.client.HTTPResponse) -> str:
    """All that are named in it: more than one would be a release of its own, and its figures show."""
    text = body.decode() + answer.headers.get("Content-Disposition", "")
    return " ".join(sorted(set(re.findall(r"2026-11-2[23]-\d\d-[0-9a-f]{8}", text))))


def _sheet(port: int) -> str:
    found = re.search(r'/static/tvaerblik/site[^"]*\.css', fetch(port, "/om")[1].decode())
    assert found
    return found[0]
