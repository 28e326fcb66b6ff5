"""Handing a delivery in on the page is the same as on the command line, and leaves nothing behind."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client

from support.deliveries import contact, service, take_in, write_gateway, write_lpr
from support.sent import BOUNDARY, File, body_of, files_of, send
from tvaerblik.cli import upload as process
from tvaerblik.cli.installation import write_settings
from tvaerblik.config.environment import Home
from tvaerblik.core.errors import BadInput
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.sources.models import DeliveryStatus
from tvaerblik.store.records import DeliveryRecord
from tvaerblik.store.store import Store
from tvaerblik.synthetic import write_deliveries
from tvaerblik.web import receiving, uploads

from .conftest import OPERATOR

PASSWORD = "en lang adgangskode"
ADDRESS = "/data/levering"
ROWS = [service("a-1", "2026-01-05T08:00:00+01:00"), service("a-2", "2026-01-06T08:00:00+01:00")]


@pytest.fixture
def home(tmp_path: Path, settings) -> Path:
    folder = (tmp_path / "home").resolve()
    write_settings(folder, scope="region-nordjylland", demo=False)
    Store.create(folder)
    settings.HOME = Home(folder)
    return folder


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the process of its own would do, without the seconds that starting it takes."""

    def output(request: bytes, upload: uploads.Upload) -> bytes:
        answer = process._answered(process.Request(**json.loads(request)))
        return json.dumps(answer, default=str).encode()

    monkeypatch.setattr(receiving, "_output", output)


@pytest.fixture
def log_in(db, home: Path) -> Callable[..., Client]:
    def logged_in(*roles: Role, unit: str = "") -> Client:
        user = create_account("ida", PASSWORD, roles=roles, unit=unit, by=OPERATOR)
        client = Client()
        client.force_login(user)
        return client

    return logged_in


@pytest.fixture
def analyst(log_in, in_this_process: None) -> Client:
    return log_in(Role.ANALYTIKER)


@pytest.fixture
def delivery(tmp_path: Path) -> Path:
    return write_gateway(tmp_path / "out", "2026-02-10", ROWS)


def _left(home: Path) -> list[Path]:
    return list((home / "uploads").iterdir())


def _last_entry() -> AuditEntry:
    return AuditEntry.objects.filter(action="delivery.upload").latest("number")


# -- who may -----------------------------------------------------------------------------------------


def test_somebody_not_logged_in_is_sent_to_login(db, home: Path, delivery: Path) -> None:
    for answer in (Client().get(ADDRESS), send(Client(), "gateway", files_of(delivery))):
        assert answer.status_code == 302
        assert answer["Location"] == f"/konto/login/?next={ADDRESS}"
    assert not (home / "uploads").exists(), "no byte of it was read"


@pytest.mark.parametrize(
    ("language", "said"), [("da", "må levere data"), ("en", "may deliver data")]
)
def test_without_the_role_the_page_says_why(
    log_in, delivery: Path, language: str, said: str
) -> None:
    client = log_in(Role.BRUGER, Role.SEKRETARIAT)
    client.cookies["sprog"] = language
    for answer in (client.get(ADDRESS), send(client, "gateway", files_of(delivery))):
        text = answer.content.decode()
        assert answer.status_code == 403
        assert said in text and "leverandør" in text
        assert 'type="file"' not in text


def test_the_form_needs_its_token(log_in, home: Path, delivery: Path) -> None:
    client = log_in(Role.ANALYTIKER)
    client.handler.enforce_csrf_checks = True
    assert send(client, "gateway", files_of(delivery)).status_code == 403
    assert _left(home) == [] and Store.open(home).deliveries() == ()


def test_one_who_speaks_for_a_unit_delivers_that_unit_alone(
    log_in, in_this_process: None, home: Path, delivery: Path, tmp_path: Path
) -> None:
    client = log_in(Role.LEVERANDOER, unit="kommune-0851")
    assert "Du leverer for kommune-0851." in client.get(ADDRESS).content.decode()
    theirs = service("b-1", "2026-01-05T08:00:00+01:00", municipality="0860")
    both = write_gateway(tmp_path / "both", "2026-02-11", [*ROWS, theirs], units=["0851", "0860"])
    refused = send(client, "gateway", files_of(both))
    assert refused.status_code == 422
    assert "dækker også kommune-0860; du leverer for Aalborg" in refused.content.decode()
    assert "er godtaget" in send(client, "gateway", files_of(delivery)).content.decode()
    assert [record.published.day for record in Store.open(home).deliveries()] == [10]


