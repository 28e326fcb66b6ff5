"""Documents of the demonstration: one case with a journal number and two files; all of it invented."""

from typing import Any

from tvaerblik.governance.actions.attach_file import attach_file
from tvaerblik.governance.actions.set_journal_number import set_journal_number
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.demo_requests import AGES

JOURNAL_NUMBER = "2026-004711"
GROUPS = """aldersgruppe;borgere i klyngen (opfundne tal)
65-69;6210
70-74;5940
75-79;5480
80-84;3160
85-89;1710
90+;930
"""
NOTE = """Notat til Chefforum Midt (opfundet)

Klyngen ønsker finere aldersgrupper i benchmark. De ældste grupper er små i Læsø og Rebild, så
mange tal bliver skjult pr. kommune. Sekretariatet foreslår at vise 90+ for klyngen alene.
"""


def seed_documents(by: Any) -> None:
    """Nothing where they are there already."""
    case = Case.objects.filter(title=AGES).first()
    if case is None or case.journal_number:
        return
    case = set_journal_number(case.number, JOURNAL_NUMBER, seen=case.serial, by=by)
    files = (
        ("aldersgrupper.csv", "Borgere i klyngen efter alder", GROUPS.encode("utf-8-sig"), False),
        ("notat.txt", "Sekretariatets notat", NOTE.encode(), True),
    )
    for name, title, content, internal in files:
        attach_file(case.number, content, name=name, title=title, internal=internal, by=by)
