"""The pages of a case's documents, and the one document, through the site."""

import hashlib
import html
import io
import re
from datetime import timedelta

import pikepdf
import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from support.files_of_cases import CSV, PDF
from tvaerblik.core.permit import Permit
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.attach_file import attach_file
from tvaerblik.governance.actions.colour_case import log_in_case
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.give_task import give_task
from tvaerblik.governance.actions.move_case import move_case
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.actions.start_hearing import start_hearing
from tvaerblik.governance.actions.withdraw_attachment import withdraw_attachment
from tvaerblik.governance.attachments.kept import place_of
from tvaerblik.governance.attachments.kinds import MAX_MB, MB
from tvaerblik.governance.attachments.models import Attachment
from tvaerblik.governance.audit.models import AuditHead
from tvaerblik.governance.cases.kinds import EntryKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.presentation.pages.case_document import build_case_document
from tvaerblik.report.typesetting import make_pdf
from tvaerblik.web import document_views
from tvaerblik.web.document_facts import read_document

OPERATOR = Permit("drift", "operator", "test")
MARK = "Internt arbejdsdokument"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path) -> None:
    settings.HOME = type(settings.HOME)(tmp_path)


@pytest.fixture(autouse=True)
def typeset_here(request, monkeypatch) -> None:
    """In this process, which is quicker; one test has it made as the site does."""
    if "as_the_site_does" not in request.node.name:
        monkeypatch.setattr(document_views, "make_pdf_apart", make_pdf)


@pytest.fixture
def case() -> Case:
    return open_case(
        "Fald i hjemmet",
        stage=Stage.MODTAGET,
        asked_by="Klynge Midt",
        answers={"vises": '#read("/etc/passwd") og *andelen* af fald'},
        by=OPERATOR,
    )


def logged_in(name: str, *roles: Role) -> Client:
    user = create_account(name, "lang adgangskode", roles=(Role.BRUGER, *roles), by=OPERATOR)
    client = Client(enforce_csrf_checks=False)
    client.force_login(user)
    client.user = user
    return client


def secretary() -> Client:
    return logged_in("sekretaer", Role.SEKRETARIAT)


def at(case: Case, rest: str = "") -> str:
    return f"/henvendelser/{case.number}/dokumenter{rest}"


def seen(answer) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def sent(client: Client, case: Case, content: bytes = CSV, name: str = "tal.csv", **typed):
    file = SimpleUploadedFile(name, content)
    return client.post(at(case, "/bilag"), {"titel": "Tal fra Læsø", "fil": file, **typed})


def fetched(client: Client, case: Case, version: str = "") -> pypdf.PdfReader:
    answer = client.get(at(case, "/sag.pdf") + (f"?udgave={version}" if version else ""))
    assert answer.status_code == 200, answer.status_code
    return pypdf.PdfReader(io.BytesIO(b"".join(answer.streaming_content)))


def words_of(pdf: pypdf.PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf.pages))


# The page ----------------------------------------------------------------------------------------


def test_pages_are_for_those_who_may_see_the_case(case: Case) -> None:
    paths = ("", "/sag.pdf", "/bilag/1")
    for path in paths:
        assert Client().get(at(case, path)).status_code == 302
    own = open_case("Kladde", by=logged_in("anden").user)
    client = secretary()
    for path in paths:
        assert client.get(at(own, path)).status_code == 404
    answer = client.get(at(case))
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    assert client.get(at(case, "/journalnummer")).status_code == 405
    assert client.get(at(case, "/bilag")).status_code == 405


