"""The site over a published release, and over one where nothing has been published yet."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client

from support.sample_release import make_sample_release
from support.shared import made_once
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.actions.note_trouble import note_trouble
from tvaerblik.governance.actions.publish_release import publish_release
from tvaerblik.governance.actions.record_deliveries import record_deliveries
from tvaerblik.governance.releases.models import ReleaseRecord
from tvaerblik.governance.sources.reports import DeliveryReport, SourceReport
from tvaerblik.governance.statuses import DeliveryState
from tvaerblik.release.files import sha256_of
from tvaerblik.release.manifest import MANIFEST

OPERATOR = Permit("drift", "operator", "test")


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "sample", make_sample_release)


@pytest.fixture
def published(db, package: Path) -> ReleaseRecord:
    return publish_release(package.name, sha256_of(package / MANIFEST), package, by=OPERATOR)


@pytest.fixture
def site(published: ReleaseRecord) -> Client:
    return Client()


@pytest.fixture
def held_delivery(db) -> None:
    """One good delivery of LPR_A and a newer one that is held back; and trouble that is known."""
    missing = Text("Kommune 0851 mangler.", "Municipality 0851 is missing.")
    reports = (
        _report(10, DeliveryState.ACCEPTED),
        _report(11, DeliveryState.HELD, reasons=(missing,)),
    )
    title = Text("Landspatientregisteret (LPR_A)", "National Patient Register (LPR_A)")
    source = SourceReport("lpr_a", title, False, True, True, reports, promise_days=35)
    record_deliveries([source], by=OPERATOR)
    told = Text("LPR3 – forventes løst.", "LPR3 – to be solved.")
    note_trouble("lpr_a", told, since=date(2019, 3, 1), by=OPERATOR)


def _report(month: int, state: DeliveryState, **more) -> DeliveryReport:
    moment = datetime(2026, month, 10, 5, 30, tzinfo=UTC)
    return DeliveryReport(
        delivery=f"lpr_a-2026-{month}-10",
        published=moment.date(),
        received=moment,
        state=state,
        rows={"hospital_contact": 48_000},
        set_aside={"unlinked_person": 3},
        unlinked=3,
        covers={
            "hospital_contact": (date(2023, 1, 1), date(2026, month, 1)),
            "diagnosis": (None, date(2026, month, 1)),
        },
        **more,
    )
