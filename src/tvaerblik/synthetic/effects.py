"""What is planted in the invented world for the platform to find, and the quiet background.

Everything here is told in the ledger (`describe_effects`), so that a test can ask whether a
chart, an assessment or a newsletter found what is there and nothing else.
"""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from tvaerblik.synthetic.clock import Ints, first_day, month_number, month_text
from tvaerblik.synthetic.places import CODES, municipality_index

VISITS_RISE_FROM: Final = month_number("2025-03")
VISITS_RISE_IN: Final = ("0849", "0851")
VISITS_BEFORE: Final = 0.33
VISITS_AFTER: Final = 0.47

READMISSIONS_FALL_FROM: Final = month_number("2025-09")
READMISSIONS_FALL_IN: Final = ("0810", "0813", "0825", "0860")
READMISSIONS_FACTOR: Final = 0.42

OUTBREAK: Final = month_number("2026-02")
OUTBREAK_FACTOR: Final = 2.6

# Municipality -> first month it delivers; those absent deliver from the beginning
GATEWAY_BEGINS: Final = {"0840": month_number("2024-07")}
GATEWAY_NEVER: Final = ("0773", "0825")
# Municipality -> month from which it writes UUIDs instead of the old keys
UUIDS_FROM: Final = {
    "0787": month_number("2024-01"),
    "0813": month_number("2025-10"),
    "0840": month_number("2024-07"),
    "0846": month_number("2026-03"),
    "0851": month_number("2025-06"),
    "0860": month_number("2025-01"),
}

# Share of discharged persons of 65 and over who get the visit; quiet municipalities differ a little
_VISIT_SHARE: Final = np.array([0.31, 0.31, 0.30, 0.34, 0.28, 0.25, 0.36, 0.30, 0.33, 0.33, 0.31])


def visit_share(municipality: Ints, month: Ints) -> npt.NDArray[np.float64]:
    rising = _is_in(municipality, VISITS_RISE_IN)
    quiet = np.where(rising, VISITS_BEFORE, _VISIT_SHARE[municipality])
    return np.where(rising & (month >= VISITS_RISE_FROM), VISITS_AFTER, quiet)


def readmission_factor(municipality: Ints, month: Ints) -> npt.NDArray[np.float64]:
    falling = _is_in(municipality, READMISSIONS_FALL_IN) & (month >= READMISSIONS_FALL_FROM)
    return np.where(falling, READMISSIONS_FACTOR, 1.0)


def respiratory_factor(month: Any) -> npt.NDArray[np.float64]:
    """Winter doubles what summer halves; one February is worse than any winter."""
    month = np.asarray(month)
    season = 1 + 0.5 * np.cos((month % 12 - 0.5) * np.pi / 6)
    return season * np.where(month == OUTBREAK, OUTBREAK_FACTOR, 1.0)


def acute_trend(month: Any) -> npt.NDArray[np.float64]:
    return 1 + 0.004 * (np.asarray(month) - month_number("2024-12")) / 12


def planned_trend(month: Any) -> npt.NDArray[np.float64]:
    """Fewer planned admissions each year, and hardly any in July."""
    month = np.asarray(month)
    quiet = np.select([month % 12 == 6, month % 12 == 11], [0.68, 0.88], 1.04)
    return quiet * (1 - 0.012 * (month - month_number("2024-12")) / 12)


def virtual_share(month: Any) -> npt.NDArray[np.float64]:
    """Share of outpatient contacts held by telephone or video, slowly rising."""
    return 0.24 + 0.02 * (np.asarray(month) - month_number("2023-01")) / 12


def gateway_begin_days() -> Ints:
    """First day each municipality delivers services on; far ahead for those that never do."""
    begin = [first_day(GATEWAY_BEGINS.get(code, 0)) for code in CODES.tolist()]
    never = [code in GATEWAY_NEVER for code in CODES.tolist()]
    return np.where(never, np.int64(1) << 30, np.array(begin, dtype=np.int64))


def _is_in(municipality: Ints, codes: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    return np.isin(municipality, [municipality_index(code) for code in codes])


def describe_effects() -> list[dict[str, object]]:
    return [
        {
            "id": "visits-rise",
            "measure": "visit_events / visit_index",
            "municipalities": list(VISITS_RISE_IN),
            "from": month_text(VISITS_RISE_FROM),
            "change": f"the share aimed at goes from {VISITS_BEFORE} to {VISITS_AFTER}; "
            "deaths and late reports take a little off both",
        },
        {
            "id": "readmissions-fall",
            "measure": "readmission_events / readmission_index",
            "municipalities": list(READMISSIONS_FALL_IN),
            "from": month_text(READMISSIONS_FALL_FROM),
            "change": f"the readmission process is multiplied by {READMISSIONS_FACTOR}; "
            "acute stays that come within 30 days by chance remain",
        },
        {
            "id": "respiratory-outbreak",
            "measure": "admissions, preventable_65",
            "municipalities": CODES.tolist(),
            "from": month_text(OUTBREAK),
            "to": month_text(OUTBREAK),
            "change": f"acute respiratory admissions are multiplied by {OUTBREAK_FACTOR}",
        },
        {
            "id": "winter",
            "measure": "admissions, preventable_65",
            "municipalities": CODES.tolist(),
            "change": "acute respiratory admissions follow the season; July has few planned ones",
        },
        {
            "id": "gateway-begins",
            "measure": "visit_index, visit_events",
            "municipalities": list(GATEWAY_BEGINS),
            "from": month_text(GATEWAY_BEGINS["0840"]),
            "change": "first month with deliveries from the municipality",
        },
        {
            "id": "uuid-switch",
            "measure": "none: the same services under another code",
            "from_by_municipality": {k: month_text(v) for k, v in UUIDS_FROM.items()},
            "change": "FSIII codes are written as UUIDs instead of the old keys",
        },
    ]
