"""Triggers that make the database itself refuse to change or remove an audit entry.

They stand beside the models' own refusal, for whoever reaches the tables another way. Put up by
`config.setup` after migrating and not by a migration, since Django's test runner empties tables
between tests and these would, rightly, not let it.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "audit_auditentry"

_SQLITE = tuple(
    f"CREATE TRIGGER IF NOT EXISTS audit_no_{event.lower()} BEFORE {event} ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'audit entries are never changed or removed'); END"
    for event in ("UPDATE", "DELETE")
)
# A statement that touches no row is refused as well, and so is emptying the table at once
_POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION audit_never_changes() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'audit entries are never changed or removed'; END $$""",
    f"""CREATE OR REPLACE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_never_changes()""",
)
GUARDS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}


def guard_audit(connection: BaseDatabaseWrapper) -> None:
    """Putting them up again changes nothing."""
    with connection.cursor() as cursor:
        for statement in GUARDS[connection.vendor]:
            cursor.execute(statement)
