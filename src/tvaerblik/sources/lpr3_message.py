"""One message of the patient register (LPR3) as plain facts: for the limited process only.

A message is a CDA document about one person. Sections hold contacts, diagnoses, procedures, a pathway with
its markers, results, or what is withdrawn; which, is told by a template's number, never by the title. Of a
contact the payments, places of stay and results are not read; of a procedure neither who did it nor the
medicine; they are counted (`unused`). Names, addresses and the reported sex are looked past.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from tvaerblik.core.cpr import has_cpr
from tvaerblik.core.errors import BadInput, Problem, Where
from tvaerblik.core.texts import Text
from tvaerblik.sources.child import fields_of
from tvaerblik.sources.safe_xml import Element, parse
from tvaerblik.sources.years import is_register_year

NAMESPACE = "urn:hl7-org:v3"
CPR_NUMBERS = "1.2.208.176.1.2"
TEMPLATES = "1.2.208.176.7.1.10."
REPORT = f"{TEMPLATES}71"
CONTACTS, PROCEDURES, DIAGNOSES = f"{TEMPLATES}75", f"{TEMPLATES}76", f"{TEMPLATES}113"
PATHWAYS, REMOVALS, RESULTS = f"{TEMPLATES}95", f"{TEMPLATES}116", f"{TEMPLATES}60"
ADDITION, KIND, MARKER = f"{TEMPLATES}5", f"{TEMPLATES}43", f"{TEMPLATES}82"
# A metastasis and a local recurrence are reported within the diagnosis they belong to, as additions to it.
ADDITIONS = (ADDITION, f"{TEMPLATES}37", f"{TEMPLATES}40")
CONTACT_OF = f"{TEMPLATES}77"

KINDS = {"ALGA01": "A", "ALGA02": "B"}
PRIORITIES = {"ATA1": "ATA1", "ATA3": "ATA3", "akut": "ATA1", "planlagt": "ATA3"}

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CODE = re.compile(r"[A-ZÆØÅ][A-ZÆØÅ0-9]{1,15}")
_UNIT = re.compile(r"[0-9]{4,18}")
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?([+-])(\d\d)(\d\d)", re.ASCII)

Facts = dict[str, Any]


def read_batch(data: bytes, sizes: list[int]) -> list[Facts]:
    """Of each message, one after the other in `data`, its facts, or the refusal of it."""
    found, at = [], 0
    for size in sizes:
        try:
            found.append(read_message(data[at : at + size]))
        except BadInput as refusal:
            found.append({"refusal": fields_of(refusal)})
        at += size
    return found


def read_message(data: bytes) -> Facts:
    root = parse(data, NAMESPACE)
    if root.tag != "ClinicalDocument" or not _is(root, REPORT):
        raise _wrong(
            "K-MESSAGE",
            Text("Filen er ikke en indberetning til LPR3.", "The file is no report to LPR3."),
            Text("Læg kun LPR3-beskeder i leverancen.", "Put only LPR3 messages into it."),
            root,
        )
    facts: Facts = {
        "version": int(_matched(root, "versionNumber", "value", re.compile(r"[0-9]{1,9}"))),
        "time": _moment(_needed(root, "effectiveTime")),
        "authored": _moment(_needed(root, "author", "time")),
        **_person(root),
        "contacts": [],
        "diagnoses": [],
        "procedures": [],
        "pathways": [],
        "removed": [],
        "unused": {},
    }
    for section in _sections(root):
        _read_section(section, facts)
    return facts


def _sections(root: Element) -> list[Element]:
    body = _needed(root, "component", "structuredBody")
    return [_needed(component, "section") for component in body.all("component")]


def _person(root: Element) -> Facts:
    """Number and municipality as they stand: whether they can be used is judged with the rows."""
    targets = root.all("recordTarget")
    roles = [role for target in targets for role in target.all("patientRole")]
    if len(roles) != 1:
        raise _wrong(
            "K-MESSAGE",
            Text("Beskeden skal være om én person.", "The message must be about one person."),
            Text("Send én besked pr. person.", "Send one message a person."),
            root,
        )
    ids = [id_.get("extension") for id_ in roles[0].all("id") if id_.get("root") == CPR_NUMBERS]
    county = roles[0].first("addr", "county")
    return {
        "person": ids[0] if len(ids) == 1 else None,
        "residence": (county.text.strip() or None) if county is not None else None,
    }


def _read_section(section: Element, facts: Facts) -> None:
    readers = {
        CONTACTS: _contact,
        PROCEDURES: _procedure,
        DIAGNOSES: _diagnosis,
        PATHWAYS: _pathway,
        RESULTS: _result,
        REMOVALS: None,
    }
    known = [template for template in readers if _is(section, template)]
    if len(known) != 1:
        raise _wrong(
            "K-MESSAGE",
            Text("Beskedens afsnit kendes ikke.", "The message's section is not known."),
            Text("Få afsnittet skrevet ind i kilden.", "Have the section added to the source."),
            section,
        )
    for entry in section.all("entry"):
        for statement in entry.children:
            reader = readers[known[0]]
            if _is_withdrawal(statement):
                facts["removed"] += _withdrawn(statement)
            elif reader is None:
                raise _unknown(statement)
            elif statement.tag != "templateId":
                reader(statement, facts)


# -- what is reported --------------------------------------------------------------------------------


def _contact(statement: Element, facts: Facts) -> None:
    if statement.tag != "encounter":
        raise _unknown(statement)
    units = [part for part in statement.all("participant") if part.get("typeCode") == "RESP"]
    if len(units) != 1:
        raise _wrong(
            "K-EMPTY",
            Text(
                "Kontakten har ikke én ansvarlig enhed.", "The contact has no one unit in charge."
            ),
            Text("Udfyld den ved kilden.", "Fill it in at the source."),
            statement,
        )
    unit = _needed(units[0], "participantRole", "scopingEntity", "id")
    facts["contacts"].append(
        {
            "id": _id(statement),
            "line": statement.line,
            "contact_type": _code(statement),
            "priority": _priority(statement),
            "unit": _matched(unit, None, "extension", _UNIT),
            **_span(statement),
        }
    )
    unread = (*statement.all("entryRelationship"), *statement.all("reference"))
    places = len(statement.all("participant")) - 1
    _count(facts, "hospital_contact", len(unread) + places)


def _diagnosis(statement: Element, facts: Facts) -> None:
    kinds = [part for part in _parts(statement) if _is(part, KIND)]
    kind = KINDS.get(_code(kinds[0])) if len(kinds) == 1 else None
    if kind is None:
        raise _wrong(
            "K-VALUE",
            Text(
                "Diagnosens art er ikke ALGA01 eller ALGA02.",
                "The diagnosis is no ALGA01 or ALGA02.",
            ),
            Text("Udfyld den ved kilden.", "Fill it in at the source."),
            statement,
        )
    facts["diagnoses"].append(
        {
            "id": _id(statement),
            "line": statement.line,
            "contact": _contact_of(statement),
            "code": _code(statement),
            "kind": kind,
            "disproved": statement.get("negationInd") == "true",
            "additions": _additions(statement),
        }
    )
    _count_parts(statement, facts, "diagnosis", (*ADDITIONS, KIND, CONTACT_OF))


def _procedure(statement: Element, facts: Facts) -> None:
    facts["procedures"].append(
        {
            "id": _id(statement),
            "line": statement.line,
            "contact": _contact_of(statement),
            "code": _code(statement),
            "additions": _additions(statement),
            **(_span(statement) if statement.first("effectiveTime") else _NO_SPAN),
        }
    )
    _count_parts(statement, facts, "procedure", (*ADDITIONS, CONTACT_OF))
    _count(facts, "procedure", len(statement.all("participant")))


def _pathway(statement: Element, facts: Facts) -> None:
    if statement.tag != "act":
        raise _unknown(statement)
    markers = [part for part in _parts(statement) if _is(part, MARKER)]
    facts["pathways"].append(
        {
            "id": _id(statement),
            "line": statement.line,
            "markers": [
                {
                    "marker": _code(marker),
                    "placed": _moment(_needed(marker, "effectiveTime")),
                    "line": marker.line,
                }
                for marker in markers
            ],
        }
    )
    _count_parts(statement, facts, "pathway_marker", (MARKER,))


def _result(statement: Element, facts: Facts) -> None:
    _count(facts, "hospital_contact", 1)


def _is_withdrawal(statement: Element) -> bool:
    status = statement.first("statusCode")
    return status is not None and status.get("code") == "nullified"


def _withdrawn(statement: Element) -> list[str]:
    """The statement's own id and the ids it refers to: the official examples name the thing in either."""
    named = [
        statement,
        *(ref for part in statement.all("reference") for ref in part.all("externalAct")),
    ]
    found = [_id(element) for element in named if element.first("id") is not None]
    if not found:
        raise _wrong(
            "K-EMPTY",
            Text("Sletningen siger ikke, hvad der slettes.", "The removal does not say of what."),
            Text("Udfyld id ved kilden.", "Fill in the id at the source."),
            statement,
        )
    return found


