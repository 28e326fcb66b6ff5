"""A wish becomes a definition: drafted in a case, signed there by three people, written as the folder's file."""

import hashlib
import html
import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from tvaerblik.catalogue.digest import digest_of
from tvaerblik.catalogue.loader import load_catalogue
from tvaerblik.core.errors import BadInput, Blocked, DefinitionError, NotAllowed
from tvaerblik.core.permit import Permit
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions import file_definition as filing
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.draft_definition import draft_definition
from tvaerblik.governance.actions.file_definition import file_definition
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.actions.sign_definition import (
    approve_definition,
    check_definition,
    send_back_definition,
)
from tvaerblik.governance.actions.submit_definition import submit_definition, submit_draft
from tvaerblik.governance.actions.withdraw_approval import withdraw_approval
from tvaerblik.governance.approvals.models import Approval
from tvaerblik.governance.approvals.standing import NOWHERE, approval_of
from tvaerblik.governance.approvals.steps import Act, Step
from tvaerblik.governance.audit.chain import verify_audit
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.definitions import catalogue_of_site
from tvaerblik.worker import definition_problems

OPERATOR = Permit("drift", "operator", "test")
PASSWORD = "lang adgangskode"
STANDS, FRESH = "forebyggelige-indlaeggelser-65", "forebyggelige-indlaeggelser-70"
REGION, AALBORG = "region-nordjylland", "kommune-0851"
LATER = timezone.localdate() + timedelta(days=200)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, definitions, tmp_path: Path) -> Path:
    """An installation's own, which a test may write in."""
    folder = tmp_path / "definitions"
    shutil.copytree(definitions, folder)
    settings.DEFINITIONS = folder
    return folder


@pytest.fixture
def text(folder: Path) -> str:
    """The definition that stands, counted from 70 years on."""
    standing = (folder / "indicators" / f"{STANDS}.yaml").read_text("utf-8")
    return standing.replace("at_least: 65", "at_least: 70")


@pytest.fixture
def fresh(text: str) -> str:
    """A definition that the folder does not have."""
    return text.replace(f"id: {STANDS}", f"id: {FRESH}")


def person(name: str, *roles: Role, unit: str = REGION) -> User:
    return create_account(name, PASSWORD, roles=(Role.BRUGER, *roles), unit=unit, by=OPERATOR)


@pytest.fixture
def author(db) -> User:
    return person("ida", Role.INDIKATORANSVARLIG, Role.FAGLIG_KONTROL, Role.GODKENDER)


@pytest.fixture
def checker(db) -> User:
    return person("kaj", Role.FAGLIG_KONTROL)


@pytest.fixture
def approver(db) -> User:
    return person("gry", Role.GODKENDER)


def drafted(text: str, by: User, case: Case | None = None) -> Case:
    case = case or open_case("Fald", stage=Stage.MODTAGET, asked_by="Klynge Midt", by=OPERATOR)
    case.refresh_from_db()
    draft_definition(case.number, text, seen=case.serial, catalogue=catalogue_of_site(), by=by)
    return case


def sent(case: Case, by: User, version: int = 1, *, folder: Path) -> Approval:
    return submit_draft(case.number, version, catalogue=catalogue_of_site(), folder=folder, by=by)


def checked(one: Approval, by: User) -> Approval:
    return check_definition(one.pk, seen=one.serial, catalogue=catalogue_of_site(), by=by)


def approved(one: Approval, by: User, *, folder: Path) -> Approval:
    return approve_definition(
        one.pk,
        seen=one.serial,
        catalogue=catalogue_of_site(),
        folder=folder,
        next_review=LATER,
        by=by,
    )


@pytest.fixture
def waiting(text: str, author: User, checker: User, folder: Path) -> Approval:
    """Of a draft that changes what stands: written and checked."""
    return checked(sent(drafted(text, author), author, folder=folder), checker)


def file_of(folder: Path, indicator: str = STANDS) -> Path:
    return folder / "indicators" / f"{indicator}.yaml"


