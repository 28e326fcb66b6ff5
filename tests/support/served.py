"""A real server over an installation of its own, and a process that publishes releases in it."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
        """Answers once everybody is shown it."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(f"{package}\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline().startswith(package.name)


@contextmanager
def publishing(home: Path) -> Iterator[Publisher]:
    started = Publisher(home)
    yield started
    started.process.communicate()


@contextmanager
def serving(home: Path, *, workers: int) -> Iterator[tuple[int, int]]:
    """The port it answers on, and the number of its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    code = SERVE.format(repr(str(home)), port, workers)
    server = subprocess.Popen([sys.executable, "-c", code], env=_environ())
    try:
        _wait_for(port, server)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(20)


def fetch(port: int, address: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", address, headers=named)
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        assert server.poll() is None, "the server did not start"
        try:
            # A file: a page would open the database and the release
            fetch(port, "/static/tvaerblik/icon.svg")
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


def _environ() -> dict[str, str]:
    ours = ("TVAERBLIK_", "DJANGO_SETTINGS_MODULE")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}
