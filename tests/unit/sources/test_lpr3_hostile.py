"""Messages that were made to break the reader, or that say what cannot be: always a sentence and a place."""

import re
import socket
import threading
from random import Random

import pytest

from support.deliveries import CPR, world
from support.messages import contact, diagnosis, message, procedure, section, write_messages
from tvaerblik.core.errors import BadInput
from tvaerblik.sources import limited, lpr3
from tvaerblik.sources.front import read_delivery
from tvaerblik.sources.lpr3_message import read_message

GOOD = message(contact(1))
DOCUMENT = '<ClinicalDocument xmlns="urn:hl7-org:v3">'


@pytest.fixture(scope="module")
def loaded():
    return world()


@pytest.fixture
def refused(tmp_path, loaded):
    def reading(**messages):
        folder = write_messages(tmp_path, "2026-02-10", messages)
        with pytest.raises(BadInput) as caught:
            read_delivery("lpr3", folder, loaded)
        return caught.value

    return reading


def codes(error):
    return [(problem.code, problem.where.file) for problem in error.problems]


def with_doctype(declarations, inside=""):
    head, rest = GOOD.split("\n", 1)
    body = rest.replace("<title>Besked</title>", f"<title>{inside}</title>")
    return f"{head}\n<!DOCTYPE ClinicalDocument [{declarations}]>\n{body}"


LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
)


@pytest.mark.parametrize(
    "text",
    [
        with_doctype('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"),
        with_doctype('<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;'),
        with_doctype(LAUGHS, "&m;"),
        with_doctype('<!ENTITY x "y">'),
        with_doctype(""),
        GOOD.replace("?>\n", '?>\n<!DOCTYPE ClinicalDocument SYSTEM "file:///etc/passwd">\n', 1),
    ],
    ids=["external entity", "parameter entity", "laughs", "entity", "empty", "external type"],
)
def test_D02_a_document_type_declaration_is_refused_before_it_is_read(refused, text):
    error = refused(a=GOOD, b=text)
    assert codes(error) == [("D02", "b.xml")]
    assert "root:" not in error.in_("da")


def test_D02_nothing_is_fetched(refused):
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(20)

        def listen():
            try:
                server.accept()
                asked.append(True)
            except OSError:
                return

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        port = server.getsockname()[1]
        refused(a=with_doctype(f'<!ENTITY x SYSTEM "http://127.0.0.1:{port}/x">', "&x;"))
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)
    assert not asked


@pytest.mark.parametrize("cut", [0.3, 0.9, 0.999])
def test_D05_a_message_cut_off_is_refused_with_its_line(refused, cut):
    error = refused(a=GOOD, b=GOOD[: int(len(GOOD) * cut)])
    assert codes(error) == [("D05", "b.xml")]
    assert error.problems[0].where.row is not None


@pytest.mark.parametrize(
    "text",
    [
        "nothing of the kind",
        "<a><b></a>",
        GOOD + "<more/>",
        GOOD.replace("Besked", "&undefined;"),
        GOOD.replace("Besked", "\x00"),
        GOOD.replace("Besked", "\udcff").encode("utf-8", "surrogateescape"),
    ],
    ids=["no XML", "crossed", "two roots", "unknown entity", "NUL", "no UTF-8"],
)
def test_D05_what_is_no_xml_is_refused(refused, text):
    assert codes(refused(b=text)) == [("D05", "b.xml")]


@pytest.mark.parametrize(
    "text",
    [
        DOCUMENT + "<a>" * 100_000,
        DOCUMENT + "<a/>" * 400_000 + "</ClinicalDocument>",
    ],
    ids=["levels", "elements"],
)
def test_D18_too_deep_or_too_many(refused, text):
    assert codes(refused(a=GOOD, b=text)) == [("D18", "b.xml")]


def test_D18_a_message_larger_than_any(refused, monkeypatch):
    monkeypatch.setattr(lpr3, "MAX_MESSAGE_BYTES", len(GOOD) + 10)
    assert codes(refused(a=GOOD, b=GOOD.replace("Besked", "Besked" * 10))) == [("D18", "b.xml")]


def test_D18_the_message_that_meets_a_limit_is_named(refused, monkeypatch):
    """The one that needs too much is found among those read together."""
    small = limited.Limits(memory_bytes=96 * 1024**2)
    monkeypatch.setattr(limited.run_limited, "__kwdefaults__", {"limits": small})
    heavy = DOCUMENT + "<a b='c'>x</a>" * 290_000 + "</ClinicalDocument>"
    assert codes(refused(a=GOOD, b=heavy, c=GOOD)) == [("D18", "b.xml")]


def test_D11_an_encoding_that_would_have_to_be_fetched(refused):
    text = GOOD.replace('encoding="UTF-8"', 'encoding="EUC-JP"')
    assert codes(refused(a=text)) == [("D11", "a.xml")]