# The whole line, through the pages -----------------------------------------------------------------


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def seen(client: Client, address: str) -> str:
    page = re.sub(r"<[^>]+>", " ", client.get(address, follow=True).content.decode())
    return re.sub(r"\s+", " ", html.unescape(page))


def test_from_the_wish_to_the_file_that_is_computed(
    published, fresh, author, checker, approver, folder
) -> None:
    case = open_case("Fald", stage=Stage.MODTAGET, asked_by="Klynge Midt", by=OPERATOR)
    at, page = f"/henvendelser/{case.number}", f"/henvendelser/{case.number}/definition"
    writes, checks, approves = map(client_of, (author, checker, approver))
    writes.post(f"{at}/udkast", {"serial": case.serial, "tekst": fresh})
    assert "Ikke sendt til kontrol" in seen(writes, at)
    assert writes.post(f"{at}/kontrol", {"udkast": 1, "tekst": "Klar"}).status_code == 302
    assert "Venter på faglig kontrol" in seen(writes, at)
    # The case's own words, not an id that nobody has seen
    assert f"{case.number} Fald" in seen(checks, "/min-side")
    read = seen(checks, page)
    assert "udkastet er en ny definition" in read and "at_least: 70" in read
    one = Approval.objects.get()
    seen_of = {"godkendelse": one.pk, "serial": one.serial}
    assert checks.post(page, {"handling": "check", **seen_of}).status_code == 302
    one.refresh_from_db()
    seen_of = {"godkendelse": one.pk, "serial": one.serial, "genbesoeg": LATER.isoformat()}
    assert not file_of(folder, FRESH).exists()
    assert "Skrives med den sidste underskrift." in seen(approves, page)
    assert approves.post(page, {"handling": "approve", **seen_of}).status_code == 302
    assert file_of(folder, FRESH).read_text("utf-8") == fresh
    catalogue = load_catalogue(folder)
    digest = digest_of(catalogue.get(FRESH), catalogue)
    assert digest == one.digest == Case.objects.get().drafts.get().digest
    assert approval_of(FRESH, digest).is_approved
    sha256 = hashlib.sha256(fresh.encode()).hexdigest()
    audited = AuditEntry.objects.get(action="definition.fil")
    assert audited.detail["sha256"] == sha256 and audited.subject == FRESH
    assert "Fil i mappen Skrevet, ord for ord" in seen(approves, page)
    assert f"skrevet i filen indicators/{FRESH}.yaml" in seen(writes, at)
    assert "Godkendt af Godkender (Region Nordjylland)" in seen(approves, f"/definitioner/{FRESH}")
    assert verify_audit().is_whole and definition_problems() == ()
    assert [path.name for path in (folder / "indicators").glob(".*")] == []


def test_a_draft_is_as_long_as_a_definition_can_be(text, author) -> None:
    longest = text + "# ord\n" * 10_000
    assert drafted(longest, author).drafts.get().text == longest
    for refused in (" ", text + "# ord\n" * 30_000):
        with pytest.raises(BadInput, match="G-DRAFT"):
            drafted(refused, author)


def test_G_CPR_no_text_that_is_signed_with_holds_a_number(
    waiting, text, author, approver, folder
) -> None:
    number, case = "610190-" + "1234", waiting.draft.case
    with pytest.raises(BadInput, match="G-CPR"):
        drafted(f"{text}# {number}\n", author, case)
    with pytest.raises(BadInput, match="G-CPR"):
        submit_draft(
            case.number,
            1,
            catalogue=catalogue_of_site(),
            folder=folder,
            text=number,
            by=author,
        )
    one = approved(waiting, approver, folder=folder)
    with pytest.raises(BadInput, match="G-CPR"):
        withdraw_approval(
            one.pk, seen=one.serial, catalogue=catalogue_of_site(), reason=number, by=approver
        )
    client, page = client_of(approver), f"/henvendelser/{case.number}/definition"
    typed = {"handling": "withdraw", "godkendelse": one.pk, "serial": one.serial, "tekst": number}
    answer = client.post(page, typed)
    assert answer.status_code == 400 and number not in answer.content.decode()


