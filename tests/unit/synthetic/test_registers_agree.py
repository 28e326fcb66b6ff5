"""The ledger of the further registers is what a plain reader of the final files counts."""

from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta
from pathlib import Path
from statistics import median

import pytest

from tvaerblik.synthetic import write_deliveries
from unit.synthetic import plain
from unit.synthetic import plain_registers as reg

FIRST, LAST = "2025-02", "2026-06"
END = date(2026, 7, 1)
SOMATIC_HALF_DAY = timedelta(hours=12)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    write_deliveries(folder, persons=5_000, first=FIRST, last=LAST, seed=11)
    return folder


@pytest.fixture(scope="module")
def stays(out: Path) -> list[plain.Stay]:
    stays = plain.stays_of(plain.final_contacts(out).values())
    return [stay for stay in stays if stay.is_admission()]


@pytest.fixture(scope="module")
def plans(out: Path) -> list[plain.Row]:
    return reg.final_rows(out, "genoptraening", "GOP", key=("PLAN_ID",), start="PLAN_DATO")


@pytest.fixture(scope="module")
def weeks(out: Path) -> list[plain.Row]:
    return [row for row in reg.final_weeks(out) if row["SPECIALE"].startswith("80")]


def within(counts: Counter) -> Counter:
    return Counter({key: n for key, n in counts.items() if FIRST <= key[0] <= LAST and n})


def assert_agrees(out: Path, name: str, columns: dict[str, Counter], keys=None) -> None:
    keys = keys or ("month", "municipality", "sex", "age_band")
    for column, counted in columns.items():
        rows = plain.read_ledger(out, name)
        ledger = Counter({tuple(row[k] for k in keys): int(row[column]) for row in rows})
        assert ledger.total() > 0, column
        assert +ledger == within(counted), column


def test_waiting_patients_agree(out, stays):
    markers = reg.final_rows(
        out,
        "lpr_a",
        "LPR_A_FORLOEBSMARKOER",
        key=("DW_EK_Forloeb", "Markoer", "Markoer_tidspunkt"),
        start="Markoer_tidspunkt",
    )
    spells = [spell for spell in reg.spells_of(stays, markers) if not spell[0].psychiatric]
    days, stock, begun = Counter(), Counter(), Counter()
    for stay, start, end in spells:
        key = reg.cell(stay.cpr, start.date(), stay.municipality)
        begun[key] += 1
        reg.add_days(days, key, start.date(), min(end.date(), END))
        for day in reg.last_days(FIRST, LAST):
            if start <= datetime.combine(day, time(23)) < end:
                stock[reg.cell(stay.cpr, day, stay.municipality)] += 1
    counted = {"somatic_spells": begun, "somatic_days": days, "somatic_stock": stock}
    assert_agrees(out, "ready_for_discharge", counted)


def test_psychiatric_waiting_agrees(out, stays):
    markers = reg.final_rows(
        out,
        "lpr_a",
        "LPR_A_FORLOEBSMARKOER",
        key=("DW_EK_Forloeb", "Markoer", "Markoer_tidspunkt"),
        start="Markoer_tidspunkt",
    )
    days = Counter()
    for stay, start, end in reg.spells_of(stays, markers):
        if stay.psychiatric:
            key = reg.cell(stay.cpr, start.date(), stay.municipality)
            reg.add_days(days, key, start.date(), min(end, datetime.combine(END, time())).date())
    assert_agrees(out, "ready_for_discharge", {"psychiatric_days": days})


def test_outpatients_agree(out):
    codes = defaultdict(set)
    for delivery, _ in plain.notes(out / "lpr_a"):
        for row in plain.read_rows(delivery / "LPR_A_PROCEDURE.csv"):
            codes[row["DW_EK_Kontakt"]].add(row["Proc_kode"])
    counted = {
        name: Counter() for name in ("attendance", "outreach", "video", "telephone", "virtual")
    }
    for row in plain.final_contacts(out).values():
        if row["Lprindberetningssystem"] == "LPR3" and row["CPRnummer"].isdigit():
            mode = mode_of(row, codes[row["DW_EK_Kontakt"]])
            if mode:
                day = date.fromisoformat(row["Kont_starttidspunkt"][:10])
                counted[mode][reg.cell(row["CPRnummer"], day, row["Borger_bo_kom"])] += 1
    assert_agrees(out, "outpatient", counted)


