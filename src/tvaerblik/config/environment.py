"""The one place that reads environment variables, and what an installation's folder holds."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tvaerblik.config.database import PostgreSQL, read_database
from tvaerblik.config.mail import MailServer, read_mail
from tvaerblik.core.errors import ConfigError, Problem
from tvaerblik.core.texts import Text

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
TRUE, FALSE = ("1", "true", "yes"), ("", "0", "false", "no")


@dataclass(frozen=True, slots=True)
class Home:
    """An installation: one folder that can be moved and backed up as a whole."""

    folder: Path

    @property
    def settings_file(self) -> Path:
        return self.folder / "tvaerblik.toml"

    @property
    def keys(self) -> Path:
        return self.folder / "keys"

    @property
    def django_key(self) -> Path:
        return self.keys / "django.key"

    @property
    def store(self) -> Path:
        return self.folder / "store"

    @property
    def releases(self) -> Path:
        return self.folder / "releases"

    @property
    def database(self) -> Path:
        return self.folder / "web.sqlite3"

    @property
    def audit_witness(self) -> Path:
        return self.folder / "audit" / "witness.txt"

    @property
    def uploads(self) -> Path:
        """Of deliveries while they are being received; nobody else may look in."""
        return self.folder / "uploads"

    @property
    def attachments(self) -> Path:
        """Files of cases, each under the name of its bytes."""
        return self.folder / "attachments"

    @property
    def static(self) -> Path:
        return self.folder / "static"


@dataclass(frozen=True, slots=True)
class Environment:
    home: Home
    debug: bool
    allowed_hosts: tuple[str, ...]
    database: PostgreSQL | None = None  # None: SQLite in the home
    mail: MailServer | None = None  # None: no mail is sent

    @property
    def is_local(self) -> bool:
        """Reached over http on this machine alone; anything else must stand behind https."""
        return set(self.allowed_hosts) <= set(LOOPBACK)


def read_environment(environ: Mapping[str, str]) -> Environment:
    hosts = tuple(environ.get("TVAERBLIK_ALLOWED_HOSTS", "").replace(",", " ").split())
    found = Environment(
        home=Home(_home(environ.get("TVAERBLIK_HOME", ""))),
        debug=_switch("TVAERBLIK_DEBUG", environ.get("TVAERBLIK_DEBUG", "")),
        allowed_hosts=hosts or LOOPBACK,
        database=read_database(environ.get("TVAERBLIK_DATABASE", "")),
        mail=read_mail(environ),
    )
    if found.debug and not found.is_local:
        raise _wrong(
            "TVAERBLIK_DEBUG",
            "viser fejlsider med indhold og kan ikke slås til på et navn, som andre kan nå",
            "shows error pages with content and cannot be on under a name that others can reach",
            "Fjern TVAERBLIK_DEBUG eller TVAERBLIK_ALLOWED_HOSTS.",
            "Remove TVAERBLIK_DEBUG or TVAERBLIK_ALLOWED_HOSTS.",
        )
    return found


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What the installation's settings file says of the site."""

    demo: bool = False  # the demonstration's accounts are there and may be named on pages
    accessibility_statement: str = ""  # where the organisation's own is; empty: /tilgaengelighed
    contact: str = (
        ""  # where questions of figures are sent: a mail address or a page; empty: nowhere
    )


@dataclass(frozen=True, slots=True)
class BoundarySettings:
    """Where the boundaries of municipalities lie, whom they are from, and the property of the code."""

    file: Path
    source: str
    code: str = "kode"


