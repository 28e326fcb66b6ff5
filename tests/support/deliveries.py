"""Tiny deliveries written as suppliers write them, taken in through the front door."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

from tvaerblik.core.permit import Permit
from tvaerblik.flows.receive_delivery import DeliveryReport, load_world, receive_deliveries
from tvaerblik.sources.shapes import World
from tvaerblik.store.store import Store

DEFINITIONS = Path(__file__).parent.parent.parent / "definitions"
OPERATOR = Permit("test", "operator", "a test")
# Invented, a day plus 60, and in two parts so that no search for CPR numbers finds one here.
CPR = ("610190" + "0001", "620290" + "0002", "630390" + "0003")
REPLACEMENT = "610190" + "0004"
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)

CONTACT_COLUMNS = (
    "Lprindberetningssystem;DW_EK_Kontakt;CPRnummer;Kont_starttidspunkt;Kont_sluttidspunkt;Kont_type;"
    "Prioritet;Adiag;Kont_ans;Kont_ans_hovedspec;Borger_bo_kom;Borger_foedselsdato;Borger_koen"
)
DIAGNOSIS_COLUMNS = "dw_ek_kontakt;diag_kode;diag_kode_type;senere_afkraeftet;diag_parent_kode"
SERVICE_COLUMNS = (
    "Kommune;CPRnummer;Ressource;Ressource_id;FSIII_kode;Start;Slut;Status;Leveringsform"
)
ADMISSION_COLUMNS = "Dato;Hovedstaden;Sjælland;Syddanmark;Midtjylland;Nordjylland;Total"
CASE_COLUMNS = (
    "Kommune_(id);Kommune_(navn);Antal_testede;Antal_bekræftede_COVID-19;Befolkningstal;"
    "Kumulativ_incidens_(per_100000)"
)


def world() -> World:
    return load_world(DEFINITIONS)


def take_in(
    store: Store, *places: Path, source: str, published: date | None = None
) -> DeliveryReport:
    """The last report; fails on a refusal with the refusal itself."""
    report = receive_deliveries(
        store,
        places,
        source=source,
        world=world(),
        permit=OPERATOR,
        published=published,
        now=lambda: NOW,
    )[-1]
    if report.refusal is not None:
        raise report.refusal
    return report


def contact(key: int, start: str, end: str = "", *, cpr: str = CPR[0], **other: str) -> str:
    """One line of LPR_A_KONTAKT; `other` replaces columns by name."""
    fields = {
        "Lprindberetningssystem": "LPR3",
        "DW_EK_Kontakt": str(key),
        "CPRnummer": cpr,
        "Kont_starttidspunkt": start,
        "Kont_sluttidspunkt": end,
        "Kont_type": "ALCA00",
        "Prioritet": "ATA1",
        "Adiag": "DJ440",
        "Kont_ans": "1010101010101010",
        "Kont_ans_hovedspec": "intern medicin",
        "Borger_bo_kom": "0851",
        "Borger_foedselsdato": "1990-01-01",
        "Borger_koen": "K",
    }
    return ";".join((fields | other).values())


def service(
    id_: str,
    start: str,
    *,
    cpr: str = CPR[0],
    municipality: str = "0851",
    code: str = "G2.4",
    status: str = "completed",
) -> str:
    return f"{municipality};{cpr};GeneralEncounter;{id_};{code};{start};;{status};Hjemmebesøg"


def write_note(
    folder: Path,
    source: str,
    files: list[str],
    covers: list[dict[str, object]],
    *,
    synthetic: bool = True,
) -> None:
    note = {
        "format": 1,
        "source": source,
        "published": folder.name,
        "synthetic": synthetic,
        "files": files,
        "covers": covers,
    }
    (folder / "LEVERANCE.json").write_text(json.dumps(note))


def write_lpr(
    root: Path,
    published: str,
    contacts: list[str],
    diagnoses: list[str] | None = None,
    *,
    window: tuple[str, str] = ("2026-01-01", "2026-02-01"),
    synthetic: bool = True,
    columns: str = CONTACT_COLUMNS,
) -> Path:
    folder = root / "lpr_a" / published
    folder.mkdir(parents=True)
    (folder / "LPR_A_KONTAKT.csv").write_text(
        "\n".join((columns, *contacts)) + "\n", encoding="utf-8"
    )
    if diagnoses is None:
        diagnoses = [f"{line.split(';')[1]};DJ440;A;;" for line in contacts]
    (folder / "LPR_A_DIAGNOSE.csv").write_text(
        "\n".join((DIAGNOSIS_COLUMNS, *diagnoses)) + "\n", encoding="utf-8"
    )
    names = ["LPR_A_KONTAKT", "LPR_A_DIAGNOSE"]
    covers = [{"file": name, "from": window[0], "to": window[1], "units": None} for name in names]
    write_note(folder, "lpr_a", [f"{name}.csv" for name in names], covers, synthetic=synthetic)
    return folder


def write_gateway(
    root: Path,
    published: str,
    services: list[str],
    *,
    window: tuple[str, str] = ("2026-01-01", "2026-02-01"),
    units: list[str] | None = None,
) -> Path:
    folder = root / "gateway" / published
    folder.mkdir(parents=True)
    (folder / "GATEWAY_INDSATS.csv").write_text(
        "\n".join((SERVICE_COLUMNS, *services)) + "\n", encoding="utf-8"
    )
    covers = [
        {"file": "GATEWAY_INDSATS", "from": window[0], "to": window[1], "units": units or ["0851"]}
    ]
    write_note(folder, "gateway", ["GATEWAY_INDSATS.csv"], covers)
    return folder


def write_ssi(
    root: Path,
    published: str,
    days: list[str],
    cases: list[str] | None = None,
    *,
    columns: str = ADMISSION_COLUMNS,
) -> Path:
    folder = root / published
    folder.mkdir(parents=True)
    (folder / "Newly_admitted_over_time.csv").write_text(
        "\n".join((columns, *days)) + "\n", encoding="utf-8-sig"
    )
    rows = ["851;Aalborg; 1.234;     56; 217.075;     26"] if cases is None else cases
    if rows:
        (folder / "Municipality_test_pos.csv").write_text(
            "\n".join((CASE_COLUMNS, *rows)) + "\n", encoding="utf-8-sig"
        )
    return folder
