"""A second package built upon the sample release, proposed; and the accounts that meet it."""

import fcntl
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from support.first_six import first_six
from support.sample_release import MADE_AT, make_sample_content
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.propose_release import propose_release
from tvaerblik.governance.actions.record_deliveries import record_deliveries
from tvaerblik.governance.proposals.kinds import ChangeCode
from tvaerblik.governance.proposals.models import Proposal
from tvaerblik.governance.sources.reports import SourceReport
from tvaerblik.release.files import sha256_of
from tvaerblik.release.manifest import MANIFEST, read_manifest
from tvaerblik.release.package import write_release

OPERATOR = Permit("drift", "operator", "test")
LONG_AGO = date(2026, 1, 5)
PASSWORD = "lang adgangskode"
ACCOUNTS = {
    "analytiker": ("region-nordjylland", Role.ANALYTIKER),
    "godkender": ("region-nordjylland", Role.GODKENDER),
    "aalborg": ("kommune-0851", Role.ENHEDSANSVARLIG),
    "region": ("region-nordjylland", Role.ENHEDSANSVARLIG),
    "laeser": ("", Role.BRUGER),
}


@cache
def make_next_package(package: Path) -> Path:
    """Of each package once, though several processes ask: it takes as long as all the tests of it, and
    of two that build in one folder one would be refused."""
    made = package.parent.parent / f"after-{package.name}"
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            content = make_sample_content(first_six(), 2, MADE_AT)
            built = write_release(package.parent, replace(content, previous=package.name))
            made.write_text(built.folder.name, encoding="utf-8")
        return package.parent / made.read_text(encoding="utf-8")


def make_people(*names: str) -> dict[str, User]:
    return {
        name: create_account(
            name,
            PASSWORD,
            roles=(Role.BRUGER, ACCOUNTS[name][1]),
            unit=ACCOUNTS[name][0],
            by=OPERATOR,
        )
        for name in names or ACCOUNTS
    }


def propose(folder: Path, by: object, *, today: date = LONG_AGO, **more: object) -> Proposal:
    """Of sources that are known and promise nothing."""
    named = read_manifest((folder / MANIFEST).read_bytes()).sources
    told = {one.name: Text(one.name, one.name) for one in named}
    record_deliveries(
        [SourceReport(name, told[name], False, True, True, ()) for name in told], by=OPERATOR
    )
    sha256 = sha256_of(folder / MANIFEST)
    said = {"note": "Oktober er med.", "code": ChangeCode.NYE_DATA, **more}
    return propose_release(folder.name, sha256, folder, today=today, by=by, **said)
