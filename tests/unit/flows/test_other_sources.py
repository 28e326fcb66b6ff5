"""Two sources of one table: side by side in time, never over each other."""

import json
from datetime import date

import pytest

from support.deliveries import NOW, OPERATOR, contact, take_in, world, write_lpr
from support.messages import contact as told
from support.messages import message, write_messages
from support.research_model import write_research_model
from tvaerblik.core.errors import BadInput
from tvaerblik.flows.receive_delivery import override_delivery, receive_deliveries
from tvaerblik.store.store import Store

YEARS = ("2019-01-01", "2025-01-01")
AFTER = ("2025-01-01", "2026-02-01")


@pytest.fixture
def store(tmp_path):
    return Store.create(tmp_path / "home")


def research(root, published="2024-03-01", window=YEARS):
    files = {"kontakter": [{}], "diagnoser": [{}]}
    return write_research_model(root, published, files, window=window)


def current(root, published="2026-02-10", window=AFTER, start="2026-01-05 10:00", key=2):
    return write_lpr(root, published, [contact(key, start)], window=window)


def messages(root, published="2026-03-10", window=("2026-02-01", "2026-03-01"), start="20260205"):
    text = message(told(1, start=f"{start}100000+0100", end=""))
    return write_messages(root, published, {"a": text}, window=window)


def refused(store, folder, source):
    with pytest.raises(BadInput) as caught:
        take_in(store, folder, source=source)
    return caught.value


def test_windows_that_meet_and_do_not_overlap_live_side_by_side(store, tmp_path):
    take_in(store, research(tmp_path), source="lpr_f")
    take_in(store, current(tmp_path), source="lpr_a")
    take_in(store, messages(tmp_path), source="lpr3")
    snapshot = store.snapshot(store.vintage())
    assert snapshot.read("hospital_contact").num_rows == 3
    spans = [(cover.start, cover.end) for cover in snapshot.covers_of("hospital_contact")]
    assert spans == [(date(2019, 1, 1), date(2026, 3, 1))]


def test_D14_the_same_days_from_another_source_are_refused(store, tmp_path):
    take_in(store, research(tmp_path, window=("2019-01-01", "2025-01-02")), source="lpr_f")
    error = refused(store, current(tmp_path), "lpr_a")
    assert {problem.code for problem in error.problems} == {"K-OTHER-SOURCE"}
    assert len(error.problems) == 2  # contacts and diagnoses
    problem = error.problems[0]
    assert "hospital_contact fra 2025-01-01 til før 2025-01-02" in problem.what.da
    assert "»Landspatientregisteret (LPR3_F, forskermodellen)«" in problem.what.da
    assert "'National Patient Register (LPR3_F, the research model)'" in problem.what.en
    assert [record.source for record in store.deliveries()] == ["lpr_f"]


def test_D14_it_does_not_matter_which_came_first(store, tmp_path):
    take_in(store, current(tmp_path), source="lpr_a")
    late = research(tmp_path, window=("2019-01-01", "2025-01-02"))
    assert {problem.code for problem in refused(store, late, "lpr_f").problems} == {
        "K-OTHER-SOURCE"
    }


def test_the_same_delivery_again_is_a_duplicate_and_no_other_source(store, tmp_path):
    take_in(store, research(tmp_path), source="lpr_f")
    take_in(store, current(tmp_path), source="lpr_a")
    assert take_in(store, tmp_path / "lpr_f" / "2024-03-01", source="lpr_f").outcome == "duplicate"


def test_a_source_may_restate_its_own_days(store, tmp_path):
    take_in(store, research(tmp_path), source="lpr_f")
    take_in(store, current(tmp_path), source="lpr_a")
    again = current(tmp_path, "2026-03-10", start="2026-01-06 10:00")
    assert take_in(store, again, source="lpr_a").outcome == "accepted"


def test_other_municipalities_are_other_days(store, tmp_path):
    take_in(store, research(tmp_path), source="lpr_f")
    folder = current(tmp_path, window=YEARS)
    note = folder / "LEVERANCE.json"
    text = note.read_text()
    assert refused(store, folder, "lpr_a").problems
    first = tmp_path / "lpr_f" / "2024-03-01" / "LEVERANCE.json"
    other = Store.create(tmp_path / "other")
    first.write_text(first.read_text().replace('"units": null', '"units": ["0860"]'))
    take_in(other, first.parent, source="lpr_f")
    note.write_text(text.replace('"units": null', '"units": ["0851"]'))
    assert take_in(other, folder, source="lpr_a").outcome == "accepted"


def test_a_correction_of_an_older_contact_replaces_it_where_keys_are_the_same(store, tmp_path):
    take_in(store, research(tmp_path), source="lpr_f")
    take_in(store, current(tmp_path, start="2024-01-05 12:00", key=1), source="lpr_a")
    rows = store.snapshot(store.vintage()).read("hospital_contact").to_pylist()
    assert [(row["contact"], row["started"].hour) for row in rows] == [(1, 11)]


def test_a_row_among_another_sources_days_is_refused_where_keys_differ(store, tmp_path):
    take_in(store, current(tmp_path), source="lpr_a")
    error = refused(store, messages(tmp_path, start="20260105"), "lpr3")
    assert [problem.code for problem in error.problems] == ["K-OTHER-SOURCE", "K-OUTSIDE"]
    other = Store.create(tmp_path / "other")
    take_in(other, messages(tmp_path / "again"), source="lpr3")
    error = refused(other, current(tmp_path / "again", start="2026-02-05 10:00"), "lpr_a")
    assert [problem.code for problem in error.problems] == ["K-OTHER-SOURCE"]


