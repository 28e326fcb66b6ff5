"""A PostgreSQL server for one run of the tests: its own folder, a socket there, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
USER = "tvaerblik"
# Nothing of it outlives the tests, so nothing is made safe against a power cut
QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "shared_buffers=64MB")


@dataclass(frozen=True)
class Server:
    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def host(self) -> str:
        return str(self.folder)

    def stop(self) -> None:
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def start_server() -> Server:
    """Its socket's path may be a hundred characters at most, so the folder is a short one."""
    folder = Path(tempfile.mkdtemp(prefix="tvaerblik-pg-"))
    user = _user_for_server()
    if user:
        shutil.chown(folder, user)
    data = folder / "data"
    initdb = ("initdb", "-D", str(data), "-U", USER, "-A", "trust", "--no-sync", "-E", "UTF8")
    done = subprocess.run(
        [_program(initdb[0]), *initdb[1:], "--locale=C"],
        user=user,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    settings = [f"-c{one}" for one in ("listen_addresses=", *QUICK)]
    with open(folder / "log", "wb") as log:
        process = subprocess.Popen(
            [_program("postgres"), "-D", str(data), "-k", str(folder), *settings],
            user=user,
            cwd=folder,
            stdout=log,
            stderr=log,
        )
    server = Server(folder, process)
    _wait_until_ready(server)
    return server


def _user_for_server() -> str | None:
    """The server refuses to run as root; Debian's package has a user of its own."""
    if os.geteuid() != 0:
        return None
    known = {one.pw_name for one in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


def _program(name: str) -> str:
    versions = sorted(DEBIAN.glob("*/bin"), key=lambda one: int(one.parent.name), reverse=True)
    path = os.pathsep.join([*map(str, versions), os.environ.get("PATH", "")])
    found = shutil.which(name, path=path)
    assert found, "the governance's tests need PostgreSQL: install Debian's package postgresql"
    return found


def _wait_until_ready(server: Server) -> None:
    for _ in range(300):
        asked = [_program("pg_isready"), "-q", "-h", server.host]
        if subprocess.run(asked, check=False).returncode == 0:
            return
        if server.process.poll() is not None:
            break
        time.sleep(0.1)
    raise AssertionError((server.folder / "log").read_text())
