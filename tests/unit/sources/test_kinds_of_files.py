"""Each source says which kinds of files it reads; another kind is refused and never passed over."""

import pytest

from support.deliveries import contact, world, write_lpr
from tvaerblik.core.errors import BadInput
from tvaerblik.sources.front import read_delivery


@pytest.mark.parametrize("name", ["LPR_A_KONTAKT.xlsx", "LPR_A_PROCEDURE.xml", "noter.XLSX"])
def test_D03_a_kind_of_file_that_the_source_does_not_read(tmp_path, name):
    folder = write_lpr(tmp_path, "2026-02-10", [contact(1, "2026-01-05 10:00")])
    (folder / name).write_bytes(b"PK\x03\x04")
    with pytest.raises(BadInput) as caught:
        read_delivery("lpr_a", folder, world())
    problems = caught.value.problems
    assert [(problem.code, problem.where.file) for problem in problems] == [("K-FILE", name)]
    assert ".csv, .parquet" in problems[0].remedy.da
