"""Parquet files that mean harm: read in the limited process, so that they end there."""

import io
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from support.deliveries import world
from tvaerblik.core.errors import BadInput
from tvaerblik.sources import parquet, parquet_text
from tvaerblik.sources.limited import Limits
from tvaerblik.sources.population import RESIDENTS
from tvaerblik.sources.reading import read_file
from tvaerblik.sources.trouble import Trouble

FILE = "FOLK1A.parquet"
ROW = {"OMRÅDE": "Aalborg", "KØN": "Mænd", "ALDER": 40, "TID": "2025K1", "INDHOLD": 12}


def packed(table, **options):
    sink = io.BytesIO()
    pq.write_table(table, sink, **options)
    return sink.getvalue()


def residents(rows=1, **columns):
    return pa.table({name: [value] * rows for name, value in ROW.items()} | columns)


def read(data):
    trouble = Trouble()
    return read_file(data, FILE, RESIDENTS, world=world(), trouble=trouble), trouble


def codes(data):
    raw, trouble = read(data)
    assert raw is None
    for problem in trouble.problems:
        assert problem.where.file == FILE
        assert problem.what.da != problem.what.en and problem.remedy.da != problem.remedy.en
    return [problem.code for problem in trouble.problems]


def test_typed_columns_become_the_text_of_a_csv():
    raw, trouble = read(packed(residents(2)))
    assert trouble.problems == []
    assert raw.table.slice(1).to_pylist() == [{name: str(value) for name, value in ROW.items()}]
    assert raw.undeclared_order == tuple(ROW)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([date(2025, 1, 2)], "2025-01-02"),
        (pa.array([datetime(2025, 1, 2, 3, 4)], pa.timestamp("ns")), "2025-01-02 03:04:00.000000"),
        (pa.array([datetime(2025, 1, 2, tzinfo=UTC)], pa.timestamp("us", "UTC")), "2025-01-02 00:00:00.000000Z"),
        (pa.array([datetime(2025, 7, 2, tzinfo=UTC)], pa.timestamp("us", "Europe/Copenhagen")), "2025-07-02 02:00:00.000000+0200"),
        (pa.array(["a", None]).dictionary_encode().slice(0, 1), "a"),
        ([Decimal("1.50")], "1.50"),
        ([True], "true"),
        (pa.array([None], pa.int64()), None),
    ],
)  # fmt: skip
def test_every_type_is_the_same_text_in_the_child_as_here(values, said):
    data = packed(pa.table({"a": values}))
    assert pa.ipc.open_stream(parquet_text.read_texts(data)).read_all()["a"].to_pylist() == [said]
    assert parquet.read_texts_limited(data, FILE)["a"].to_pylist() == [said]


def test_a_file_is_not_opened_by_the_process_that_asks(monkeypatch):
    """Whatever the reader does with it: it is not called here."""
    for name in ("read_table", "ParquetFile", "read_metadata", "read_schema"):
        monkeypatch.setattr(pq, name, lambda *args, **named: 1 / 0)
    raw, _ = read(GOOD)
    assert raw.table.num_rows == 1


GOOD = packed(residents())


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_D17_cut_short(share):
    assert codes(GOOD[: int(len(GOOD) * share)]) == ["D17"]


def test_D17_a_flipped_byte_of_a_page_is_found_by_its_checksum():
    plain = {"compression": "none", "use_dictionary": False, "write_statistics": False}
    data = packed(residents(50), write_page_checksum=True, **plain)
    place = data.index(b"2025K1")
    assert codes(data[:place] + b"X" + data[place + 1 :]) == ["D17"]


@pytest.mark.parametrize("values", [[[1]], [{"a": 1}]])
def test_D17_a_type_that_is_no_text(values):
    assert codes(packed(residents(INDHOLD=values))) == ["D17"]


def test_D18_a_small_file_of_a_billion_bytes_meets_the_limit_and_not_the_process(monkeypatch):
    limits = Limits(memory_bytes=2 * 1024**3, cpu_seconds=60, wall_seconds=120)
    monkeypatch.setattr(parquet, "LIMITS", limits)
    assert read(GOOD)[1].problems == []
    pointers = pa.array([0], pa.int32()).take(pa.array([0] * 2_000_000))
    long = pa.DictionaryArray.from_arrays(pointers, ["x" * 1_000])
    data = packed(residents(2_000_000, ALDER=long), compression="zstd")
    assert len(data) < 1024**2
    assert codes(data) == ["D18"]


@pytest.mark.parametrize(("bound", "most"), [("MAX_ROWS", 2), ("MAX_UNPACKED", 10)])
def test_D18_the_footer_is_looked_at_before_anything_is_unpacked(monkeypatch, bound, most):
    monkeypatch.setattr(parquet_text, bound, most)
    monkeypatch.setattr(pq.ParquetFile, "read", lambda *args, **named: 1 / 0)
    with pytest.raises(BadInput) as caught:
        parquet_text.read_texts(packed(residents(3)))
    assert [problem.code for problem in caught.value.problems] == ["D18"]
    assert "3" in caught.value.problems[0].what.da


def test_no_thread_is_started_once_the_limits_hold() -> None:
    """Whoever is not root may start none then, and every file would be refused as damaged."""
    code = (
        "import io, os, pyarrow as pa, pyarrow.parquet as pq\n"
        "from tvaerblik.sources import parquet_text\n"
        "parquet_text.before_limits()\n"
        "sink = io.BytesIO(); pq.write_table(pa.table({'a': ['x'] * 5000}), sink)\n"
        "before = set(os.listdir('/proc/self/task'))\n"
        "parquet_text.read_texts(sink.getvalue())\n"
        "print(sorted(set(os.listdir('/proc/self/task')) - before))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