# -- parts of what is reported -----------------------------------------------------------------------


def _parts(statement: Element) -> list[Element]:
    """The statements within: the children of its relations that are not about the relation itself."""
    return [
        part
        for relation in statement.all("entryRelationship")
        for part in relation.children
        if part.tag != "templateId"
    ]


def _additions(statement: Element) -> list[str]:
    return [
        _code(part)
        for part in _parts(statement)
        if any(_is(part, template) for template in ADDITIONS)
    ]


def _contact_of(statement: Element) -> str | None:
    found = [_id(part) for part in _parts(statement) if _is(part, CONTACT_OF)]
    return found[0] if found else None


def _count_parts(statement: Element, facts: Facts, table: str, read: tuple[str, ...]) -> None:
    unread = [part for part in _parts(statement) if not any(_is(part, name) for name in read)]
    _count(facts, table, len(unread) + len(statement.all("reference")))


def _count(facts: Facts, table: str, parts: int) -> None:
    if parts:
        facts["unused"][table] = facts["unused"].get(table, 0) + parts


def _is(element: Element, template: str) -> bool:
    return any(found.get("root") == template for found in element.all("templateId"))


# -- values ------------------------------------------------------------------------------------------

_NO_SPAN = {"started": None, "ended": None}


def _span(statement: Element) -> Facts:
    """An interval, or one moment that is its start."""
    time = _needed(statement, "effectiveTime")
    if time.get("value") is not None:
        return {"started": _moment(time), "ended": None}
    low, high = _needed(time, "low"), time.first("high")
    ended = None if high is None or high.get("value") is None else _moment(high)
    return {"started": _moment(low), "ended": ended}


