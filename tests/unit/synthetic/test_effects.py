"""What is planted can be seen, and next to it things stay as they were."""

import numpy as np
import pytest

from tvaerblik.synthetic import (
    effects,
    ledger,
    ledger_hospital,
    ledger_municipal,
    ledger_primary,
)
from tvaerblik.synthetic.clock import month_number, month_text
from tvaerblik.synthetic.world import invent_truth

MONTHS = range(month_number("2024-09"), month_number("2026-11"))


@pytest.fixture(scope="module")
def tables() -> dict[str, dict[str, np.ndarray]]:
    truth = invent_truth(persons=60_000, months=MONTHS, seed=6)
    made = {
        "admissions": ledger.admissions_table(truth),
        "readmissions": ledger.readmissions_table(truth),
        "visits": ledger.visits_table(truth),
        "ready": ledger_hospital.ready_for_discharge_table(truth),
        "outpatient": ledger_hospital.outpatient_table(truth),
        "waiting": ledger_municipal.waiting_table(truth),
        "iv": ledger_municipal.iv_table(truth),
        "referrals": ledger_municipal.referrals_table(truth),
        "gp": ledger_primary.gp_services_table(truth),
        "dispensings": ledger_primary.dispensings_table(truth),
    }
    return {
        name: {
            column: table[column].to_numpy(zero_copy_only=False) for column in table.column_names
        }
        for name, table in made.items()
    }


def share(table, events: str, index: str, chosen) -> float:
    return table[events][chosen].sum() / table[index][chosen].sum()


def before_and_after(table, events: str, index: str, *, places, month: str):
    here = np.isin(table["municipality"], places)
    settled = table["month"] <= "2026-08"
    early = share(table, events, index, here & (table["month"] < month))
    late = share(table, events, index, here & settled & (table["month"] >= month))
    return early, late


def test_visits_rise_where_planted(tables):
    early, late = before_and_after(
        tables["visits"],
        "visit_events",
        "visit_index",
        places=effects.VISITS_RISE_IN,
        month="2025-03",
    )
    assert early == pytest.approx(0.32, abs=0.03)
    assert late == pytest.approx(0.45, abs=0.03)


def test_visits_are_steady_elsewhere(tables):
    places = ("0787", "0810", "0813", "0820", "0840", "0846", "0860")
    early, late = before_and_after(
        tables["visits"], "visit_events", "visit_index", places=places, month="2025-03"
    )
    assert late == pytest.approx(early, abs=0.03)


def test_readmissions_fall_where_planted(tables):
    early, late = before_and_after(
        tables["readmissions"],
        "readmission_events",
        "readmission_index",
        places=effects.READMISSIONS_FALL_IN,
        month="2025-09",
    )
    assert 0.11 < early < 0.15
    assert late < early * 0.75


def test_readmissions_are_steady_elsewhere(tables):
    places = ("0773", "0787", "0820", "0840", "0846", "0849", "0851")
    early, late = before_and_after(
        tables["readmissions"],
        "readmission_events",
        "readmission_index",
        places=places,
        month="2025-09",
    )
    assert late == pytest.approx(early, abs=0.015)


def test_the_outbreak_is_the_highest_month(tables):
    months = np.unique(tables["admissions"]["month"])
    totals = {
        month: tables["admissions"]["admissions"][tables["admissions"]["month"] == month].sum()
        for month in months
    }
    others = sorted(total for month, total in totals.items() if month != "2026-02")
    assert totals["2026-02"] > 1.05 * others[-1]


def test_the_outbreak_shows_among_the_preventable(tables):
    table = tables["admissions"]
    outbreak = table["preventable_65"][table["month"] == "2026-02"].sum()
    year_before = table["preventable_65"][table["month"] == "2025-02"].sum()
    assert outbreak > 1.4 * year_before


def test_those_who_never_deliver_have_no_visits(tables):
    assert not set(effects.GATEWAY_NEVER) & set(tables["visits"]["municipality"].tolist())


