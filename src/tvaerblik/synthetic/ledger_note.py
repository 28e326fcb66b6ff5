"""ledger.json: what each column means, what is planted and what no answer may contain."""

from typing import Any

import numpy as np

from tvaerblik.synthetic import effects, ledger_words
from tvaerblik.synthetic.cells import BANDS
from tvaerblik.synthetic.clock import month_text
from tvaerblik.synthetic.diagnoses import PREVENTABLE_PREFIXES
from tvaerblik.synthetic.registration import OTHER_SYSTEM, UNLINKABLE, WITHDRAWN_STRAY
from tvaerblik.synthetic.truth import Truth
from tvaerblik.synthetic.versions import LATEST_MONTHS

_KEYS = {
    "month": "YYYY-MM, of the event's local date in Copenhagen",
    "municipality": "residence at the start of the stay, four digits",
    "sex": "M or K",
    "age_band": f"whole years on the event's date: {', '.join(BANDS)}",
}

_COMPLETE = (
    f"false where a further delivery could change the month; rows come up to {LATEST_MONTHS} "
    "months late. The counts of such months are still exactly what all deliveries tell"
)

_FILES: dict[str, dict[str, str]] = {
    "admissions.csv": {
        **_KEYS,
        "admissions": "inpatient stays by start: physical contacts of one person that overlap or "
        "begin at most 4 hours after what went before has ended, from first start to last end at "
        "least 12 hours; finished ones, and psychiatric ones that last still",
        "preventable_65": "those that are acute (priority of the first contact), of persons of 65 "
        "and over, whose diagnosis (of the longest contact) is in one of the nine groups",
        "complete": _COMPLETE,
    },
    "readmissions.csv": {
        **_KEYS,
        "readmission_index": "finished somatic inpatient stays (main specialty of the first "
        "contact) by end date, age at end, residence at start; any priority, deaths included",
        "readmission_events": "index stays whose person has an acute somatic inpatient stay that "
        "starts more than 4 hours and at most 30 calendar days after; it may itself be an index",
        "complete": _COMPLETE,
    },
    "visits.csv": {
        **_KEYS,
        "visit_index": "finished somatic inpatient stays of persons of 65 and over at the end "
        "date; only municipalities and months with services delivered",
        "visit_events": "index stays whose person has a G2.4 service, not entered in error, that "
        "starts at or after the minute of the end and at most 7 calendar days after the end date",
        "complete": _COMPLETE,
    },
    "population.csv": {
        "quarter": "as in FOLK1A: 2026K4; residents on its first day",
        "municipality": "four digits",
        "sex": "M or K",
        "age": "whole years, 105 and over as 105",
        "residents": "count",
    },
    "contacts.csv": {
        "month": "of the contact's start",
        "municipality": "residence at the contact's start",
        "contact_type": "as delivered",
        "contacts": "rows of the final state with a usable CPR number, of system LPR3; finished "
        "or not",
    },
    "services.csv": {
        "month": "of the service's start",
        "municipality": "that delivers",
        "code": "old key; the same service may be delivered under its UUID",
        "services": "that are not entered in error",
        "citizens": "distinct persons among them",
    },
}


def describe_ledger(truth: Truth, *, seed: int, persons: int) -> dict[str, Any]:
    return {
        "format": 1,
        "synthetic": True,
        "seed": seed,
        "persons": persons,
        "first": month_text(truth.months[0]),
        "last": month_text(truth.months[-1]),
        "state": "After all late registrations, corrections and withdrawals that the deliveries "
        "up to the last tell. Counted from the stays before they were split into contacts. Stays "
        "that begin before the month ahead of the first do not exist in this world.",
        "time": "Wall time. No right answer hangs on the two hours a year that are skipped or "
        "come twice: limits of 4 and 12 hours are not met around them. Nobody is born on 29 "
        "February.",
        "files": {**_FILES, **ledger_words.FILES},
        "examination_windows": ledger_words.EXAMINATION_WINDOWS,
        "preventable_prefixes": {k: list(v) for k, v in PREVENTABLE_PREFIXES.items()},
        "planted_effects": effects.describe_effects(),
        **_strays(truth),
    }


def _strays(truth: Truth) -> dict[str, Any]:
    register = truth.hospital
    told = np.zeros(len(register.key), dtype=bool)
    told[register.versions.row] = True
    counted = {
        "unlinkable_contacts": UNLINKABLE,
        "other_system_contacts": OTHER_SYSTEM,
        "withdrawn_contacts": WITHDRAWN_STRAY,
    }
    services = truth.services
    return {
        **{name: int((told & (register.role == role)).sum()) for name, role in counted.items()},
        "services_in_error": int(services.in_error.sum()),
        "unfinished_stays": int((truth.hospital.stay_known & ~truth.hospital.stay_ended).sum()),
    }