def test_the_secretariat_gives_a_number_and_is_told_of_others_under_it(case: Case) -> None:
    client, other = secretary(), open_case("Andet", stage=Stage.MODTAGET, asked_by="x", by=OPERATOR)
    for one in (other, case):
        typed = {"nummer": "2026-012345", "serial": one.serial}
        answer = client.post(at(one, "/journalnummer"), typed, follow=True)
    page = seen(answer)
    assert "Gemt." in page and f"Samme nummer: sag {other.number}." in page
    answer = client.post(at(case, "/journalnummer"), {"nummer": "26/9", "serial": 1})
    assert answer.status_code == 409 and 'value="26/9"' in answer.content.decode()
    answer = client.post(at(case, "/journalnummer"), {"nummer": "<b>", "serial": 2})
    assert answer.status_code == 400 and "journalnummer" in seen(answer)
    answer = logged_in("laeser").get(at(case))
    assert "2026-012345" in seen(answer) and 'name="nummer"' not in answer.content.decode()


def test_a_file_is_added_and_handed_out_as_a_file_and_nothing_else(case: Case) -> None:
    client = secretary()
    page = seen(client.get(at(case)))
    assert "Der må ikke stå oplysninger om patienter, borgere eller andre personer" in page
    answer = sent(client, case, name="C:\\fakepath\\Læsø \u202e2026.csv")
    assert answer.status_code == 302
    page = seen(client.get(at(case)))
    assert "Tal fra Læsø" in page and hashlib.sha256(CSV).hexdigest() in page
    answer = logged_in("laeser").get(at(case, "/bilag/1"))
    assert answer.content == CSV and answer["Content-Type"] == "text/csv"
    shown = answer["Content-Disposition"]
    assert shown.startswith("attachment;") and "L%C3%A6s%C3%B8%202026.csv" in shown
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in answer["Cache-Control"]
    assert client.get(at(case, "/bilag/2")).status_code == 404


def test_what_is_refused_is_told_and_what_was_typed_is_kept(case: Case) -> None:
    client = secretary()
    answer = sent(client, case, b"MZ\x90\x00\x01", "virus.pdf")
    assert answer.status_code == 400 and "ikke af en slags" in seen(answer)
    assert 'value="Tal fra Læsø"' in answer.content.decode()
    answer = client.post(at(case, "/bilag"), {"titel": "Tal"})
    assert answer.status_code == 400 and "Der er ikke valgt en fil." in seen(answer)
    two = [SimpleUploadedFile(name, CSV) for name in ("a.csv", "b.csv")]
    assert client.post(at(case, "/bilag"), {"titel": "Tal", "fil": two}).status_code == 400
    assert sent(client, case, titel="  ").status_code == 400
    assert not Attachment.objects.exists()


def test_D21_a_number_that_was_refused_is_not_handed_back(case: Case) -> None:
    client, number = secretary(), "610190-" + "0001"
    answers = (
        client.post(at(case, "/journalnummer"), {"nummer": number, "serial": case.serial}),
        sent(client, case, titel=f"Om {number}"),
        sent(client, case, name=f"brev {number}.csv"),
        sent(client, case, f"a;{number}\n".encode()),
    )
    for answer in answers:
        assert answer.status_code == 400 and "CPR-nummer" in seen(answer)
        assert number not in answer.content.decode()
    assert not case.log.filter(kind__in=("journal", "bilag")).exists()


def test_D02_a_body_that_is_too_large_is_not_read(case: Case) -> None:
    answer = sent(secretary(), case, b"a" * (MAX_MB * MB + 2 * MB), "a.txt")
    assert answer.status_code == 400 and "mere end 10 MB" in seen(answer)


def test_a_file_is_sent_with_the_form_s_token_alone(case: Case) -> None:
    secretary()
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(username="sekretaer"))
    assert sent(client, case).status_code == 403
    client.get(at(case))
    token = client.cookies["csrftoken"].value
    assert sent(client, case, csrfmiddlewaretoken=token).status_code == 302


def test_nothing_is_left_beside_the_files_when_made_as_the_site_does(case: Case, settings) -> None:
    client = secretary()
    sent(client, case)
    sent(client, case, b"", "tom.txt")
    fetched(client, case)
    assert list(settings.HOME.uploads.iterdir()) == []
    kept = [one for one in settings.HOME.attachments.rglob("*") if one.is_file()]
    assert [one.name for one in kept] == [hashlib.sha256(CSV).hexdigest()]


