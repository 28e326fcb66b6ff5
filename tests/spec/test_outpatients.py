"""Outpatient contacts: short attendances, contacts outside the hospital, and virtual ones."""

import pytest

from spec.drawn import Spec

NO_PROCEDURES = "procedure_id | contact | code"


@pytest.mark.parametrize(
    ("type_", "started", "ended", "mode"),
    [
        pytest.param("ALCA00", "2024-01-01 08:00", "2024-01-01 19:59", "attendance", id="short"),
        pytest.param("ALCA00", "2024-01-01 08:00", "2024-01-01 20:00", None, id="12 hours"),
        pytest.param("ALCA00", "2024-01-01 08:00", "-", None, id="no end"),
        pytest.param("ALCA00", "2024-10-26 20:00", "2024-10-27 07:00", None, id="the long night"),
        pytest.param(
            "ALCA00", "2024-03-30 20:00", "2024-03-31 08:59", "attendance", id="the short night"
        ),
        pytest.param("ALCA01", "2024-01-01 08:00", "2024-01-02 20:00", "outreach", id="outreach"),
        pytest.param("ALCA01", "2024-01-01 08:00", "-", "outreach", id="outreach without an end"),
        pytest.param("ALCA03", "2024-01-01 08:00", "-", "virtual", id="virtual"),
        pytest.param("ALCA02", "2024-01-01 08:00", "2024-01-01 09:00", None, id="another type"),
    ],
)
def test_which_contacts_are_outpatient(
    spec: Spec, type_: str, started: str, ended: str, mode: str | None
) -> None:
    """A physical attendance is outpatient when it is known to have lasted less than 12 hours."""
    spec.draw(
        "hospital_contact",
        f"contact | person | contact_type | started | ended \n 1 | 1 | {type_} | {started} | {ended}",
    )
    spec.draw("procedure", NO_PROCEDURES)
    spec.expect_derived("outpatient_contact", f"mode \n {mode}" if mode else "mode")


@pytest.mark.parametrize(
    ("type_", "codes", "mode"),
    [
        pytest.param("ALCA03", "BVAA33D", "video", id="video"),
        pytest.param("ALCA03", "BVAA33D1", "video", id="a kind of video"),
        pytest.param("ALCA03", "BVAA33A", "telephone", id="telephone"),
        pytest.param("ALCA03", "BVAA33A BVAA33D", "video", id="both"),
        pytest.param("ALCA03", "BVAA33D BVAA33D", "video", id="twice"),
        pytest.param("ALCA03", "BVAA33", "virtual", id="neither"),
        pytest.param("ALCA03", "", "virtual", id="no procedure"),
        pytest.param("ALCA00", "BVAA33D", "attendance", id="an attendance"),
        pytest.param("ALCA01", "BVAA33A", "outreach", id="outreach"),
    ],
)
def test_the_procedure_tells_how_a_virtual_contact_was_held(
    spec: Spec, type_: str, codes: str, mode: str
) -> None:
    """Video where both are registered: the telephone came before or after it. Only virtual contacts are
    asked, and each counts once however many procedures it has."""
    spec.draw(
        "hospital_contact",
        f"""
        contact | person | contact_type | started          | ended
        1       | 1      | {type_}      | 2024-01-01 08:00 | 2024-01-01 09:00
        2       | 1      | {type_}      | 2024-01-01 08:00 | 2024-01-01 09:00
        """,
    )
    lines = [f"p{number} | 1 | {code}" for number, code in enumerate(codes.split())]
    spec.draw("procedure", "\n".join([NO_PROCEDURES, *lines]))
    usual = {"ALCA00": "attendance", "ALCA01": "outreach", "ALCA03": "virtual"}[type_]
    spec.expect_derived("outpatient_contact", f"contact | mode \n 1 | {mode} \n 2 | {usual}")


def test_what_an_outpatient_contact_keeps(spec: Spec) -> None:
    """Everything else is the contact's own, what is missing included."""
    spec.draw(
        "hospital_contact",
        """
        contact | person | contact_type | started          | ended            | sector      | unit | residence
        2       | 5      | ALCA03       | 2024-07-01 00:10 | 2024-07-01 00:20 | psychiatric | 77   | -
        1       | 6      | ALCA01       | 2024-07-01 08:00 | -                | somatic     | 78   | kommune-0860
        """,
    )
    spec.draw("procedure", NO_PROCEDURES)
    spec.expect_derived(
        "outpatient_contact",
        """
        contact | person | started_date | ended_date | mode     | sector      | unit | residence
        1       | 6      | 2024-07-01   | -          | outreach | somatic     | 78   | kommune-0860
        2       | 5      | 2024-07-01   | 2024-07-01 | virtual  | psychiatric | 77   | -
        """,
    )


def test_without_procedures_there_is_no_register(spec: Spec) -> None:
    """Nobody can tell telephone from video then: the figure is not there rather than wrong."""
    spec.draw(
        "hospital_contact",
        "contact | person | contact_type | started | ended"
        " \n 1 | 1 | ALCA03 | 2024-01-10 08:00 | 2024-01-10 09:00",
    )
    spec.define(
        """
measure:
  count:
    of: {table: outpatient_contact, where: [], date: started, place: residence}
    unknown: exclude"""
    )
    spec.expect("""
        unit         | period  | state         | numerator
        kommune-0851 | 2024-01 | not_collected | -
    """)
