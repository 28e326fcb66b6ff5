"""The addresses of the database's and the mail's servers, as they stand in the environment."""

import pytest

from tvaerblik.config.database import django_database, read_database
from tvaerblik.config.mail import django_mail, read_mail
from tvaerblik.core.errors import ConfigError

MAIL = {"TVAERBLIK_MAIL_FROM": "tvaerblik@x.dk", "TVAERBLIK_SITE": "https://x.dk/"}


def test_nothing_means_sqlite_in_the_home(tmp_path) -> None:
    for address in ("", "sqlite"):
        assert read_database(address) is None
    assert django_database(None, tmp_path / "web.sqlite3")["NAME"] == f"{tmp_path}/web.sqlite3"


def test_an_address_of_postgresql_is_read_with_its_signs(tmp_path) -> None:
    found = read_database("postgresql://ida:k%40de@db.x.dk:6432/gov?sslmode=verify-full")
    settings = django_database(found, tmp_path)
    assert {name: settings[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")} == {
        "USER": "ida",
        "PASSWORD": "k@de",
        "HOST": "db.x.dk",
        "PORT": "6432",
        "NAME": "gov",
    }
    assert settings["OPTIONS"]["sslmode"] == "verify-full"
    assert "k@de" not in repr(found)


def test_a_socket_is_a_host_and_no_option_of_libpq(tmp_path) -> None:
    found = read_database("postgresql:///gov?host=/run/postgresql")
    settings = django_database(found, tmp_path)
    assert settings["HOST"] == "/run/postgresql"
    assert "host" not in settings["OPTIONS"]


@pytest.mark.parametrize(
    "address",
    ["mysql://u:hemmelig@h/d", "postgresql://u:hemmelig@h", "postgresql://u:hemmelig@h:x/d",
     "postgresql://u:hemmelig@h/d?options=x", "hemmelig"],
)  # fmt: skip
def test_another_database_is_refused_and_its_address_not_repeated(address: str) -> None:
    with pytest.raises(ConfigError, match="cannot be used") as refused:
        read_database(address)
    assert "hemmelig" not in str(refused.value)


def test_without_a_server_no_mail_is_sent() -> None:
    assert read_mail(MAIL) is None
    assert django_mail(None)["MAIL_IS_ON"] is False


@pytest.mark.parametrize(
    ("server", "port", "ssl", "starttls"),
    [
        ("smtp://post.x.dk", 587, False, True),
        ("smtps://ida:k%40de@post.x.dk", 465, True, False),
        ("smtp://localhost:25", 25, False, False),
    ],
)
def test_mail_leaves_this_machine_under_tls_alone(server, port, ssl, starttls) -> None:
    found = read_mail({**MAIL, "TVAERBLIK_SMTP": server})
    settings = django_mail(found)
    assert (settings["EMAIL_PORT"], settings["EMAIL_USE_SSL"]) == (port, ssl)
    assert settings["EMAIL_USE_TLS"] is starttls
    assert (settings["MAIL_IS_ON"], settings["MAIL_SITE"]) == (True, "https://x.dk")
    assert "k@de" not in repr(found)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"TVAERBLIK_SMTP": "http://u:hemmelig@h"}, "TVAERBLIK_SMTP"),
        ({"TVAERBLIK_SMTP": "smtp://u:hemmelig@h:x"}, "TVAERBLIK_SMTP"),
        ({"TVAERBLIK_SMTP": "smtp://"}, "TVAERBLIK_SMTP"),
        ({"TVAERBLIK_MAIL_FROM": ""}, "TVAERBLIK_MAIL_FROM"),
        ({"TVAERBLIK_MAIL_FROM": "a@x.dk\nBcc: b@x.dk"}, "TVAERBLIK_MAIL_FROM"),
        ({"TVAERBLIK_SITE": "x.dk"}, "TVAERBLIK_SITE"),
    ],
)
def test_a_mail_setting_that_cannot_be_read_is_named(wrong: dict[str, str], named: str) -> None:
    with pytest.raises(ConfigError, match=f"{named} is missing or cannot be read") as refused:
        read_mail({"TVAERBLIK_SMTP": "smtp://h", **MAIL, **wrong})
    assert "hemmelig" not in str(refused.value)