def read_boundary_settings(home: Home) -> BoundarySettings | None:
    """The `[boundaries]` part of tvaerblik.toml; without it maps are of tiles. The file's path is
    seen from the installation's folder."""
    if not home.settings_file.exists():
        return None
    try:
        part = _settings_of(home).get("boundaries")
        if part is None:
            return None
        if not all(isinstance(value, str) for value in part.values()):
            raise TypeError(", ".join(f"{key} = {value!r}" for key, value in part.items()))
        found = BoundarySettings(**part)
        return replace(found, file=home.folder / Path(found.file).expanduser())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError, AttributeError) as error:
        raise _wrong(
            str(home.settings_file),
            f"kan ikke læses ([boundaries]: {error})",
            f"cannot be read ([boundaries]: {error})",
            "Under [boundaries] skal »file« og »source« stå, og »code« kan stå, alle i anførselstegn.",
            "Under [boundaries] there must be 'file' and 'source', and can be 'code', all in quotes.",
        ) from None


def _settings_of(home: Home) -> dict[str, Any]:
    return tomllib.loads(home.settings_file.read_text(encoding="utf-8"))


def read_site_settings(home: Home) -> SiteSettings:
    """The `[site]` part of tvaerblik.toml; a file or a part that is not there means as usual."""
    if not home.settings_file.exists():
        return SiteSettings()
    try:
        site = _settings_of(home).get("site", {})
        found = SiteSettings(**site)
        if not isinstance(found.demo, bool):
            raise TypeError(f"demo: {found.demo!r}")
        if not _is_an_address(found.accessibility_statement):
            raise TypeError(f"accessibility_statement: {found.accessibility_statement!r}")
        if not _is_a_contact(found.contact):
            raise TypeError(f"contact: {found.contact!r}")
        return found
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError) as error:
        raise _wrong(
            str(home.settings_file),
            f"kan ikke læses ({error})",
            f"cannot be read ({error})",
            "Under [site] kan »demo« stå, med true eller false, »accessibility_statement«, med en "
            "adresse i anførselstegn, der begynder med https:// eller med / for en side her, og "
            "»contact«, med en mailadresse eller en sådan adresse.",
            "Under [site] there can be 'demo', with true or false, 'accessibility_statement', with an "
            "address in quotes that begins with https:// or with / for a page here, and 'contact', with "
            "a mail address or such an address.",
        ) from None


def _is_an_address(text: object) -> bool:
    """A page here or on a server that answers by https; /was itself only leads on."""
    if not isinstance(text, str):
        return False
    is_elsewhere = re.fullmatch(r"https://[\w-]+(\.[\w-]+)+(:\d+)?(/[\w/.~%?=&#-]*)?", text)
    is_here = re.fullmatch(r"/([\w.~%?=&#-][\w/.~%?=&#-]*)?", text)
    return text == "" or bool(is_elsewhere) or (bool(is_here) and text.rstrip("/") != "/was")


def _is_a_contact(text: object) -> bool:
    is_mail = isinstance(text, str) and re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", text)
    return bool(is_mail) or _is_an_address(text)


def read_secret_key(home: Home) -> str:
    try:
        return home.django_key.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise _wrong(
            "TVAERBLIK_HOME",
            f"peger på {home.folder}, som ikke er en installation: keys/django.key mangler",
            f"names {home.folder}, which is no installation: keys/django.key is missing",
            "Kør først »tvaerblik init --home MAPPE«.",
            "Run 'tvaerblik init --home FOLDER' first.",
        ) from None


def _home(text: str) -> Path:
    if not text:
        raise _wrong(
            "TVAERBLIK_HOME",
            "er ikke sat",
            "is not set",
            "Sæt den til installationens mappe, eller brug --home.",
            "Set it to the installation's folder, or use --home.",
        )
    return Path(text).expanduser().resolve()


def _switch(name: str, text: str) -> bool:
    if text.lower() not in TRUE + FALSE:
        raise _wrong(
            name,
            f"er »{text}«, men kan kun være til eller fra",
            f"is '{text}' but can only be on or off",
            "Skriv 1 eller 0.",
            "Write 1 or 0.",
        )
    return text.lower() in TRUE


def _wrong(name: str, da: str, en: str, remedy_da: str, remedy_en: str) -> ConfigError:
    return ConfigError(
        Problem("C-SETTING", Text(f"{name} {da}.", f"{name} {en}."), Text(remedy_da, remedy_en))
    )