# What is refused -----------------------------------------------------------------------------------


def test_the_author_of_any_draft_of_the_case_neither_checks_nor_approves(
    text, author, folder
) -> None:
    mender = person("mads", Role.ANALYTIKER, Role.FAGLIG_KONTROL)
    case = drafted(text, mender)
    drafted(text.replace("at_least: 70", "at_least: 75"), author, case)
    one = sent(case, author, 2, folder=folder)
    for by in (author, mender):
        with pytest.raises(Blocked, match="G-SAME-PERSON"):
            checked(one, by)


def test_a_shared_indicator_is_approved_by_two_organisations_before_its_file_is_written(
    author, checker, approver, folder
) -> None:
    shared = (
        file_of(folder)
        .read_text("utf-8")
        .replace(
            "owner:\n", "owner:\n  - {body: kommunerne, sector: municipality, from: 2023-01-01}\n"
        )
    )
    one = checked(sent(drafted(shared, author), author, folder=folder), checker)
    before = file_of(folder).read_text("utf-8")
    one = approved(one, approver, folder=folder)
    assert one.step == Step.KONTROLLERET and file_of(folder).read_text("utf-8") == before
    with pytest.raises(Blocked, match="G-TWO-ORGANISATIONS"):
        approved(one, person("bo", Role.GODKENDER), folder=folder)
    one = approved(one, person("mie", Role.GODKENDER, unit=AALBORG), folder=folder)
    assert one.filed_at and file_of(folder).read_text("utf-8") == shared


def test_a_status_that_is_not_computed_is_told_of_before(text, author, folder) -> None:
    case = drafted(text.replace("status: live", "status: wanted"), author)
    page = f"/henvendelser/{case.number}/definition"
    assert "har en status, der ikke regnes" in seen(client_of(author), page)
    drafted(text, author, case)
    assert "har en status, der ikke regnes" not in seen(client_of(author), page)


def test_a_newer_draft_clears_what_was_signed(waiting, text, author, approver, folder) -> None:
    case = Case.objects.get()
    drafted(text.replace("at_least: 70", "at_least: 75"), author, case)
    with pytest.raises(Blocked, match="G-NEWER-DRAFT"):
        approved(waiting, approver, folder=folder)
    assert "Udkast 1 var sendt til kontrol. Underskrifterne på det gælder ikke mere" in seen(
        client_of(approver), f"/henvendelser/{case.number}/definition"
    )
    assert sent(case, author, 2, folder=folder).step == Step.SKREVET
    with pytest.raises(Blocked, match="G-NEWER-DRAFT"):
        sent(case, author, 1, folder=folder)


def test_a_change_of_the_folder_that_moves_the_number_clears_it(
    waiting, approver, author, folder
) -> None:
    codes = folder / "codelists" / "forebyggelige-indlaeggelser.csv"
    lines = codes.read_text("utf-8").splitlines(keepends=True)
    codes.write_text("".join(lines[:-1]), "utf-8")
    with pytest.raises(Blocked, match="G-DIGEST"):
        approved(waiting, approver, folder=folder)
    case = Case.objects.get()
    page = f"/henvendelser/{case.number}/definition"
    assert "noget, det bygger på, er ændret i mappen" in seen(client_of(approver), page)
    again = sent(case, author, folder=folder)
    assert again.digest != waiting.digest and again.step == Step.SKREVET


def test_a_file_that_somebody_mended_is_not_overwritten(waiting, approver, folder) -> None:
    by_hand = (
        file_of(folder).read_text("utf-8").replace("reviewed: 2026-10-01", "reviewed: 2026-10-02")
    )
    file_of(folder).write_text(by_hand, "utf-8")
    with pytest.raises(Blocked, match="G-FILE"):
        approved(waiting, approver, folder=folder)
    assert file_of(folder).read_text("utf-8") == by_hand
    waiting.refresh_from_db()
    assert waiting.step == Step.KONTROLLERET and waiting.signatures.count() == 2


