"""What an analyst is shown of a computation: its steps, their rows counted by hand, their SQL."""

import re
from pathlib import Path

import pytest

from spec.drawn import Spec
from tvaerblik.catalogue.loader import load_catalogue
from tvaerblik.engine import fast
from tvaerblik.engine.request import Step
from tvaerblik.flows.explain_computation import ExplainedStep, explain_steps
from tvaerblik.flows.step_words import STEP_WORDS

ONE, OTHER = "kommune-0851", "kommune-0860"


@pytest.fixture
def spec(tmp_path: Path, definitions: Path) -> Spec:
    drawn = Spec("duckdb", tmp_path, load_catalogue(definitions))
    drawn.draw(
        "hospital_stay",
        """
        stay | person | started          | inpatient | residence
        1    | 1      | 2024-01-10 08:00 | true      | kommune-0851
        2    | 1      | 2024-01-20 08:00 | true      | kommune-0860
        3    | 2      | 2024-01-20 08:00 | true      | kommune-0851
        4    | 3      | 2024-01-31 23:30 | false     | kommune-0851
        5    | 3      | 2024-01-05 08:00 | true      | kommune-0101
        6    | 4      | 2024-02-01 00:30 | true      | kommune-0851
        """,
    )
    return drawn


def steps_of(spec: Spec) -> dict[str, ExplainedStep]:
    spec.count("{inpatient: true}")
    explained = explain_steps(spec.compute([ONE, OTHER], ["2024-01"], strata=False).steps)
    return {step.name: step for step in explained}


def test_rows_of_each_step_are_those_counted_by_hand(spec: Spec) -> None:
    """Four inpatient stays of January; three of them in the two municipalities, of one age and sex in
    each; two cells."""
    steps = steps_of(spec)
    found = {name: steps[name].rows for name in ("met", "diagnostics", "counted", "base", "result")}
    assert found == {"met": 4, "diagnostics": 1, "counted": 3, "base": 2, "result": 2}


def test_steps_come_in_the_order_they_were_run(spec: Spec) -> None:
    names = list(steps_of(spec))
    assert names.index("met") < names.index("counted") < names.index("base") < names.index("rolled")
    assert names[-1] == "result"


def test_every_step_of_a_rate_has_its_own_sentence_and_time(spec: Spec) -> None:
    for step in steps_of(spec).values():
        assert step.makes == STEP_WORDS[step.name]
        assert step.milliseconds > 0


def test_a_step_without_a_sentence_is_still_shown() -> None:
    (step,) = explain_steps((Step("nights", "\n  SELECT 1\n    FROM t\n", 7, 2.26),))
    assert (step.makes.da, step.rows, step.milliseconds) == ("Mellemtabellen »nights«.", 7, 2.3)
    assert step.sql == "SELECT 1\n  FROM t"


def test_every_step_the_fast_engine_can_take_has_a_sentence() -> None:
    """A new step is explained where it is made: in `flows/step_words.py`."""
    run = re.compile(r'session\.(?:run|keep|fetch|numbers)\(\s*"([^"]+)"')
    source = "".join(path.read_text() for path in Path(fast.__file__).parent.glob("*.py"))
    assert set(run.findall(source)) == set(STEP_WORDS)


def test_an_expression_that_is_only_named_has_no_rows() -> None:
    steps = (
        Step("figures", "\nCREATE TEMP VIEW figures AS SELECT 1", 0),
        Step("half_up", "CREATE TEMP MACRO half_up(a) AS (a)", 0),
        Step("met", "CREATE TEMP TABLE met AS SELECT 1 WHERE false", 0),
    )
    assert [step.rows for step in explain_steps(steps)] == [None, None, 0]


def test_the_steps_of_both_components_come_before_their_ratio(spec: Spec) -> None:
    count = "measure:\n  count:\n    of: {{table: hospital_stay, where: [{where}], date: started, "
    count += "place: residence}}\n    unknown: exclude"
    spec.component("every", count.format(where=""))
    spec.component("inpatients", count.format(where="{inpatient: true}"))
    spec.define("measure:\n  ratio: {of: inpatients, over: every, per: 100}")
    steps = explain_steps(spec.compute([ONE, OTHER], ["2024-01"], strata=False).steps)
    names = [step.name for step in steps]
    assert names.count("component") == 2 and names[-1] == "result"
    met = [step.rows for step in steps if step.name == "met"]
    # Inpatients of January first, then every stay of it
    assert met == [4, 5]