def _moment(element: Element) -> str:
    """UTC, as ISO text. A time without an offset is refused: in autumn it could be either of two."""
    moment = _utc(_MOMENT.fullmatch(element.get("value") or ""))
    if moment is None or not is_register_year(moment):
        raise _wrong(
            "D08",
            Text(
                "Tidspunktet findes ikke eller mangler tidszone.",
                "The time does not exist or has no offset.",
            ),
            Text(
                "Skriv tidspunkter som 20260314083000+0100.",
                "Write times as 20260314083000+0100.",
            ),
            element,
        )
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


def _utc(match: re.Match[str] | None) -> datetime | None:
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    offset = timedelta(hours=int(match[8]), minutes=int(match[9]))
    try:
        local = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        return local - offset if match[7] == "+" else local + offset
    except (ValueError, OverflowError):
        return None


def _id(statement: Element) -> str:
    id_ = _needed(statement, "id")
    if not _UUID.fullmatch((id_.get("extension") or "").lower()):
        raise _unformed(id_, "et UUID", "a UUID")
    return (id_.get("extension") or "").lower()


def _code(statement: Element) -> str:
    return _matched(statement, "code", "code", _CODE)


def _priority(statement: Element) -> str | None:
    element = statement.first("priorityCode")
    if element is None or element.get("code") is None:
        return None
    code = element.get("code") or ""
    if code not in PRIORITIES:
        raise _unformed(element, "en prioritet (ATA1, ATA3)", "a priority (ATA1, ATA3)")
    return PRIORITIES[code]


def _matched(element: Element, tag: str | None, name: str, form: re.Pattern[str]) -> str:
    found = element if tag is None else _needed(element, tag)
    value = found.get(name) or ""
    if has_cpr(value):
        raise _wrong(
            "D21",
            Text(
                "Her står noget, der ligner et CPR-nummer (vises ikke).",
                "Here stands what looks like a CPR number (not shown).",
            ),
            Text(
                "Fjern det ved kilden, og slet kopier af filen.",
                "Remove it at its source and delete copies of the file.",
            ),
            found,
        )
    if not form.fullmatch(value):
        raise _unformed(found, "en værdi i feltets form", "a value of the field's form")
    return value


def _needed(element: Element, *path: str) -> Element:
    found = element.first(*path)
    if found is None:
        raise _wrong(
            "K-EMPTY",
            Text(
                f"{'/'.join(path)} mangler i {element.tag}.",
                f"{'/'.join(path)} is missing in {element.tag}.",
            ),
            Text("Udfyld det ved kilden.", "Fill it in at the source."),
            element,
        )
    return found


def _unformed(element: Element, da: str, en: str) -> BadInput:
    return _wrong(
        "K-VALUE",
        Text(f"{element.tag} er ikke {da}.", f"{element.tag} is not {en}."),
        Text("Ret værdien ved kilden.", "Mend the value at the source."),
        element,
    )


def _unknown(statement: Element) -> BadInput:
    return _wrong(
        "K-MESSAGE",
        Text(
            "Afsnittet har noget, der ikke kendes.", "The section has something that is not known."
        ),
        Text("Få det skrevet ind i kilden.", "Have it added to the source."),
        statement,
    )


def _wrong(code: str, what: Text, remedy: Text, element: Element) -> BadInput:
    return BadInput(Problem(code, what, remedy, Where(row=element.line)))