def test_a_message_about_days_that_no_delivery_covers_is_refused(store, tmp_path):
    error = refused(store, messages(tmp_path, start="20260105"), "lpr3")
    assert [problem.code for problem in error.problems] == ["K-OUTSIDE"]
    take_in(
        store,
        messages(tmp_path, "2026-02-10", ("2026-01-01", "2026-02-01"), "20260106"),
        source="lpr3",
    )
    later = messages(tmp_path / "later", start="20260105")
    assert take_in(store, later, source="lpr3").outcome == "accepted"


def test_a_held_delivery_does_not_block_and_is_not_taken_in_over_another(store, tmp_path):
    take_in(store, current(tmp_path), source="lpr_a")
    held = current(tmp_path / "second", "2026-03-10", window=("2024-01-01", "2025-01-01"))
    (held / "LPR_A_DIAGNOSE.csv").unlink()
    note = held / "LEVERANCE.json"
    said = json.loads(note.read_text())
    said["files"].remove("LPR_A_DIAGNOSE.csv")
    said["covers"] = [cover for cover in said["covers"] if cover["file"] != "LPR_A_DIAGNOSE"]
    note.write_text(json.dumps(said))
    report = take_in(store, held, source="lpr_a")
    assert report.outcome == "held"
    assert take_in(store, research(tmp_path), source="lpr_f").outcome == "accepted"
    with pytest.raises(BadInput) as caught:
        override_delivery(
            store, report.id, reason="Aftalt", world=world(), permit=OPERATOR, now=NOW
        )
    assert {problem.code for problem in caught.value.problems} == {"K-OTHER-SOURCE"}
    assert store.delivery(report.id).state == "held"


def stays(month, key, *, units=("0851", "0860")):
    """Enough contacts a unit that a unit without any is missed."""
    start, end = f"2026-{month:02d}-05 10:00", f"2026-{month:02d}-06 08:00"
    return [
        contact(key + 30 * place + row, start, end, Borger_bo_kom=unit)
        for place, unit in enumerate(units)
        for row in range(30)
    ]


MARCH, APRIL = ("2026-03-01", "2026-04-01"), ("2026-04-01", "2026-05-01")


def messages_of_march(root):
    folder = messages(root, "2026-04-20", MARCH, "20260305")
    note = folder / "LEVERANCE.json"
    note.write_text(note.read_text().replace('"units": null', '"units": ["0851", "0860"]'))
    return folder


def test_D14_a_late_delivery_does_not_let_a_held_one_in_beside_another_source(store, tmp_path):
    take_in(store, write_lpr(tmp_path, "2026-02-10", stays(1, 0)), source="lpr_a")
    march = write_lpr(tmp_path, "2026-04-10", stays(3, 200, units=("0860",)), window=MARCH)
    held = take_in(store, march, source="lpr_a")
    assert {reason.code for reason in held.reasons} == {"K-LOST-UNIT"}
    april = write_lpr(tmp_path, "2026-05-10", stays(4, 300, units=("0860",)), window=APRIL)
    after = take_in(store, april, source="lpr_a")
    assert after.outcome == "held"
    take_in(store, messages_of_march(tmp_path), source="lpr3")
    few = [*stays(2, 100, units=("0860",)), contact(150, "2026-02-05 10:00")]
    late = write_lpr(tmp_path, "2026-03-10", few, window=("2026-02-01", "2026-03-01"))
    assert take_in(store, late, source="lpr_a").outcome == "accepted"
    verdict = store.delivery(held.id).verdict
    assert (verdict.state, {reason.code for reason in verdict.reasons}) == (
        "held",
        {"K-OTHER-SOURCE"},
    )
    assert "hospital_contact fra 2026-03-01 til før 2026-04-01" in verdict.reasons[0].text.da
    assert store.delivery(after.id).state == "accepted"  # its days are no other source's


def without_diagnoses(folder):
    (folder / "LPR_A_DIAGNOSE.csv").unlink()
    note = folder / "LEVERANCE.json"
    told_of = json.loads(note.read_text())
    told_of["files"].remove("LPR_A_DIAGNOSE.csv")
    told_of["covers"] = [cover for cover in told_of["covers"] if "DIAGNOSE" not in cover["file"]]
    note.write_text(json.dumps(told_of))
    return folder


def test_D14_an_override_does_not_let_the_next_one_in_beside_another_source(store, tmp_path):
    first = current(tmp_path, window=("2026-01-01", "2026-02-01"))
    take_in(store, first, source="lpr_a")
    february = current(tmp_path, "2026-03-10", ("2026-02-01", "2026-03-01"), "2026-02-05 10:00", 3)
    chosen = take_in(store, without_diagnoses(february), source="lpr_a")
    march = current(tmp_path, "2026-04-10", MARCH, "2026-03-05 10:00", 4)
    held = take_in(store, without_diagnoses(march), source="lpr_a")
    take_in(store, messages_of_march(tmp_path), source="lpr3")
    override_delivery(store, chosen.id, reason="Aftalt", world=world(), permit=OPERATOR, now=NOW)
    assert store.delivery(chosen.id).state == "accepted"
    verdict = store.delivery(held.id).verdict
    assert (verdict.state, [reason.code for reason in verdict.reasons]) == (
        "held",
        ["K-OTHER-SOURCE"],
    )


def test_one_that_is_refused_does_not_stop_the_others(store, tmp_path):
    take_in(store, current(tmp_path), source="lpr_a")
    research(tmp_path, "2024-03-01", window=AFTER)
    research(tmp_path, "2024-04-01")
    reports = receive_deliveries(
        store, [tmp_path / "lpr_f"], source="lpr_f", world=world(), permit=OPERATOR, now=lambda: NOW
    )
    assert [report.outcome for report in reports] == ["refused", "accepted"]
