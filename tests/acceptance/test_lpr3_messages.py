"""All 13 official example messages of LPR3, against a plain reading that shares no code with ours.

Their person has no real number (`08119675AG1`) and their unit is in no code list of ours; the number is
exchanged in a copy, and the unit is added to the world the test reads with.
"""

import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from support.deliveries import CPR, OPERATOR, world, write_note
from tvaerblik.catalogue.codelists import Code
from tvaerblik.core.errors import BadInput
from tvaerblik.flows.receive_delivery import receive_deliveries
from tvaerblik.sources.front import read_delivery
from tvaerblik.sources.lpr3_rows import key_of
from tvaerblik.store.store import Store

pytestmark = pytest.mark.real_data

NUMBER = "08119675AG1"
UNIT = "276231000016004"
HL7 = "{urn:hl7-org:v3}"
OWN = "1.2.208.176.7.1.10."
CONTACT, DIAGNOSIS, MARKER, PATHWAY = "74", "45", "82", "80"


@pytest.fixture(scope="module")
def official(real_data):
    return real_data / "lpr3-messages"


@pytest.fixture(scope="module")
def loaded():
    found = world()
    listed = found.codelists["sor-enheder"]
    unit = Code(UNIT, "Eksempel", "intern medicin", date(2017, 1, 1), None)
    codelists = {**found.codelists, listed.id: replace(listed, codes=(*listed.codes, unit))}
    return replace(found, codelists=codelists)


def delivered(root, published, texts):
    folder = root / published
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / name).write_bytes(text)
    covers = [{"file": "LPR3", "from": "2017-01-01", "to": "2018-01-01", "units": None}]
    write_note(folder, "lpr3", list(texts), covers)
    return folder


def originals(official, *, with_person=True):
    texts = {path.name: path.read_bytes() for path in sorted(official.glob("*.xml"))}
    assert len(texts) == 13
    if with_person:
        texts = {
            name: text.replace(NUMBER.encode(), CPR[0].encode()) for name, text in texts.items()
        }
    return texts


def templates(element):
    return {found.get("root").removeprefix(OWN) for found in element.findall(f"{HL7}templateId")}


def extension(element):
    found = element.find(f"{HL7}id")
    return found.get("extension").lower() if found is not None and found.get("extension") else None


def read_plainly(texts):
    """Sets of what the messages hold: contacts, diagnoses, procedures, markers, removals."""
    found = {
        name: set()
        for name in ("contacts", "diagnoses", "procedures", "loose", "markers", "removed")
    }
    for text in texts.values():
        for section in ET.fromstring(text).iter(f"{HL7}section"):
            for entry in section.findall(f"{HL7}entry"):
                statement = entry[0]
                code = statement.find(f"{HL7}code").get("code")
                refers = [
                    extension(e) for e in statement.iter(f"{HL7}encounter") if "77" in templates(e)
                ]
                added = [
                    part.find(f"{HL7}code").get("code")
                    for part in statement.findall(f"{HL7}entryRelationship/*")
                    if templates(part) & {"5", "37", "40"}
                ]
                if statement.find(f"{HL7}statusCode") is not None:
                    found["removed"] |= {
                        extension(e) for e in (statement, *statement.iter(f"{HL7}externalAct"))
                    } - {None}
                elif CONTACT in templates(statement):
                    found["contacts"].add((extension(statement), code))
                elif DIAGNOSIS in templates(statement):
                    found["diagnoses"] |= {(refers[0], one) for one in (code, *added)}
                elif "76" in templates(section):
                    kind = "procedures" if refers else "loose"
                    found[kind] |= {(extension(statement), one) for one in (code, *added)}
                elif PATHWAY in templates(statement):
                    for part in statement.iter(f"{HL7}act"):
                        if MARKER in templates(part):
                            marker = part.find(f"{HL7}code").get("code")
                            found["markers"].add((extension(statement), marker))
    return found


def test_what_the_messages_hold_is_what_a_plain_reading_finds(official, loaded, tmp_path):
    texts = originals(official)
    plain = read_plainly(texts)
    assert {name: len(held) for name, held in plain.items()} == {
        "contacts": 1, "diagnoses": 4, "procedures": 4, "loose": 1, "markers": 1, "removed": 2,
    }  # fmt: skip
    delivery = read_delivery("lpr3", delivered(tmp_path, "2026-02-10", texts), loaded)
    rows = {table.table: table.rows.to_pylist() for table in delivery.tables}
    contacts = {(row["contact"], row["contact_type"]) for row in rows["hospital_contact"]}
    assert contacts == {(key_of(id_), code) for id_, code in plain["contacts"]}
    diagnoses = {(row["contact"], row["code"]) for row in rows["diagnosis"]}
    assert diagnoses == {(key_of(id_), code) for id_, code in plain["diagnoses"]}
    procedures = {(row["procedure_id"].split("+")[0], row["code"]) for row in rows["procedure"]}
    assert procedures == plain["procedures"]
    markers = {(row["pathway"], row["marker"]) for row in rows["pathway_marker"]}
    assert markers == {(key_of(id_), code) for id_, code in plain["markers"]}
    removed = delivery.tables[0].removed["contact"].to_pylist()
    assert sorted(removed) == sorted(key_of(id_) for id_ in plain["removed"])


