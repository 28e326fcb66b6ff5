"""Which action diagnosis a stay or a contact gets, by age, priority and sector.

Weights are relative within a column. They are rounded guesses at a Danish case mix, set so that
the nine groups of preventable admissions come to about 60 per 1,000 residents of 65 and over.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from tvaerblik.synthetic.clock import Ints
from tvaerblik.synthetic.places import SPECIALTIES

# Nine groups of "forebyggelige akutte sygehusophold blandt ældre"; code prefixes are provisional.
PREVENTABLE_PREFIXES: Final = {
    "brud": tuple(f"DS{n}2" for n in range(10)),
    "dehydrering": ("DE86",),
    "ernæringsbetinget anæmi": ("DD50", "DD51", "DD52", "DD53"),
    "forstoppelse": ("DK590",),
    "gastroenteritis": ("DA09",),
    "nedre luftvejssygdomme": tuple(f"DJ{n}" for n in (12, 13, 15, 18, 20, 21, 22, *range(40, 48))),
    "blærebetændelse": ("DN30",),
    "sociale og plejemæssige forhold": ("DZ59", "DZ74", "DZ75"),
    "tryksår": ("DL89",),
}


@dataclass(frozen=True)
class Mix:
    """Codes with a weight for each age class (under 18, 18-64, 65 and over)."""

    codes: Ints
    cumulative: npt.NDArray[np.float64]

    def draw(self, rng: np.random.Generator, age: Ints) -> Ints:
        """An index into CODES for each age."""
        row = np.searchsorted([18, 65], age, side="right")
        # Each class occupies its own unit interval, so one search serves all of them
        flat = (self.cumulative + np.arange(3)[:, None]).ravel()
        drawn = np.searchsorted(flat, rng.random(len(age)) + row, side="right")
        return self.codes[np.minimum(drawn - row * len(self.codes), len(self.codes) - 1)]


# code: (specialty, under 18, 18-64, 65 and over)
_Weights = dict[str, tuple[str, float, float, float]]

_RESPIRATORY: Final[_Weights] = {
    "DJ189": ("medicinske lungesygdomme", 18, 26, 36),
    "DJ159": ("medicinske lungesygdomme", 4, 12, 14),
    "DJ129": ("medicinske lungesygdomme", 6, 3, 3),
    "DJ209": ("intern medicin", 8, 5, 4),
    "DJ219": ("pædiatri", 30, 0, 0),
    "DJ441": ("medicinske lungesygdomme", 0, 8, 17),
    "DJ459": ("medicinske lungesygdomme", 12, 6, 1),
    "DJ101": ("intern medicin", 6, 10, 9),
    "DJ960": ("medicinske lungesygdomme", 1, 8, 7),
    "DJ690": ("intern medicin", 1, 4, 7),
    "DJ069": ("intern medicin", 14, 18, 2),
}

_ACUTE: Final[_Weights] = {
    "DS720": ("ortopædisk kirurgi", 0.2, 0.4, 12),
    "DS721": ("ortopædisk kirurgi", 0.1, 0.2, 7),
    "DS525": ("ortopædisk kirurgi", 12, 4, 4),
    "DS422": ("ortopædisk kirurgi", 6, 2, 3),
    "DS320": ("ortopædisk kirurgi", 0.3, 2, 4),
    "DS223": ("ortopædisk kirurgi", 0.1, 2, 2),
    "DS826": ("ortopædisk kirurgi", 4, 6, 2),
    "DS060": ("ortopædisk kirurgi", 30, 16, 9),
    "DS300": ("ortopædisk kirurgi", 2, 3, 8),
    "DE869": ("geriatri", 10, 4, 11),
    "DE871": ("intern medicin", 2, 6, 12),
    "DD509": ("intern medicin", 1, 3, 6),
    "DD649": ("intern medicin", 1, 3, 8),
    "DK590": ("kirurgi", 8, 5, 7),
    "DK562": ("kirurgi", 1, 5, 10),
    "DA099": ("intern medicin", 20, 10, 9),
    "DN309": ("intern medicin", 2, 4, 7),
    "DN390": ("intern medicin", 8, 8, 14),
    "DN109": ("intern medicin", 6, 12, 9),
    "DZ742": ("geriatri", 0, 0.3, 6),
    "DZ752": ("geriatri", 0, 0.1, 3),
    "DL892": ("geriatri", 0, 0.2, 3),
    "DA419": ("intern medicin", 6, 14, 34),
    "DA469": ("intern medicin", 1, 7, 12),
    "DI219": ("kardiologi", 0, 16, 26),
    "DI489": ("kardiologi", 0, 14, 30),
    "DI509": ("kardiologi", 0, 6, 32),
    "DI639": ("neurologi", 0, 12, 38),
    "DG459": ("neurologi", 0, 7, 16),
    "DG409": ("neurologi", 14, 14, 8),
    "DR074": ("kardiologi", 4, 32, 22),
    "DR559": ("kardiologi", 6, 12, 20),
    "DR104": ("kirurgi", 34, 38, 16),
    "DK359": ("kirurgi", 24, 16, 3),
    "DK802": ("kirurgi", 1, 22, 16),
    "DK922": ("kirurgi", 1, 8, 14),
    "DE101": ("intern medicin", 8, 6, 2),
    "DE116": ("intern medicin", 0, 5, 8),
    "DN179": ("intern medicin", 1, 4, 12),
    "DZ038": ("akut medicin", 20, 30, 26),
    "DO800": ("gynækologi og obstetrik", 1, 110, 0),
    "DO470": ("gynækologi og obstetrik", 0, 24, 0),
    "DT391": ("akut medicin", 10, 10, 1),
    "DF100": ("akut medicin", 6, 22, 6),
}

_PLANNED: Final[_Weights] = {
    "DM171": ("ortopædisk kirurgi", 0, 16, 34),
    "DM161": ("ortopædisk kirurgi", 0, 12, 30),
    "DM511": ("ortopædisk kirurgi", 1, 12, 6),
    "DC189": ("kirurgi", 0, 8, 22),
    "DC509": ("kirurgi", 0, 12, 10),
    "DC349": ("klinisk onkologi", 0, 6, 14),
    "DC619": ("kirurgi", 0, 6, 12),
    "DK409": ("kirurgi", 6, 10, 10),
    "DI251": ("kardiologi", 0, 10, 20),
    "DI702": ("kirurgi", 0, 5, 12),
    "DO829": ("gynækologi og obstetrik", 0, 40, 0),
    "DN838": ("gynækologi og obstetrik", 1, 16, 4),
    "DJ353": ("pædiatri", 30, 4, 0),
    "DQ659": ("ortopædisk kirurgi", 12, 1, 0),
    "DZ098": ("intern medicin", 20, 14, 14),
}

_PSYCHIATRIC: Final[_Weights] = {
    "DF209": ("voksenpsykiatri", 0, 26, 12),
    "DF250": ("voksenpsykiatri", 0, 6, 4),
    "DF312": ("voksenpsykiatri", 1, 10, 10),
    "DF322": ("voksenpsykiatri", 10, 20, 34),
    "DF431": ("voksenpsykiatri", 6, 9, 2),
    "DF603": ("voksenpsykiatri", 4, 14, 1),
    "DF502": ("voksenpsykiatri", 20, 3, 0),
    "DF840": ("voksenpsykiatri", 16, 3, 0),
    "DF192": ("voksenpsykiatri", 4, 12, 2),
    "DF009": ("voksenpsykiatri", 0, 0, 16),
}

_OUTPATIENT: Final[_Weights] = {
    "DZ098": ("intern medicin", 12, 16, 18),
    "DZ039": ("intern medicin", 10, 10, 8),
    "DE119": ("intern medicin", 1, 10, 14),
    "DE109": ("intern medicin", 6, 6, 3),
    "DI109": ("kardiologi", 0, 4, 8),
    "DI489": ("kardiologi", 0, 3, 10),
    "DJ449": ("medicinske lungesygdomme", 0, 3, 8),
    "DH353": ("oftalmologi", 0, 2, 14),
    "DH269": ("oftalmologi", 1, 3, 12),
    "DM069": ("intern medicin", 1, 7, 6),
    "DC509": ("klinisk onkologi", 0, 6, 7),
    "DC619": ("klinisk onkologi", 0, 2, 7),
    "DS934": ("ortopædisk kirurgi", 8, 8, 2),
    "DS525": ("ortopædisk kirurgi", 8, 4, 4),
    "DS610": ("ortopædisk kirurgi", 10, 8, 4),
    "DM179": ("ortopædisk kirurgi", 0, 6, 8),
    "DO249": ("gynækologi og obstetrik", 0, 10, 0),
    "DN979": ("gynækologi og obstetrik", 0, 6, 0),
    "DQ659": ("pædiatri", 6, 0, 0),
    "DJ459": ("pædiatri", 10, 2, 1),
    "DF900": ("voksenpsykiatri", 14, 9, 0),
    "DF329": ("voksenpsykiatri", 4, 8, 4),
}

_ALL: Final[_Weights] = {**_RESPIRATORY, **_ACUTE, **_PLANNED, **_PSYCHIATRIC, **_OUTPATIENT}
CODES: Final = np.array(sorted(_ALL))
SPECIALTY: Final = np.array([SPECIALTIES.index(_ALL[code][0]) for code in sorted(_ALL)])
IS_PREVENTABLE: Final = np.array(
    [code.startswith(sum(PREVENTABLE_PREFIXES.values(), ())) for code in sorted(_ALL)]
)


def _mix(weights: _Weights) -> Mix:
    table = np.array([row[1:] for row in weights.values()], dtype=float).T
    return Mix(
        codes=np.searchsorted(CODES, list(weights)),
        cumulative=table.cumsum(axis=1) / table.sum(axis=1, keepdims=True),
    )


RESPIRATORY: Final = _mix(_RESPIRATORY)
ACUTE: Final = _mix(_ACUTE)
PLANNED: Final = _mix(_PLANNED)
PSYCHIATRIC: Final = _mix(_PSYCHIATRIC)
OUTPATIENT: Final = _mix(_OUTPATIENT)
