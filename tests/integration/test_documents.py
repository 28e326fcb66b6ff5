"""A case's journal number and files: who may, what is refused, what stays, and that the bytes are kept."""

import io
import struct
import zipfile

import pytest

from integration.test_two_at_once import at_once, sorted_by_kind
from support.files_of_cases import CSV, EML, GOOD, JPEG, PDF, office, png
from tvaerblik.core.errors import BadInput, Blocked, IntegrityError, NotAllowed, NotKnown
from tvaerblik.core.permit import Permit
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.attach_file import attach_file
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.actions.set_journal_number import set_journal_number
from tvaerblik.governance.actions.withdraw_attachment import withdraw_attachment
from tvaerblik.governance.attachments.kept import keep, place_of, problem_of, read_kept
from tvaerblik.governance.attachments.kinds import MAX_FILES, MAX_MB, MB, FileKind
from tvaerblik.governance.attachments.models import Attachment
from tvaerblik.governance.attachments.sniffing import kind_of_file
from tvaerblik.governance.audit.chain import verify_audit
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.cases.kinds import EntryKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.policies_of_documents import (
    Contents,
    check_journal_number,
    is_working_paper,
    why_working_paper,
)
from tvaerblik.governance.viewing_of_attachments import visible_attachment, visible_attachments
from tvaerblik.worker import attachment_problems

OPERATOR = Permit("drift", "operator", "test")
NUMBER = "610190-" + "0001"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path) -> None:
    """A home for the files of this test alone."""
    home = type(settings.HOME)(tmp_path)
    settings.HOME = home


def opened(title: str = "Fald i hjemmet", **more) -> Case:
    given = {"stage": Stage.MODTAGET, "asked_by": "Klynge Midt", "by": OPERATOR, **more}
    return open_case(title, **given)


def account(name: str, *roles: Role) -> User:
    return create_account(name, "lang adgangskode", roles=(Role.BRUGER, *roles), by=OPERATOR)


def attached(case: Case, content: bytes = CSV, name: str = "tal.csv", **more) -> Attachment:
    given = {"title": "Tal", "by": OPERATOR, **more}
    return attach_file(case.number, content, name=name, **given)


# The journal number ------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_secretariat_gives_a_journal_number_and_both_logs_tell() -> None:
    case, by = opened(), account("sekretaer", Role.SEKRETARIAT)
    case = set_journal_number(case.number, "  2026-012345 ", seen=case.serial, by=by)
    case.refresh_from_db()
    assert case.journal_number == "2026-012345"
    entry = case.log.last()
    assert (entry.kind, entry.text, entry.by) == (EntryKind.JOURNAL, "2026-012345", "sekretaer")
    case = set_journal_number(case.number, "26/77", seen=case.serial, by=by)
    told = AuditEntry.objects.order_by("-number").first()
    assert told.action == "case.journal" and told.subject == case.number
    assert told.detail["facts"] == {"journal_number": "26/77", "before": "2026-012345"}
    serial = case.serial
    assert set_journal_number(case.number, "26/77", seen=serial, by=by).serial == serial
    assert set_journal_number(case.number, "", seen=serial, by=by).journal_number == ""


@pytest.mark.django_db
def test_several_cases_can_lie_under_one_number_in_the_archive() -> None:
    for case in (opened(), opened("Genindlæggelser")):
        set_journal_number(case.number, "2026-012345", seen=case.serial, by=OPERATOR)
    assert Case.objects.filter(journal_number="2026-012345").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.BRUGER, Role.FORMANDSKAB, Role.ANALYTIKER])
def test_others_give_no_journal_number(role: Role) -> None:
    case = opened()
    with pytest.raises(NotAllowed, match="give a case its journal number"):
        set_journal_number(case.number, "26/77", seen=case.serial, by=account("anden", role))


@pytest.mark.parametrize(
    "text", ["26/12345", "2026-012345", "29.30.00-A00-1-26", "EMN-2026-01234", "26 1234", ""]
)
def test_journal_numbers_as_the_systems_write_them(text: str) -> None:
    assert check_journal_number(f" {text}\n") == text


