"""What is planted can be seen, and next to it things stay as they were."""

import numpy as np
import pytest

from tvaerblik.synthetic import effects, ledger
from tvaerblik.synthetic.clock import month_number
from tvaerblik.synthetic.world import invent_truth

MONTHS = range(month_number("2024-09"), month_number("2026-11"))


@pytest.fixture(scope="module")
def tables() -> dict[str, dict[str, np.ndarray]]:
    truth = invent_truth(persons=60_000, months=MONTHS, seed=6)
    made = {
        "admissions": ledger.admissions_table(truth),
        "readmissions": ledger.readmissions_table(truth),
        "visits": ledger.visits_table(truth),
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


def test_every_effect_is_described():
    described = effects.describe_effects()
    assert len({effect["id"] for effect in described}) == len(described) == 12
    assert all(effect["measure"] and effect["change"] for effect in described)
