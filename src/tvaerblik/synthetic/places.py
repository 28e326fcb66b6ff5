"""Synthetic Region Nordjylland: its eleven municipalities and the units that treat."""

from dataclasses import dataclass
from typing import Final

import numpy as np


@dataclass(frozen=True)
class Municipality:
    code: str
    name: str
    # Residents in thousands, about; sets the share of the invented persons
    thousands: float
    # Which age pyramid it has: see persons.PYRAMIDS
    pyramid: str
    # Where its residents usually go
    hospital: int
    # Admissions relative to the region at the same age
    illness: float


MUNICIPALITIES: Final = (
    Municipality("0773", "Morsø", 20.0, "rural", 4, 1.03),
    Municipality("0787", "Thisted", 43.0, "rural", 4, 0.98),
    Municipality("0810", "Brønderslev", 36.5, "town", 1, 1.00),
    Municipality("0813", "Frederikshavn", 58.5, "rural", 2, 1.05),
    Municipality("0820", "Vesthimmerlands", 36.0, "rural", 5, 1.04),
    Municipality("0825", "Læsø", 1.8, "island", 2, 0.92),
    Municipality("0840", "Rebild", 30.5, "town", 3, 0.91),
    Municipality("0846", "Mariagerfjord", 41.5, "town", 3, 1.01),
    Municipality("0849", "Jammerbugt", 38.0, "town", 0, 0.97),
    Municipality("0851", "Aalborg", 224.0, "city", 0, 0.99),
    Municipality("0860", "Hjørring", 63.0, "rural", 1, 1.02),
)

CODES: Final = np.array([place.code for place in MUNICIPALITIES])
SIZES: Final = np.array([place.thousands for place in MUNICIPALITIES])
ILLNESS: Final = np.array([place.illness for place in MUNICIPALITIES])
USUAL_HOSPITAL: Final = np.array([place.hospital for place in MUNICIPALITIES])


def municipality_index(code: str) -> int:
    return [place.code for place in MUNICIPALITIES].index(code)


HOSPITALS: Final = (
    "Aalborg Universitetshospital",
    "Regionshospital Nordjylland, Hjørring",
    "Regionshospital Nordjylland, Frederikshavn",
    "Aalborg Universitetshospital, Hobro",
    "Aalborg Universitetshospital, Thisted",
    "Aalborg Universitetshospital, Farsø",
    "Psykiatrien i Region Nordjylland, Aalborg",
    "Psykiatrien i Region Nordjylland, Brønderslev",
)
FIRST_PSYCHIATRIC_HOSPITAL: Final = 6

SPECIALTIES: Final = (
    "intern medicin",
    "akut medicin",
    "kardiologi",
    "medicinske lungesygdomme",
    "geriatri",
    "kirurgi",
    "ortopædisk kirurgi",
    "neurologi",
    "pædiatri",
    "gynækologi og obstetrik",
    "klinisk onkologi",
    "oftalmologi",
    "voksenpsykiatri",
    "børne- og ungdomspsykiatri",
)
GENERAL_MEDICINE: Final = SPECIALTIES.index("intern medicin")
EMERGENCY: Final = SPECIALTIES.index("akut medicin")
ADULT_PSYCHIATRY: Final = SPECIALTIES.index("voksenpsykiatri")
CHILD_PSYCHIATRY: Final = SPECIALTIES.index("børne- og ungdomspsykiatri")

# Identifiers as long as those of the organisation register, in a series that it does not issue
_INSTITUTION_SERIES: Final = 999_810_000_000_000
_UNIT_SERIES: Final = 999_820_000_000_000


def institution_id(hospital: np.ndarray) -> np.ndarray:
    return _INSTITUTION_SERIES + (hospital + 1) * 1_000_003


def unit_id(hospital: np.ndarray, specialty: np.ndarray) -> np.ndarray:
    return _UNIT_SERIES + (hospital + 1) * 10_000_019 + (specialty + 1) * 1_009
