from decimal import Decimal

import pytest

from tvaerblik.core.cells import Flag, State
from tvaerblik.presentation.pages.figures import (
    Figure,
    Writing,
    count_of,
    figure_of,
    interval_of,
    latest_settled,
    state_figure,
)
from unit.presentation.pages.cells_by_hand import cell

SHARE = Writing(is_share=True, decimals=1)
RATE = Writing(is_share=False, decimals=1)


def test_a_share_is_read_as_per_cent_and_a_rate_as_it_is() -> None:
    assert SHARE.value(Decimal("0.3"), "da") == "30,0\u00a0%"
    assert RATE.value(Decimal("1234.5"), "da") == "1.234,5"
    assert RATE.value(Decimal("1234.5"), "en") == "1,234.5"
    assert (SHARE.on_axis(Decimal("0.3")), RATE.on_axis(Decimal("1.5"))) == (30.0, 1.5)


def test_a_number_has_its_interval_and_counts() -> None:
    assert figure_of(cell(), SHARE, "da") == Figure("30,0\u00a0%", "", True, ())
    assert interval_of(cell(), SHARE, "da") == "18,1–45,4\u00a0%"
    assert count_of(Decimal("1234.4"), "da") == "1.234"


def test_a_true_zero_is_a_number() -> None:
    row = cell(State.ZERO, value=Decimal(0), numerator=0)
    assert figure_of(row, SHARE, "da").text == "0,0\u00a0%"


@pytest.mark.parametrize(
    ("state", "da", "en"),
    [
        (State.SUPPRESSED, "–", "–"),
        (State.NOT_DELIVERED, "Ikke leveret", "Not delivered"),
        (State.NOT_COLLECTED, "Indsamles ikke", "Not collected"),
        (State.NOT_DEFINED, "Kan ikke beregnes", "Cannot be calculated"),
        (State.NOT_SETTLED, "Ikke afsluttet", "Not complete"),
    ],
)
def test_no_number_is_a_state_with_its_reason(state: State, da: str, en: str) -> None:
    figure = figure_of(cell(state), SHARE, "da")
    assert (figure.text, figure.is_number) == (da, False)
    assert figure.reason
    assert figure_of(cell(state), SHARE, "en").text == en
    assert interval_of(cell(state), SHARE, "da") == count_of(None, "da") == ""


def test_the_explanation_says_what_the_mark_does_not() -> None:
    hidden, late, undefined, elsewhere = (
        figure_of(cell(state), SHARE, "da")
        for state in (
            State.SUPPRESSED,
            State.NOT_DELIVERED,
            State.NOT_DEFINED,
            State.NOT_COLLECTED,
        )
    )
    assert hidden.explanation == hidden.remark == "Tallet vises ikke af hensyn til personer"
    assert late.explanation == late.remark == ""
    assert undefined.explanation == "fordi nævneren er nul"
    assert undefined.remark == "Kan ikke beregnes, fordi nævneren er nul"
    assert elsewhere.explanation == "på dette niveau"
    assert state_figure(State.NOT_COLLECTED, "da").text == "Indsamles ikke"


def test_a_suppliers_own_mask_is_said_as_the_supplier_says_it() -> None:
    figure = figure_of(cell(State.SUPPRESSED, numerator_bounds=(1, 9)), RATE, "da")
    assert figure.text == "–"
    assert figure.reason == "Leverandøren oplyser kun, at antallet er under 10"


def test_flags_become_notes_in_a_fixed_order() -> None:
    flags = frozenset({Flag.BREAK, Flag.PARTIAL, Flag.PROVISIONAL})
    row = cell(flags=flags, units_present=8, units_total=11, population_share=Decimal("0.91"))
    assert figure_of(row, SHARE, "da").notes == (
        "Foreløbigt tal",
        "8 af 11 kommuner, 91\u00a0% af borgerne",
        "Databrud",
    )


def test_what_is_not_shown_is_not_called_provisional() -> None:
    row = cell(State.SUPPRESSED, flags=frozenset({Flag.PROVISIONAL}))
    assert figure_of(row, SHARE, "da").notes == ()


def test_coverage_without_known_shares_tells_units_alone() -> None:
    row = cell(flags=frozenset({Flag.PARTIAL}), units_present=1, population_share=None)
    assert figure_of(row, SHARE, "da").notes == ("1 af 2 kommuner",)


def test_the_latest_settled_period_may_be_one_that_is_hidden() -> None:
    hidden, open_ = cell(State.SUPPRESSED, period="2026-04"), cell(State.NOT_SETTLED)
    assert latest_settled([cell(), hidden, open_]) is hidden
    assert latest_settled([open_]) is None
