"""Deliveries that come again: the same contact twice is one contact, and the later word holds."""

from pathlib import Path

import pytest

from spec.drawn import Spec
from spec.page import table_step
from support.deliveries import CPR, contact, take_in, write_lpr
from tvaerblik.catalogue.drawn import lines_of
from tvaerblik.store.store import Store


class Hospital:
    """Sends files as the supplier does, through the front door."""

    def __init__(self, spec: Spec, folder: Path) -> None:
        self.spec, self.folder = spec, folder
        self.store = Store.create(folder / "home")

    def sends(self, published: str, window: tuple[str, str], text: str) -> None:
        """contact | person | started | ended: what it holds of the window on the day."""
        name = f"{published}, of {window[0]} to {window[1]}"
        self.spec.page.append(table_step("delivery", name, text))
        contacts = [
            contact(
                int(line["contact"]),
                line["started"],
                line["ended"],
                cpr=CPR[int(line["person"]) - 1],
            )
            for line in lines_of(text)
        ]
        delivered = write_lpr(self.folder, published, contacts, window=window)
        take_in(self.store, delivered, source="lpr_a")
        self.spec.received = self.store.snapshot(self.store.vintage())


@pytest.fixture
def hospital(spec: Spec, tmp_path: Path) -> Hospital:
    return Hospital(spec, tmp_path)


JANUARY = ("2026-01-01", "2026-02-01")
FEBRUARY = ("2026-02-01", "2026-03-01")
BOTH = ("2026-01-01", "2026-03-01")


def bed_days(spec: Spec) -> None:
    spec.define(
        """
measure:
  sum:
    of: {table: hospital_stay, where: [], date: started, place: residence}
    amount: {time: {from: started, to: ended, unit: days}}
    unknown: exclude"""
    )


def test_a_contact_sent_again_is_one_contact(spec: Spec, hospital: Hospital) -> None:
    """The window is sent again with a contact as it was, one whose end has come, one that is new, and
    without one that was withdrawn. Nothing is counted twice, and what was withdrawn not at all."""
    hospital.sends(
        "2026-02-10",
        JANUARY,
        """
        contact | person | started          | ended
        1       | 1      | 2026-01-05 08:00 | 2026-01-07 08:00
        2       | 2      | 2026-01-20 08:00 | 2026-01-21 08:00
        3       | 3      | 2026-01-10 08:00 | 2026-01-12 08:00
        """,
    )
    spec.expect_stays(
        "stay | length \n 1 | 2 days, 0:00:00 \n 2 | 1 day, 0:00:00 \n 3 | 2 days, 0:00:00"
    )
    hospital.sends(
        "2026-03-10",
        BOTH,
        """
        contact | person | started          | ended
        1       | 1      | 2026-01-05 08:00 | 2026-01-07 08:00
        2       | 2      | 2026-01-20 08:00 | 2026-01-25 08:00
        4       | 1      | 2026-01-07 10:00 | 2026-01-08 08:00
        """,
    )
    spec.expect_stays("stay | length \n 1 | 3 days, 0:00:00 \n 2 | 5 days, 0:00:00")
    bed_days(spec)
    spec.expect(
        "unit | period | numerator | numerator_persons \n kommune-0851 | 2026-01 | 8 | 2", placed=2
    )


def test_a_contact_that_moved_is_one_contact(spec: Spec, hospital: Hospital) -> None:
    """A contact of January is corrected to February and sent with February alone: the same key is the
    same contact, so it is January's no more."""
    hospital.sends(
        "2026-02-10",
        JANUARY,
        """
        contact | person | started          | ended
        1       | 1      | 2026-01-05 08:00 | 2026-01-07 08:00
        2       | 2      | 2026-01-20 08:00 | 2026-01-21 08:00
        """,
    )
    hospital.sends(
        "2026-03-10",
        FEBRUARY,
        """
        contact | person | started          | ended
        2       | 2      | 2026-02-20 08:00 | 2026-02-23 08:00
        """,
    )
    bed_days(spec)
    spec.expect("""
        unit         | period  | state       | numerator
        kommune-0851 | 2026-01 | ok          | 2
        kommune-0851 | 2026-02 | ok          | 3
        kommune-0851 | 2026-Q1 | not_settled | -
    """)