def mode_of(row: plain.Row, codes: set[str]) -> str | None:
    if row["Kont_type"] == "ALCA01":
        return "outreach"
    if row["Kont_type"] == "ALCA03":
        return "video" if "BVAA33D" in codes else "telephone" if "BVAA33A" in codes else "virtual"
    if row["Kont_type"] != "ALCA00" or not row["Kont_sluttidspunkt"]:
        return None
    start, end = (
        datetime.fromisoformat(row[f"Kont_{part}tidspunkt"]).replace(tzinfo=plain.COPENHAGEN)
        for part in ("start", "slut")
    )
    return "attendance" if end.timestamp() - start.timestamp() < 12 * 3600 else None


def test_bed_days_agree(out, stays):
    days = Counter()
    for stay in stays:
        end = (
            min(stay.end, datetime.combine(END, time()))
            if stay.end
            else datetime.combine(END, time())
        )
        key = reg.cell(stay.cpr, stay.start.date(), stay.municipality)
        reg.add_days(days, key, stay.start.date(), end.date())
    assert_agrees(out, "bed_days", {"bed_days": days})


def test_chosen_acute_admissions_agree(out, stays):
    counted = {name: Counter() for name in ("copd", "diabetes2", "short_under_24_hours")}
    for stay in stays:
        key = reg.cell(stay.cpr, stay.start.date(), stay.municipality)
        adult = stay.acute and stay.age(stay.start.date()) >= 18
        counted["copd"][key] += adult and stay.diagnosis.startswith("DJ44")
        counted["diabetes2"][key] += adult and stay.diagnosis.startswith("DE11")
        short = stay.end is not None and lasted(stay) < timedelta(days=1)
        counted["short_under_24_hours"][key] += stay.acute and not stay.psychiatric and short
    assert_agrees(out, "acute", counted)


def lasted(stay: plain.Stay) -> timedelta:
    start, end = (moment.replace(tzinfo=plain.COPENHAGEN) for moment in (stay.start, stay.end))
    return timedelta(seconds=end.timestamp() - start.timestamp())


def test_rehabilitation_plans_agree(out, plans):
    counted = {"plans": Counter(), "general_plans": Counter()}
    for row in plans:
        key = reg.cell(row["CPRNR"], date.fromisoformat(row["PLAN_DATO"]), row["KOMKOD"])
        counted["plans"][key] += 1
        counted["general_plans"][key] += row["NIVEAU"].startswith("AWG2")
    assert_agrees(out, "rehabilitation_plans", counted)


def test_waiting_times_agree(out, plans):
    waits = defaultdict(list)
    for row in plans:
        if row["NIVEAU"].startswith("AWG2") and row["TRAENING_START"]:
            days = date.fromisoformat(row["TRAENING_START"]) - date.fromisoformat(row["PLAN_DATO"])
            waits[row["PLAN_DATO"][:7], row["KOMKOD"]].append(days.days)
    ledger = {
        (row["month"], row["municipality"]): (int(row["begun"]), float(row["median_days"] or 0))
        for row in plain.read_ledger(out, "rehabilitation_waiting")
    }
    found = {key: (len(days), float(median(days))) for key, days in waits.items()}
    assert {key: value for key, value in ledger.items() if value[0]} == found


def test_referrals_agree(out):
    rows = reg.final_rows(
        out,
        "gateway",
        "GATEWAY_HENVISNING",
        key=("Henvisning_id",),
        start="Dato",
        unit="Kommune",
    )
    hospital = {"A11", "A12", "A13", "A14", *HOSPITAL_UUIDS}
    counted = {"referrals": Counter(), "hospital_rehabilitation": Counter()}
    for row in rows:
        if row["Status"] != "entered-in-error":
            key = reg.cell(row["CPRnummer"], date.fromisoformat(row["Dato"]), row["Kommune"])
            counted["referrals"][key] += 1
            at_home = row["Henvist_til"].startswith("H2.") or row["Henvist_til"] in HOME_UUIDS
            counted["hospital_rehabilitation"][key] += at_home and row["Henvist_fra"] in hospital
    assert_agrees(out, "referrals", counted)


