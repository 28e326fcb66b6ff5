"""Who may do what with a request and in the filter; as in `permissions`, checks come with their yes or no."""

from typing import Any

from tvaerblik.catalogue.units import UnitRegister
from tvaerblik.core.errors import NotAllowed, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.permissions import MAY_REPORT_DELIVERIES, OPERATOR, check_roles

MAY_TAKE_IN_MAIL = (Role.SEKRETARIAT, OPERATOR)
MAY_ASK_REQUESTER = (Role.SEKRETARIAT, Role.INDIKATORANSVARLIG, Role.ANALYTIKER, OPERATOR)
MAY_JUDGE_CASE = (
    Role.SEKRETARIAT,
    Role.INDIKATORANSVARLIG,
    Role.FAGLIG_KONTROL,
    Role.ANALYTIKER,
    OPERATOR,
)
MAY_DRAFT_DEFINITION = (Role.INDIKATORANSVARLIG, Role.ANALYTIKER, OPERATOR)
MAY_CLASSIFY_CASE = (Role.SEKRETARIAT, OPERATOR)
MAY_ASSIGN_CASE = (Role.SEKRETARIAT, Role.FORMANDSKAB, OPERATOR)
MAY_REPORT_COVERS = MAY_REPORT_DELIVERIES
# Of every unit; those answerable for a unit speak for it and for what lies within it
SPEAK_FOR_ALL = (Role.SEKRETARIAT, Role.ANALYTIKER, OPERATOR)
SPEAK_FOR_OWN = (Role.ENHEDSANSVARLIG, Role.KLYNGEKOORDINATOR)


def check_may_take_in_mail(by: Any) -> None:
    check_roles(by, MAY_TAKE_IN_MAIL, "indsætte en mail som henvendelse", "paste in a mail")


def user_may_take_in_mail(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_TAKE_IN_MAIL)


def check_may_ask_requester(by: Any) -> None:
    check_roles(by, MAY_ASK_REQUESTER, "spørge henvenderen", "ask the requester")


def user_may_ask_requester(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_ASK_REQUESTER)


def check_may_judge_case(by: Any) -> None:
    check_roles(by, MAY_JUDGE_CASE, "vurdere en henvendelse", "judge a request")


def user_may_judge_case(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_JUDGE_CASE)


def check_may_draft_definition(by: Any) -> None:
    check_roles(by, MAY_DRAFT_DEFINITION, "skrive udkast til definitioner", "draft definitions")


def user_may_draft_definition(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_DRAFT_DEFINITION)


def check_may_classify_case(by: Any) -> None:
    check_roles(by, MAY_CLASSIFY_CASE, "sige, hvad slags sag det er", "say what kind of case it is")


def user_may_classify_case(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_CLASSIFY_CASE)


def check_may_assign_case(by: Any) -> None:
    check_roles(
        by, MAY_ASSIGN_CASE, "give en sag ansvarlig og frist", "give a case owner and deadline"
    )


def user_may_assign_case(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_ASSIGN_CASE)


def check_may_report_covers(by: Any) -> None:
    check_roles(by, MAY_REPORT_COVERS, "melde, hvad der er leveret", "report what was delivered")


def user_may_report_covers(by: Any) -> bool:
    return actor_of(by).has_one_of(*MAY_REPORT_COVERS)


# What depends on the thing as well ---------------------------------------------------------------


def check_may_edit_request(by: Any, case: Case) -> None:
    if not user_may_edit_request(by, case):
        raise NotAllowed(
            _not_yours(
                Text("Kladden er en andens.", "The draft is somebody else's."),
                Text(
                    "Kun den, der skriver den, kan rette og sende den.",
                    "Only who writes it can change and send it.",
                ),
            )
        )


def user_may_edit_request(by: Any, case: Case) -> bool:
    return _asked(by, case)


def check_may_answer_question(by: Any, case: Case) -> None:
    if not user_may_answer_question(by, case):
        raise NotAllowed(
            _not_yours(
                Text("Spørgsmålet er stillet til en anden.", "The question was put to another."),
                Text(
                    "Henvenderen svarer; sekretariatet kan skrive et svar ind, der kom på anden vis.",
                    "The requester answers; the secretariat can write in an answer that came otherwise.",
                ),
            )
        )


def user_may_answer_question(by: Any, case: Case) -> bool:
    return _asked(by, case) or actor_of(by).has_one_of(Role.SEKRETARIAT, OPERATOR)


def check_may_say_data(by: Any, unit: str, units: UnitRegister) -> None:
    if not user_may_say_data(by, unit, units):
        raise NotAllowed(
            _not_yours(
                Text(
                    f"Du kan ikke svare for {units.get(unit).name.da}.",
                    f"You cannot answer for {units.get(unit).name.en}.",
                ),
                Text(
                    "Det kan enhedens egen ansvarlige, klyngens koordinator, analytikeren og sekretariatet.",
                    "The unit's own, the cluster's coordinator, the analyst and the secretariat can.",
                ),
            )
        )


def user_may_say_data(by: Any, unit: str, units: UnitRegister) -> bool:
    """Raises NotKnown for a unit that is not there."""
    units.get(unit)
    actor = actor_of(by)
    if actor.has_one_of(*SPEAK_FOR_ALL):
        return True
    own = by.unit if isinstance(by, User) else ""
    speaks = actor.has_one_of(*SPEAK_FOR_OWN) and own in units.units
    return speaks and unit in units.inside(own)


def _asked(by: Any, case: Case) -> bool:
    asked = isinstance(by, User) and by.pk is not None and case.requester_id == by.pk
    return asked and bool(actor_of(by).roles)


def _not_yours(what: Text, remedy: Text) -> Problem:
    return Problem("G-OWNER", what, remedy)
