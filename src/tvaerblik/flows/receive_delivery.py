"""Takes deliveries in: read → check → pseudonymise → commit → judge the whole set.

A refused delivery has changed nothing. A held one is stored, but no vintage has it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal

from tvaerblik.catalogue.codelists import load_codelists
from tvaerblik.catalogue.received import ReadDelivery
from tvaerblik.catalogue.registers import load_registers, load_source_cards
from tvaerblik.catalogue.units import load_units
from tvaerblik.core.cpr import has_cpr_in_name, masked_name
from tvaerblik.core.deliveries import Aside
from tvaerblik.core.errors import BadInput, NotAllowed, Problem
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.flows.check_sources import check_parts, check_read, check_source
from tvaerblik.flows.other_sources import check_other_sources, check_override, held_for_others
from tvaerblik.flows.own_units import check_own_rows, check_own_units
from tvaerblik.intake.check import check_delivery
from tvaerblik.intake.newcomers import count_newcomers
from tvaerblik.intake.pseudonymise import pseudonymise
from tvaerblik.intake.verdict import Judge
from tvaerblik.sources.files import find_deliveries
from tvaerblik.sources.front import all_shapes, read_delivery, source_modules
from tvaerblik.sources.shapes import World
from tvaerblik.store.records import DeliveryRecord, Remark, Verdict
from tvaerblik.store.store import Store


@dataclass(frozen=True)
class DeliveryReport:
    """What became of one delivery. `refused` has `problems` and no id; `duplicate` changed nothing."""

    place: str
    outcome: Literal["accepted", "held", "duplicate", "refused"]
    id: str | None = None
    published: date | None = None
    rows: dict[str, int] | None = None
    asides: tuple[Aside, ...] = ()
    unlinked: int = 0
    reasons: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()
    refusal: BadInput | None = None


Progress = Callable[[int, int, str], None]  # done, of how many, the delivery's name


def load_world(definitions: Path) -> World:
    """The part of the catalogue that taking in needs. `definitions` is the repository's folder of that name."""
    check_parts(source_modules())
    return World(
        cards=load_source_cards(definitions / "sources"),
        registers=load_registers(definitions / "registers"),
        units=load_units(definitions / "units"),
        codelists=load_codelists(definitions / "codelists"),
        shapes=all_shapes(),
    )


def receive_deliveries(
    store: Store,
    paths: Iterable[Path],
    *,
    source: str,
    world: World,
    permit: Permit,
    published: date | None = None,
    only_for: str | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    progress: Progress = lambda done, total, name: None,
) -> tuple[DeliveryReport, ...]:
    """Every delivery at or below the paths, in order of name. One that is refused does not stop the others.

    `only_for`: the unit that the sender speaks for; what covers others is refused."""
    _check_permit(permit)
    check_source(source, world)
    places = [place for path in paths for place in find_deliveries(path)]
    _check_published(places, published)
    outcomes: list[tuple[Path, DeliveryRecord | BadInput, bool]] = []
    for done, place in enumerate(places):
        progress(done, len(places), masked_name(place.name))
        outcomes.append(
            _receive(
                store,
                place,
                source=source,
                world=world,
                permit=permit,
                published=published,
                only_for=only_for,
                now=now,
            )
        )
    progress(len(places), len(places), "")
    return tuple(_report(store, *outcome) for outcome in outcomes)


def _receive(
    store: Store,
    place: Path,
    *,
    source: str,
    world: World,
    permit: Permit,
    published: date | None,
    only_for: str | None,
    now: Callable[[], datetime],
) -> tuple[Path, DeliveryRecord | BadInput, bool]:
    try:
        delivery = read_delivery(source, place, world, published=published)
        check_own_units(delivery, only_for, world.units)
        is_known = store.has_delivery(delivery.id)
        if not is_known:
            _check_not_of_tomorrow(delivery, now())
            check_read(delivery)
            check_own_rows(delivery, only_for, world.units, store)
            check_delivery(delivery)
            check_other_sources(delivery, store.deliveries(), world.cards)
    except BadInput as refusal:
        return place, refusal, False
    if is_known:
        record = store.delivery(delivery.id)
    else:
        new = count_newcomers(pseudonymise(delivery, store.identity), store)
        record = store.commit(new, by=permit.by, now=now())
    judge_again(store, world, source)
    return place, record, is_known


