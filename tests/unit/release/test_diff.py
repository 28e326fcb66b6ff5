from dataclasses import replace
from datetime import timedelta

import pytest

from support.result_rows import result_rows
from support.sample_release import MADE_AT, make_sample_content
from tvaerblik.core.cells import State
from tvaerblik.release.diff import diff_releases
from tvaerblik.release.disclosure import apply_disclosure_control
from tvaerblik.release.package import write_release
from tvaerblik.release.policy import PLATFORM_POLICY

BEFORE = (
    {"period": "2026-01", "numerator": 50, "denominator": 400},
    {"period": "2026-02", "numerator": 60, "denominator": 400},
    {"period": "2026-03", "numerator": 7, "denominator": 400},
    {"period": "2026-04", "state": "not_settled"},
    {"period": "2026-05", "numerator": 50, "denominator": 400},
)
AFTER = (
    {"period": "2026-01", "numerator": 50, "denominator": 400},
    {"period": "2026-02", "numerator": 61, "denominator": 400},
    {"period": "2026-03", "numerator": 3, "denominator": 400},
    {"period": "2026-04", "numerator": 44, "denominator": 400},
    {"period": "2026-06", "numerator": 50, "denominator": 400},
)


@pytest.fixture(scope="module")
def difference(share, catalogue, tmp_path_factory):
    releases = tmp_path_factory.mktemp("diff") / "releases"
    base = make_sample_content(catalogue)
    folders = []
    for number, cells in enumerate((BEFORE, AFTER)):
        rows = result_rows(share, *cells)
        found = apply_disclosure_control(rows, share, PLATFORM_POLICY, already_public=False)
        content = replace(
            base,
            indicators=(share,),
            rows=(found.rows,),
            audits=(found.audit,),
            made_at=MADE_AT + timedelta(days=number),
        )
        folders.append(write_release(releases, content).folder)
    return folders, diff_releases(*folders)


def test_the_fates_of_cells_are_counted(difference):
    (part,) = difference[1].indicators
    assert (part.same, part.changed, part.new, part.gone) == (1, 3, 1, 1)
    assert {(c.before, c.after): c.cells for c in part.states} == {
        (State.OK, State.OK): 1,
        (State.OK, State.SUPPRESSED): 1,
        (State.NOT_SETTLED, State.OK): 1,
    }
    assert not difference[1].is_same


def test_only_what_was_released_is_told(difference):
    cells = {cell.period: cell for cell in difference[1].cells}
    assert (float(cells["2026-02"].value_before), float(cells["2026-02"].value_after)) == (
        0.15,
        0.1525,
    )
    assert cells["2026-03"].value_after is None
    assert cells["2026-04"].value_before is None


def test_a_release_does_not_differ_from_itself(difference):
    folders, _ = difference
    assert diff_releases(folders[0], folders[0]).is_same