@pytest.mark.parametrize(
    ("unit", "outcome", "codes"),
    [
        ("kommune-0851", "refused", {"K-OWNER"}),
        ("region-nordjylland", "accepted", set()),
        ("", "refused", {"K-OWNER"}),
        ("kommune-findes-ikke", "refused", {"K-OWNER"}),
    ],
)
def test_a_window_of_all_units_takes_one_who_speaks_for_all(
    log_in, in_this_process: None, tmp_path: Path, unit: str, outcome: str, codes: set[str]
) -> None:
    folder = write_lpr(tmp_path, "2026-02-10", [contact(1, "2026-01-05 10:00")])
    page = send(log_in(Role.LEVERANDOER, unit=unit), "lpr_a", files_of(folder))
    answer = page.context["page"].answer
    assert answer.outcome == outcome
    assert {one.code for one in answer.wrong} == codes


# -- what becomes of it ------------------------------------------------------------------------------


def test_an_accepted_delivery_is_told_stored_logged_and_reported(
    analyst: Client, home: Path, delivery: Path
) -> None:
    page = send(analyst, "gateway", files_of(delivery))
    text = page.content.decode()
    assert page.status_code == 200
    assert "<title>Leverancen er godtaget" in text and "municipal_service: 2" in text
    (record,) = Store.open(home).deliveries()
    assert record.by == "ida" and record.id in text
    assert DeliveryStatus.objects.get().delivery == record.id
    entry = _last_entry()
    assert (entry.by, entry.role, entry.subject) == ("ida", "analytiker", "gateway")
    assert (entry.detail["outcome"], entry.detail["delivery"]) == ("accepted", record.id)
    assert set(entry.detail["files"]) == {"GATEWAY_INDSATS.csv", "LEVERANCE.json"}
    assert _left(home) == []


def test_D14_the_same_files_again_change_nothing(
    analyst: Client, home: Path, delivery: Path
) -> None:
    send(analyst, "gateway", files_of(delivery))
    again = send(analyst, "gateway", files_of(delivery))
    assert "Leverancen er modtaget før" in again.content.decode()
    assert len(Store.open(home).deliveries()) == 1
    assert _last_entry().detail["outcome"] == "duplicate"


def test_a_held_delivery_says_why(analyst: Client, home: Path, tmp_path: Path) -> None:
    two = [*ROWS, service("b-1", "2026-01-05T08:00:00+01:00", municipality="0860")]
    first = write_gateway(tmp_path / "1", "2026-02-10", two, units=["0851", "0860"])
    second = write_gateway(tmp_path / "2", "2026-03-10", ROWS, units=["0851"])
    send(analyst, "gateway", files_of(first))
    text = send(analyst, "gateway", files_of(second)).content.decode()
    assert "Leverancen er holdt tilbage" in text
    assert "Hjørring mangler i municipal_service" in text
    assert [one.state for one in Store.open(home).deliveries()] == ["accepted", "held"]


def _changed(name: str, change: Callable[[bytes], bytes]) -> Callable[[list[File]], list[File]]:
    return lambda files: [
        (field, sent, change(data) if sent == name else data) for field, sent, data in files
    ]


def _renamed(old: str, new: str) -> Callable[[list[File]], list[File]]:
    return lambda files: [(f, new if sent == old else sent, data) for f, sent, data in files]


