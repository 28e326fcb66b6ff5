"""tvaerblik account: makes accounts, gives roles, and makes the link by which an owner chooses a password.

The first systemadministrator of an installation is made here; from then on the pages *Konti* do the same.
"""

import argparse
from importlib import import_module
from types import ModuleType
from typing import Any, NamedTuple

from tvaerblik.cli.installation import Installation
from tvaerblik.cli.output import say, say_json
from tvaerblik.config.setup import check_migrated, setup_django
from tvaerblik.core.errors import BadInput, Problem
from tvaerblik.core.texts import Text

DOORS = {
    "accounts": "accounts.models",
    "roles": "accounts.roles",
    "links": "accounts.links",
    "create": "actions.create_account",
    "change": "actions.change_account",
    "link": "actions.give_link",
}


class Governance(NamedTuple):
    """Its modules, which can be imported only once Django is set up."""

    accounts: ModuleType
    roles: ModuleType
    links: ModuleType
    create: ModuleType
    change: ModuleType
    link: ModuleType


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("list", "create", "change", "link"))
    parser.add_argument("username", nargs="?", default="")
    parser.add_argument(
        "--role", action="append", default=[], metavar="ROLE", help="giv en rolle / give a role"
    )
    parser.add_argument(
        "--end-role",
        action="append",
        default=[],
        metavar="ROLE",
        help="change: tag en rolle / end a role",
    )
    parser.add_argument("--unit", help="fx kommune-0851 / such as kommune-0851")
    state = parser.add_mutually_exclusive_group()
    state.add_argument("--close", action="store_true", help="change: luk / close the account")
    state.add_argument("--reopen", action="store_true", help="change: åbn igen / open it again")


def run(options: argparse.Namespace) -> int:
    installation = Installation(options.home)
    assert installation.settings is not None
    setup_django(options.home)
    check_migrated()
    doors = {name: import_module(f"tvaerblik.governance.{at}") for name, at in DOORS.items()}
    what = {"list": _list, "create": _create, "change": _change, "link": _link}[options.what]
    what(options, installation, Governance(**doors))
    return 0


def _list(options: argparse.Namespace, _: Installation, of: Governance) -> None:
    found = [_fields(one) for one in of.accounts.User.objects.order_by("username")]
    if options.json:
        say_json(found)
        return
    for one in found:
        roles = ", ".join(one["roles"]) or "–"
        say(
            f"{one['username']}  {one['unit'] or '–'}  {roles}{'' if one['open'] else '  lukket / closed'}"
        )


def _create(options: argparse.Namespace, installation: Installation, of: Governance) -> None:
    by = installation.permit("account")
    made = of.create.create_account(
        options.username,
        None,
        roles=_roles(options.role, of),
        unit=_unit(options.unit or "", installation),
        by=by,
    )
    _tell_link(made, options, of, by)


def _change(options: argparse.Namespace, installation: Installation, of: Governance) -> None:
    there = _account(options.username, of)
    roles = there.roles_on_today() | _roles(options.role, of)
    unit = there.unit if options.unit is None else _unit(options.unit, installation)
    changed = of.change.change_account(
        options.username,
        roles=roles - _roles(options.end_role, of),
        unit=unit,
        is_active=options.reopen or (there.is_active and not options.close),
        by=installation.permit("account"),
    )
    if options.json:
        say_json(_fields(changed))
    else:
        _say_account(_fields(changed))


def _link(options: argparse.Namespace, installation: Installation, of: Governance) -> None:
    by = installation.permit("account")
    _tell_link(_account(options.username, of), options, of, by)


def _tell_link(user: Any, options: argparse.Namespace, of: Governance, by: Any) -> None:
    settings = import_module("django.conf").settings
    token, days = of.link.give_link(user, by=by), of.links.LINK_DAYS
    link = f"{settings.MAIL_SITE}/adgangskode/{token}"
    if options.json:
        say_json({**_fields(user), "link": link})
        return
    say(f"Giv {user.username} dette link; det virker én gang og i {days} dage.")
    say(f"Give {user.username} this link; it works once and for {days} days.")
    say(f"  {link}")
    if not settings.MAIL_SITE:
        say("Sæt adressen på jeres side foran / put your site's address before it.")


def _account(username: str, of: Governance) -> Any:
    """Raises NotKnown."""
    return of.change.account_named(username)


def _say_account(one: dict[str, Any]) -> None:
    roles, unit = ", ".join(one["roles"]) or "–", one["unit"] or "–"
    say(f"{one['username']}  {unit}  {roles}{'' if one['open'] else '  lukket / closed'}")


def _fields(user: Any) -> dict[str, Any]:
    roles = sorted(map(str, user.roles_on_today()))
    return {"username": user.username, "unit": user.unit, "roles": roles, "open": user.is_active}


def _roles(names: list[str], of: Governance) -> frozenset[Any]:
    known = of.roles.Role
    unknown = next((name for name in names if name not in known.values), None)
    if unknown is None:
        return frozenset(map(known, names))
    listed = ", ".join(known.values)
    raise BadInput(
        Problem(
            "K-ROLE",
            Text(f"»{unknown}« er ikke en rolle.", f"'{unknown}' is not a role."),
            Text(f"Vælg en af {listed}.", f"Choose one of {listed}."),
        )
    )


def _unit(unit: str, installation: Installation) -> str:
    """Raises NotKnown with the nearest spelling."""
    return installation.catalogue.units.get(unit).id if unit else ""
