"""Reading the delivered files back in the plainest way, to hold the ledger against.

Nothing here comes from the generator but the files: rows are dicts, stays are joined one person
at a time, and every rule is written out as the ledger states it.
"""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
PREVENTABLE = (
    *(f"DS{n}2" for n in range(10)),
    *("DE86", "DD50", "DD51", "DD52", "DD53", "DK590", "DA09", "DN30"),
    *("DJ12", "DJ13", "DJ15", "DJ18", "DJ20", "DJ21", "DJ22"),
    *(f"DJ{n}" for n in range(40, 48)),
    *("DZ59", "DZ74", "DZ75", "DL89"),
)
VISIT_CODES = ("G2.4", "ccbed25e-da29-4c4e-9f6c-0b3132125336")
Row = dict[str, str]


def read_rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def notes(folder: Path) -> Iterable[tuple[Path, dict]]:
    for delivery in sorted(folder.iterdir()):
        yield delivery, json.loads((delivery / "LEVERANCE.json").read_text(encoding="utf-8"))


def final_state(folder: Path, *, file: str, key: str, start: str, unit: str) -> dict[str, Row]:
    """Deliveries applied in order: the window is replaced whole, other rows by key."""
    state: dict[str, Row] = {}
    for delivery, note in notes(folder):
        rows = read_rows(delivery / f"{file}.csv")
        told = {row[key] for row in rows}
        assert len(told) == len(rows)
        covers = [cover for cover in note["covers"] if cover["file"] == file]
        gone = [
            known
            for known, row in state.items()
            if known not in told and any(is_covered(row, c, start, unit) for c in covers)
        ]
        for known in gone:
            del state[known]
        state.update((row[key], row) for row in rows)
    return state


def is_covered(row: Row, cover: dict, start: str, unit: str) -> bool:
    inside = cover["from"] <= row[start][:10] < cover["to"]
    return inside and (cover["units"] is None or row[unit] in cover["units"])


def final_contacts(out: Path) -> dict[str, Row]:
    return final_state(
        out / "lpr_a",
        file="LPR_A_KONTAKT",
        key="DW_EK_Kontakt",
        start="Kont_starttidspunkt",
        unit="Borger_bo_kom",
    )


def final_services(out: Path) -> dict[str, Row]:
    return final_state(
        out / "gateway",
        file="GATEWAY_INDSATS",
        key="Ressource_id",
        start="Start",
        unit="Kommune",
    )


@dataclass(frozen=True)
class Rules:
    """The limits as the ledger states them; tests that move one must get other answers."""

    gap: timedelta = timedelta(hours=4)
    admission: timedelta = timedelta(hours=12)
    readmission: timedelta = timedelta(days=30)
    visit: timedelta = timedelta(days=7)


AS_STATED = Rules()


@dataclass(frozen=True)
class Stay:
    cpr: str
    start: datetime
    end: datetime | None
    acute: bool
    psychiatric: bool
    diagnosis: str
    municipality: str
    sex: str
    born: date
    keys: frozenset[str]

    def age(self, day: date) -> int:
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))

    def is_admission(self, rules: Rules = AS_STATED) -> bool:
        return self.end is None or self.end - self.start >= rules.admission


def stays_of(contacts: Iterable[Row], rules: Rules = AS_STATED) -> list[Stay]:
    persons = defaultdict(list)
    for row in contacts:
        if counts_towards_stays(row):
            persons[row["CPRnummer"]].append(row)
    return [stay for rows in persons.values() for stay in join_contacts(rows, rules)]


def counts_towards_stays(row: Row) -> bool:
    if row["Lprindberetningssystem"] != "LPR3" or row["Kont_type"] != "ALCA00":
        return False
    if not row["CPRnummer"].isdigit():
        return False
    return bool(row["Kont_sluttidspunkt"]) or is_psychiatric(row)


def is_psychiatric(row: Row) -> bool:
    return "psykiatri" in row["Kont_ans_hovedspec"]


def join_contacts(rows: list[Row], rules: Rules) -> Iterable[Stay]:
    rows.sort(key=lambda row: row["Kont_starttidspunkt"])
    group, latest = [rows[0]], end_of(rows[0])
    for row in rows[1:]:
        if datetime.fromisoformat(row["Kont_starttidspunkt"]) - latest <= rules.gap:
            group.append(row)
            latest = max(latest, end_of(row))
        else:
            yield stay_of(group)
            group, latest = [row], end_of(row)
    yield stay_of(group)


def end_of(row: Row) -> datetime:
    text = row["Kont_sluttidspunkt"]
    return datetime.fromisoformat(text) if text else datetime.max