TABLE = "GATEWAY_INDSATS.csv"
BAD = {
    "D10": _changed(TABLE, lambda data: data.replace(b"\n0851;", b"\n851;")),
    "D11": _changed(TABLE, lambda data: data.decode().encode("cp1252")),
    "D12": _changed(TABLE, lambda data: data.replace(b"completed;", b"completed;;;")),
    "D13": _changed(TABLE, lambda data: data.replace(b";Slut;", b";Start;")),
    "D21": _renamed(TABLE, "GATEWAY_INDSATS 610190" + "0001.csv"),
    "D22": _changed(TABLE, lambda data: b""),
    "K-MANIFEST": lambda files: [one for one in files if one[1] == TABLE],
    "D17": lambda files: [
        (field, name.replace(".csv", ".parquet"), data.replace(b".csv", b".parquet"))
        for field, name, data in files
    ],
}


@pytest.mark.parametrize("code", BAD)
def test_D_bad_files_are_refused_in_the_same_words_both_ways(
    analyst: Client, home: Path, delivery: Path, tmp_path: Path, code: str
) -> None:
    files = BAD[code](files_of(delivery))
    folder = tmp_path / "leverance"
    folder.mkdir()
    for _, name, content in files:
        (folder / name).write_bytes(content)
    with pytest.raises(BadInput) as told:
        take_in(Store.create(tmp_path / "other"), folder, source="gateway")
    page = send(analyst, "gateway", files)
    assert page.status_code == 422
    problems = page.context["page"].answer.wrong
    assert code in {one.code for one in problems}
    assert {one.code for one in problems} == {one.code for one in told.value.problems}
    assert [one.what for one in problems] == list(
        dict.fromkeys(one.what.da for one in told.value.problems)
    )
    assert {one.remedy for one in problems} == {one.remedy.da for one in told.value.problems}
    assert Store.open(home).deliveries() == () and _left(home) == []
    assert _last_entry().detail["problems"] == sorted({one.code for one in problems})
    assert "610190" + "0001" not in page.content.decode()


def test_D12_rows_of_one_fault_stand_in_one_line(analyst: Client, delivery: Path) -> None:
    page = send(analyst, "gateway", BAD["D12"](files_of(delivery)))
    (wrong,) = page.context["page"].answer.wrong
    assert wrong.place.endswith("rækkerne 2, 3")


def test_an_archive_is_refused_and_not_passed_over(
    analyst: Client, home: Path, delivery: Path
) -> None:
    page = send(analyst, "gateway", [*files_of(delivery), ("filer", "mere.zip", b"PK\x03\x04")])
    assert page.status_code == 422
    assert "pak et arkiv ud først" in page.content.decode()
    assert Store.open(home).deliveries() == ()


@pytest.mark.parametrize(
    ("source", "said"),
    [("", "Der er ingen kilde"), ("findes-ikke", "Der er ingen kilde"), ("lpr_a", "K-SOURCE")],
)
def test_a_wrong_source_is_told(analyst: Client, delivery: Path, source: str, said: str) -> None:
    page = send(analyst, source, files_of(delivery))
    assert page.status_code == 422 and said in page.content.decode()


def test_a_day_that_is_none_is_told(analyst: Client, delivery: Path) -> None:
    page = send(analyst, "gateway", files_of(delivery), offentliggjort="2026-02-31")
    assert page.status_code == 422 and "K-PUBLISHED" in page.content.decode()


# -- how it is sent ----------------------------------------------------------------------------------


def test_D19_names_are_cleaned_and_it_is_said(analyst: Client, home: Path, delivery: Path) -> None:
    files = _renamed(TABLE, "../../etc/\x00GATEWAY_INDSATS.csv")(files_of(delivery))
    text = send(analyst, "gateway", files).content.decode()
    assert "Leverancen er godtaget" in text
    assert "»../../etc/�GATEWAY_INDSATS.csv« blev læst som »GATEWAY_INDSATS.csv«" in text
    assert sorted(path.name for path in home.parent.iterdir()) == ["home", "out"]


def test_two_files_of_one_name_are_refused(analyst: Client, home: Path, delivery: Path) -> None:
    files = files_of(delivery)
    page = send(analyst, "gateway", [*files, ("filer", TABLE.upper(), b"x")])
    assert page.status_code == 422 and "To filer har samme navn" in page.content.decode()
    assert Store.open(home).deliveries() == () and _left(home) == []