def monthly(table, column: str, *, places, months) -> float:
    """The mean of the months' sums in the places."""
    chosen = np.isin(table["municipality"], places) & np.isin(table["month"], months)
    return table[column][chosen].sum() / len(months)


def months_of(first: str, last: str) -> list[str]:
    return [month_text(month) for month in range(month_number(first), month_number(last) + 1)]


def test_a_municipality_that_stops_has_no_cells_after(tables):
    for name, last in (("visits", "2026-03"), ("iv", "2026-04"), ("referrals", "2026-04")):
        here = tables[name]["municipality"] == "0820"
        assert tables[name]["month"][here].max() == last, name
        assert tables[name]["month"].max() == "2026-10", name


def test_more_patients_wait_where_planted_and_while_it_lasts(tables):
    during, before, after = (
        monthly(tables["ready"], "somatic_days", places=["0787"], months=months_of(*span))
        for span in (("2025-11", "2026-03"), ("2024-10", "2025-09"), ("2026-05", "2026-10"))
    )
    assert during > 2 * before
    assert during > 2 * after


def test_waiting_is_steady_elsewhere(tables):
    places = ["0813", "0851", "0860"]
    during, before = (
        monthly(tables["ready"], "somatic_days", places=places, months=months_of(*span))
        for span in (("2025-11", "2026-03"), ("2024-10", "2025-09"))
    )
    assert during == pytest.approx(before, rel=0.4)


def test_video_is_coded_as_telephone_until_the_break(tables):
    """Those of Thisted and Vesthimmerland go to the two hospitals, those of Rebild do not."""
    for places, changes in ((("0787", "0820"), True), (("0840", "0849"), False)):
        here = np.isin(tables["outpatient"]["municipality"], places)
        shares = []
        for since in (
            tables["outpatient"]["month"] < "2024-10",
            tables["outpatient"]["month"] >= "2024-10",
        ):
            video = tables["outpatient"]["video"][here & since].sum()
            shares.append(video / (video + tables["outpatient"]["telephone"][here & since].sum()))
        assert (shares[1] > 1.6 * shares[0]) == changes, (places, shares)


def test_video_rises_in_general_practice_of_one_cluster(tables):
    for places, factor in ((effects.GP_VIDEO_RISES_IN, 3), (("0849", "0851"), 1)):
        here = np.isin(tables["gp"]["municipality"], places)
        early, late = (
            share(tables["gp"], "video", "consultations", here & since)
            for since in (tables["gp"]["month"] < "2025-01", tables["gp"]["month"] >= "2025-01")
        )
        assert 0.85 * factor < late / early < 1.8 * factor, places


def test_training_waits_longer_where_planted(tables):
    for place, factor in (("0846", 1.7), ("0851", 1.0)):
        here = (tables["waiting"]["municipality"] == place) & (tables["waiting"]["begun"] > 0)
        # The last two months lack those who wait longest
        early, late = (
            np.nanmedian(tables["waiting"]["median_days"][here & since])
            for since in (
                tables["waiting"]["month"] < "2025-10",
                (tables["waiting"]["month"] >= "2025-10")
                & (tables["waiting"]["month"] <= "2026-08"),
            )
        )
        assert late / early == pytest.approx(factor, abs=0.35), place


def test_dose_packed_medicine_rises_where_planted(tables):
    for place, least, most in (("0810", 1.35, 2.3), ("0851", 0.85, 1.3)):
        early, late = (
            monthly(tables["dispensings"], "dose_users_75", places=[place], months=months_of(*span))
            for span in (("2024-10", "2025-03"), ("2025-05", "2025-10"))
        )
        assert least < late / early < most, place


def test_every_effect_is_described():
    described = effects.describe_effects()
    assert len({effect["id"] for effect in described}) == len(described) == 12
    assert all(effect["measure"] and effect["change"] for effect in described)
