"""Settings for tests: a home of their own that is gone afterwards, quick passwords, plain files."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_HOME = Path(tempfile.mkdtemp(prefix="tvaerblik-test-"))
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
(_HOME / "keys").mkdir()
(_HOME / "keys" / "django.key").write_text("only-for-tests-" + "0" * 40, encoding="ascii")
(_HOME / "static").mkdir()
(_HOME / "releases").mkdir()
_OF_TESTS = (
    "TVAERBLIK_REAL_DATA",
    "TVAERBLIK_WRITE_GOLDEN",
    "TVAERBLIK_WRITE_CHARTS",
    "TVAERBLIK_EXAMPLES",
    "TVAERBLIK_SEED",
    "TVAERBLIK_WORLD",
    "TVAERBLIK_TEST_DATABASE",
    "TVAERBLIK_TEST_SERVER",
)
for _name in [name for name in os.environ if name.startswith("TVAERBLIK_")]:
    if _name not in _OF_TESTS:
        del os.environ[_name]
os.environ["TVAERBLIK_HOME"] = str(_HOME)

from tvaerblik.config.database import django_database, read_database  # noqa: E402 - when the environment is ours
from tvaerblik.config.settings import *  # noqa: E402, F403 - all, as Django reads settings
from tvaerblik.config.settings import DATABASES  # noqa: E402 - as above

# A file, not memory: threads of a test then meet each other as processes do in production
DATABASES["default"]["TEST"] = {"NAME": str(_HOME / "test.sqlite3")}
if os.environ.get("TVAERBLIK_TEST_DATABASE") == "postgresql":
    # tests/support/both_databases.py says where the server is, once it has started it
    _ADDRESS = read_database("postgresql://tvaerblik@/tvaerblik")
    DATABASES["default"] = django_database(_ADDRESS, HOME.database)  # noqa: F405 - a setting
# Only tests of the witness have one: a log that is emptied between tests looks like one cut off
AUDIT_WITNESS = None
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