def test_D18_too_much_is_not_read(analyst: Client, home: Path, monkeypatch) -> None:
    monkeypatch.setattr(uploads, "MAX_FILE_MB", 1)
    monkeypatch.setattr(uploads, "MAX_ALL_MB", 2)
    large = ("filer", TABLE, b"x" * (1024**2 + 1))
    page = send(analyst, "gateway", [large])
    assert page.status_code == 422 and "K-UPLOAD-SIZE" in page.content.decode()
    many = [("filer", f"{n}.csv", b"x" * 1024**2) for n in range(3)]
    assert "K-UPLOAD-SIZE" in send(analyst, "gateway", many).content.decode()
    stream = BytesIO(b"x" * 100)
    told = {"CONTENT_LENGTH": str(500 * 1024**2), "wsgi.input": stream}
    page = analyst.generic("POST", ADDRESS, content_type="multipart/form-data", **told)
    assert page.status_code == 413 and "er ikke læst" in page.content.decode()
    assert stream.tell() == 0 and _left(home) == []


@pytest.mark.parametrize("cut", [20, 200, -1])
def test_A05_a_sending_that_is_cut_leaves_nothing(
    analyst: Client, home: Path, delivery: Path, cut: int
) -> None:
    """Also where the cut falls between two files, and what came looks whole."""
    files = files_of(delivery)
    body = body_of({"kilde": "gateway"}, files)
    at = body.rindex(BOUNDARY.encode(), 0, -BOUNDARY.__len__() - 10) if cut < 0 else len(body) - cut
    page = analyst.generic(
        "POST",
        ADDRESS,
        content_type=f"multipart/form-data; boundary={BOUNDARY}",
        **{"wsgi.input": BytesIO(body[:at]), "CONTENT_LENGTH": str(len(body))},
    )
    assert page.status_code in (400, 422)
    assert "K-UPLOAD-CUT" in page.content.decode()
    assert Store.open(home).deliveries() == () and _left(home) == []