def test_an_internal_file_is_there_for_those_who_work_with_cases_alone(case: Case) -> None:
    client, reader = secretary(), logged_in("laeser")
    sent(client, case, intern="ja")
    assert client.get(at(case, "/bilag/1")).status_code == 200
    assert reader.get(at(case, "/bilag/1")).status_code == 404
    assert "Tal fra Læsø" not in seen(reader.get(at(case)))
    assert reader.post(at(case, "/bilag"), {"titel": "x"}).status_code == 404


def test_a_file_is_withdrawn_on_its_line(case: Case) -> None:
    client = secretary()
    sent(client, case)
    answer = client.post(at(case, "/bilag/1/traek"), {"hvorfor": ""})
    assert answer.status_code == 400 and "Der mangler en begrundelse." in seen(answer)
    typed = {"hvorfor": "Der stod et navn i.", "personer": "ja"}
    page = seen(client.post(at(case, "/bilag/1/traek"), typed, follow=True))
    assert "fordi der stod oplysninger om personer: Der stod et navn i." in page
    assert "Tal fra Læsø" not in page and "tal.csv" not in page
    assert client.get(at(case, "/bilag/1")).status_code == 404


def test_what_is_not_finished_says_so_on_the_page(case: Case) -> None:
    client = secretary()
    for path in (f"/henvendelser/{case.number}", at(case)):
        assert MARK in seen(client.get(path))
    Case.objects.filter(pk=case.pk).update(stage=Stage.PAA_DASH)
    assert MARK not in seen(client.get(f"/henvendelser/{case.number}"))
    page = seen(client.get(at(case)))
    assert "er et færdigt dokument" in page


# The one document --------------------------------------------------------------------------------


def test_the_document_tells_the_case(case: Case) -> None:
    client = secretary()
    client.post(at(case, "/journalnummer"), {"nummer": "2026-012345", "serial": case.serial})
    sent(client, case)
    sent(client, case, PDF, "Referat æøå.pdf", titel="Referat")
    log_in_case(case.number, EntryKind.NOTE, "Et indre notat", internal=True, by=OPERATOR)
    log_in_case(case.number, EntryKind.NOTE, "En note for alle", by=OPERATOR)
    case.refresh_from_db()
    move_case(case.number, Stage.AFVIST, reason="Findes allerede", seen=case.serial, by=OPERATOR)
    pdf = fetched(logged_in("laeser"), case)
    words = words_of(pdf)
    for said in (
        *(case.number, "2026-012345", "Fald i hjemmet", "Klynge Midt", "Afvist"),
        *('#read("/etc/passwd") og *andelen* af fald', "En note for alle", "Findes allerede"),
        *("Bilag 1: Tal fra Læsø", hashlib.sha256(CSV).hexdigest(), "bilag-02-Referat-aeoeaa.pdf"),
        AuditHead.objects.get().sha256,
    ):
        assert said in words, said
    assert "Et indre notat" not in words and MARK not in words
    assert pdf.attachments["bilag-01-tal.csv"] == [CSV]
    assert pdf.attachments["bilag-02-Referat-aeoeaa.pdf"] == [PDF]
    assert pdf.metadata.title == "Fald i hjemmet"


def test_the_internal_version_is_for_those_who_work_with_cases(case: Case) -> None:
    client = secretary()
    log_in_case(case.number, EntryKind.NOTE, "Et indre notat", internal=True, by=OPERATOR)
    sent(client, case, intern="ja")
    case.refresh_from_db()
    move_case(case.number, Stage.AFVIST, reason="Nej", seen=case.serial, by=OPERATOR)
    give_task(
        "Skriv til klyngen",
        client.user,
        None,
        subject_kind="case",
        subject_id=case.number,
        by=client.user,
    )
    pdf = fetched(client, case, "intern")
    words = words_of(pdf)
    assert "Et indre notat" in words and "Skriv til klyngen" in words
    assert all(MARK in page.extract_text() for page in pdf.pages)
    assert list(pdf.attachments) == ["bilag-01-tal.csv"]
    # The same person's open version is what anybody may read
    opened = fetched(client, case)
    assert "Et indre notat" not in words_of(opened) and not opened.attachments
    reader = logged_in("laeser")
    assert reader.get(at(case, "/sag.pdf") + "?udgave=intern").status_code == 404


