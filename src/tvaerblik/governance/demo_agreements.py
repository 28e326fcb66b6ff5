"""What the demonstration starts with of approvals and samarbejdsaftaler.

The definitions' files name an author and a checker by role, and no approver: so each definition that is
shown is written and checked by accounts of the demonstration, waits to be approved, and says that this is
a demonstration. Of the first samarbejdsaftale the papers tell its subject and where it was a theme to
come; parties, validity, target group and goals they do not tell, and none is invented.
"""

from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from tvaerblik.catalogue.digest import digest_of
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.keep_agreement import make_agreement, note_in_agreement
from tvaerblik.governance.actions.sign_definition import check_definition
from tvaerblik.governance.actions.submit_definition import submit_definition
from tvaerblik.governance.agreements.content import Content
from tvaerblik.governance.agreements.models import Agreement
from tvaerblik.governance.approvals.models import Approval
from tvaerblik.governance.approvals.reviews import REVIEWED
from tvaerblik.governance.organisation.models import Body

AUTHOR, CHECKER = "indikatoransvarlig", "faglig-kontrol"
# As the files name the roles
WRITTEN_BY, CHECKED_BY = "indikatoransvarlig", "faglig kontrol"
AS_THE_FILE_SAYS = "Demonstration: som definitionens fil siger det. Ingen person har skrevet under."

ADMISSION = "Samarbejdsaftale om indlæggelse og udskrivelse"
ADMISSION_ID = "samarbejdsaftale-om-indlaeggelse-og-udskrivelse"
MET, FORUM = date(2023, 8, 30), "chefforum-midt"
MIDT, THEME = "sundhedsklynge-nordjylland-midt", "overgange"
FIRST = (
    "Den første samarbejdsaftale. Parter, gyldighed, målgruppe og mål står ikke i de papirer, som "
    "demonstrationen bygger på, og er ikke opdigtet."
)
LATER = "Samarbejdsaftale om indlæggelse og udskrivelse er et kommende tema for Chefforum."


def seed_approvals(catalogue: Catalogue, folder: Path) -> None:
    """Doing it again signs only what has become another version since."""
    people = {user.username: user for user in User.objects.filter(username__in=(AUTHOR, CHECKER))}
    if len(people) < 2:
        return
    with transaction.atomic():
        _sign_as_said(catalogue, folder, people)


def _sign_as_said(catalogue: Catalogue, folder: Path, people: dict[str, User]) -> None:
    known = set(Approval.objects.values_list("indicator", "digest"))
    for one in catalogue.indicators.values():
        as_said = (one.authored_by, one.checked_by) == (WRITTEN_BY, CHECKED_BY)
        if one.status in REVIEWED and as_said and (one.id, digest_of(one, catalogue)) not in known:
            sent = submit_definition(
                one.id,
                catalogue=catalogue,
                folder=folder,
                text=AS_THE_FILE_SAYS,
                demo=True,
                by=people[AUTHOR],
            )
            check_definition(
                sent.pk,
                seen=sent.serial,
                catalogue=catalogue,
                text=AS_THE_FILE_SAYS,
                by=people[CHECKER],
            )


def seed_agreements(catalogue: Catalogue, by: Any) -> None:
    if Agreement.objects.filter(id=ADMISSION_ID).exists():
        return
    content = Content(title=ADMISSION, unit=MIDT, theme=THEME)
    make_agreement(content, catalogue=catalogue, text=FIRST, by=by)
    forum = Body.objects.filter(id=FORUM).first()
    if forum is not None:
        note_in_agreement(ADMISSION_ID, LATER, body=forum, on=MET, by=by)
