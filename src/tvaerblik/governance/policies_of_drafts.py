"""Whether the draft of a case can be signed, and become the file of the folder."""

from pathlib import Path

from tvaerblik.core.errors import Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.approvals.files import can_be_written, is_program_s_own, sha256_in
from tvaerblik.governance.approvals.models import Approval, Signature
from tvaerblik.governance.approvals.steps import Act, Step
from tvaerblik.governance.approvals.written import newest_draft, round_of_draft
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.requests.models import DraftDefinition


def check_can_submit(case: Case, version: int) -> DraftDefinition:
    """The newest, which is the one that was read, and it can be read by the program too."""
    newest = newest_draft(case)
    if newest is None:
        raise Blocked(
            Problem(
                "G-NO-DRAFT",
                Text(
                    "Der er ikke skrevet et udkast til definition i sagen.",
                    "No draft definition has been written in the case.",
                ),
                Text("Skriv et udkast først.", "Write a draft first."),
            )
        )
    if newest.version != version:
        raise Blocked(_newer(newest))
    if not newest.digest:
        raise Blocked(
            Problem(
                "G-UNREADABLE",
                Text(
                    f"Udkast {newest.version} kan ikke læses, så ingen kan kontrollere det.",
                    f"Draft {newest.version} cannot be read, so nobody can check it.",
                ),
                Text(
                    "Ret det, der står ved udkastet, og gem et nyt.",
                    "Mend what is told beside the draft, and keep a new one.",
                ),
            )
        )
    return newest


def check_is_not_under_way(draft: DraftDefinition, digest: str) -> None:
    if round_of_draft(draft, digest) is not None:
        raise Blocked(under_way())


def check_is_newest(approval: Approval) -> None:
    """A newer draft is another text: what was signed of the older does not count for it."""
    if approval.draft is None or approval.step not in (Step.SKREVET, Step.KONTROLLERET):
        return
    newest = newest_draft(approval.draft.case)
    if newest is not None and newest.pk != approval.draft_id:
        raise Blocked(_newer(newest))


def check_file_is_as_sent(approval: Approval, folder: Path) -> None:
    """What somebody has written into the folder by hand is not overwritten. That the text lies there
    already is no hindrance: a machine that stopped halfway left it so."""
    if approval.draft is None:
        return
    if sha256_in(folder, approval.indicator) not in (approval.replaces, approval.file_sha256):
        raise Blocked(
            Problem(
                "G-FILE",
                Text(
                    f"Filen {approval.indicator}.yaml er ændret i mappen, siden udkastet blev sendt til "
                    "kontrol. Intet er overskrevet.",
                    f"The file {approval.indicator}.yaml has changed in the folder since the draft was "
                    "sent for checks. Nothing has been overwritten.",
                ),
                Text(
                    "Skriv ændringen ind i et nyt udkast, og send det til kontrol.",
                    "Write the change into a new draft, and send that for checks.",
                ),
            )
        )


def check_is_latest(approval: Approval) -> None:
    """Two cases can draft the same indicator: what was approved of one since the other was sent is not
    overwritten, whether or not its file is there yet."""
    others = Approval.objects.filter(indicator=approval.indicator, draft__isnull=False)
    approved = Signature.objects.filter(
        approval__in=others.exclude(pk=approval.pk).filter(step=Step.GODKENDT),
        act=Act.GODKENDTE,
        at__gt=approval.opened_at,
    )
    mine = approval.signatures.filter(act=Act.GODKENDTE).order_by("-id").first()
    if approval.step == Step.GODKENDT and mine is not None:
        approved = approved.filter(id__gt=mine.pk)
    if approved.exists():
        raise Blocked(
            Problem(
                "G-LATER",
                Text(
                    "Et andet udkast til samme indikator er godkendt imens.",
                    "Another draft of the same indicator has been approved meanwhile.",
                ),
                Text(
                    "Se, hvad der skiller dem, skriv et nyt udkast, og send det til kontrol.",
                    "See what sets them apart, write a new draft, and send that for checks.",
                ),
            )
        )


def check_folder_can_be_written(folder: Path) -> None:
    if is_program_s_own(folder):
        raise Blocked(
            Problem(
                "G-FOLDER",
                Text(
                    "Installationen bruger de definitioner, der følger med programmet, og dem skriver den "
                    "ikke i. Derfor kan et udkast ikke godkendes her endnu.",
                    "The installation uses the definitions that come with the program, and does not "
                    "write in those. So a draft cannot be approved here yet.",
                ),
                Text(
                    "Bed en systemadministrator køre »tvaerblik definitions copy«: så får installationen "
                    "sin egen mappe.",
                    "Ask a systemadministrator to run 'tvaerblik definitions copy': the installation then "
                    "gets a folder of its own.",
                ),
            )
        )
    if not can_be_written(folder):
        raise Blocked(cannot_write())


def cannot_write() -> Problem:
    return Problem(
        "G-WRITE",
        Text(
            "Programmet kan ikke skrive i mappen med definitioner.",
            "The program cannot write in the folder of definitions.",
        ),
        Text(
            "Bed en systemadministrator give det lov og se, om disken er fuld; skriv så filen igen.",
            "Ask a systemadministrator to let it, and to see whether the disk is full; then write the "
            "file again.",
        ),
    )


def under_way() -> Problem:
    return Problem(
        "G-UNDER-WAY",
        Text(
            "Denne udgave er allerede sendt til kontrol eller godkendt.",
            "This version has been sent for checks or approved already.",
        ),
        Text("Se, hvad den venter på.", "See what it waits for."),
    )


def _newer(newest: DraftDefinition) -> Problem:
    return Problem(
        "G-NEWER-DRAFT",
        Text(
            f"Der er skrevet et nyere udkast (nr. {newest.version}); kontrol og godkendelse gælder ét.",
            f"A newer draft (no. {newest.version}) has been written; check and approval hold for one.",
        ),
        Text("Læs det nye, og send det til kontrol.", "Read the new one, and send it for checks."),
    )
