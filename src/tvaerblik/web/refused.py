"""What a form tells of an action that was refused, beside what was typed."""

from tvaerblik.core.errors import BadInput, NotAllowed, NotKnown, Problem, UserError


def sentence_of(error: UserError, lang: str) -> str:
    """What is wrong and what to do, without the id that a machine wants."""
    return " ".join(sentence_of_problem(problem, lang) for problem in error.problems)


def sentence_of_problem(problem: Problem, lang: str) -> str:
    return f"{problem.what.in_(lang)} {problem.remedy.in_(lang)}"


def status_of(error: UserError) -> int:
    """What was typed is wrong, the person may not, it is not there; or it is no longer as it was seen."""
    kinds = ((BadInput, 400), (NotAllowed, 403), (NotKnown, 404))
    return next((status for kind, status in kinds if isinstance(error, kind)), 409)
