"""An installation's folder: made, made again, served. In processes of their own, as in life."""

import json
import os
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.management import call_command

from tvaerblik.config.environment import Home, read_site_settings
from tvaerblik.core.errors import ConfigError

INIT = "from pathlib import Path; from tvaerblik.config.setup import init_home; init_home(Path({}))"
SERVE = "from pathlib import Path; from tvaerblik.config.serving import serve; serve(Path({}), '127.0.0.1', {}, 1)"
ERROR = "from tvaerblik.core.errors import ConfigError"


def _python(
    code: str, *, environ: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not _is_ours(name)}
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**clean, **(environ or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def _is_ours(name: str) -> bool:
    return name.startswith("TVAERBLIK_") or name == "DJANGO_SETTINGS_MODULE"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installation") / "home"
    done = _python(INIT.format(repr(str(folder))))
    assert done.returncode == 0, done.stderr
    return folder


def test_the_models_and_their_migrations_agree(db) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    assert run_checks() == []


def test_keys_are_for_their_owner_alone(home: Path) -> None:
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (home, *home.rglob("*"))}
    assert modes["keys"] == 0o700
    assert modes["django.key"] == 0o600
    assert modes["home"] == modes["releases"] == modes["audit"] == 0o750
    assert len((home / "keys" / "django.key").read_text()) > 60


def test_making_it_again_changes_nothing(home: Path) -> None:
    key = (home / "keys" / "django.key").read_text()
    assert _python(INIT.format(repr(str(home)))).returncode == 0
    assert (home / "keys" / "django.key").read_text() == key


def test_its_database_guards_the_log_and_reads_while_it_writes(home: Path) -> None:
    asked = (
        "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]);"
        "print([r[0] for r in db.execute(\"SELECT name FROM sqlite_master WHERE type = 'trigger'\")],"
        "db.execute('PRAGMA journal_mode').fetchone()[0])"
    )
    said = subprocess.run(
        [sys.executable, "-c", asked, home / "web.sqlite3"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "['audit_no_update', 'audit_no_delete'] wal"


SETTINGS = "import django; django.setup(); from django.conf import settings as s; print({})"


def _setting(home: Path, expression: str, **environ: str) -> str:
    named = {
        "TVAERBLIK_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "tvaerblik.config.settings",
        **environ,
    }
    done = _python(SETTINGS.format(expression), environ=named)
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


def test_the_worker_goes_one_round_and_says_how_many_mails(home: Path) -> None:
    (home / "tvaerblik.toml").touch()
    command = ["worker", "--once", "--json", "--home", str(home)]
    done = _python(f"from tvaerblik.cli import main; raise SystemExit(main({command!r}))")
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "{}", "")


COOKIES = "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0"


def test_on_this_machine_alone_it_is_plain_http(home: Path) -> None:
    assert _setting(home, COOKIES) == "False False False"


def test_under_a_name_others_can_reach_it_is_https(home: Path) -> None:
    hosts = {"TVAERBLIK_ALLOWED_HOSTS": "tvaerblik.rn.dk, localhost"}
    assert _setting(home, COOKIES, **hosts) == "True True True"
    assert "https://tvaerblik.rn.dk" in _setting(home, "s.CSRF_TRUSTED_ORIGINS", **hosts)


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"TVAERBLIK_HOME": ""}, "TVAERBLIK_HOME is not set."),
        ({"TVAERBLIK_HOME": "/findes-ikke"}, "which is no installation: keys/django.key"),
        ({"TVAERBLIK_DATABASE": "mysql://u:hemmelig@h/db"}, "a database that cannot be used"),
        ({"TVAERBLIK_DATABASE": "postgresql://u:hemmelig@h"}, "a database that cannot be used"),
        (
            {"TVAERBLIK_DATABASE": "postgresql://u:hemmelig@h:x/db"},
            "a database that cannot be used",
        ),
        ({"TVAERBLIK_DATABASE": "postgresql://h/db?options=-cx"}, "a database that cannot be used"),
        ({"TVAERBLIK_DEBUG": "måske"}, "can only be on or off"),
        ({"TVAERBLIK_DEBUG": "1", "TVAERBLIK_ALLOWED_HOSTS": "x.dk"}, "cannot be on under a name"),
    ],
)
def test_a_wrong_setting_is_said_plainly(home: Path, environ: dict[str, str], said: str) -> None:
    answer = _setting(home, "s.DEBUG", **environ)
    assert "ConfigError: [C-SETTING]" in answer
    assert said in answer
    assert "hemmelig" not in answer