HOSPITAL_UUIDS = (
    "4d2bf9ca-869b-4fb5-afe8-027f0f04e7c1",
    "cf85bd30-afc4-4134-b3f6-c4e3861372ac",
    "d9b03ed2-7e81-4c01-8b3f-9aa9853ee5be",
    "2cdf2c7c-65f7-4671-a976-89aff82c574d",
)
HOME_UUIDS = (
    "754c06a7-d6f1-4f8d-ad3e-a5c109efaca6",
    "f9cd3ded-f8af-4060-aad5-7e7c342d0230",
    "0b654911-f2b6-47d3-948b-3e9fb315b4c9",
    "2912752c-2e9e-4702-8787-b45f73ff5b05",
    "b3c16115-d0d9-4229-a526-df366d44f948",
    "6b3c5af0-22ac-40eb-bc50-c7734da2bf6d",
    "a6199582-15a7-4c3d-bbdf-21f5059031c6",
)


def test_iv_persons_agree(out):
    codes = {"G1.17", "G1.18", *IV_UUIDS}
    rows = [
        row
        for row in plain.final_services(out).values()
        if row["FSIII_kode"] in codes
        and row["Status"] != "entered-in-error"
        and row["Ressource"] in ("PlannedIntervention", "CompletedIntervention")
    ]
    seen, counted = set(), Counter()
    for row in sorted(rows, key=lambda row: row["Start"]):
        person = row["CPRnummer"], row["Start"][:7]
        if person not in seen:
            seen.add(person)
            day = date.fromisoformat(row["Start"][:10])
            counted[reg.cell(row["CPRnummer"], day, row["Kommune"])] += 1
    assert_agrees(out, "iv", {"iv_persons": counted})


IV_UUIDS = ("f0d23296-29c5-4dc4-942e-3ce4cfdf6741", "e3eabbbe-b1a2-499f-beff-cca6e28c5e5c")


def holds(row: plain.Row, day: date, start: str, end: str) -> bool:
    return row[start] <= day.isoformat() and (not row[end] or row[end] > day.isoformat())


@pytest.mark.parametrize(
    ("table", "column", "source", "file", "start", "end"),
    [
        ("nursing_homes", "homes", "plejehjem", "PLEJEHJEM", "AABNET", "LUKKET"),
        ("nursing_homes", "with_doctor", "plejehjem", "PLEJEHJEMSLAEGE", "FRA", "TIL"),
        ("capacities", "capacities", "praksis", "KLINIK", "FRA", "TIL"),
        ("capacities", "in_cluster", "praksis", "KLYNGEMEDLEM", "FRA", "TIL"),
    ],
)
def test_homes_and_capacities_agree(out, table, column, source, file, start, end):
    counted = Counter(
        (f"{day:%Y-%m}", row["KOMKOD"])
        for row in reg.last_rows(out, source, file)
        for day in reg.last_days(FIRST, LAST)
        if holds(row, day, start, end)
    )
    assert_agrees(out, table, {column: counted}, keys=("month", "municipality"))


def monday(row: plain.Row) -> date:
    return date.fromisocalendar(2000 + int(row["HONUGE"][:2]), int(row["HONUGE"][2:]), 1)


def test_general_practice_agrees(out, weeks):
    counted = {name: Counter() for name in ("lines", "consultations", "video", "follow_up_visits")}
    for row in weeks:
        thursday = monday(row) + timedelta(days=3)
        key = reg.cell(row["CPRNR"], thursday, row["KOMKOD"])
        counted["lines"][key] += 1
        counted["consultations"][key] += row["YDELSESNR"] in ("0101", "0120", "0125")
        counted["video"][key] += row["YDELSESNR"] == "0125"
        counted["follow_up_visits"][key] += row["YDELSESNR"] in ("4213", "4215")
    assert_agrees(out, "gp_services", counted)


def test_services_by_code_agree(out, weeks):
    lines, amounts = Counter(), Counter()
    for row in weeks:
        key = f"20{row['HONUGE'][:2]}-W{row['HONUGE'][2:]}", row["YDELSESNR"]
        lines[key] += 1
        amounts[key] += int(row["ANTAL"])
    rows = plain.read_ledger(out, "gp_codes")
    assert +Counter({(r["week"], r["code"]): int(r["lines"]) for r in rows}) == lines
    assert +Counter({(r["week"], r["code"]): int(r["services"]) for r in rows}) == amounts
    assert amounts != lines


