"""Outpatient contacts, contact by contact, in ordinary Python."""

from collections import defaultdict
from datetime import timedelta

from tvaerblik.catalogue.registers import Register
from tvaerblik.engine.plain.logic import Row
from tvaerblik.store.snapshot import Snapshot

_KEPT = (
    *("contact", "person", "started", "started_date", "ended", "ended_date"),
    *("sector", "unit", "residence", "born", "sex"),
)


def outpatients_of(snapshot: Snapshot, register: Register) -> list[Row]:
    codes: dict[int, list[str]] = defaultdict(list)
    for procedure in snapshot.read("procedure").to_pylist():
        codes[procedure["contact"]].append(procedure["code"])
    found = []
    for contact in snapshot.read("hospital_contact").to_pylist():
        mode = _mode(contact, codes[contact["contact"]], register.parameter)
        if mode is not None:
            found.append({**{name: contact[name] for name in _KEPT}, "mode": mode})
    return sorted(found, key=lambda row: row["contact"])


def _mode(contact: Row, codes: list[str], parameters: dict[str, str]) -> str | None:
    """None: no outpatient contact."""
    type_ = contact["contact_type"]
    if type_ == parameters["attendance"]:
        return "attendance" if _is_short(contact, parameters) else None
    if type_ == parameters["outreach"]:
        return "outreach"
    if type_ != parameters["virtual"]:
        return None
    for mode in ("video", "telephone"):  # video tells of both
        if any(code.startswith(parameters[mode]) for code in codes):
            return mode
    return "virtual"


def _is_short(contact: Row, parameters: dict[str, str]) -> bool:
    """One without an end is not known to be."""
    if contact["ended"] is None:
        return False
    length: timedelta = contact["ended"] - contact["started"]
    return length < timedelta(hours=int(parameters["shorter_than_hours"]))
