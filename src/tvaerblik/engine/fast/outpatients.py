"""Outpatient contacts: short attendances, outreach, and virtual contacts by the procedure on them."""

# ruff: noqa: S608 - the names put into statements are ours or a register card's, never input

from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.engine.fast.derived import quoted
from tvaerblik.engine.fast.session import Session
from tvaerblik.store.snapshot import Snapshot


def sql_for_outpatients(session: Session, snapshot: Snapshot, catalogue: Catalogue) -> str:
    parameters = catalogue.registers["outpatient_contact"].parameter
    attendance, outreach, virtual, video, telephone = (
        quoted(parameters[name])
        for name in ("attendance", "outreach", "virtual", "video", "telephone")
    )
    hours = int(parameters["shorter_than_hours"])
    return f"""
WITH forms AS (
    SELECT contact, bool_or(starts_with(code, {video})) AS is_video,
           bool_or(starts_with(code, {telephone})) AS is_telephone
    FROM procedure
    GROUP BY contact
)
SELECT contact, person, started, started_date, ended, ended_date,
       CASE WHEN contact_type = {attendance} THEN 'attendance'
            WHEN contact_type = {outreach} THEN 'outreach'
            WHEN is_video THEN 'video'
            WHEN is_telephone THEN 'telephone'
            ELSE 'virtual' END AS mode,
       sector, unit, residence, born, sex
FROM hospital_contact LEFT JOIN forms USING (contact)
WHERE contact_type IN ({outreach}, {virtual})
   OR (contact_type = {attendance} AND ended < started + INTERVAL {hours} HOUR)
ORDER BY contact
"""