def test_dispensings_agree(out):
    rows = reg.final_rows(out, "lsr", "LMDB", key=("LINJE_ID",), start="EKSD")
    lines, users, seen = Counter(), Counter(), set()
    for row in sorted(rows, key=lambda row: row["EKSD"]):
        day = date.fromisoformat(row["EKSD"])
        key = reg.cell(row["PNR"], day, row["KOMKOD"])
        lines[key] += 1
        old = reg.age_on(reg.born_of(row["PNR"]), day) >= 75
        if row["DOSISDISP"] == "J" and old and (row["PNR"], key[0]) not in seen:
            seen.add((row["PNR"], key[0]))
            users[key] += 1
    assert_agrees(out, "dispensings", {"lines": lines, "dose_users_75": users})


def final_examinations(out: Path) -> list[plain.Row]:
    return reg.final_rows(
        out, "boernedatabasen", "BDB_UNDERSOEGELSE", key=("UNDERSOEGELSE_ID",), start="DATO"
    )


def test_examinations_agree(out):
    counted = Counter(
        (row["DATO"][:7], row["KOMKOD"], row["UNDERSOEGELSE"]) for row in final_examinations(out)
    )
    keys = ("month", "municipality", "kind")
    assert_agrees(out, "examinations", {"examinations": counted}, keys=keys)


@pytest.mark.parametrize(
    ("kind", "least", "most"), [("uger-5", 28, 56), ("maaneder-5", 122, 212), ("aar-1", 335, 425)]
)
def test_children_agree(out, kind, least, most):
    ages = defaultdict(list)
    for row in final_examinations(out):
        if row["UNDERSOEGELSE"] == kind:
            born = reg.born_of(row["CPRNR"])
            ages[row["CPRNR"]].append((date.fromisoformat(row["DATO"]) - born).days)
    homes = defaultdict(dict)
    for row in reg.last_rows(out, "cpr", "CPR_BOPAEL"):
        homes[row["CPRNR"]][row["FRA"]] = row["KOMKOD"]
    born, examined = Counter(), Counter()
    for row in reg.last_rows(out, "cpr", "CPR_PERSON"):
        day = date.fromisoformat(row["FOEDSELSDATO"])
        if day >= date.fromisoformat(f"{FIRST}-01"):
            end = reg.last_days(f"{day:%Y-%m}", f"{day:%Y-%m}")[0].isoformat()
            home = max(
                (since, place) for since, place in homes[row["CPRNR"]].items() if since <= end
            )
            key = (f"{day:%Y-%m}", home[1], row["KOEN"], "0-17")
            born[key] += 1
            examined[key] += any(least <= age <= most for age in ages[row["CPRNR"]])
    assert_agrees(out, "children", {"born": born, kind.replace("-", "_"): examined})


def test_residents_agree(out):
    died = {row["CPRNR"]: row["DOEDSDATO"] for row in reg.last_rows(out, "cpr", "CPR_PERSON")}
    persons, days = Counter(), Counter()
    for row in reg.last_rows(out, "cpr", "CPR_BOPAEL"):
        ends = [text for text in (row["TIL"], died[row["CPRNR"]]) if text]
        first = max(date.fromisoformat(row["FRA"]), date.fromisoformat(f"{FIRST}-01"))
        end = min([date.fromisoformat(text) for text in ends] + [END])
        for begin, after in reg.pieces(reg.born_of(row["CPRNR"]), first, end):
            key = reg.cell(row["CPRNR"], begin, row["KOMKOD"])
            days[key] += (after - begin).days
            persons[key] += begin.day == 1
    assert_agrees(out, "residents", {"persons": persons, "person_days": days})


def test_the_delivered_numbers_say_what_the_civil_register_says(out):
    for row in reg.last_rows(out, "cpr", "CPR_PERSON"):
        assert reg.born_of(row["CPRNR"]).isoformat() == row["FOEDSELSDATO"]
        assert reg.sex_of(row["CPRNR"]) == row["KOEN"]
