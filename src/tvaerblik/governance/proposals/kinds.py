"""What can become of a proposed release, and why figures that have been shown are changed."""

from django.db import models


class ProposalState(models.TextChoices):
    FORESLAAET = "foreslaaet", "Foreslået"
    UDGIVET = "udgivet", "Udgivet"
    OPGIVET = "opgivet", "Opgivet"


PROPOSAL_MOVES: dict[ProposalState, frozenset[ProposalState]] = {
    ProposalState.FORESLAAET: frozenset({ProposalState.UDGIVET, ProposalState.OPGIVET}),
    ProposalState.UDGIVET: frozenset(),
    ProposalState.OPGIVET: frozenset(),
}


class ChangeCode(models.TextChoices):
    """Why figures differ from those shown before: they have aged, or they were wrong."""

    NYE_DATA = "nye_data", "Nye data"
    FORAELDET = "foraeldet", "Forældede tal"
    FEJL = "fejl", "Fejl"
    DEFINITION = "definition", "Ny definition"


# What a reader is told was corrected; the rest is what every month brings
CORRECTIONS = frozenset({ChangeCode.FORAELDET, ChangeCode.FEJL, ChangeCode.DEFINITION})

# Working days that parties have with their own new figures before everybody sees them
REVIEW_DAYS = 5
# A quarter of a year: figures older than that are not reviewed, they are outdated
MOST_REVIEW_DAYS = 60
