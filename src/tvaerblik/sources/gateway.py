"""Municipal services from the FK/KL gateway: planned, completed, and encounters, in the terms of FSIII.

A resource sent again under its id is an update. One entered in error, cancelled or revoked is withdrawn:
its earlier rows die and it is not counted itself. Old FSIII keys and UUIDs may be mixed in one
municipality's stream; both become the concept's UUID here, once.
"""

import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.catalogue.received import ReadDelivery, ReadTable
from tvaerblik.catalogue.shapes import arrow_schema
from tvaerblik.core.cpr import CPR_ALONE
from tvaerblik.core.cpr_facts import born_and_sex
from tvaerblik.core.deliveries import Aside
from tvaerblik.core.texts import Text
from tvaerblik.sources.asides import set_aside
from tvaerblik.sources.clock import local_dates, without_zone
from tvaerblik.sources.covers import stated_windows
from tvaerblik.sources.files import Received
from tvaerblik.sources.reading import Raw, read_file
from tvaerblik.sources.shapes import FileShape, World
from tvaerblik.sources.trouble import Trouble
from tvaerblik.sources.values import (
    UNIT_REMEDY,
    UNKNOWN_UNIT,
    check_filled,
    check_leading_zero,
    mapped,
    offset_times,
)

NAME = "gateway"
NEEDS_NOTE = True

SERVICES = FileShape(
    NAME,
    "GATEWAY_INDSATS",
    {
        "Kommune": "text",
        "CPRnummer": "cpr",
        "Ressource": "text",
        "Ressource_id": "text",
        "FSIII_kode": "text",
        "Start": "parsed",
        "Slut": "parsed",
        "Status": "text",
        "Leveringsform": "text",
    },
    optional=frozenset(("Leveringsform",)),
    personal=True,
)
SHAPES = (SERVICES,)
TABLE = "municipal_service"
CONCEPTS = "fsiii-begreber"

RESOURCES = {
    "PlannedIntervention": "planned",
    "CompletedIntervention": "completed",
    "GeneralEncounter": "encounter",
}
WITHDRAWN = ("entered-in-error", "cancelled", "revoked")
STATUSES = {
    status: status
    for status in (
        *WITHDRAWN,
        "draft",
        "planned",
        "active",
        "in-progress",
        "on-hold",
        "finished",
        "completed",
        "stopped",
        "unknown",
    )
}
SPELLED = {
    "service_id": "Ressource_id",
    "person": "CPRnummer",
    "municipality": "Kommune",
    "resource": "Ressource",
    "service": "FSIII_kode",
    "started": "Start",
    "ended": "Slut",
}


def read(received: Received, world: World) -> ReadDelivery:
    trouble = Trouble()
    asides: list[Aside] = []
    windows = stated_windows(received, SERVICES.name, world, trouble)
    raws = [
        read_file(data, file, SERVICES, world=world, trouble=trouble)
        for file, data in received.files.items()
    ]
    trouble.check()
    tables = []
    for raw in [raw for raw in raws if raw]:
        kept, removed = _without_withdrawn(raw, asides, trouble)
        rows = _services(kept, world, asides, trouble)
        register = world.registers[TABLE]
        tables.append(
            ReadTable(
                register,
                rows[0],
                raw.file,
                rows[1],
                SPELLED,
                raw.undeclared_order,
                windows,
                windows,
                removed,
            )
        )
    trouble.check()
    assert received.published is not None and received.note is not None, received.place
    return ReadDelivery(
        world.cards[NAME],
        received.published,
        received.note.synthetic,
        received.sha256,
        received.facts,
        tuple(tables),
        tuple(asides),
    )


def _without_withdrawn(
    raw: Raw, asides: list[Aside], trouble: Trouble
) -> tuple[Raw, pa.Table | None]:
    """What is left, and the ids of what was withdrawn."""
    check_filled(raw, "Ressource_id", trouble)
    check_filled(raw, "Status", trouble)
    status = mapped(
        raw,
        "Status",
        STATUSES,
        code="K-VALUE",
        trouble=trouble,
        what=Text("er ikke en status, der kendes", "is not a status that is known"),
        remedy=Text("Brug FHIR's statuskoder.", "Use FHIR's status codes."),
    )
    gone = pc.fill_null(pc.is_in(status, pa.array(WITHDRAWN)), False)
    removed = pc.unique(raw.column("Ressource_id").filter(gone)).drop_null()
    raw = set_aside(raw, pc.invert(gone), table=TABLE, reason="withdrawn", asides=asides)
    return raw, pa.table({"service_id": removed}) if len(removed) else None


def _services(
    raw: Raw, world: World, asides: list[Aside], trouble: Trouble
) -> tuple[pa.Table, pa.Array]:
    check_leading_zero(raw, "CPRnummer", trouble)
    linked = pc.match_substring_regex(raw.column("CPRnummer"), CPR_ALONE)
    raw = set_aside(
        raw, pc.fill_null(linked, False), table=TABLE, reason="unlinked_person", asides=asides
    )
    for column in ("Kommune", "Ressource", "FSIII_kode", "Start"):
        check_filled(raw, column, trouble)
    persons = pc.replace_substring_regex(raw.column("CPRnummer"), "[- ]", "")
    born, sex = born_and_sex(persons)
    started = without_zone(offset_times(raw, "Start", trouble))
    ended = without_zone(offset_times(raw, "Slut", trouble))
    columns = {
        "service_id": raw.column("Ressource_id"),
        "person": persons,
        **_coded(raw, world, trouble),
        "started": started,
        "started_date": local_dates(started),
        "ended": ended,
        "ended_date": local_dates(ended),
        "born": born,
        "sex": sex,
    }
    return pa.table(columns).select(arrow_schema(world.registers[TABLE]).names), raw.lines


def _coded(raw: Raw, world: World, trouble: Trouble) -> dict[str, pa.Array]:
    concepts = _concepts(world)
    return {
        "municipality": mapped(
            raw,
            "Kommune",
            lambda text: world.units.resolve(text, "municipality"),
            code="D16",
            what=UNKNOWN_UNIT,
            remedy=UNIT_REMEDY,
            trouble=trouble,
        ),
        "resource": mapped(
            raw,
            "Ressource",
            RESOURCES,
            code="K-VALUE",
            trouble=trouble,
            what=Text("er ikke en slags indsats, der kendes", "is not a kind of service known"),
            remedy=Text(f"Skriv {', '.join(RESOURCES)}.", f"Write {', '.join(RESOURCES)}."),
        ),
        "service": mapped(
            raw,
            "FSIII_kode",
            lambda text: concepts.get(text.casefold()),
            code="K-CODE",
            trouble=trouble,
            what=Text("er ikke en FSIII-indsats i kodelisten", "is not a service of FSIII's list"),
            remedy=Text(
                f"Ret koden; nye begreber skrives i definitions/codelists/{CONCEPTS}.csv.",
                f"Mend the code; new concepts go into definitions/codelists/{CONCEPTS}.csv.",
            ),
        ),
    }


def _concepts(world: World) -> dict[str, str]:
    """UUID by UUID and by old key."""
    codes = world.codelists[CONCEPTS].codes
    by_key = {code.group.casefold(): code.code for code in codes if code.group}
    return by_key | {code.code.casefold(): code.code for code in codes}
