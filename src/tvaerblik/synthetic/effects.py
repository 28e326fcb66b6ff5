"""What is planted in the invented world for the platform to find, and the quiet background.

Everything here is told in the ledger (`describe_effects`), so that a test can ask whether a
chart, an assessment or a newsletter found what is there and nothing else.
"""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from tvaerblik.synthetic.clock import Ints, first_day, month_number, month_text
from tvaerblik.synthetic.places import CODES, HOSPITALS, municipality_index

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
# Municipality -> first month it no longer delivers
GATEWAY_ENDS: Final = {"0820": month_number("2026-05")}
# Municipality -> month from which it writes UUIDs instead of the old keys
UUIDS_FROM: Final = {
    "0787": month_number("2024-01"),
    "0813": month_number("2025-10"),
    "0840": month_number("2024-07"),
    "0846": month_number("2026-03"),
    "0851": month_number("2025-06"),
    "0860": month_number("2025-01"),
}

# Until then two hospitals (indices into places.HOSPITALS) write video down as telephone
VIDEO_CODED_FROM: Final = month_number("2024-10")
VIDEO_CODED_AT: Final = (4, 5)

# One health cluster (Nord) takes to video in general practice
GP_VIDEO_RISES_FROM: Final = month_number("2025-01")
GP_VIDEO_RISES_IN: Final = ("0810", "0813", "0825", "0860")
GP_VIDEO_FACTOR: Final = 3.0

WAITING_RISES_FROM: Final = month_number("2025-10")
WAITING_RISES_IN: Final = ("0846",)
WAITING_FACTOR: Final = 1.7

READY_RISES: Final = range(month_number("2025-11"), month_number("2026-04"))
READY_RISES_IN: Final = ("0787",)
READY_FACTOR: Final = 4.0

DOSE_RISES_FROM: Final = month_number("2025-04")
DOSE_RISES_IN: Final = ("0810",)
DOSE_AFTER: Final = 0.085

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


def hospital_video_share(month: Any) -> npt.NDArray[np.float64]:
    """Share of virtual contacts that are video and not telephone."""
    return np.asarray(0.12 + 0.035 * (np.asarray(month) - month_number("2023-01")) / 12)


def is_video_miscoded(hospital: Ints, month: Ints) -> npt.NDArray[np.bool_]:
    return np.isin(hospital, VIDEO_CODED_AT) & (month < VIDEO_CODED_FROM)


def gp_video_share(municipality: Ints, month: Ints) -> npt.NDArray[np.float64]:
    quiet = 0.007 + 0.004 * (month - month_number("2023-01")) / 12
    rising = _is_in(municipality, GP_VIDEO_RISES_IN) & (month >= GP_VIDEO_RISES_FROM)
    return np.where(rising, GP_VIDEO_FACTOR, 1.0) * quiet


def waiting_factor(municipality: Ints, month: Ints) -> npt.NDArray[np.float64]:
    longer = _is_in(municipality, WAITING_RISES_IN) & (month >= WAITING_RISES_FROM)
    return np.where(longer, WAITING_FACTOR, 1.0)


def ready_factor(municipality: Ints, month: Ints) -> npt.NDArray[np.float64]:
    waiting = _is_in(municipality, READY_RISES_IN) & np.isin(month, READY_RISES)
    return np.where(waiting, READY_FACTOR, 1.0)


def dose_share(municipality: Ints, month: Ints) -> npt.NDArray[np.float64]:
    """Share of those of 75 and over whose medicine is dose-packed; slowly rising everywhere."""
    quiet = 0.046 + 0.002 * (month - month_number("2023-01")) / 12
    rising = _is_in(municipality, DOSE_RISES_IN) & (month >= DOSE_RISES_FROM)
    return np.where(rising, DOSE_AFTER, quiet)


def gateway_begin_days() -> Ints:
    """First day each municipality delivers services on; far ahead for those that never do."""
    begin = [first_day(GATEWAY_BEGINS.get(code, 0)) for code in CODES.tolist()]
    never = [code in GATEWAY_NEVER for code in CODES.tolist()]
    return np.where(never, np.int64(1) << 30, np.array(begin, dtype=np.int64))


def gateway_end_months() -> Ints:
    """First month each municipality no longer delivers in; far ahead for most."""
    return np.array([GATEWAY_ENDS.get(code, 1 << 30) for code in CODES.tolist()], dtype=np.int64)


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
        *_describe_further_effects(),
    ]


def _describe_further_effects() -> list[dict[str, object]]:
    return [
        {
            "id": "gateway-ends",
            "measure": "visit_index, visit_events, iv_persons, referrals",
            "municipalities": list(GATEWAY_ENDS),
            "from": month_text(GATEWAY_ENDS["0820"]),
            "change": "first month without services from the municipality; the notes go on naming its "
            "last one",
        },
        {
            "id": "video-coding",
            "measure": "outpatient: video, telephone",
            "hospitals": [HOSPITALS[index] for index in VIDEO_CODED_AT],
            "from": month_text(VIDEO_CODED_FROM),
            "change": "a data break: until then video is coded as telephone (BVAA33A) there",
        },
        {
            "id": "gp-video-rises",
            "measure": "gp_services: video",
            "municipalities": list(GP_VIDEO_RISES_IN),
            "from": month_text(GP_VIDEO_RISES_FROM),
            "change": f"the share of consultations held on video is multiplied by {GP_VIDEO_FACTOR}",
        },
        {
            "id": "waiting-rises",
            "measure": "rehabilitation: median_days",
            "municipalities": list(WAITING_RISES_IN),
            "from": month_text(WAITING_RISES_FROM),
            "change": f"waiting times of plans sent are multiplied by {WAITING_FACTOR}",
        },
        {
            "id": "ready-for-discharge-rises",
            "measure": "ready_for_discharge: somatic_days, somatic_stock",
            "municipalities": list(READY_RISES_IN),
            "from": month_text(READY_RISES[0]),
            "to": month_text(READY_RISES[-1]),
            "change": f"stays with patients ready for discharge are {READY_FACTOR} times as many",
        },
        {
            "id": "dose-packed-rises",
            "measure": "dispensings: dose_users_75",
            "municipalities": list(DOSE_RISES_IN),
            "from": month_text(DOSE_RISES_FROM),
            "change": f"the share of residents of 75 and over goes to {DOSE_AFTER}, at once",
        },
    ]