def test_D20_a_full_disk_is_told_and_nothing_is_left(
    analyst: Client, home: Path, delivery: Path, monkeypatch
) -> None:
    def full(self: object, data: bytes, start: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(uploads.KeptFiles, "receive_data_chunk", full)
    page = send(analyst, "gateway", files_of(delivery))
    assert page.status_code == 507 and "K-UPLOAD-ROOM" in page.content.decode()
    assert _left(home) == []


# -- in a process of its own -------------------------------------------------------------------------


def _command(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from tvaerblik.cli import main; raise SystemExit(main())"]
    environ = {name: value for name, value in os.environ.items() if "DJANGO" not in name}
    return subprocess.run(
        [*command, *arguments],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def _alike(home: Path) -> DeliveryRecord:
    """Two homes number their persons apart, so that stored bytes differ; nothing else may."""
    (record,) = Store.open(home).deliveries()
    tables = tuple(replace(table, file=None) for table in record.tables)
    return replace(record, tables=tables, received=None, by="")


def test_the_page_and_the_command_line_store_the_same(log_in, home: Path, tmp_path: Path) -> None:
    span = {"first": "2025-03", "last": "2025-03"}
    write_deliveries(tmp_path / "out", persons=400, seed=7, sources=("gateway",), **span)
    (folder,) = (tmp_path / "out" / "gateway").iterdir()
    other = tmp_path / "other"
    assert _command("init", "--home", str(home)).returncode == 0
    shutil.copytree(home, other)
    page = send(log_in(Role.ANALYTIKER), "gateway", files_of(folder))
    done = _command("intake", str(folder), "--source", "gateway", "--home", str(other), "--json")
    (told,) = json.loads(done.stdout)
    assert page.context["page"].answer.outcome == told["outcome"] == "accepted"
    assert _alike(home) == _alike(other)
    assert Store.open(home).deliveries()[0].by == "ida" and _left(home) == []


def test_a_process_that_fails_is_told_in_words(
    log_in, home: Path, delivery: Path, monkeypatch
) -> None:
    monkeypatch.setattr(receiving, "COMMAND", (sys.executable, "-c", "raise SystemExit(42)"))
    page = send(log_in(Role.ANALYTIKER), "gateway", files_of(delivery))
    assert page.status_code == 500 and "K-UPLOAD-STOPPED" in page.content.decode()
    assert _last_entry().detail["outcome"] == "failed" and _left(home) == []


def test_a_process_that_never_ends_is_stopped(
    log_in, home: Path, delivery: Path, monkeypatch
) -> None:
    endless = "import subprocess, sys; subprocess.run(['sleep', '60'])"
    monkeypatch.setattr(receiving, "COMMAND", (sys.executable, "-c", endless))
    monkeypatch.setattr(receiving, "LONGEST_SECONDS", 0.3)
    before = time.monotonic()
    page = send(log_in(Role.ANALYTIKER), "gateway", files_of(delivery))
    assert time.monotonic() - before < 20
    assert page.status_code == 500 and _left(home) == []


def test_two_at_once_one_is_told(analyst: Client, home: Path, delivery: Path, monkeypatch) -> None:
    monkeypatch.setattr(process, "PATIENCE", 0.0)
    with Store.open(home).turn():
        page = send(analyst, "gateway", files_of(delivery))
    assert page.status_code == 422 and "K-BUSY" in page.content.decode()
    assert "er godtaget" in send(analyst, "gateway", files_of(delivery)).content.decode()


CRASHING = """
import os, signal, sys
from pathlib import Path
from tvaerblik.web.uploads import upload_folder
with upload_folder(Path(sys.argv[1])) as upload:
    (upload.files / "GATEWAY_INDSATS.csv").write_text("610190")
    print("written", flush=True)
    signal.pause()
"""


def test_what_a_crash_leaves_is_removed_and_what_is_in_use_is_not(tmp_path: Path) -> None:
    root = tmp_path / "uploads"
    running = subprocess.Popen(
        [sys.executable, "-c", CRASHING, str(root)], stdout=subprocess.PIPE, text=True
    )
    with running:
        try:
            assert running.stdout is not None and running.stdout.readline() == "written\n"
            (folder,) = root.iterdir()
            assert {oct(path.stat().st_mode & 0o777) for path in (root, folder)} == {"0o700"}
            uploads.sweep_uploads(root)
            assert list(folder.rglob("*.csv")), "somebody is receiving it"
        finally:
            os.kill(running.pid, signal.SIGKILL)
    assert list(folder.rglob("*.csv"))
    uploads.sweep_uploads(root)
    assert list(root.iterdir()) == []


DYING = """
import json, os, subprocess, sys
folder, lock, command = sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3])
request = dict(home=folder, folder=folder + "/leverance", source="gateway", published=None)
request |= dict(by="ida", unit=None, parent=os.getpid())
child = subprocess.Popen(command, stdin=subprocess.PIPE, pass_fds=(lock,))
child.stdin.write(json.dumps(request).encode())
child.stdin.close()
os._exit(0)
"""


def test_a_process_whose_site_is_gone_removes_the_files_itself(tmp_path: Path) -> None:
    upload = uploads._make(tmp_path / "uploads")
    upload.files.mkdir()
    (upload.files / "GATEWAY_INDSATS.csv").write_text("610190")
    arguments = [str(upload.folder), str(upload.lock), json.dumps(receiving.COMMAND)]
    command = [sys.executable, "-c", DYING, *arguments]
    subprocess.run(command, pass_fds=(upload.lock,), check=True, timeout=60)
    os.close(upload.lock)
    patience = time.monotonic() + 30
    while upload.folder.exists() and time.monotonic() < patience:
        time.sleep(0.05)
    assert list((tmp_path / "uploads").iterdir()) == []


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("GOP.csv", "GOP.csv"),
        ("C:\\fakepath\\GOP.csv", "GOP.csv"),
        ("..", ""),
        ("/", ""),
        ("\u202egop.csv\u200b", "gop.csv"),
        ("A\u030angstrom.csv", "Ångstrom.csv"),
        (f"{'x' * 300}.csv", f"{'x' * 116}.csv"),
        (f"{'æ' * 300}.csv", f"{'æ' * 58}.csv"),
    ],
)
def test_D19_a_name_is_its_last_part_and_can_be_seen(sent: str, name: str) -> None:
    assert uploads.cleaned_name(sent) == name
