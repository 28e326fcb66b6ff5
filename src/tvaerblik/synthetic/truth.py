"""Everything invented, before any of it is delivered: what the ledger is counted from."""

from dataclasses import dataclass

from tvaerblik.synthetic.civil import Residences
from tvaerblik.synthetic.dispensings import Dispensings
from tvaerblik.synthetic.examinations import Examinations
from tvaerblik.synthetic.gp import GpServices
from tvaerblik.synthetic.markers import Markers
from tvaerblik.synthetic.nursing_homes import NursingHomes
from tvaerblik.synthetic.persons import Population
from tvaerblik.synthetic.practices import Practices
from tvaerblik.synthetic.procedures import Procedures
from tvaerblik.synthetic.referrals import Referrals
from tvaerblik.synthetic.registration import HospitalRegister
from tvaerblik.synthetic.rehabilitation import Plans
from tvaerblik.synthetic.services import ServiceRegister
from tvaerblik.synthetic.stays import Bools, Stays


@dataclass(frozen=True)
class Truth:
    months: range
    population: Population
    stays: Stays
    hospital: HospitalRegister
    services: ServiceRegister
    procedures: Procedures
    markers: Markers
    plans: Plans
    referrals: Referrals
    practices: Practices
    homes: NursingHomes
    gp: GpServices
    dispensings: Dispensings
    examinations: Examinations
    residences: Residences

    @property
    def visible(self) -> Bools:
        """Stays a right reader of all deliveries knows: psychiatric ones even while they last."""
        ended = self.hospital.stay_ended | self.stays.psychiatric
        return self.hospital.stay_known & ended
