"""Readers of a real server of two processes while releases are switched: pages, answers, pictures and
style sheets; no error, and never two releases in one answer."""

import http.client
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from support.sample_release import MADE_AT, make_sample_release

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
SERVE = "from pathlib import Path; from tvaerblik.config.serving import serve; serve(Path({}), '127.0.0.1', {}, {})"
# Publishes the folder named on each line under a name of its own, as so many releases
PUBLISH = """
import sys
from pathlib import Path
from tvaerblik.config.setup import init_home, setup_django
home = Path(sys.argv[1])
init_home(home)
setup_django(home)
from tvaerblik.core.permit import Permit
from tvaerblik.governance.actions.publish_release import publish_release
from tvaerblik.release.files import sha256_of
for number, line in enumerate(sys.stdin):
    folder = Path(line.strip())
    link = home / "releases" / f"{folder.name}-{number}"
    link.symlink_to(folder)
    publish_release(link.name, sha256_of(folder / "manifest.json"), link, by=Permit("drift", "operator", "test"))
    print(link.name, flush=True)
"""


class Publisher:
    def __init__(self, home: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PUBLISH, str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=_environ(),
        )

    def publish(self, package: Path) -> None:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(f"{package}\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline().startswith(package.name)


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
def publisher(tmp_path: Path) -> Iterator[Publisher]:
    started = Publisher(tmp_path / "home")
    yield started
    started.process.communicate()


@pytest.fixture
def port(publisher: Publisher, packages: tuple[Path, Path], tmp_path: Path) -> Iterator[int]:
    """The server, once the first release is published."""
    publisher.publish(packages[0])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    code = SERVE.format(repr(str(tmp_path / "home")), number, WORKERS)
    server = subprocess.Popen([sys.executable, "-c", code], env=_environ())
    try:
        _wait_for(number)
        yield number
    finally:
        server.terminate()
        server.wait(20)


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
        heard.problems += [number for _ in range(8) if wrong in _get(port, "/").decode()]
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
    found = re.search(r'/static/tvaerblik/site[^"]*\.css', _get(port, "/om").decode())
    assert found
    return found[0]


def _get(port: int, address: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", address)
        return connection.getresponse().read()
    finally:
        connection.close()


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            _get(port, "/om")
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


def _environ() -> dict[str, str]:
    ours = ("TVAERBLIK_", "DJANGO_SETTINGS_MODULE")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}
