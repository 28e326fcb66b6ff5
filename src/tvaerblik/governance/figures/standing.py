"""Where the parties stand: of each the newest answer to an indicator of a release."""

from tvaerblik.governance.figures.kinds import AnswerKind
from tvaerblik.governance.figures.models import Answer


def newest_answers(release: str) -> tuple[Answer, ...]:
    """By indicator and party."""
    found: dict[tuple[str, str], Answer] = {}
    for one in Answer.objects.filter(release=release).order_by("number"):
        found[one.indicator, one.party] = one
    return tuple(found[key] for key in sorted(found))


def wrong_data_of(release: str) -> tuple[Answer, ...]:
    """What an owner of data has said of its own, and not taken back."""
    return tuple(one for one in newest_answers(release) if one.kind == AnswerKind.DATA_FORKERTE)
