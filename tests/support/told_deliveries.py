"""What governance is told of a source, as pages show it."""

from datetime import UTC, date, datetime

from tvaerblik.core.deliveries import Window
from tvaerblik.core.texts import Text
from tvaerblik.governance.sources.reports import DeliveryReport, SourceReport
from tvaerblik.governance.statuses import DeliveryState


def gateway_of_every_state() -> SourceReport:
    """Months in each state that a few deliveries can leave them in."""
    units = ("kommune-0851", "kommune-0860")
    reports = tuple(
        DeliveryReport(
            delivery=f"gateway-2026-{month}-10",
            published=date(2026, month, 10),
            received=datetime(2026, month, 10, 5, 30, tzinfo=UTC),
            state=state,
            rows={"municipal_service": 900},
            set_aside={"withdrawn": 7},
            windows={"municipal_service": windows},
        )
        for month, state, windows in (
            (9, DeliveryState.ACCEPTED, (Window(date(2023, 3, 9), date(2026, 9, 1), units),)),
            (10, DeliveryState.ACCEPTED, (Window(date(2026, 8, 1), date(2026, 10, 1), units[:1]),)),
            (11, DeliveryState.HELD, (Window(date(2026, 9, 1), date(2026, 11, 1), units),)),
        )
    )
    title = Text("Kommunale indsatser", "Municipal services")
    return SourceReport("gateway", title, False, True, True, reports, promise_days=35)