def stay_of(group: list[Row]) -> Stay:
    first = group[0]
    assert len(group) == 1 or first["Kont_starttidspunkt"] < group[1]["Kont_starttidspunkt"]
    longest = max(
        group, key=lambda row: end_of(row) - datetime.fromisoformat(row["Kont_starttidspunkt"])
    )
    end = max(end_of(row) for row in group)
    return Stay(
        cpr=first["CPRnummer"],
        start=datetime.fromisoformat(first["Kont_starttidspunkt"]),
        end=None if end == datetime.max else end,
        acute=first["Prioritet"] == "ATA1",
        psychiatric=is_psychiatric(first),
        diagnosis=longest["Adiag"],
        municipality=first["Borger_bo_kom"],
        sex=first["Borger_koen"],
        born=date.fromisoformat(first["Borger_foedselsdato"]),
        keys=frozenset(row["DW_SK_Sygehusophold"] for row in group),
    )


def band(age: int) -> str:
    starts = (0, 18, 40, 65, 70, 75, 80, 85, 90)
    lower = max(start for start in starts if start <= age)
    return "90+" if lower == 90 else f"{lower}-{starts[starts.index(lower) + 1] - 1}"


def cell(stay: Stay, day: date) -> tuple[str, str, str, str]:
    return f"{day:%Y-%m}", stay.municipality, stay.sex, band(stay.age(day))


def count_admissions(stays: list[Stay], rules: Rules = AS_STATED) -> dict[str, Counter]:
    inpatient = [stay for stay in stays if stay.is_admission(rules)]
    preventable = [
        stay
        for stay in inpatient
        if stay.acute
        and stay.age(stay.start.date()) >= 65
        and stay.diagnosis.startswith(PREVENTABLE)
    ]
    return {
        "admissions": Counter(cell(stay, stay.start.date()) for stay in inpatient),
        "preventable_65": Counter(cell(stay, stay.start.date()) for stay in preventable),
    }


def somatic_index(stays: list[Stay], rules: Rules) -> list[Stay]:
    return [
        stay for stay in stays if stay.is_admission(rules) and stay.end and not stay.psychiatric
    ]


def count_readmissions(stays: list[Stay], rules: Rules = AS_STATED) -> dict[str, Counter]:
    index = somatic_index(stays, rules)
    acute = defaultdict(list)
    for stay in index:
        if stay.acute:
            acute[stay.cpr].append(stay)
    back = [stay for stay in index if any(is_readmission(stay, s, rules) for s in acute[stay.cpr])]
    return {
        "readmission_index": Counter(cell(stay, stay.end.date()) for stay in index),
        "readmission_events": Counter(cell(stay, stay.end.date()) for stay in back),
    }


def is_readmission(index: Stay, later: Stay, rules: Rules) -> bool:
    apart = later.start - index.end > rules.gap
    return apart and later.start.date() - index.end.date() <= rules.readmission


def count_visits(
    stays: list[Stay],
    services: Iterable[Row],
    delivers: set[tuple[str, str]],
    rules: Rules = AS_STATED,
) -> dict[str, Counter]:
    """`delivers` holds (month, municipality) with services delivered."""
    visits = defaultdict(list)
    for row in services:
        if row["FSIII_kode"] in VISIT_CODES and row["Status"] != "entered-in-error":
            visits[row["CPRnummer"]].append(datetime.fromisoformat(row["Start"]))
    index = [
        stay
        for stay in somatic_index(stays, rules)
        if stay.age(stay.end.date()) >= 65 and (f"{stay.end:%Y-%m}", stay.municipality) in delivers
    ]
    visited = [
        stay for stay in index if any(is_in_time(stay, at, rules) for at in visits[stay.cpr])
    ]
    return {
        "visit_index": Counter(cell(stay, stay.end.date()) for stay in index),
        "visit_events": Counter(cell(stay, stay.end.date()) for stay in visited),
    }


def is_in_time(stay: Stay, at: datetime, rules: Rules) -> bool:
    days = at.astimezone(COPENHAGEN).date() - stay.end.date()
    return at >= stay.end.replace(tzinfo=COPENHAGEN) and days <= rules.visit


def delivering(out: Path) -> set[tuple[str, str]]:
    """Months and municipalities that some delivery covers."""
    found = set()
    for _, note in notes(out / "gateway"):
        for cover in note["covers"]:
            months = month_starts(cover["from"], cover["to"])
            found.update((month, unit) for month in months for unit in cover["units"])
    return found


def month_starts(begin: str, end: str) -> list[str]:
    months, day = [], date.fromisoformat(begin)
    while day < date.fromisoformat(end):
        months.append(f"{day:%Y-%m}")
        day = (day + timedelta(days=32)).replace(day=1)
    return months


def read_ledger(out: Path, name: str) -> list[Row]:
    return read_rows(out / "ledger" / f"{name}.csv")


def ledger_counter(out: Path, name: str, column: str) -> Counter:
    keys = ("month", "municipality", "sex", "age_band")
    rows = read_ledger(out, name)
    return Counter({tuple(row[k] for k in keys): int(row[column]) for row in rows})
