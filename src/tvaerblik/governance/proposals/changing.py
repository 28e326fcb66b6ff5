"""How every change of a proposal is made: locked, of the serial that was seen, told in the audit log."""

from collections.abc import Mapping
from typing import Any

from tvaerblik.core.errors import BadInput, Blocked, NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.proposals.kinds import PROPOSAL_MOVES, ChangeCode, ProposalState
from tvaerblik.governance.proposals.models import Proposal


def get_proposal(id_: str) -> Proposal:
    return _known(Proposal.objects.filter(id=id_).first(), id_)


def locked_proposal(id_: str, *, seen: int | None) -> Proposal:
    """Held until the transaction ends; None: whatever it says now. Raises Blocked when somebody came
    between, or when it is decided already."""
    proposal = _known(Proposal.objects.select_for_update().filter(id=id_).first(), id_)
    if not PROPOSAL_MOVES[ProposalState(proposal.state)]:
        raise Blocked(
            Problem(
                "G-DECIDED",
                Text(
                    f"Udgivelsen »{id_}« er allerede udgivet eller opgivet.",
                    f"The release '{id_}' has already been published or given up.",
                ),
                Text("Se den på listen over udgivelser.", "See it in the list of releases."),
            )
        )
    if seen is not None and seen != proposal.serial:
        raise Blocked(_came_between(id_))
    return proposal


def change_proposal(proposal: Proposal, act: str, detail: Mapping[str, Any], *, by: Any) -> None:
    """Within a transaction."""
    proposal.serial += 1
    proposal.save()
    record(actor_of(by), f"release.{act}", proposal.id, dict(detail))


def code_named(code: str) -> ChangeCode:
    """Raises BadInput for one that is none of ours."""
    if code in ChangeCode.values:
        return ChangeCode(code)
    raise BadInput(
        Problem(
            "G-CODE",
            Text(f"»{code}« er ingen årsagskode.", f"'{code}' is no reason code."),
            Text(
                f"Vælg en af: {', '.join(ChangeCode.values)}.",
                f"Choose one of: {', '.join(ChangeCode.values)}.",
            ),
        )
    )


def _known(found: Proposal | None, id_: str) -> Proposal:
    if found is None:
        raise NotKnown(
            Problem(
                "G-PROPOSAL",
                Text(
                    f"Udgivelsen »{id_}« er ikke foreslået.",
                    f"The release '{id_}' is not proposed.",
                ),
                Text("Se listen over udgivelser.", "See the list of releases."),
            )
        )
    return found


def _came_between(id_: str) -> Problem:
    return Problem(
        "G-SERIAL",
        Text(
            f"Udgivelsen {id_} er ændret, siden du åbnede den. Din ændring er ikke gemt.",
            f"The release {id_} was changed since you opened it. Your change is not stored.",
        ),
        Text("Se den igen, og gentag ændringen.", "Look at it again, and repeat the change."),
    )