@pytest.mark.parametrize(
    "text", ["x1", "sag", "26//1", "-26-1", "26/1;", "1" * 41, "<b>1</b>", "26\u202e123", NUMBER]
)
def test_what_is_no_journal_number_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        check_journal_number(text)
    assert refused.value.problems[0].code in ("G-JOURNAL", "G-CPR")
    assert text not in refused.value.in_("da") or len(text) < 4


@pytest.mark.django_db(transaction=True)
def test_of_two_who_give_a_journal_number_one_wins_and_the_other_is_told() -> None:
    case = opened()
    answers = at_once(
        lambda: set_journal_number(case.number, "26/1", seen=case.serial, by=OPERATOR),
        lambda: set_journal_number(case.number, "26/2", seen=case.serial, by=OPERATOR),
    )
    assert sorted_by_kind(answers) == ["Blocked", "Case"]
    assert Case.objects.get().log.filter(kind=EntryKind.JOURNAL).count() == 1
    assert verify_audit().is_whole


# What a file is ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", GOOD)
def test_a_file_is_what_its_bytes_say(name: str) -> None:
    kind = {"foto.jpg": FileKind.JPEG, "NOTE.TXT": FileKind.TXT}.get(name)
    assert kind_of_file(GOOD[name], name) == (kind or FileKind(name.rpartition(".")[2]))


def cut_zip() -> bytes:
    """A member whose checksum is not that of its bytes."""
    whole = bytearray(office("docx"))
    at = whole.index(b"indhold.xml") + 20
    whole[at] ^= 0xFF
    return bytes(whole)


def locked_zip() -> bytes:
    whole = bytearray(office("docx"))
    place = whole.index(b"PK\x01\x02")
    whole[place + 8] |= 1  # the first member is said to be encrypted
    return bytes(whole)


def swelling_zip() -> bytes:
    whole = bytearray(office("docx"))
    place = whole.index(b"PK\x01\x02")
    struct.pack_into("<I", whole, place + 24, 400 * MB)
    return bytes(whole)


def many_members() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as members:
        for number in range(5_001):
            members.writestr(str(number), b"")
    return packed.getvalue()


def packed_by(method: int, *, is_whole: bool = True) -> bytes:
    """Office packs with neither: a piece of these can swell to anything before its length is seen."""
    packed = io.BytesIO(office("docx"))
    with zipfile.ZipFile(packed, "a") as members:
        members.writestr("mere.xml", b"x" * 1000, compress_type=method)
    whole = bytearray(packed.getvalue())
    if not is_whole:
        at = whole.index(b"mere.xml") + 12
        whole[at : at + 20] = bytes(20)
    return bytes(whole)


def unnameable() -> bytes:
    """A member whose name is said to be UTF-8 and is not."""
    packed = io.BytesIO(office("docx"))
    with zipfile.ZipFile(packed, "a") as members:
        members.writestr("æ.xml", b"x")
    return packed.getvalue().replace("æ".encode(), b"\xff\xff")


def mail_with(heads: bytes, body: bytes = b"Hej\r\n") -> bytes:
    return EML.partition(b"MIME-Version")[0] + heads + b"\r\n\r\n" + body


def nested(parts: int) -> bytes:
    head = b"Content-Type: multipart/mixed; %s=b%d\r\n\r\n--b%d\r\n"
    return b"".join(head % (b"boundary", one, one) for one in range(parts))


