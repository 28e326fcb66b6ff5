"""The derived register of hospital stays, as Ibis expressions over contacts."""

from typing import Any

import ibis

from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.shapes import arrow_schema
from tvaerblik.engine.fast.amounts import time_gone
from tvaerblik.engine.fast.conditions import table_of
from tvaerblik.engine.fast.session import Session
from tvaerblik.store.snapshot import Snapshot

# An open contact has no end yet; for joining it lasts for ever.
_FOR_EVER = "9999-01-01 00:00:00"


def sql_for_stays(session: Session, snapshot: Snapshot, catalogue: Catalogue) -> str:
    return str(ibis.to_sql(hospital_stays(catalogue), dialect="duckdb"))


def hospital_stays(catalogue: Catalogue) -> Any:
    """Stays as the register card says, ordered by person, start and key."""
    parameters = dict(catalogue.registers["hospital_stay"].parameters)
    contacts = _counted_contacts(
        table_of(catalogue, "hospital_contact"), parameters["contact_type"]
    )
    grouped = _grouped(contacts, gap_hours=int(parameters["gap_hours"]))
    stays = _one_row_a_stay(grouped, inpatient_hours=int(parameters["inpatient_hours"]))
    columns = arrow_schema(catalogue.registers["hospital_stay"]).names
    return stays.select(*columns).order_by("person", "started", "stay")


def _counted_contacts(contacts: Any, contact_type: str) -> Any:
    """Physical attendances but for unfinished somatic ones. `whole`: every attendance of the person
    came with a delivered key, those left out included."""
    physical = contacts.filter(contacts.contact_type == contact_type)
    person = ibis.window(group_by=physical.person)
    keyless = physical.stay_key.isnull().cast("int64").max().over(person)
    physical = physical.mutate(whole=keyless == 0, until=physical.ended.fill_null(_for_ever()))
    return physical.filter(physical.ended.notnull() | (physical.sector == "psychiatric"))


def _for_ever() -> Any:
    return ibis.literal(_FOR_EVER).cast("timestamp(6)")


def _grouped(contacts: Any, *, gap_hours: int) -> Any:
    """`group` tells a person's stays apart: the delivered key, or a running count of gaps.

    The latest end so far counts, not the last contact's: a short contact inside a long one must
    not make the long one end early."""
    order = [contacts.started, contacts.contact]
    earlier = ibis.window(group_by=contacts.person, order_by=order, preceding=(None, 1))
    so_far = contacts.mutate(latest=contacts.until.max().over(earlier))
    apart = so_far.started > so_far.latest + ibis.interval(hours=gap_hours)
    running = ibis.window(
        group_by=so_far.person,
        order_by=[so_far.started, so_far.contact],
        preceding=None,
        following=0,
    )
    gaps = apart.cast("int64").sum().over(running).fill_null(0)
    return so_far.mutate(group=ibis.ifelse(so_far.whole, so_far.stay_key, gaps))


def _one_row_a_stay(contacts: Any, *, inpatient_hours: int) -> Any:
    same = [contacts.person, contacts.group]
    first = ibis.window(group_by=same, order_by=[contacts.started, contacts.contact])
    length = contacts.until.delta(contacts.started, unit="microsecond")
    longest = ibis.window(
        group_by=same, order_by=[ibis.desc(length), contacts.started, contacts.contact]
    )
    ranked = contacts.mutate(
        is_first=ibis.row_number().over(first) == 0,
        is_longest=ibis.row_number().over(longest) == 0,
    )
    stays = ranked.group_by(ranked.person, ranked.group).aggregate(
        stay=ranked.contact.max(where=ranked.is_first),
        started=ranked.started.min(),
        started_date=ranked.started_date.min(),
        until=ranked.until.max(),
        last_date=ranked.ended_date.max(),
        **{
            name: ranked[name].max(where=ranked.is_first)
            for name in ("priority", "sector", "residence", "born", "sex")
        },
        diagnosis=ranked.diagnosis.max(where=ranked.is_longest),
        specialty=ranked.specialty.max(where=ranked.is_longest),
    )
    open_ = stays.until == _for_ever()
    ended = ibis.ifelse(open_, ibis.null("timestamp(6)"), stays.until)
    return stays.mutate(
        ended=ended,
        hours=time_gone("hours", (stays.started, None), (ended, None)),
        ended_date=ibis.ifelse(open_, ibis.null("date"), stays.last_date),
        inpatient=stays.until >= stays.started + ibis.interval(hours=inpatient_hours),
    )