def test_every_statement_is_a_row_or_is_counted(official, loaded, tmp_path):
    texts = originals(official)
    delivery = read_delivery("lpr3", delivered(tmp_path, "2026-02-10", texts), loaded)
    asides = {(aside.table, aside.reason): aside.rows for aside in delivery.asides}
    encounters = sum(text.count(b"<encounter classCode") for text in texts.values())
    referred = sum(text.count(b"10.77") for text in texts.values())
    assert asides["hospital_contact", "repeated"] == encounters - referred - 1 == 7
    assert asides["procedure", "no_contact"] == 1
    # Eight payments, reasons, places of stay and references to a pathway; seven results
    assert asides["hospital_contact", "part_of_message_not_used"] == 4 * 8 + 7


def test_a_contact_is_read_to_the_minute_with_its_facts(official, loaded, tmp_path):
    delivery = read_delivery("lpr3", delivered(tmp_path, "2026-02-10", originals(official)), loaded)
    (row,) = delivery.tables[0].rows.to_pylist()
    assert row["started"].isoformat() == "2017-02-22T09:00:00"
    assert (row["ended"], row["priority"], row["diagnosis"]) == (None, "ATA3", "DC712M")
    assert (row["unit"], row["residence"]) == (UNIT, "kommune-0751")


def test_without_a_real_number_every_row_is_set_aside_and_counted(official, loaded, tmp_path):
    texts = originals(official, with_person=False)
    delivery = read_delivery("lpr3", delivered(tmp_path, "2026-02-10", texts), loaded)
    assert all(table.rows.num_rows == 0 for table in delivery.tables)
    unlinked = Counter()
    for aside in delivery.asides:
        if aside.reason in ("unlinked_person", "contact_not_taken_in"):
            unlinked[aside.table] += aside.rows
    assert unlinked == {"hospital_contact": 1, "diagnosis": 4, "procedure": 4, "pathway_marker": 1}


def test_a_unit_that_is_in_no_list_refuses_them(official, tmp_path):
    with pytest.raises(BadInput) as caught:
        read_delivery("lpr3", delivered(tmp_path, "2026-02-10", originals(official)), world())
    assert {problem.code for problem in caught.value.problems} == {"K-CODE"}


def test_a_removal_removes(official, loaded, tmp_path):
    """The official removal of a contact, made to name the contact of the other official messages."""
    store = Store.create(tmp_path / "home")
    texts = originals(official)
    ((contact, _),) = read_plainly(texts)["contacts"]
    ((pathway, _),) = read_plainly(texts)["markers"]
    named = b"bbbfa3ea-2ad7-571c-986c-d72f7443ba4b"
    removals = {
        "Removal.Encounter.xml": texts["Removal.Encounter.xml"].replace(named, contact.encode()),
        "Removal.EpisodeOfCare.xml": texts["Removal.EpisodeOfCare.xml"].replace(
            named, pathway.encode()
        ),
    }

    def taken(published, messages):
        folder = delivered(tmp_path / "in", published, messages)
        (report,) = receive_deliveries(
            store, [folder], source="lpr3", world=loaded, permit=OPERATOR
        )
        assert report.outcome == "accepted", report
        snapshot = store.snapshot(store.vintage())
        return {table: snapshot.read(table).num_rows for table in sorted(snapshot.files)}

    full = {"diagnosis": 4, "hospital_contact": 1, "pathway_marker": 1, "procedure": 4}
    assert taken("2026-02-10", texts) == full
    assert taken("2026-03-10", removals) == dict.fromkeys(full, 0)
    assert taken("2026-04-10", texts) == full


def test_D05_a_real_message_cut_off_is_refused_by_name(official, loaded, tmp_path):
    texts = originals(official)
    texts["EpisodeOfCare.xml"] = texts["EpisodeOfCare.xml"][:-200]
    with pytest.raises(BadInput) as caught:
        read_delivery("lpr3", delivered(tmp_path, "2026-02-10", texts), loaded)
    assert [(p.code, p.where.file) for p in caught.value.problems] == [("D05", "EpisodeOfCare.xml")]
