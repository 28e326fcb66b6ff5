"""Through which server mail is sent, from whom, and where its links lead; without it nothing is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from tvaerblik.core.errors import ConfigError, Problem
from tvaerblik.core.texts import Text

SMTP, SENDER, SITE = "TVAERBLIK_SMTP", "TVAERBLIK_MAIL_FROM", "TVAERBLIK_SITE"
PORTS = {"smtp": 587, "smtps": 465}
LOOPBACK = ("localhost", "127.0.0.1", "::1")
TIMEOUT = 20  # seconds for each step of the talk with the server


@dataclass(frozen=True, slots=True)
class MailServer:
    """`site`: the address that readers use, without a stroke at its end."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    is_tls: bool
    sender: str
    site: str

    @property
    def is_local(self) -> bool:
        return self.host in LOOPBACK


def read_mail(environ: Mapping[str, str]) -> MailServer | None:
    """Raises ConfigError, which repeats no address of a server: it may hold a password."""
    server, sender, site = (environ.get(name, "").strip() for name in (SMTP, SENDER, SITE))
    if not server:
        return None
    try:
        parts = urlsplit(server)
        port = parts.port or PORTS[parts.scheme]
    except (KeyError, ValueError):
        raise _wrong(SMTP, "smtp://bruger:kode@vært:587", "smtp://user:password@host:587") from None
    if not parts.hostname:
        raise _wrong(SMTP, "smtp://bruger:kode@vært:587", "smtp://user:password@host:587")
    if sender.count("@") != 1 or not sender.isprintable() or " " in sender:
        raise _wrong(SENDER, "tvaerblik@example.dk", "tvaerblik@example.dk")
    if urlsplit(site).scheme not in ("http", "https") or not urlsplit(site).hostname:
        raise _wrong(SITE, "https://tvaerblik.example.dk", "https://tvaerblik.example.dk")
    return MailServer(
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_tls=parts.scheme == "smtps",
        sender=sender,
        site=site.rstrip("/"),
    )


def django_mail(found: MailServer | None) -> dict[str, Any]:
    """Settings by name. In the open only on this machine: elsewhere a server without TLS is refused."""
    if found is None:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
            "MAIL_IS_ON": False,
            "MAIL_SITE": "",
        }
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": found.host,
        "EMAIL_PORT": found.port,
        "EMAIL_HOST_USER": found.user,
        "EMAIL_HOST_PASSWORD": found.password,
        "EMAIL_USE_SSL": found.is_tls,
        "EMAIL_USE_TLS": not found.is_tls and not found.is_local,
        "EMAIL_TIMEOUT": TIMEOUT,
        "DEFAULT_FROM_EMAIL": found.sender,
        "MAIL_IS_ON": True,
        "MAIL_SITE": found.site,
    }


def _wrong(name: str, da: str, en: str) -> ConfigError:
    return ConfigError(
        Problem(
            "C-SETTING",
            Text(
                f"{name} mangler eller kan ikke læses, så der kan ikke sendes mail.",
                f"{name} is missing or cannot be read, so no mail can be sent.",
            ),
            Text(
                f"Skriv den som {da}, eller fjern {SMTP}.",
                f"Write it like {en}, or remove {SMTP}.",
            ),
        )
    )
