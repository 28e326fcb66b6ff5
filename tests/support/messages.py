"""Small LPR3 messages in the shape of the official ones, made by code: nothing of those is copied here."""

from collections.abc import Sequence
from pathlib import Path

from support.deliveries import CPR, write_note

NUMBERS = "1.2.208.176.1.2"
OWN = "1.2.208.176.7.1.10."
UNIT = "999820010001028"  # intern medicin, of the example's code list
PSYCHIATRY = "999820070013250"  # voksenpsykiatri


def uuid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def _template(number: int) -> str:
    return f'<templateId root="{OWN}{number}"/>'


def _id(number: int) -> str:
    return f'<id root="{uuid(900)}" extension="{uuid(number)}"/>'


def _time(low: str, high: str = "") -> str:
    end = f'<high value="{high}"/>' if high else ""
    return f'<effectiveTime><low value="{low}"/>{end}</effectiveTime>'


def _part(inner: str) -> str:
    return f'<entryRelationship typeCode="COMP">{inner}</entryRelationship>'


def _coded(tag: str, template: int, code: str) -> str:
    return _part(f'<{tag}>{_template(template)}<code code="{code}"/></{tag}>')


def _of(contact: int | None) -> str:
    if contact is None:
        return ""
    return _part(f'<encounter>{_template(77)}{_id(contact)}<code nullFlavor="NA"/></encounter>')


def section(template: int, *statements: str) -> str:
    entries = "".join(f'<entry typeCode="COMP">{statement}</entry>' for statement in statements)
    return f"<component><section>{_template(template)}{entries}</section></component>"


def contact(
    key: int,
    start: str = "20260105100000+0100",
    end: str = "20260106080000+0100",
    *,
    unit: str = UNIT,
    code: str = "ALCA00",
    priority: str = "ATA1",
) -> str:
    unit_part = (
        f'<participant typeCode="RESP">{_template(49)}<participantRole><scopingEntity>'
        f'<id root="1.2.208.176.1.1" extension="{unit}"/></scopingEntity></participantRole></participant>'
    )
    return section(
        75,
        f'<encounter classCode="ENC">{_template(74)}{_id(key)}<code code="{code}"/>'
        f'{_time(start, end)}<priorityCode code="{priority}"/>{unit_part}</encounter>',
    )


def diagnosis(
    key: int,
    of: int | None,
    code: str = "DJ440",
    kind: str = "ALGA01",
    *,
    additions: Sequence[str] = (),
    disproved: bool = False,
) -> str:
    added = "".join(_coded("act", 5, addition) for addition in additions)
    return section(
        113,
        f'<observation negationInd="{str(disproved).lower()}">{_template(45)}{_id(key)}'
        f'<code code="{code}"/>{_coded("observation", 43, kind)}{added}{_of(of)}</observation>',
    )


def procedure(
    key: int,
    of: int | None,
    code: str = "KNFB20",
    *,
    additions: Sequence[str] = (),
    start: str = "20260105110000+0100",
    end: str = "20260105113000+0100",
) -> str:
    added = "".join(_coded("act", 5, addition) for addition in additions)
    return section(
        76,
        f'<act>{_template(25)}{_id(key)}<code code="{code}"/>{_time(start, end)}{added}{_of(of)}</act>',
    )


def pathway(key: int, *markers: tuple[str, str]) -> str:
    """Markers as (code, moment)."""
    parts = "".join(
        _part(f'<act>{_template(82)}<code code="{code}"/><effectiveTime value="{moment}"/></act>')
        for code, moment in markers
    )
    label = _coded("act", 81, "ALAL90")
    return section(95, f'<act>{_template(80)}{_id(key)}<code nullFlavor="NA"/>{label}{parts}</act>')


def removal(key: int) -> str:
    return section(
        116,
        f'<act>{_template(118)}<code nullFlavor="NA"/><statusCode code="nullified"/>'
        f'<reference typeCode="RPLC"><externalAct>{_template(78)}{_id(key)}</externalAct></reference></act>',
    )


def message(
    *sections: str,
    version: int = 1,
    time: str = "20260110120000+0100",
    cpr: str | None = CPR[0],
    county: str = "851",
) -> str:
    person = f'<id root="{NUMBERS}" extension="{cpr}"/>' if cpr else '<id nullFlavor="NI"/>'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<ClinicalDocument xmlns="urn:hl7-org:v3">\n'
        f'{_template(71)}{_id(901)}\n<title>Besked</title><effectiveTime value="{time}"/>\n'
        f'<setId root="{uuid(900)}"/><versionNumber value="{version}"/>\n'
        f"<recordTarget><patientRole>{person}<addr><county>{county}</county></addr></patientRole>"
        f'</recordTarget>\n<author><time value="{time}"/></author>\n'
        f"<component><structuredBody>\n{chr(10).join(sections)}\n</structuredBody></component>\n"
        "</ClinicalDocument>\n"
    )


def write_messages(
    root: Path,
    published: str,
    messages: dict[str, str | bytes],
    *,
    window: tuple[str, str] = ("2026-01-01", "2026-02-01"),
) -> Path:
    """`messages` by file name without suffix."""
    folder = root / "lpr3" / published
    folder.mkdir(parents=True)
    for name, text in messages.items():
        data = text.encode() if isinstance(text, str) else text
        (folder / f"{name}.xml").write_bytes(data)
    covers = [{"file": "LPR3", "from": window[0], "to": window[1], "units": None}]
    write_note(folder, "lpr3", [f"{name}.xml" for name in messages], covers)
    return folder
