"""The error tree: every class says what is wrong in two languages and has its own exit code."""

import inspect

from tvaerblik.core import errors
from tvaerblik.core.errors import BadInput, Problem, TvaerblikError, UserError, Where
from tvaerblik.core.texts import Text


def _classes() -> list[type[TvaerblikError]]:
    found = [value for _, value in inspect.getmembers(errors, inspect.isclass)]
    return [value for value in found if issubclass(value, TvaerblikError)]


def test_every_user_error_has_an_exit_code_of_its_own() -> None:
    codes = [cls.exit_code for cls in _classes() if cls not in (TvaerblikError, UserError)]
    assert len(codes) == len(set(codes))
    assert min(codes) > 2, "0, 1 and 2 belong to success, crashes and wrong usage"


def test_the_tree_in_the_docstring_names_every_class() -> None:
    for cls in _classes():
        assert cls.__name__ in (errors.__doc__ or "")


def test_a_problem_says_what_where_and_what_to_do_in_both_languages() -> None:
    problem = Problem(
        "D08",
        Text("»31-02-2021« er ikke en dato.", "'31-02-2021' is not a date."),
        Text("Skriv datoen som 2021-02-28.", "Write the date as 2021-02-28."),
        Where(file="a.csv", row=7, column="Dato"),
    )
    error = BadInput(problem, total=3)
    assert error.in_("da").startswith(
        "[D08] »31-02-2021« er ikke en dato. (fil a.csv, række 7, kolonne Dato)"
    )
    assert "… og 2 fejl mere." in error.in_("da")
    assert "file a.csv, row 7, column Dato" in error.in_("en")


def test_G09_no_problem_says_a_persons_number_whatever_it_was_made_of():
    number = "010190" + "0001"
    said = Text(f"»{number}« findes ikke.", f"'{number}' does not exist.")
    where = Where(file=f"{number}.csv", row=2, column=number, path=f"a/{number}")
    error = UserError(Problem("K-X", said, Text(f"Ret {number}.", f"Mend {number}."), where))
    problem = error.problems[0]
    assert number not in error.in_("da") + error.in_("en") + str(error) + repr(problem)
    assert problem.where.row == 2