def test_latin_1_is_read_as_it_says_it_is(tmp_path, loaded):
    text = GOOD.replace('encoding="UTF-8"', 'encoding="ISO-8859-1"').replace("Besked", "Færdig")
    folder = write_messages(tmp_path, "2026-02-10", {"a": text.encode("latin-1")})
    assert read_delivery("lpr3", folder, loaded).tables[0].rows.num_rows == 1


VALUES = (b'""', b'"-1"', b'"' + b"9" * 30 + b'"', '"²²²²"'.encode(), b'"99999999999999+9999"')


@pytest.mark.parametrize("seed", range(8))
def test_D05_whatever_is_damaged_there_is_a_sentence_or_a_reading(seed):
    """Damage by bytes and by whole values, in the same process: any other error would come out here."""
    random = Random(seed)
    whole = message(contact(1), diagnosis(2, of=1), procedure(3, of=1)).encode()
    outcomes = set()
    for _ in range(150):
        damaged = bytearray(whole)
        at = random.randrange(len(whole))
        kind = random.choice(("byte", "cut", "value", "value"))
        if kind == "byte":
            damaged[at] = random.randrange(256)
        elif kind == "cut":
            del damaged[at : at + random.randint(1, 60)]
        else:
            value = random.choice(list(re.finditer(rb'"[^"]*"', whole)))
            damaged[value.start() : value.end()] = random.choice(VALUES)
        try:
            read_message(bytes(damaged))
            outcomes.add("read")
        except BadInput as refusal:
            outcomes |= {problem.code for problem in refusal.problems}
    assert {"read", "D05", "K-VALUE"} <= outcomes


# -- well-formed, and not to be understood -----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<a/>", "K-MESSAGE"),
        (f"{DOCUMENT}</ClinicalDocument>", "K-MESSAGE"),
        (message(section(12345)), "K-MESSAGE"),
        (message(section(75, "<act/>")), "K-MESSAGE"),
        (message(section(116, "<act/>")), "K-MESSAGE"),
        (GOOD.replace("<patientRole>", "<patientRole/><patientRole>"), "K-MESSAGE"),
        (GOOD.replace("<versionNumber", "<versionNumbers"), "K-EMPTY"),
        (GOOD.replace('typeCode="RESP"', 'typeCode="LOC"'), "K-EMPTY"),
        (message(contact(1, start="")), "D08"),
        (message(contact(1, start="20260231100000+0100")), "D08"),
        (message(contact(1, start="20260105100000")), "D08"),
        (message(contact(1, start="00010105100000+0100")), "D08"),
        (message(contact(1, code="???")), "K-VALUE"),
        (message(contact(1, priority="snart")), "K-VALUE"),
        (message(contact(1, unit=CPR[1])), "D21"),
        (message(contact(1, unit="123456")), "K-CODE"),
        (message(contact(1, end="20260104100000+0100")), "K-END"),
        (message(contact(1, start="18990104100000+0100")), "K-BORN"),
        (message(contact(1), diagnosis(2, of=1, kind="ALGA03")), "K-VALUE"),
        (message(contact(1), procedure(2, of=1, end="20260104100000+0100")), "K-END"),
        (message(contact(1), county="9999"), "D16"),
        (message(contact(1), cpr="1" + CPR[0][2:]), "D10"),
        (GOOD.replace("00000000-0000-4000-8000-000000000001", "1"), "K-VALUE"),
    ],
)
def test_D08_D10_D16_D21_what_cannot_be_understood_refuses_the_delivery(refused, text, code):
    error = refused(a=GOOD.replace("000000000001", "000000000077"), b=text)
    assert codes(error) == [(code, "b.xml")]
    assert CPR[0] not in error.in_("da") and CPR[1] not in error.in_("en")


def test_every_bad_message_is_told(refused):
    error = refused(a="<a/>", b=GOOD, c="<c>")
    assert codes(error) == [("K-MESSAGE", "a.xml"), ("D05", "c.xml")]


def test_D03_another_kind_of_file_among_the_messages(tmp_path, loaded):
    folder = write_messages(tmp_path, "2026-02-10", {"a": GOOD})
    (folder / "LPR_A_KONTAKT.csv").write_text("a;b\n")
    with pytest.raises(BadInput) as caught:
        read_delivery("lpr3", folder, loaded)
    assert codes(caught.value) == [("K-FILE", "LPR_A_KONTAKT.csv")]


def test_a_delivery_that_does_not_say_what_it_covers(tmp_path, loaded):
    folder = write_messages(tmp_path, "2026-02-10", {"a": GOOD})
    (folder / "LEVERANCE.json").write_text(
        (folder / "LEVERANCE.json").read_text().replace('"LPR3"', '"LPR4"')
    )
    with pytest.raises(BadInput) as caught:
        read_delivery("lpr3", folder, loaded)
    assert [problem.code for problem in caught.value.problems] == ["K-MANIFEST"]