def test_a_hearing_stands_in_it_with_those_who_were_silent(case: Case) -> None:
    client = secretary()
    asked = create_account("spurgt", "lang adgangskode", roles=(Role.BRUGER,), by=OPERATOR)
    Case.objects.filter(pk=case.pk).update(stage=Stage.HOERING)
    start_hearing(
        "Udkast i høring",
        "Er tallet rigtigt?",
        deadline=timezone.localdate() + timedelta(days=3),
        people=(asked,),
        case_number=case.number,
        by=client.user,
    )
    words = words_of(fetched(client, case, "intern"))
    assert "Udkast i høring" in words and "Har ikke svaret endnu spurgt" in words
    assert "Mindst én høring er ikke afsluttet." in words
    opened = words_of(fetched(client, case))
    assert "Er tallet rigtigt?" in words and "Er tallet rigtigt?" not in opened


def test_a_withdrawn_file_stands_in_it_as_a_line(case: Case) -> None:
    one = attach_file(case.number, CSV, name="tal.csv", title="Tal", by=OPERATOR)
    withdraw_attachment(case.number, one.number, reason="Forkert udgave", by=OPERATOR)
    pdf = fetched(secretary(), case)
    assert "Forkert udgave" in words_of(pdf) and not pdf.attachments


@pytest.mark.parametrize("harm", ["changed", "missing"])
def test_bytes_that_are_not_what_was_added_leave_neither_alone_nor_in_the_document(
    case: Case, harm: str
) -> None:
    one = attach_file(case.number, CSV, name="tal.csv", title="Tal", by=OPERATOR)
    place = place_of(one.sha256)
    place.write_bytes(b"andet") if harm == "changed" else place.unlink()
    client = secretary()
    assert client.get(at(case)).status_code == 200
    for path in ("/bilag/1", "/sag.pdf"):
        answer = client.get(at(case, path))
        assert answer.status_code == 409 and "Bed driften" in seen(answer)


def test_a_draft_is_nobody_s_document_yet() -> None:
    client = logged_in("spoerger")
    own = open_case("Kladde", by=client.user)
    assert client.get(at(own)).status_code == 200
    assert client.get(at(own, "/sag.pdf")).status_code == 404


def test_the_same_case_and_moment_give_the_same_bytes(case: Case, tmp_path) -> None:
    attach_file(case.number, CSV, name="tal.csv", title="Tal", by=OPERATOR)
    case.refresh_from_db()
    user, moment = secretary().user, timezone.now()
    bytes_of = []
    for name in ("1.pdf", "2.pdf"):
        facts = read_document(case, user, for_workers=True, at=moment, lang="da")
        make_pdf(build_case_document(facts, "da"), tmp_path / name)
        bytes_of.append((tmp_path / name).read_bytes())
    assert bytes_of[0] == bytes_of[1]
    log_in_case(case.number, EntryKind.NOTE, "Mere", by=OPERATOR)
    facts = read_document(case, user, for_workers=True, at=moment, lang="da")
    make_pdf(build_case_document(facts, "da"), tmp_path / "3.pdf")
    assert (tmp_path / "3.pdf").read_bytes() != bytes_of[0]


def test_it_is_a_document_for_an_archive_in_english_too(case: Case) -> None:
    client = secretary()
    for lang, name in (("da", "da-DK"), ("en", "en-GB")):
        client.cookies["sprog"] = lang
        answer = client.get(at(case, "/sag.pdf"))
        assert answer["Content-Disposition"] == f'attachment; filename="sag-{case.number}.pdf"'
        with pikepdf.open(io.BytesIO(b"".join(answer.streaming_content))) as pdf:
            assert pdf.open_metadata().pdfa_status == "3A" and pdf.Root.Lang == name
