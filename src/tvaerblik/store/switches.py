"""From which day a unit's codes came as UUIDs, over the deliveries of a vintage.

A switch inside one delivery and one between two are the same to a reader of figures. A delivery states the
last day of old keys and the first day of new ones, not every day: where a supplier sends both for a while,
the switch is on the first day of the new.
"""

from collections.abc import Iterable

from tvaerblik.core.deliveries import Switch
from tvaerblik.store.records import DeliveryRecord


def switches_of(deliveries: Iterable[DeliveryRecord], table: str) -> dict[str, Switch]:
    """By unit, those that have gone over; the day of the break is `first_new`."""
    summaries = [delivery.summary(table) for delivery in deliveries]
    stated = [switch for summary in summaries if summary for switch in summary.switches]
    found = {}
    for unit in sorted({switch.unit for switch in stated}):
        old = [said.last_old for said in stated if said.unit == unit and said.last_old]
        new = [said.first_new for said in stated if said.unit == unit and said.first_new]
        if old and new:
            found[unit] = Switch(unit, max(old), min(new))
    return found
