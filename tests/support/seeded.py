"""The demonstration's first content for a module of tests, and its pages as its people read them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

from tvaerblik.core.permit import Permit
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.demo import seed_demo
from tvaerblik.release.files import sha256_of
from tvaerblik.release.manifest import MANIFEST
from tvaerblik.worker import publish_built_release

OPERATOR = Permit("drift", "operator", "test")


@contextmanager
def seeded_once(blocker: Any, package: Path | None = None) -> Iterator[None]:
    """Seeded once for all tests of a module, each of which undoes what it did itself; over a release where
    `package` is one. `blocker`: pytest-django's."""
    with blocker.unblock(), transaction.atomic():
        if package is not None:
            sha256 = sha256_of(package / MANIFEST)
            publish_built_release(package.name, sha256, package, by=OPERATOR, note="sample")
        seed_demo()
        yield
        transaction.set_rollback(True)


def client_of(name: str) -> Client:
    found = Client()
    found.force_login(User.objects.get(username=name))
    return found


def text_of(response: HttpResponseBase, *, status: int = 200) -> str:
    """The page without its tags, its spaces single."""
    assert response.status_code == status
    plain = re.sub(r"<[^>]+>", " ", response.getvalue().decode())
    return re.sub(r"\s+", " ", unescape(plain))