MANY = b", ".join(b"a%d@example.org" % one for one in range(6_000))
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
BAD = {
    "D03-empty": (b"", "tom.pdf", "G-FILE-EMPTY"),
    "D01-bzip2": (packed_by(zipfile.ZIP_BZIP2), "a.docx", "G-FILE-KIND"),
    "D01-lzma": (packed_by(zipfile.ZIP_LZMA), "a.docx", "G-FILE-KIND"),
    "D01-bzip2-cut": (packed_by(zipfile.ZIP_BZIP2, is_whole=False), "a.docx", "G-FILE-KIND"),
    "D01-mail-of-heads": (mail_with(b"To: " + MANY), "a.eml", "G-FILE-TANGLED"),
    "D01-mail-of-parts": (mail_with(nested(200)), "a.eml", "G-FILE-TANGLED"),
    "D01-mail-of-lines": (mail_with(b"To: x", b"\n" * 300_001), "a.eml", "G-FILE-TANGLED"),
    "D01-mail-in-mails": (
        mail_with(b"Content-Type: message/rfc822\r\n\r\n" * 2_000),
        "a.eml",
        "G-FILE-BROKEN",
    ),
    "D01-mail-slow-charset": (
        mail_with(b"Content-Type: text/plain; charset=punycode", b"a" * 200_000),
        "a.eml",
        "G-FILE-BROKEN",
    ),
    "D02-too-large": (b"a" * (MAX_MB * MB + 1), "stor.txt", "G-FILE-SIZE"),
    "D01-swells": (swelling_zip(), "bombe.docx", "G-FILE-BOMB"),
    "D01-many-members": (many_members(), "mange.docx", "G-FILE-BOMB"),
    "D04-xlsm": (office("xlsm"), "makro.xlsm", "G-FILE-MACRO"),
    "D04-macro-named-docx": (office("docm"), "makro.docx", "G-FILE-MACRO"),
    "D04-macro-part": (office("docx", word__vbaProject=b"x"), "notat.docx", "G-FILE-MACRO"),
    "D04-xl4-macro": (office("xlsx", xl__macrosheets__s=b"x"), "tal.xlsx", "G-FILE-MACRO"),
    "D04-pdf-script": (
        PDF.replace(b"/Catalog", b"/Catalog /JavaScript 2 0 R"),
        "a.pdf",
        "G-FILE-MACRO",
    ),
    "D04-pdf-locked": (
        PDF.replace(b"<< /Root", b"<< /Encrypt 2 0 R /Root"),
        "a.pdf",
        "G-FILE-LOCKED",
    ),
    "D04-office-locked": (OLD + "EncryptedPackage".encode("utf-16-le"), "a.docx", "G-FILE-LOCKED"),
    "D04-zip-locked": (locked_zip(), "a.docx", "G-FILE-LOCKED"),
    "D05-pdf-cut": (PDF[:40], "a.pdf", "G-FILE-BROKEN"),
    "D05-zip-cut": (office("xlsx")[:-30], "a.xlsx", "G-FILE-BROKEN"),
    "D05-zip-checksum": (cut_zip(), "a.docx", "G-FILE-BROKEN"),
    "D05-zip-name": (unnameable(), "a.docx", "G-FILE-BROKEN"),
    "D05-png-cut": (png()[:-6], "a.png", "G-FILE-BROKEN"),
    "D05-png-checksum": (png()[:30] + b"\0\0\0\0" + png()[34:], "a.png", "G-FILE-BROKEN"),
    "D05-jpeg-cut": (JPEG[:-2], "a.jpg", "G-FILE-BROKEN"),
    "D05-no-mail": (b"Hej med jer\r\n", "a.eml", "G-FILE-KIND"),
    "D06-old-office": (OLD, "a.doc", "G-FILE-KIND"),
    "D06-open-document": (office("odt"), "a.odt", "G-FILE-KIND"),
    "D06-program": (b"MZ\x90\x00" + bytes(200), "a.txt", "G-FILE-KIND"),
    "D06-named-otherwise": (PDF, "regneark.xlsx", "G-FILE-NAME"),
    "D06-page-named-page": (b"<html><script>1</script>", "a.html", "G-FILE-NAME"),
    "D21-number-in-csv": (f"cpr;x\n{NUMBER};1\n".encode(), "a.csv", "G-CPR"),
    "D21-number-in-utf16": (f"x {NUMBER} y".encode("utf-16"), "a.txt", "G-CPR"),
    "D21-number-in-name": (CSV, f"brev{NUMBER}.csv", "G-CPR"),
    "D21-number-in-mail": (EML.replace(b"vist fald", f"vist {NUMBER}".encode()), "a.eml", "G-CPR"),
    "D21-number-in-packed-subject": (
        EML.replace(b"Fald i", b"=?utf-8?q?%s?=" % NUMBER.replace("-", "=2D").encode()),
        "a.eml",
        "G-CPR",
    ),
    "D21-number-in-subject": (EML.replace(b"Fald i hjemmet", NUMBER.encode()), "a.eml", "G-CPR"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_files_are_refused_with_a_sentence_and_no_echo(case: str) -> None:
    content, name, code = BAD[case]
    with pytest.raises(BadInput) as refused:
        kind_of_file(content, name)
    assert refused.value.problems[0].code == code
    for lang in ("da", "en"):
        assert NUMBER not in refused.value.in_(lang) and name not in refused.value.in_(lang)


@pytest.mark.parametrize(
    "head",
    [
        b"To: " + b"(" * 20_000,
        b"Subject: =?x-ukendt?q?a?= =?utf-8?b?!?=",
        b"To: " + ", ".join(f"Å{one} <a@example.org>" for one in range(300)).encode("latin-1"),
    ],
    ids=["brackets", "unknown charset", "many recipients"],
)
def test_D05_a_mail_with_strange_heads_is_no_fault_of_ours(head: bytes) -> None:
    content = mail_with(head)
    try:
        assert kind_of_file(content, "a.eml") == FileKind.EML
    except BadInput as refused:
        assert refused.problems[0].code == "G-FILE-BROKEN"


# Files of a case ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_file_is_kept_under_its_own_hash_and_both_logs_tell_without_its_name() -> None:
    case = opened()
    one = attached(case, title="  Tal fra\n Læsø ", name="Læsø.csv")
    assert (one.number, one.title, one.kind, one.size) == (1, "Tal fra Læsø", "csv", len(CSV))
    assert place_of(one.sha256).read_bytes() == CSV == read_kept(one.sha256)
    place = place_of(one.sha256)
    assert not any(one.stat().st_mode & 0o077 for one in (place, place.parent, place.parent.parent))
    entry = case.log.last()
    assert (entry.kind, entry.text) == (EntryKind.BILAG, "Bilag 1")
    told = AuditEntry.objects.order_by("-number").first()
    assert told.detail["facts"]["sha256"] == one.sha256
    assert "Læsø" not in str(told.detail)


@pytest.mark.django_db
def test_who_may_add_a_file() -> None:
    asked, other = account("spoerger"), account("anden")
    case = opened()
    Case.objects.filter(pk=case.pk).update(requester=asked)
    attached(case, by=asked, internal=True)
    with pytest.raises(NotAllowed, match="add files to the case"):
        attached(case, PDF, "a.pdf", by=other)
    worker = account("analytiker", Role.ANALYTIKER)
    attached(case, PDF, "a.pdf", by=worker, internal=True)
    # The one who asked does not work with cases, and so nothing of theirs is hidden from them
    assert [one.internal for one in case.attachments.all()] == [False, True]
    assert [one.number for one in visible_attachments(case, asked)] == [1]
    assert [one.number for one in visible_attachments(case, worker)] == [1, 2]
    with pytest.raises(NotKnown):
        visible_attachment(case, 2, asked)
    assert not case.log.filter(internal=True, text="Bilag 1").exists()
    assert case.log.filter(internal=True, text="Bilag 2").exists()


@pytest.mark.django_db
def test_D14_the_same_file_twice_and_the_twenty_first_are_refused() -> None:
    case = opened()
    attached(case)
    with pytest.raises(Blocked, match="as file 1"):
        attached(case, title="Igen")
    attached(opened("En anden sag"))  # another case may hold it too
    for number in range(2, MAX_FILES + 1):
        attached(case, f"{number}\n".encode(), "a.txt")
    with pytest.raises(Blocked, match=f"has {MAX_FILES} files"):
        attached(case, b"enogtyve\n", "a.txt")
    withdraw_attachment(case.number, 1, reason="Forkert udgave", by=OPERATOR)
    assert attached(case).number == MAX_FILES + 1


@pytest.mark.django_db
def test_a_withdrawn_file_stays_as_a_line_with_its_reason() -> None:
    case, by = opened(), account("sekretaer", Role.SEKRETARIAT)
    one = attached(case)
    with pytest.raises(BadInput, match="reason is missing"):
        withdraw_attachment(case.number, 1, reason=" ", by=by)
    gone = withdraw_attachment(case.number, 1, reason="Forkert udgave", by=by)
    assert (gone.is_withdrawn, gone.withdrawn_by, gone.title) == (True, "sekretaer", "Tal")
    assert read_kept(one.sha256) == CSV and not gone.removed
    assert case.log.last().text == "Bilag 1: Forkert udgave"
    with pytest.raises(Blocked, match="has been withdrawn"):
        withdraw_attachment(case.number, 1, reason="Igen", by=by)
    with pytest.raises(TypeError):
        gone.delete()


@pytest.mark.django_db(transaction=True)
def test_D21_a_file_that_held_persons_is_gone_everywhere_and_cannot_come_again() -> None:
    case, other, by = opened(), opened("En anden"), account("sekretaer", Role.SEKRETARIAT)
    one = attached(case, title="Om en person", name="person.csv")
    attached(other, title="Det samme", name="person2.csv")
    withdraw_attachment(case.number, 1, reason="Forkert", by=by)
    withdraw_attachment(case.number, 1, reason="Der stod navne i.", held_persons=True, by=by)
    assert not place_of(one.sha256).exists()
    lines = Attachment.objects.all()
    assert all(line.removed and not line.name and not line.title for line in lines)
    assert other.log.last().text == "Bilag 1: Der stod navne i."
    assert AuditEntry.objects.filter(action="case.bilag_trukket").count() == 3
    with pytest.raises(Blocked, match="very file was removed"):
        attached(opened("En tredje"))
    assert not place_of(one.sha256).exists() and attachment_problems() == ()


@pytest.mark.django_db
def test_who_may_withdraw_a_file() -> None:
    case, added, other = opened(), account("a", Role.ANALYTIKER), account("b", Role.ANALYTIKER)
    attached(case, by=added)
    with pytest.raises(NotAllowed, match="withdraw files of others"):
        withdraw_attachment(case.number, 1, reason="Forkert", by=other)
    assert withdraw_attachment(case.number, 1, reason="Forkert", by=added).is_withdrawn


@pytest.mark.django_db(transaction=True)
def test_two_files_at_once_get_a_number_each_and_the_same_one_is_added_once() -> None:
    case = opened()
    answers = at_once(
        lambda: attached(case, b"en\n", "a.txt"), lambda: attached(case, b"to\n", "b.txt")
    )
    assert sorted(one.number for one in answers) == [1, 2]
    answers = at_once(lambda: attached(case, CSV), lambda: attached(case, CSV))
    assert sorted_by_kind(answers) == ["Attachment", "Blocked"]
    assert verify_audit().is_whole


@pytest.mark.django_db
def test_verify_finds_bytes_that_are_changed_or_missing() -> None:
    case = opened()
    one, two = attached(case), attached(case, PDF, "a.pdf")
    assert attachment_problems() == ()
    place_of(one.sha256).write_bytes(b"andet")
    place_of(two.sha256).unlink()
    codes = {problem.code for problem in attachment_problems()}
    assert codes == {"G-FILE-CHANGED", "G-FILE-MISSING"}
    with pytest.raises(IntegrityError):
        read_kept(one.sha256)
    # Added again, the right bytes take the place of those that somebody changed
    assert keep(CSV) == one.sha256 and problem_of(one.sha256) is None


# When it is a working document -------------------------------------------------------------------


def test_a_case_is_a_working_paper_until_it_has_left_prioritising() -> None:
    done = {stage for stage in Stage if not is_working_paper(stage)}
    assert done == {
        *(Stage.OPSAETNING, Stage.KLAR, Stage.PAA_DASH),
        *(Stage.UDGAAET, Stage.AFVIST, Stage.TRUKKET),
    }


@pytest.mark.parametrize(
    ("contents", "why"),
    [
        (Contents(Stage.PAA_DASH), ()),
        (Contents(Stage.AFKLARING), ("stage",)),
        (Contents(Stage.PAA_DASH, open_hearings=1), ("hearing",)),
        (Contents(Stage.KLAR, unapproved_draft=True), ("draft",)),
        (Contents(Stage.AFVIST, unapproved_draft=True), ()),
        (Contents(Stage.PAA_DASH, internal=True), ("internal",)),
        (
            Contents(Stage.BERO, open_hearings=2, unapproved_draft=True, internal=True),
            ("internal", "stage", "hearing", "draft"),
        ),
    ],
)
def test_the_reasons_that_a_paper_is_not_finished(contents: Contents, why: tuple[str, ...]) -> None:
    assert why_working_paper(contents) == why