def test_the_program_s_own_definitions_are_never_written_in(
    waiting, approver, folder, settings
) -> None:
    settings.DEFINITIONS_OF_PROGRAM = folder
    page = f"/henvendelser/{Case.objects.get().number}/definition"
    assert "Bed en systemadministrator køre »tvaerblik definitions copy«" in seen(
        client_of(approver), page
    )
    with pytest.raises(Blocked, match="G-FOLDER"):
        approved(waiting, approver, folder=folder)


def test_a_folder_that_could_not_be_read_afterwards_is_left_alone(
    waiting, approver, folder
) -> None:
    """The draft can still be read; another file that names the indicator could not."""
    before = file_of(folder).read_bytes()
    (folder / "phases").mkdir(exist_ok=True)
    (folder / "phases" / f"{STANDS}.yaml").write_text("phases: [", "utf-8")
    catalogue = load_catalogue_without_phases(folder)
    with pytest.raises(DefinitionError):
        approve_definition(
            waiting.pk,
            seen=waiting.serial,
            catalogue=catalogue,
            folder=folder,
            next_review=LATER,
            by=approver,
        )
    waiting.refresh_from_db()
    assert file_of(folder).read_bytes() == before and waiting.step == Step.KONTROLLERET


def load_catalogue_without_phases(folder: Path):
    other = folder.parent / "before"
    shutil.copytree(folder, other)
    shutil.rmtree(other / "phases")
    return load_catalogue(other)


def test_two_cases_of_one_indicator_and_the_second_is_told(
    waiting, text, author, checker, approver, folder
) -> None:
    other = drafted(text.replace("at_least: 70", "at_least: 80"), author)
    second = checked(sent(other, author, folder=folder), checker)
    approved(waiting, approver, folder=folder)
    with pytest.raises(Blocked, match="G-LATER"):
        approved(second, approver, folder=folder)
    assert file_of(folder).read_text("utf-8") == text


# Between the signature and the file ----------------------------------------------------------------


