"""Makes an installation's folder, and makes Django ready to be used in it."""

import hashlib
import os
import secrets
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from tvaerblik.config.environment import Home
from tvaerblik.core.errors import ConfigError, Problem
from tvaerblik.core.texts import Text

PRIVATE_FOLDER, SHARED_FOLDER = 0o700, 0o750


def setup_django(home: Path) -> None:
    """From here on the models can be used. One process serves one installation."""
    folder = home.expanduser().resolve()
    if not settings.configured:
        os.environ["TVAERBLIK_HOME"] = str(folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tvaerblik.config.settings")
        django.setup()
    if settings.HOME.folder != folder:
        raise RuntimeError(f"This process already serves {settings.HOME.folder}")


def init_home(home: Path) -> Home:
    """Folders, keys and an up-to-date database. Doing it again changes nothing that is
    there, and brings an older installation's database up to date."""
    made = Home(home.expanduser().resolve())
    made.folder.mkdir(parents=True, exist_ok=True, mode=SHARED_FOLDER)
    made.keys.mkdir(exist_ok=True, mode=PRIVATE_FOLDER)
    for folder in (made.releases, made.static, made.audit_witness.parent):
        folder.mkdir(exist_ok=True, mode=SHARED_FOLDER)
    _write_once(made.django_key, secrets.token_urlsafe(50), mode=0o600)
    setup_django(made.folder)
    migrate()
    return made


def migrate() -> None:
    # Django's models can be imported only once it is set up
    from django.db import connection

    from tvaerblik.governance.audit.guards import guard_audit

    call_command("migrate", interactive=False, verbosity=0)
    guard_audit(connection)


def check_migrated() -> None:
    """Raises ConfigError when the database is older or newer than this program."""
    from django.db import connection  # only once Django is set up
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    known = set(executor.loader.disk_migrations)
    newer = {name for name in executor.loader.applied_migrations if name not in known}
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if newer or missing:
        raise ConfigError(
            Problem(
                "C-DATABASE",
                Text(
                    "Databasen svarer ikke til denne udgave af programmet.",
                    "The database does not match this version of the program.",
                ),
                Text(
                    "Kør »tvaerblik init --home MAPPE« med programmets nyeste udgave.",
                    "Run 'tvaerblik init --home FOLDER' with the program's newest version.",
                ),
            )
        )


def collect_static() -> None:
    """Style sheets, scripts and fonts with hashed names into the installation, when they changed."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    wanted = _digest_of_static_files()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(wanted, encoding="ascii")


def _digest_of_static_files() -> str:
    from django.contrib.staticfiles.finders import get_finders  # only once Django is set up

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(ignore_patterns=None):
            stat = os.stat(storage.path(path))
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _write_once(path: Path, text: str, *, mode: int) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
