"""What a demonstration starts with: an account for each kind of user, and a trouble that was.

Only homes made by `tvaerblik demo` have these; their one password is printed there and is no secret.
"""

from pathlib import Path

from django.conf import settings

from tvaerblik.core.permit import Permit
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.definitions import catalogue_of_site
from tvaerblik.governance.demo_agreements import seed_agreements, seed_approvals
from tvaerblik.governance.demo_bruttoliste import seed_bruttoliste
from tvaerblik.governance.demo_discussions import seed_discussions, seed_trouble
from tvaerblik.governance.demo_documents import seed_documents
from tvaerblik.governance.demo_figures import seed_brought
from tvaerblik.governance.demo_hearings import seed_hearings
from tvaerblik.governance.demo_organisation import seed_organisation
from tvaerblik.governance.demo_outreach import seed_outreach
from tvaerblik.governance.demo_requests import seed_requests

DEMO_PASSWORD = "ikke-hemmelig-demo"  # noqa: S105 - printed on the screen on purpose

DEMO_ACCOUNTS: dict[str, tuple[str, tuple[Role, ...]]] = {
    "sekretariat": ("region-nordjylland", (Role.BRUGER, Role.SEKRETARIAT)),
    "analytiker": ("region-nordjylland", (Role.BRUGER, Role.ANALYTIKER)),
    "indikatoransvarlig": ("region-nordjylland", (Role.BRUGER, Role.INDIKATORANSVARLIG)),
    "faglig-kontrol": ("kommune-0851", (Role.BRUGER, Role.FAGLIG_KONTROL)),
    "leverandoer-aalborg": ("kommune-0851", (Role.BRUGER, Role.LEVERANDOER)),
    "enhedsansvarlig-aalborg": ("kommune-0851", (Role.BRUGER, Role.ENHEDSANSVARLIG)),
    "enhedsansvarlig-region": ("region-nordjylland", (Role.BRUGER, Role.ENHEDSANSVARLIG)),
    "godkender": ("region-nordjylland", (Role.BRUGER, Role.GODKENDER)),
    "godkender-aalborg": ("kommune-0851", (Role.BRUGER, Role.GODKENDER)),
    "klyngekoordinator-midt": (
        "sundhedsklynge-nordjylland-midt",
        (Role.BRUGER, Role.KLYNGEKOORDINATOR),
    ),
    "formandskab": ("region-nordjylland", (Role.BRUGER, Role.FORMANDSKAB)),
    "plo": ("", (Role.BRUGER, Role.ENHEDSANSVARLIG)),
    "patientrepraesentant": ("", (Role.BRUGER, Role.PATIENTREPRAESENTANT)),
    "auditor": ("", (Role.AUDITOR,)),
    "systemadministrator": ("", (Role.SYSTEMADMINISTRATOR,)),
    "laeser": ("", (Role.BRUGER,)),
}


def demo_accounts() -> tuple[tuple[str, str], ...]:
    """Each with what its owner is, as it is printed."""
    return tuple(
        (name, ", ".join(role.label for role in roles if role != Role.BRUGER or len(roles) == 1))
        for name, (_, roles) in DEMO_ACCOUNTS.items()
    )


def seed_demo() -> None:
    """Doing it again adds what is missing and changes nothing else."""
    by = Permit("demo", "operator", "Demonstration")
    there = set(User.objects.values_list("username", flat=True))
    for username, (unit, roles) in DEMO_ACCOUNTS.items():
        if username not in there:
            create_account(username, DEMO_PASSWORD, roles=roles, unit=unit, by=by)
    seed_trouble(by)
    seed_organisation(by)
    seed_bruttoliste(by)
    catalogue = catalogue_of_site()
    seed_approvals(catalogue, Path(settings.DEFINITIONS))
    seed_agreements(catalogue, by)
    seed_hearings(by)
    seed_requests(by)
    seed_documents(by)
    seed_discussions()
    seed_brought(by)
    seed_outreach(catalogue, by)