def test_a_file_that_could_not_be_written_is_seen_and_written_again(
    waiting, text, approver, folder, monkeypatch
) -> None:
    def full(*args: object) -> None:
        raise OSError("No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(filing, "put_in_place", full)
        one = approved(waiting, approver, folder=folder)
    assert one.step == Step.GODKENDT and one.filed_at is None
    assert not AuditEntry.objects.filter(action="definition.fil").exists()
    (problem,) = definition_problems()
    assert STANDS in problem.what.da
    client, page = client_of(approver), f"/henvendelser/{Case.objects.get().number}/definition"
    for address in (page, "/definitioner", f"/definitioner/{STANDS}"):
        assert "Godkendt, men filen ligger ikke i mappen" in seen(client, address), address
    assert client.post(page, {"handling": "file", "godkendelse": one.pk}).status_code == 302
    assert file_of(folder).read_text("utf-8") == text and definition_problems() == ()
    assert "Godkendt, men filen" not in seen(client, page)


def test_a_machine_that_stopped_after_the_file_was_there_is_told_of_it_again(
    waiting, text, approver, folder
) -> None:
    approved(waiting, approver, folder=folder)
    Approval.objects.update(filed_at=None)
    assert len(definition_problems()) == 1
    file_definition(waiting.pk, folder=folder, by=OPERATOR)
    assert definition_problems() == () and file_of(folder).read_text("utf-8") == text


def test_an_approved_file_that_is_gone_is_named(waiting, approver, folder, author) -> None:
    approved(waiting, approver, folder=folder)
    file_of(folder).unlink()
    assert "ligger ikke" in definition_problems()[0].what.da
    with pytest.raises(NotAllowed):
        file_definition(waiting.pk, folder=folder, by=person("laeser"))


# Sent back, and taken back -------------------------------------------------------------------------


def test_a_draft_that_was_sent_back_tells_its_case_and_can_be_sent_again(
    waiting, approver, author, folder
) -> None:
    send_back_definition(waiting.pk, seen=waiting.serial, reason="Aldersgrænsen.", by=approver)
    case = Case.objects.get()
    assert "Udkastet er sendt tilbage: Aldersgrænsen." in [line.text for line in case.log.all()]
    assert sent(case, author, folder=folder).step == Step.SKREVET


def test_words_alone_are_approved_too_and_the_approval_that_stands_stays(
    author, checker, approver, folder
) -> None:
    standing = submit_definition(STANDS, catalogue=catalogue_of_site(), folder=folder, by=author)
    standing = approved(checked(standing, checker), approver, folder=folder)
    words = (
        file_of(folder).read_text("utf-8").replace("Kodelisten er foreløbig", "Listen er foreløbig")
    )
    one = sent(drafted(words, author), author, folder=folder)
    assert one.digest == standing.digest and approval_of(STANDS, one.digest).is_approved
    assert "Kun ord er ændret" in seen(
        client_of(checker), f"/henvendelser/{Case.objects.get().number}/definition"
    )
    approved(checked(one, checker), approver, folder=folder)
    assert file_of(folder).read_text("utf-8") == words
    assert approval_of(STANDS, one.digest).is_approved


def test_a_draft_of_words_under_way_is_not_how_the_folder_s_definition_stands(
    author, checker, approver, folder
) -> None:
    words = file_of(folder).read_text("utf-8").replace("Kodelisten er", "Listen er")
    one = sent(drafted(words, author), author, folder=folder)
    assert approval_of(STANDS, one.digest) == NOWHERE
    submit_definition(STANDS, catalogue=catalogue_of_site(), folder=folder, by=author)
    assert approval_of(STANDS, one.digest).step == Step.SKREVET
    approved(checked(one, checker), approver, folder=folder)
    assert approval_of(STANDS, one.digest).is_approved


def test_an_approval_is_taken_back_with_a_reason_and_readers_see_it(
    published, author, checker, approver, folder
) -> None:
    one = submit_definition(STANDS, catalogue=catalogue_of_site(), folder=folder, by=author)
    one = approved(checked(one, checker), approver, folder=folder)
    public = f"/indikator/{STANDS}"
    assert "Godkendt af Godkender" in seen(Client(), public)
    page, client = f"/definitioner/{STANDS}", client_of(approver)
    typed = {"handling": "withdraw", "godkendelse": one.pk, "serial": one.serial}
    assert client.post(page, {**typed, "tekst": " "}).status_code == 400
    assert client.post(page, {**typed, "tekst": "Kodelisten er forkert."}).status_code == 302
    one.refresh_from_db()
    assert one.step == Step.TRUKKET_TILBAGE
    assert not approval_of(STANDS, one.digest).is_approved
    for address, reader in ((public, Client()), (page, client)):
        told = seen(reader, address)
        assert "Ikke godkendt: godkendelsen blev trukket tilbage den" in told
        assert "Godkendt af Godkender" not in told
    assert "Kodelisten er forkert." in seen(client, page)
    assert AuditEntry.objects.filter(action=f"definition.{Act.TRAK_TILBAGE}").count() == 1
    again = submit_definition(STANDS, catalogue=catalogue_of_site(), folder=folder, by=author)
    assert again.step == Step.SKREVET and verify_audit().is_whole
    assert "venter på faglig kontrol" in seen(Client(), public)


def test_who_answers_for_it_takes_it_back(waiting, approver, folder) -> None:
    one = approved(waiting, approver, folder=folder)
    taking = {"seen": one.serial, "catalogue": catalogue_of_site(), "reason": "Forkert."}
    with pytest.raises(NotAllowed):
        withdraw_approval(one.pk, **taking, by=person("laeser"))
    with pytest.raises(Blocked, match="G-PARTY"):
        withdraw_approval(one.pk, **taking, by=person("mie", Role.GODKENDER, unit=AALBORG))
    withdraw_approval(one.pk, **taking, by=person("sekretaer", Role.SEKRETARIAT))
    told = [line.text for line in Case.objects.get().log.all()]
    assert "Godkendelsen er trukket tilbage: Forkert." in told
    with pytest.raises(Blocked, match="G-SERIAL"):
        withdraw_approval(one.pk, **taking, by=approver)
