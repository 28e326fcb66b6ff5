"""Documents really typeset, opened again with another's reader: PDF/A with the files inside."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Semaphore

import pikepdf
import pypdf
import pytest
import typst

from tvaerblik.core.errors import Blocked
from tvaerblik.presentation.document import (
    Document,
    Embedded,
    Exact,
    Facts,
    Said,
    Section,
    Table,
    Under,
)
from tvaerblik.report import apart
from tvaerblik.report.apart import make_pdf_apart
from tvaerblik.report.typesetting import make_pdf

AT = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)
MARK = "Internt arbejdsdokument"
HOSTILE = (
    '#read("/etc/passwd") #import "x.typ": * #panic("nej") #eval("1+1")',
    'slut") #let x = "',
    "$x^2$ *fed* _kursiv_ @henvisning <mærke> = overskrift // og /* mere */ \\u{41} ~ `kode`",
    '{"a": [1, 2]} ]) }) #{',
    "😀 \x00 \u202e שלום \ufffd",
    "x" * 4000,
)


def document(*texts: str, **more: object) -> Document:
    said = texts or ("Tallet vises for hver kommune.",)
    given = Document(
        lang="da",
        title="Fald i hjemmet",
        kicker="Sag 2026-0007",
        mark="",
        why_marked=(),
        facts=Facts((("Sagsnummer", "2026-0007"), ("Journalnummer", "26/1234"))),
        notes=("En note.",),
        contents="Indhold",
        sections=(
            Section("Henvendelsen", (Facts(tuple(("Hvad?", text) for text in said)),)),
            Section(
                "Mere",
                (
                    Under("Høring"),
                    *(Said(text) for text in said),
                    Table(("Dag", "Hvad"), tuple(("1. jan.", text) for text in said), (1, 3)),
                    *(Exact(f"a: 1\n  b: {text}") for text in said),
                ),
            ),
        ),
        foot=("Sag 2026-0007", "Tværblik"),
        page_of=("Side", "af"),
        author="Tværblik",
        moment=AT,
    )
    return replace(given, **more)


def made(given: Document, tmp_path: Path, name: str = "sag.pdf") -> Path:
    make_pdf(given, tmp_path / name)
    return tmp_path / name


def text_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def squeezed(text: str) -> str:
    """Without spaces, line ends and the places where a word may be broken."""
    return "".join(sign for sign in text if not sign.isspace() and sign not in "\u200b\u00ad-")


@pytest.fixture
def attached(tmp_path: Path) -> Document:
    table, picture = tmp_path / "1", tmp_path / "2"
    table.write_bytes(b"kommune;tal\nAalborg;12\n")
    picture.write_bytes(bytes(range(256)) * 40)
    return document(
        files=(
            Embedded("bilag-01-tal.csv", table, "text/csv", "Bilag 1: Tal"),
            Embedded("bilag-02-kort.png", picture, "image/png", "Bilag 2: Kort"),
        )
    )


def test_it_is_what_an_archive_takes(attached: Document, tmp_path: Path) -> None:
    with pikepdf.open(made(attached, tmp_path)) as pdf:
        xmp = pdf.open_metadata()
        assert xmp["pdfaid:part"] == "3" and xmp["pdfaid:conformance"] == "A"
        assert xmp["pdfuaid:part"] == "1"
        assert xmp["dc:title"] == "Fald i hjemmet"
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1" and len(intent.DestOutputProfile.read_bytes()) > 100
        assert pdf.Root.Lang == "da-DK"
        assert pdf.Root.MarkInfo.Marked and "/StructTreeRoot" in pdf.Root
        assert not pdf.is_encrypted
        kinds = [
            str(one.get("/S", "")) for one in pdf.objects if isinstance(one, pikepdf.Dictionary)
        ]
        assert not {"/JavaScript", "/Launch", "/GoToR", "/URI"} & set(kinds)


def test_every_font_lies_in_it(tmp_path: Path) -> None:
    with pikepdf.open(made(document(), tmp_path)) as pdf:
        fonts = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        ]
        names = {str(font.FontName).partition("+")[2] for font in fonts}
        assert names == {"IBMPlexSans", "IBMPlexSans-SemiBold", "DejaVuSansMono"}
        assert all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)


def test_its_files_are_the_files(attached: Document, tmp_path: Path) -> None:
    with pikepdf.open(made(attached, tmp_path)) as pdf:
        assert len(pdf.Root.AF) == len(pdf.attachments) == 2
        for one in attached.files:
            inside = pdf.attachments[one.name]
            stored = inside.get_file()
            assert inside.obj.AFRelationship == "/Supplement"
            assert inside.description == one.description
            assert stored.mime_type == one.mime
            content = one.path.read_bytes()
            assert hashlib.sha256(stored.read_bytes()).digest() == hashlib.sha256(content).digest()


def test_the_same_values_give_the_same_bytes(attached: Document, tmp_path: Path) -> None:
    one = made(attached, tmp_path, "1.pdf").read_bytes()
    assert one == made(attached, tmp_path, "2.pdf").read_bytes()
    with pikepdf.open(tmp_path / "1.pdf") as pdf:
        assert pdf.open_metadata()["xmp:CreateDate"] == "2026-11-22T14:30:00Z"
    later = replace(attached, moment=AT + timedelta(minutes=1))
    assert one != made(later, tmp_path, "3.pdf").read_bytes()


def test_the_mark_stands_on_every_page_or_on_none(tmp_path: Path) -> None:
    long = "Et udkast, der fylder.\n" * 120
    marked = document(long, mark=MARK, why_marked=("Sagen er i gang.",))
    pages = pypdf.PdfReader(made(marked, tmp_path)).pages
    assert len(pages) > 3 and all(MARK in page.extract_text() for page in pages)
    assert "Sagen er i gang." in pages[0].extract_text()
    assert f"Side 2 af {len(pages)}" in pages[1].extract_text()
    assert MARK not in text_of(made(document(long), tmp_path))


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_D19_what_people_wrote_is_text_wherever_it_stands(hostile: str, tmp_path: Path) -> None:
    from tvaerblik.report.characters import shown

    given = replace(
        document(hostile),
        title=hostile[:60],
        kicker=hostile[:60],
        mark=hostile[:30],
        why_marked=(hostile,),
        notes=(hostile,),
        foot=(hostile[:60],),
    )
    read = squeezed(text_of(made(given, tmp_path)))
    # In the facts, a paragraph, a table and what is shown sign by sign; a note and a reason before them
    assert read.count(squeezed(shown(hostile))) >= 5 or len(hostile) > 1000
    assert "root:" not in read


def test_a_word_without_an_end_stays_on_the_paper(tmp_path: Path) -> None:
    given = document("x" * 4000, kicker="y" * 300, title="z" * 300)
    lines = text_of(made(given, tmp_path)).splitlines()
    assert max(map(len, map(squeezed, lines))) < 150


def test_a_digest_can_be_searched_for(tmp_path: Path) -> None:
    digest = "0123456789abcdef" * 4
    assert text_of(made(document(digest), tmp_path)).count(digest) >= 1


@pytest.mark.parametrize("name", ["../../hemmelig", "a\\b.txt", "æ.txt", ".fil", ""])
def test_D19_a_name_that_leads_elsewhere_is_no_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        document(files=(Embedded(name, tmp_path / "fil", "text/plain", "x"),))


def test_the_layout_can_read_its_own_folder_alone(attached: Document, tmp_path: Path) -> None:
    """As `make_pdf` calls it: a path out of the folder is refused, were there ever one."""
    secret = tmp_path / "hemmelig"
    secret.write_text("nej")
    folder = tmp_path / "mappe"
    folder.mkdir()
    for path in ("../hemmelig", str(secret), "/etc/passwd"):
        layout = folder / "l.typ"
        layout.write_text(f"#read({json.dumps(path)})")
        with pytest.raises(typst.TypstError, match=r"escape|not found"):
            typst.compile(layout, root=folder, format="pdf")


def test_a_process_of_its_own_makes_the_same(attached: Document, tmp_path: Path) -> None:
    make_pdf_apart(attached, tmp_path / "apart.pdf")
    assert (tmp_path / "apart.pdf").read_bytes() == made(attached, tmp_path).read_bytes()


def test_what_cannot_be_made_is_told_and_leaves_nothing(tmp_path: Path, capfd) -> None:
    gone = Embedded("bilag-01.csv", tmp_path / "findes-ikke", "text/csv", "x")
    with pytest.raises(Blocked, match="could not be made"):
        make_pdf_apart(document(files=(gone,)), tmp_path / "sag.pdf")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(Blocked, match="could not be made"):
        make_pdf_apart(document(), tmp_path / "sag.pdf", longest=0.001)
    assert list(tmp_path.iterdir()) == []


def test_who_comes_while_one_is_made_and_one_waits_is_told_at_once(tmp_path, monkeypatch) -> None:
    """The site has few threads: all of them at this page would be none at any other."""
    go_on, entered = Event(), Semaphore(0)

    def made(request: str, longest: float) -> bool:
        entered.release()
        return go_on.wait(30)

    monkeypatch.setattr(apart, "_made", made)
    with ThreadPoolExecutor(2) as two:
        asked = [two.submit(make_pdf_apart, document(), tmp_path / name) for name in "ab"]
        assert entered.acquire(timeout=30)
        while apart._PLACES._value:
            pass
        with pytest.raises(Blocked) as refused:
            make_pdf_apart(document(), tmp_path / "c", longest=0.1)
        go_on.set()
        assert [one.result() for one in asked] == [None, None]
    assert refused.value.problems[0].code == "K-DOCUMENT-BUSY"
    make_pdf_apart(document(), tmp_path / "d")