@pytest.mark.parametrize(
    ("text", "shown"), [("", "False"), ("[site]\ndemo = true", "True"), ("[site]", "False")]
)
def test_a_demonstration_says_so_in_its_settings(home: Path, text: str, shown: str) -> None:
    (home / "tvaerblik.toml").write_text(text)
    assert _setting(home, "s.DEMO") == shown


@pytest.mark.parametrize(
    "text",
    [
        "[site",
        "[site]\ndemo = 'ja'",
        "[site]\ndmeo = true",
        "site = 1",
        "[site]\naccessibility_statement = 1",
        "[site]\ncontact = 1",
        "[site]\ncontact = 'ledelsesinformation@'",
        "[site]\ncontact = 'javascript:alert(1)'",
    ],
)
def test_settings_that_cannot_be_read_are_named(home: Path, text: str) -> None:
    (home / "tvaerblik.toml").write_text(text)
    assert "tvaerblik.toml cannot be read" in _setting(home, "s.DEMO")
    (home / "tvaerblik.toml").unlink()


STATEMENTS = {
    "https://www.was.digst.dk/tvaerblik-rn-dk": True,
    "https://rn.dk:8443/om?side=1#was": True,
    "/om": True,
    "": True,
    "http://www.was.digst.dk/x": False,
    "javascript:alert(1)": False,
    "//www.was.digst.dk": False,
    "www.was.digst.dk": False,
    "https://": False,
    "https://a b": False,
    "https://rn.dk/<script>": False,
    "/was": False,
    "/om\\n": False,
}


def test_the_accessibility_statement_is_an_address_here_or_by_https(home: Path) -> None:
    for address, is_good in STATEMENTS.items():
        (home / "tvaerblik.toml").write_text(f'[site]\naccessibility_statement = "{address}"')
        try:
            assert read_site_settings(Home(home)).accessibility_statement == address and is_good
        except ConfigError as error:
            assert not is_good, address
            assert "begynder med https://" in error.in_("da")
            assert "begins with https://" in error.in_("en")
    (home / "tvaerblik.toml").write_text(f'[site]\naccessibility_statement = "{ELSEWHERE}"')
    assert _setting(home, "s.ACCESSIBILITY_STATEMENT") == ELSEWHERE
    (home / "tvaerblik.toml").unlink()


ELSEWHERE = "https://www.was.digst.dk/tvaerblik-rn-dk"


def test_a_database_of_another_version_is_not_served(home: Path, tmp_path: Path) -> None:
    code = (
        f"{ERROR}; from pathlib import Path; from tvaerblik.config.setup import *\n"
        f"setup_django(Path({str(home)!r}))\n"
        "from django.db import connection, transaction\n"
        "from django.db.migrations.recorder import MigrationRecorder as R\n"
        "check_migrated()\n"
        "with transaction.atomic():\n"
        "    R(connection).record_applied('audit', '0099_later')\n"
        "    try: check_migrated()\n"
        "    except ConfigError as error: print(error.in_('en'))\n"
        "    R(connection).record_unapplied('audit', '0099_later')\n"
        "    R(connection).record_unapplied('audit', '0001_initial')\n"
        "    try: check_migrated()\n"
        "    except ConfigError as error: print(error.in_('da'))\n"
        "    transaction.set_rollback(True)\n"
    )
    said = _python(code).stdout.splitlines()
    assert [line[:12] for line in said] == ["[C-DATABASE]"] * 2


@pytest.fixture(scope="module")
def port(home: Path) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    clean = {name: value for name, value in os.environ.items() if not _is_ours(name)}
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE.format(repr(str(home)), number)], env=clean
    )
    try:
        _wait_for(f"http://localhost:{number}/konto/login/")
        yield number
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(address: str) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (ConnectionError, urllib.error.URLError):
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


def test_it_serves_its_pages_with_their_style_sheet(port: int) -> None:
    with urllib.request.urlopen(f"http://localhost:{port}/konto/login/", timeout=5) as page:
        html = page.read().decode()
        assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    styles = next(
        part for part in html.split('"') if part.startswith("/static/") and ".css" in part
    )
    with urllib.request.urlopen(f"http://localhost:{port}{styles}", timeout=5) as sheet:
        assert sheet.status == 200
        assert "immutable" in sheet.headers["Cache-Control"]


def test_before_the_first_release_it_says_so(port: int) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"http://localhost:{port}/api/v1/indikatorer", timeout=5)
    with caught.value as answer:
        assert answer.code == 404
        assert json.load(answer)["code"] == "A-NO-RELEASE"


def test_a_port_that_is_taken_is_said(home: Path, port: int) -> None:
    done = _python(SERVE.format(repr(str(home)), port))
    assert "[C-PORT]" in done.stderr
