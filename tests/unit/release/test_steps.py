"""What a release tells of how a figure was computed: nothing that lets anybody find a person by it."""

import shutil
from dataclasses import replace

import pytest

from support.result_rows import result_rows
from tvaerblik.core.errors import Blocked
from tvaerblik.core.texts import Text
from tvaerblik.engine.request import Step
from tvaerblik.release.manifest import MANIFEST, content_hash, manifest_bytes, read_manifest
from tvaerblik.release.package import STEPS
from tvaerblik.release.reader import open_release
from tvaerblik.release.steps import Ran, steps_card, told_rows
from tvaerblik.release.verify import verify_release

from .test_flows import Computed, build, snapshot

MADE = Text("Rækker.", "Rows.")


@pytest.mark.parametrize(
    ("rows", "grid", "told"),
    [
        (0, 5, (0, "exact")),
        (1, 5, (None, "few")),
        (4, 5, (None, "few")),
        (5, 5, (5, "rounded")),
        (1_237, 5, (1_235, "rounded")),
        (1_238, 5, (1_240, "rounded")),
        (9, 10, (None, "few")),
        (3, 1, (3, "exact")),
        (None, 5, (None, "expression")),
    ],
)
def test_rows_are_told_rounded_and_few_as_few(rows, grid, told):
    assert told_rows(rows, grid) == told


def test_two_counts_never_tell_that_one_to_four_were_left_out_between_them():
    """Whatever is told of two counts could also be told of two that differ by none or by five."""
    for before in range(40, 60):
        for left_out in range(1, 5):
            told = told_rows(before, 5), told_rows(before - left_out, 5)
            others = {
                more
                for more in (0, *range(5, 10))
                for n in range(30, 70)
                if (told_rows(n, 5), told_rows(n - more, 5)) == told
            }
            assert others, (before, left_out)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1 FROM read_parquet('x')",
        "SELECT * FROM 'a.parquet'",
        "COPY t TO '/srv/registre/udtraek'",
        "SELECT 1 WHERE code = '700190-1234'",
    ],
)
def test_sql_that_names_a_file_or_a_person_is_not_released(sql):
    with pytest.raises(Blocked, match="K-STEP") as raised:
        steps_card("x", [Ran("met", MADE, sql, 7)], grid=5)
    assert "700190" not in str(raised.value)


def test_an_ordinary_division_is_no_path():
    sql = "SELECT a / b, '2024/25', months//12 FROM met -- 1/2\n/* note */"
    assert steps_card("x", [Ran("met", MADE, sql, 7)], grid=5).steps[0].sql == sql


def test_a_release_carries_the_steps_of_its_figures(catalogue, share, flow, tmp_path):
    """Rows of registers rounded, of public figures exactly."""
    steps = (Step("met", "\n  SELECT 1\n", 1_237), Step("figures", "CREATE TEMP VIEW f AS ...", 0))
    computed = Computed(
        {share.id: result_rows(share), flow.id: result_rows(flow)},
        snapshot(),
        steps={share.id: steps, flow.id: steps},
    )
    with open_release(build(tmp_path, computed, catalogue).folder) as release:
        of_share, of_flow = release.steps(share.id), release.steps(flow.id)
    assert [(one.rows, one.counted) for one in of_share.steps] == [
        (1_235, "rounded"),
        (None, "expression"),
    ]
    assert (of_share.steps[0].sql, of_share.grid) == ("SELECT 1", 5)
    assert of_share.steps[0].makes.da.startswith("Rækker i tidsrummet")
    assert [one.rows for one in of_flow.steps] == [1_237, None]


def test_a_release_from_before_steps_were_told_is_read(sample_folder, tmp_path):
    folder = tmp_path / "old"
    shutil.copytree(sample_folder, folder)
    folder.chmod(0o755)
    (folder / STEPS).unlink()
    tree = (folder / MANIFEST).read_bytes()
    old = read_manifest(tree)
    kept = replace(old, files=tuple(one for one in old.files if one.name != STEPS))
    named = replace(kept, id=f"{old.id[:-8]}{content_hash(kept)[:8]}")
    (folder / MANIFEST).chmod(0o644)
    (folder / MANIFEST).write_bytes(manifest_bytes(named))
    folder = folder.rename(tmp_path / named.id)
    assert verify_release(folder) == ()
    with open_release(folder) as release:
        assert release.steps("indlaeggelser-pr-1000") is None
