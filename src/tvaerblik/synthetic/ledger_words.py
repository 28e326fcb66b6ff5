"""What the columns of the further ledgers mean, in the words of ledger.json."""

from typing import Final

from tvaerblik.synthetic.examinations import KINDS
from tvaerblik.synthetic.ledger_hospital import MEDICAL
from tvaerblik.synthetic.ledger_primary import CONSULTATIONS, FOLLOW_UP

_OF_STAY: Final = {
    "month": "YYYY-MM, of the event's local date in Copenhagen",
    "municipality": "residence at the start of the stay, four digits",
}
_SEX_AND_AGE: Final = {"sex": "M or K", "age_band": "whole years on the event's date"}
_PLACE: Final = {"month": "YYYY-MM", "municipality": "four digits"}
_COMPLETE: Final = {"complete": "false where a further delivery could change the month"}

FILES: Final[dict[str, dict[str, str]]] = {
    "ready_for_discharge.csv": {
        **_OF_STAY,
        **_SEX_AND_AGE,
        "somatic_spells": "spells begun: from a marker AWA1 inside a stay of the person to AWX1 or "
        "the stay's end; somatic and psychiatric as the stay",
        "somatic_days": "days of spells from the first up to but without the last, each in its own "
        "month; age at the spell's start",
        "somatic_stock": "spells that last at 23:00 on the month's last day; age on that day",
        "psychiatric_spells": "as above",
        "psychiatric_days": "as above; a stay that lasts still counts to the end of the months",
        "psychiatric_stock": "as above",
        **_COMPLETE,
    },
    "outpatient.csv": {
        "month": "of the contact's start",
        "municipality": "residence at the contact's start",
        **_SEX_AND_AGE,
        "attendance": "physical contacts that lasted less than twelve hours, parts of stays as well",
        "outreach": "ALCA01",
        "video": "ALCA03 with procedure BVAA33D",
        "telephone": "ALCA03 with procedure BVAA33A and no BVAA33D",
        "virtual": "ALCA03 with neither",
        **_COMPLETE,
    },
    "bed_days.csv": {
        **_OF_STAY,
        "sex": "M or K",
        "age_band": "whole years at the start of the stay",
        "bed_days": "days of inpatient stays from the first up to but without the last, each in its "
        "own month; open psychiatric stays to the end of the months",
        "bed_days_somatic": "of somatic stays",
        "bed_days_medical": f"of stays whose longest contact's specialty is one of {list(MEDICAL)}",
        **_COMPLETE,
    },
    "acute.csv": {
        **_OF_STAY,
        **_SEX_AND_AGE,
        "copd": "acute inpatient stays of adults with diagnosis DJ44",
        "diabetes2": "acute inpatient stays of adults with diagnosis DE11",
        "acute_somatic": "acute somatic inpatient stays",
        "short_under_24_hours": "of those, from twelve hours to less than 24",
        "short_under_48_hours": "of those, from twelve hours to less than 48",
        "short_medical_under_48_hours": "of those, with a medical specialty as in bed_days.csv or "
        "the emergency department's",
        **_COMPLETE,
    },
    "rehabilitation_plans.csv": {
        "month": "of the day the plan was sent",
        "municipality": "residence on that day",
        **_SEX_AND_AGE,
        "plans": "plans of every level",
        "general_plans": "of level AWG2A and AWG2B",
        **_COMPLETE,
    },
    "rehabilitation_waiting.csv": {
        **_PLACE,
        "general_plans": "general plans by the month they were sent",
        "begun": "of those, with training that has been told of",
        "median_days": "their median of days from plan to training; empty where none has begun",
        **_COMPLETE,
    },
    "referrals.csv": {
        "month": "of the referral",
        "municipality": "that received it; only months and municipalities with deliveries",
        **_SEX_AND_AGE,
        "referrals": "that are not entered in error",
        "hospital_rehabilitation": "from hospital (A11-A14) to section 83 a (H2)",
        "hospital_prevention": "from hospital to prevention",
        **_COMPLETE,
    },
    "iv.csv": {
        "month": "of the month's first IV service of the person",
        "municipality": "that delivers it; only months and municipalities with deliveries",
        **_SEX_AND_AGE,
        "iv_persons": "persons with a planned or completed G1.17 or G1.18 begun in the month, each "
        "once, where the first is",
        **_COMPLETE,
    },
    "nursing_homes.csv": {
        **_PLACE,
        "homes": "open on the month's last day",
        "with_doctor": "with an agreement on that day",
        "places": "places of the homes open",
        **_COMPLETE,
    },
    "capacities.csv": {
        **_PLACE,
        "capacities": "GP capacities on the month's last day",
        "in_cluster": "of those, in a quality cluster",
        **_COMPLETE,
    },
    "gp_services.csv": {
        "month": "of the Thursday of the week of settlement",
        "municipality": "residence in that week",
        "sex": "of the card",
        "age_band": "whole years of the card's holder on that Thursday",
        "lines": "of general practice (specialty 80)",
        "consultations": f"lines with one of {list(CONSULTATIONS)}",
        "video": "lines with 0125",
        "follow_up_visits": f"lines with one of {list(FOLLOW_UP)}",
        "complete": "false for the first month, which may lack its first week, and the last",
    },
    "gp_codes.csv": {
        "week": "ISO week of settlement",
        "code": "as delivered",
        "lines": "rows",
        "services": "the sum of ANTAL",
    },
    "dispensings.csv": {
        "month": "of the dispensing",
        "municipality": "residence on the day",
        **_SEX_AND_AGE,
        "lines": "dispensed",
        "dose_packed_lines": "of those, packed by dose",
        "dose_users_75": "persons of 75 and over with a dose-packed line in the month, each once, "
        "where the first is",
        **_COMPLETE,
    },
    "examinations.csv": {
        "month": "of the examination",
        "municipality": "residence on the day",
        "kind": "as delivered",
        "examinations": "told of",
        "in_window": "within the days of age of examination_windows",
    },
    "children.csv": {
        "month": "of birth",
        "municipality": "where the child lived at the end of that month, or when it died in it",
        "sex": "M or K",
        "age_band": "0-17",
        "born": "children, those who have died or left since included",
        "uger_5": "of those, examined in the window of 5 weeks; the other columns alike",
        "complete": "that no examination of the first months of life is missing",
    },
    "residents.csv": {
        **_PLACE,
        "sex": "M or K",
        "age_band": "whole years, changing on the birthday",
        "persons": "residents on the first of the month",
        "person_days": "days they live there in the month, the day of death and of moving out not "
        "counted",
        **_COMPLETE,
    },
    "reported.csv": {
        "SERIE": "as in the last delivery",
        "PERIODE": "as in the last delivery",
        "ENHED": "as in the last delivery",
        "TAELLER": "as in the last delivery",
        "NAEVNER": "as in the last delivery",
    },
}

EXAMINATION_WINDOWS: Final = {
    kind.name: {"at_least_days": kind.opens, "less_than_days": kind.closes} for kind in KINDS
}
