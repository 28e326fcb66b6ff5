"""What the file system and the databases answer when they cannot, as sentences."""

import errno
import os
import sqlite3
import sys

from tvaerblik.core.errors import ConfigError, IntegrityError, Problem
from tvaerblik.core.texts import Text

_REASONS = {
    errno.ENOENT: Text("findes ikke", "does not exist"),
    errno.ENOTDIR: Text("er ikke en mappe", "is no folder"),
    errno.EISDIR: Text("er en mappe", "is a folder"),
    errno.EEXIST: Text("er der allerede og er ikke en mappe", "is there already and is no folder"),
    errno.EACCES: Text("må ikke bruges af denne bruger", "may not be used by this user"),
    errno.EPERM: Text("må ikke bruges af denne bruger", "may not be used by this user"),
    errno.EROFS: Text("kan kun læses", "can only be read"),
    errno.ENAMETOOLONG: Text("har et for langt navn", "has too long a name"),
    errno.ENOSPC: Text(
        "kan ikke skrives: der er ikke plads", "cannot be written: no space is left"
    ),
    errno.EADDRINUSE: Text("er optaget af et andet program", "is in use by another program"),
}
_OTHER = Text("kan ikke bruges", "cannot be used")
# A name is cut here, so that one that is too long can still be read.
LONGEST = 200


def unusable_place(error: OSError) -> ConfigError:
    """The path alone is told: the system's own message is in one language and may say more."""
    place = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
    named = place[:LONGEST] or "?"
    why = _REASONS.get(error.errno or 0, _OTHER)
    return ConfigError(
        Problem(
            "K-PLACE",
            Text(f"»{named}« {why.da}.", f"'{named}' {why.en}."),
            Text(
                "Ret stien, adgangen eller pladsen på disken, og prøv igen.",
                "Mend the path, the access or the space on the disk, and try again.",
            ),
        )
    )


def is_of_a_database(error: Exception) -> bool:
    # Django is asked only where it is in use: importing it takes a second
    django = sys.modules.get("django.db.utils")
    kinds = (sqlite3.DatabaseError, *((django.DatabaseError,) if django else ()))
    return isinstance(error, kinds)


def unusable_database() -> IntegrityError:
    return IntegrityError(
        Problem(
            "K-DATABASE",
            Text(
                "En af installationens databaser kan ikke bruges.",
                "One of the installation's databases cannot be used.",
            ),
            Text(
                "Er disken fuld, skriver en anden, eller svarer databasens server ikke? Prøv igen; ellers hent sikkerhedskopien.",
                "Is the disk full, is another writing, or does the database's server not answer? Try again; else restore the backup.",
            ),
        )
    )
