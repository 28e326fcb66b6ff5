"""Municipal services and referrals from the FK/KL gateway, in the terms of FSIII.

A resource sent again under its id is an update. One entered in error, cancelled or revoked is withdrawn:
its earlier rows die and it is not counted itself. Old FSIII keys and UUIDs may be mixed in one
municipality's stream; both become the concept's UUID here, once, and the days of both are noted: where a
municipality goes over from the one to the other, its figures may break.
"""

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.catalogue.received import ReadDelivery
from tvaerblik.core.deliveries import Aside, Switch
from tvaerblik.core.texts import Text
from tvaerblik.sources.asides import set_aside
from tvaerblik.sources.columns import (
    Column,
    Values,
    choice,
    chosen,
    coded,
    day,
    key,
    moment,
    municipality,
    person,
    text,
    unused,
)
from tvaerblik.sources.declared import DeclaredFile, read_declared, shapes
from tvaerblik.sources.files import Received
from tvaerblik.sources.reading import Raw
from tvaerblik.sources.shapes import World
from tvaerblik.sources.trouble import Trouble
from tvaerblik.sources.values import check_filled

NAME = "gateway"
NEEDS_NOTE = True

RESOURCES = {
    "PlannedIntervention": "planned",
    "CompletedIntervention": "completed",
    "GeneralEncounter": "encounter",
}
WITHDRAWN = ("entered-in-error", "cancelled", "revoked")
STATUSES = (
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
UUID = r"(?i)^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"


def _concept(name: str, fills: str) -> Column:
    what = Text("er ikke en FSIII-indsats i kodelisten", "is not a service of FSIII's list")
    return coded(name, fills, "fsiii-begreber", what=what)


def _referrer(name: str, fills: str) -> Column:
    what = Text("er ikke en henviser i kodelisten", "is not a referrer of the code list")
    return coded(name, fills, "fsiii-henvisning-fra", what=what)


def _without_withdrawn(
    raw: Raw, asides: list[Aside], trouble: Trouble, *, table: str, spelled: str, column: str
) -> tuple[Raw, pa.Table | None]:
    """What is left, and the ids of what was withdrawn."""
    for name in (spelled, "Status"):
        check_filled(raw, name, trouble)
    what = Text("er ikke en status, der kendes", "is not a status that is known")
    status = chosen(raw, "Status", {said: said for said in STATUSES}, what, trouble)
    gone = pc.fill_null(pc.is_in(status, pa.array(WITHDRAWN)), False)
    removed = pc.unique(raw.column(spelled).filter(gone)).drop_null()
    raw = set_aside(raw, pc.invert(gone), table=table, reason="withdrawn", asides=asides)
    return raw, pa.table({column: removed}) if len(removed) else None


def switches(
    municipalities: pa.Array, codes: tuple[pa.Array, ...], days: pa.Array
) -> dict[str, tuple[date | None, date | None]]:
    """Municipality → (last day with an old key, first day with UUIDs alone); None where no row has it."""
    is_new = pc.match_substring_regex(codes[0], UUID)
    for more in codes[1:]:
        is_new = pc.and_(is_new, pc.match_substring_regex(more, UUID))
    nothing = pa.scalar(None, pa.date32())
    rows = pa.table(
        {
            "unit": municipalities,
            "old": pc.if_else(is_new, nothing, days),
            "new": pc.if_else(is_new, days, nothing),
        }
    )
    found = rows.group_by("unit").aggregate([("old", "max"), ("new", "min")]).sort_by("unit")
    return {row["unit"]: (row["old_max"], row["new_min"]) for row in found.to_pylist()}


def _service_switches(raw: Raw, values: Values) -> tuple[Switch, ...]:
    codes = (raw.column("FSIII_kode"),)
    return _as_facts(switches(values["municipality"], codes, values["started_date"]))


def _referral_switches(raw: Raw, values: Values) -> tuple[Switch, ...]:
    codes = (raw.column("Henvist_fra"), raw.column("Henvist_til"))
    return _as_facts(switches(values["municipality"], codes, values["referred"]))


def _as_facts(found: dict[str, tuple[date | None, date | None]]) -> tuple[Switch, ...]:
    return tuple(Switch(unit, *days) for unit, days in found.items())


SERVICES = DeclaredFile(
    NAME,
    "GATEWAY_INDSATS",
    "municipal_service",
    columns=(
        municipality("Kommune", "municipality"),
        person("CPRnummer"),
        choice(
            "Ressource",
            "resource",
            RESOURCES,
            what=Text("er ikke en slags indsats, der kendes", "is not a kind of service known"),
        ),
        text("Ressource_id", "service_id"),
        _concept("FSIII_kode", "service"),
        moment("Start", "started"),
        moment("Slut", "ended"),
        unused("Status", optional=False),
        unused("Leveringsform"),
    ),
    before=lambda raw, asides, trouble: _without_withdrawn(
        raw, asides, trouble, table="municipal_service", spelled="Ressource_id", column="service_id"
    ),
    switches=_service_switches,
)
REFERRALS = DeclaredFile(
    NAME,
    "GATEWAY_HENVISNING",
    "municipal_referral",
    columns=(
        municipality("Kommune", "municipality"),
        person("CPRnummer"),
        key("Henvisning_id", "referral_id"),
        _referrer("Henvist_fra", "referrer"),
        _concept("Henvist_til", "service"),
        day("Dato", "referred"),
        unused("Status", optional=False),
    ),
    before=lambda raw, asides, trouble: _without_withdrawn(
        raw,
        asides,
        trouble,
        table="municipal_referral",
        spelled="Henvisning_id",
        column="referral_id",
    ),
    switches=_referral_switches,
    optional=True,
)
FILES = (SERVICES, REFERRALS)
SHAPES = shapes(FILES)


def read(received: Received, world: World) -> ReadDelivery:
    return read_declared(received, world, FILES)
