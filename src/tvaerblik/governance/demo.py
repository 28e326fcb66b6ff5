"""What a demonstration starts with: an account for each kind of user, and a trouble that was.

Only homes made by `tvaerblik demo` have these; their one password is printed there and is no secret.
"""

from datetime import date
from pathlib import Path

from django.conf import settings

from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.note_trouble import note_trouble
from tvaerblik.governance.definitions import catalogue_of_site
from tvaerblik.governance.demo_agreements import seed_agreements, seed_approvals
from tvaerblik.governance.demo_bruttoliste import seed_bruttoliste
from tvaerblik.governance.demo_hearings import seed_hearings
from tvaerblik.governance.demo_organisation import seed_organisation
from tvaerblik.governance.demo_requests import seed_requests
from tvaerblik.governance.sources.models import KnownTrouble

DEMO_PASSWORD = "ikke-hemmelig-demo"  # noqa: S105  (printed on the screen on purpose)

DEMO_ACCOUNTS: dict[str, tuple[str, tuple[Role, ...]]] = {
    "sekretariat": ("region-nordjylland", (Role.BRUGER, Role.SEKRETARIAT)),
    "analytiker": ("region-nordjylland", (Role.BRUGER, Role.ANALYTIKER)),
    "indikatoransvarlig": ("region-nordjylland", (Role.BRUGER, Role.INDIKATORANSVARLIG)),
    "faglig-kontrol": ("kommune-0851", (Role.BRUGER, Role.FAGLIG_KONTROL)),
    "leverandoer-aalborg": ("kommune-0851", (Role.BRUGER, Role.LEVERANDOER)),
    "enhedsansvarlig-aalborg": ("kommune-0851", (Role.BRUGER, Role.ENHEDSANSVARLIG)),
    "godkender": ("region-nordjylland", (Role.BRUGER, Role.GODKENDER)),
    "godkender-aalborg": ("kommune-0851", (Role.BRUGER, Role.GODKENDER)),
    "klyngekoordinator-midt": (
        "sundhedsklynge-nordjylland-midt",
        (Role.BRUGER, Role.KLYNGEKOORDINATOR),
    ),
    "laeser": ("", (Role.BRUGER,)),
}

LPR3_SINCE, SOLVED = date(2019, 3, 1), date(2021, 2, 1)
LPR3 = Text(
    "LPR3 – forventes løst i februar 2021. Regionens tal fra det nye landspatientregister kunne "
    "ikke bruges, før indberetningen var rettet.",
    "LPR3 – expected to be solved in February 2021. The region's figures from the new national "
    "patient register could not be used until reporting had been mended.",
)


def seed_demo() -> None:
    """Doing it again adds what is missing and changes nothing else."""
    by = Permit("demo", "operator", "Demonstration")
    there = set(User.objects.values_list("username", flat=True))
    for username, (unit, roles) in DEMO_ACCOUNTS.items():
        if username not in there:
            create_account(username, DEMO_PASSWORD, roles=roles, unit=unit, by=by)
    if not KnownTrouble.objects.filter(source="lpr_a", since=LPR3_SINCE).exists():
        note_trouble("lpr_a", LPR3, since=LPR3_SINCE, expected=SOLVED, solved_on=SOLVED, by=by)
    seed_organisation(by)
    seed_bruttoliste(by)
    catalogue = catalogue_of_site()
    seed_approvals(catalogue, Path(settings.DEFINITIONS))
    seed_agreements(catalogue, by)
    seed_hearings(by)
    seed_requests(by)
