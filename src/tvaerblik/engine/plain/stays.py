"""Hospital stays, person by person, in ordinary Python."""

from datetime import datetime, timedelta
from itertools import groupby

from tvaerblik.catalogue.registers import Register
from tvaerblik.engine.plain.logic import Row
from tvaerblik.store.snapshot import Snapshot


def stays_of(snapshot: Snapshot, register: Register) -> list[Row]:
    contacts = snapshot.read("hospital_contact").to_pylist()
    parameters = register.parameter
    physical = [row for row in contacts if row["contact_type"] == parameters["contact_type"]]
    physical.sort(key=lambda row: (row["person"], row["started"], row["contact"]))
    stays: list[Row] = []
    for _, same_person in groupby(physical, key=lambda row: row["person"]):
        stays += _stays_of_person(list(same_person), parameters)
    return sorted(stays, key=lambda row: (row["person"], row["started"], row["stay"]))


def _stays_of_person(contacts: list[Row], parameters: dict[str, str]) -> list[Row]:
    all_have_a_key = all(row["stay_key"] is not None for row in contacts)
    usable = [row for row in contacts if row["ended"] is not None or row["sector"] == "psychiatric"]
    if all_have_a_key:
        groups = _by_delivered_key(usable)
    else:
        groups = _by_time(usable, timedelta(hours=int(parameters["gap_hours"])))
    shortest = timedelta(hours=int(parameters["inpatient_hours"]))
    return [_stay(group, shortest) for group in groups]


def _by_delivered_key(contacts: list[Row]) -> list[list[Row]]:
    groups: dict[int, list[Row]] = {}
    for row in contacts:
        groups.setdefault(row["stay_key"], []).append(row)
    return list(groups.values())


def _by_time(contacts: list[Row], gap: timedelta) -> list[list[Row]]:
    groups: list[list[Row]] = []
    for row in contacts:
        if groups and _belongs(row, groups[-1], gap):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _belongs(row: Row, group: list[Row], gap: timedelta) -> bool:
    """An unfinished contact is still going on, so whatever comes later overlaps it."""
    latest = _latest_end(group)
    return latest is None or row["started"] - latest <= gap


def _latest_end(group: list[Row]) -> datetime | None:
    ends: list[datetime] = []
    for row in group:
        if row["ended"] is None:
            return None
        ends.append(row["ended"])
    return max(ends)


def _stay(group: list[Row], shortest: timedelta) -> Row:
    first = group[0]
    latest = _latest_end(group)
    last = None if latest is None else next(row for row in group if row["ended"] == latest)
    longest = _longest(group)
    return {
        "stay": first["contact"],
        "person": first["person"],
        "started": first["started"],
        "started_date": first["started_date"],
        "ended": latest,
        "ended_date": None if last is None else last["ended_date"],
        # Both moments are UTC, so the night of a clock change is as long as it was
        "hours": None if latest is None else (latest - first["started"]) // timedelta(hours=1),
        "inpatient": latest is None or latest - first["started"] >= shortest,
        "priority": first["priority"],
        "diagnosis": longest["diagnosis"],
        "specialty": longest["specialty"],
        "sector": first["sector"],
        "residence": first["residence"],
        "born": first["born"],
        "sex": first["sex"],
    }


def _longest(group: list[Row]) -> Row:
    """The group is in order of start and key, so the first of equals is the right one."""
    longest = group[0]
    for row in group[1:]:
        if longest["ended"] is None:
            return longest
        if row["ended"] is None or _length(row) > _length(longest):
            longest = row
    return longest


def _length(row: Row) -> timedelta:
    length: timedelta = row["ended"] - row["started"]
    return length
