"""Spells of being ready for discharge, stay by stay, in ordinary Python."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any

from tvaerblik.catalogue.registers import Register
from tvaerblik.engine.plain.logic import Row
from tvaerblik.store.snapshot import Snapshot

# An end: the moment and its local date; both None while it lasts
End = tuple[datetime | None, date | None]


def ready_of(snapshot: Snapshot, register: Register) -> list[Row]:
    markers = snapshot.read("pathway_marker").to_pylist()
    stays: dict[Any, list[Row]] = defaultdict(list)
    for stay in snapshot.read("hospital_stay").to_pylist():
        stays[stay["person"]].append(stay)
    gap = timedelta(hours=int(register.parameter["gap_hours"]))
    for person, unfinished in _unfinished(snapshot, register.parameter["attendance"]).items():
        lasting = [row for row in unfinished if not _has_been_elsewhere(row, stays[person], gap)]
        if lasting:
            stays[person] = _with_current(stays[person], lasting, gap)
    starts = [row for row in markers if row["marker"] == register.parameter["start_marker"]]
    withdrawals = [row for row in markers if row["marker"] == register.parameter["end_marker"]]
    spells: dict[int, list[Row]] = defaultdict(list)
    for marker in sorted(starts, key=lambda row: row["placed"]):
        stay_of_it = _stay_at(marker["placed"], stays[marker["person"]])
        if stay_of_it is not None:
            end = _earlier(_withdrawn(marker, withdrawals), _end_of(stay_of_it))
            _add(spells[stay_of_it["stay"]], _spell(marker, stay_of_it, end))
    found = [spell for of_stay in spells.values() for spell in of_stay]
    return sorted(found, key=lambda spell: (spell["person"], spell["started"]))


def _unfinished(snapshot: Snapshot, attendance: str) -> dict[Any, list[Row]]:
    """Somatic attendances without an end, by person: no stays yet, but people wait in them."""
    found: dict[Any, list[Row]] = defaultdict(list)
    if "hospital_contact" in snapshot.files:
        for row in snapshot.read("hospital_contact").to_pylist():
            is_open = row["contact_type"] == attendance and row["ended"] is None
            if is_open and row["sector"] != "psychiatric":
                found[row["person"]].append({**row, "stay": row["contact"]})
    return found


def _has_been_elsewhere(attendance: Row, stays: list[Row], gap: timedelta) -> bool:
    """Then the attendance was left open by mistake."""
    return any(stay["started"] > attendance["started"] + gap for stay in stays)


def _with_current(stays: list[Row], unfinished: list[Row], gap: timedelta) -> list[Row]:
    """The stays that are over, and the one the person is in now: the unfinished attendances and every
    stay that ends at most the gap before the first of them."""
    joins = min(row["started"] for row in unfinished) - gap
    over = [stay for stay in stays if stay["ended"] is not None and stay["ended"] < joins]
    current = [stay for stay in stays if stay not in over] + unfinished
    first = min(current, key=lambda row: (row["started"], row["stay"]))
    return [*over, {**first, "ended": None, "ended_date": None}]


def _stay_at(moment: datetime, stays: list[Row]) -> Row | None:
    """The one that began last, where stays overlap."""
    around = [
        stay
        for stay in stays
        if stay["started"] <= moment and (stay["ended"] is None or moment < stay["ended"])
    ]
    around.sort(key=lambda stay: stay["stay"])
    return max(around, key=lambda stay: stay["started"], default=None)


def _withdrawn(marker: Row, withdrawals: list[Row]) -> End:
    """By the next one in the same pathway; one at the same minute came before."""
    later = [
        row
        for row in withdrawals
        if row["person"] == marker["person"]
        and row["pathway"] == marker["pathway"]
        and row["placed"] > marker["placed"]
    ]
    first = min(later, key=lambda row: row["placed"], default=None)
    return (None, None) if first is None else (first["placed"], first["placed_date"])


def _end_of(stay: Row) -> End:
    return stay["ended"], stay["ended_date"]


def _earlier(one: End, other: End) -> End:
    if one[0] is None or other[0] is None:
        return other if one[0] is None else one
    return one if one[0] < other[0] else other


def _spell(marker: Row, stay: Row, end: End) -> Row:
    return {
        "person": stay["person"],
        "started": marker["placed"],
        "started_date": marker["placed_date"],
        "ended": end[0],
        "ended_date": end[1],
        "stay": stay["stay"],
        "sector": stay["sector"],
        "residence": stay["residence"],
        "born": stay["born"],
        "sex": stay["sex"],
    }


def _add(spells: list[Row], spell: Row) -> None:
    """To those of its stay, in order of start: one that begins before the last is over is part of it."""
    last = spells[-1] if spells else None
    if last is None or (last["ended"] is not None and spell["started"] >= last["ended"]):
        spells.append(spell)
    elif last["ended"] is not None and (spell["ended"] is None or spell["ended"] > last["ended"]):
        last["ended"], last["ended_date"] = spell["ended"], spell["ended_date"]
