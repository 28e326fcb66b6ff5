"""Tiny deliveries of LPR3_F, the research model, written as its extracts are."""

from pathlib import Path

from support.deliveries import CPR, write_note

FIELDS: dict[str, dict[str, str]] = {
    "kontakter": {
        "cpr": CPR[0],
        "dw_ek_kontakt": "1",
        "dw_ek_forloeb": "70",
        "dato_start": "2024-01-05",
        "tidspunkt_start": "10:00",
        "dato_slut": "",
        "tidspunkt_slut": "",
        "kontaktaarsag": "ALCC01",
        "kontakttype": "ALCA00",
        "prioritet": "ATA1",
        "aktionsdiagnose": "DJ440",
        "sorenhed_ans": "1010101010101010",
        "hovedspeciale_ans": "intern medicin",
        "lprindberetningssystem": "LPR3",
    },
    "diagnoser": {
        "dw_ek_kontakt": "1",
        "diagnosekode": "DJ440",
        "diagnosetype": "A",
        "senere_afkraeftet": "",
        "diagnosekode_parent": "",
        "diagnosetype_parent": "",
        "lprindberetningssystem": "LPR3",
    },
    "procedurer_kirurgi": {
        "dw_ek_forloeb": "70",
        "dw_ek_kontakt": "1",
        "procedureregistrering_id": "11",
        "procedurekode": "KNFB20",
        "proceduretype": "P",
        "procedurekode_parent": "",
        "dato_start": "2024-01-05",
        "tidspunkt_start": "11:00",
        "dato_slut": "2024-01-05",
        "tidspunkt_slut": "11:30",
        "lprindberetningssystem": "LPR3",
    },
    "forloeb": {
        "dw_ek_forloeb": "70",
        "cpr": CPR[0],
        "forloeblabel": "ALAL90",
        "dato_start": "2024-01-05",
        "tidspunkt_start": "10:00",
    },
    "forloebsmarkoerer": {
        "dw_ek_forloeb": "70",
        "dato_markoer": "2024-01-06",
        "tidspunkt_markoer": "12:00",
        "markoer": "AWA1",
    },
    "kontaktlokationer": {
        "dw_ek_kontakt": "1",
        "sorenhed": "1010101010101010",
        "dato_start": "2024-01-05",
        "tidspunkt_start": "10:00",
        "dato_slut": "",
        "tidspunkt_slut": "",
        "lprindberetningssystem": "LPR3",
    },
}
FIELDS["procedurer_andre"] = FIELDS["procedurer_kirurgi"] | {
    "procedureregistrering_id": "12",
    "procedurekode": "BVAA33A",
}


def write_research_model(
    root: Path,
    published: str,
    files: dict[str, list[dict[str, str]]],
    *,
    window: tuple[str, str] = ("2024-01-01", "2024-02-01"),
) -> Path:
    """`files`: by name, each row as what differs from FIELDS; a column of the first row is one of all."""
    folder = root / "lpr_f" / published
    folder.mkdir(parents=True)
    for name, rows in files.items():
        complete = [FIELDS[name] | row for row in rows]
        columns = list(complete[0])
        lines = [";".join(columns)]
        lines += [";".join(row[column] for column in columns) for row in complete]
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    covers = [{"file": name, "from": window[0], "to": window[1], "units": None} for name in files]
    write_note(folder, "lpr_f", [f"{name}.csv" for name in files], covers)
    return folder