def judge_again(store: Store, world: World, source: str) -> None:
    """The verdict on every delivery of a source, anew; written only where it moved."""
    records = store.deliveries(source)
    verdicts = _judged(records, store.deliveries(), world)
    moved = {
        record.id: verdicts[record.id]
        for record in records
        if record.verdict != verdicts[record.id]
    }
    if moved:
        store.set_verdicts(moved)


def _judged(
    records: Iterable[DeliveryRecord], known: Iterable[DeliveryRecord], world: World
) -> dict[str, Verdict]:
    """What stays held for another source's sake is no base for those after it: they are judged without."""
    judge = Judge(world.cards, world.units)
    left, everything = tuple(records), tuple(known)
    kept: dict[str, Verdict] = {}
    while True:
        verdicts = judge.judge(left)
        held = held_for_others(verdicts, everything, world.cards)
        if not held:
            return verdicts | kept
        kept |= held
        left = tuple(record for record in left if record.id not in kept)


def override_delivery(
    store: Store,
    delivery: str,
    *,
    reason: str,
    world: World,
    permit: Permit,
    now: datetime | None = None,
) -> DeliveryRecord:
    """A person takes a held delivery in; later ones are judged against it.

    The reason is shown on pages and kept for ever in the audit log: it may name nobody by number.
    Raises BadInput for such a reason, and for a delivery that nothing holds back.
    """
    _check_permit(permit)
    _check_reason(reason)
    _check_held(store.delivery(delivery))
    check_override(store.delivery(delivery), store.deliveries(), world.cards)
    store.override(delivery, by=permit.by, reason=reason, now=now or datetime.now(UTC))
    judge_again(store, world, store.delivery(delivery).source)
    return store.delivery(delivery)


def _report(
    store: Store, place: Path, found: DeliveryRecord | BadInput, is_duplicate: bool
) -> DeliveryReport:
    if isinstance(found, BadInput):
        return DeliveryReport(masked_name(place.name), "refused", refusal=found)
    record = store.delivery(found.id)
    outcome: Literal["accepted", "held"] = "accepted" if record.state == "accepted" else "held"
    return DeliveryReport(
        masked_name(place.name),
        "duplicate" if is_duplicate else outcome,
        record.id,
        record.published,
        {summary.table: summary.rows for summary in record.tables},
        record.asides,
        record.unlinked,
        record.verdict.reasons,
        record.verdict.warnings,
    )


def _check_permit(permit: Permit) -> None:
    if not permit.may_operate:
        raise NotAllowed(
            Problem(
                "K-PERMIT",
                Text(
                    "Kun en operatør må tage leverancer ind.",
                    "Only an operator may take deliveries in.",
                ),
                Text("Bed en operatør om det.", "Ask an operator to do it."),
            )
        )


def _check_not_of_tomorrow(delivery: ReadDelivery, now: datetime) -> None:
    """A slip in the year would let this delivery win over all that follow. Invented ones may lie ahead."""
    if not delivery.synthetic and delivery.published > now.date() + timedelta(days=1):
        raise BadInput(
            Problem(
                "K-PUBLISHED",
                Text(
                    f"Offentliggørelsesdagen {delivery.published} ligger i fremtiden.",
                    f"The day of publication {delivery.published} lies in the future.",
                ),
                Text("Ret dagen.", "Mend the day."),
            )
        )


def _check_reason(reason: str) -> None:
    if has_cpr_in_name(reason):
        raise BadInput(
            Problem(
                "D21",
                Text("Begrundelsen indeholder et CPR-nummer.", "The reason has a CPR number."),
                Text("Fjern det; det er ikke gemt.", "Remove it; it has not been stored."),
            )
        )


def _check_held(record: DeliveryRecord) -> None:
    if record.state != "held":
        raise BadInput(
            Problem(
                "K-OVERRIDE",
                Text(
                    f"Leverancen {record.id} er ikke tilbageholdt.",
                    f"The delivery {record.id} is not held back.",
                ),
                Text(
                    "Kun en tilbageholdt leverance kan godkendes; se tvaerblik deliveries.",
                    "Only a held delivery can be overridden; see tvaerblik deliveries.",
                ),
            )
        )


def _check_published(places: list[Path], published: date | None) -> None:
    if published is not None and len(places) > 1:
        raise BadInput(
            Problem(
                "K-PUBLISHED",
                Text(
                    f"--published gælder én leverance, men her er {len(places)}.",
                    f"--published is for one delivery, but here are {len(places)}.",
                ),
                Text(
                    "Tag dem ind én ad gangen, eller navngiv mapperne efter dagen.",
                    "Take them in one at a time, or name the folders for the day.",
                ),
            )
        )
