"""Why a file is not taken in, each as a sentence and what to do. Nothing of the file is repeated."""

from tvaerblik.core.errors import BadInput, Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.attachments.kinds import MAX_FILES, MAX_MB, SUFFIXES, FileKind

_ACCEPTED = ", ".join(kind.upper() for kind in FileKind)
_AS_PDF = Text("Gem den som PDF, og send den.", "Store it as PDF, and send that.")
_AGAIN = Text(
    "Åbn den på din egen computer, gem den igen, og send den.",
    "Open it on your own computer, store it again, and send that.",
)


def none_chosen() -> BadInput:
    return _bad(
        "G-FILE-NONE",
        Text("Der er ikke valgt en fil.", "No file was chosen."),
        Text("Vælg én fil.", "Choose one file."),
    )


def empty() -> BadInput:
    return _bad(
        "G-FILE-EMPTY",
        Text("Filen er tom.", "The file is empty."),
        Text("Vælg en anden.", "Choose another."),
    )


def too_large() -> BadInput:
    return _bad(
        "G-FILE-SIZE",
        Text(
            f"Filen fylder mere end {MAX_MB} MB og er ikke gemt.",
            f"The file is larger than {MAX_MB} MB and was not stored.",
        ),
        Text("Gør den mindre, eller del den.", "Make it smaller, or split it."),
    )


def unknown() -> BadInput:
    return _bad(
        "G-FILE-KIND",
        Text(
            "Filens indhold er ikke af en slags, der kan lægges på en sag.",
            "The file's content is of no kind that a case can hold.",
        ),
        Text(
            f"Det kan {_ACCEPTED}; ældre Office-filer gemmes først i det nye format.",
            f"It can hold {_ACCEPTED}; older Office files are stored in the new format first.",
        ),
    )


def named_otherwise(kind: FileKind) -> BadInput:
    ending = SUFFIXES[kind][0]
    return _bad(
        "G-FILE-NAME",
        Text(
            f"Indholdet er {kind.upper()}, men filen hedder noget andet.",
            f"The content is {kind.upper()}, but the file is named as something else.",
        ),
        Text(
            f"Er det den rigtige fil, så lad navnet ende på »{ending}«.",
            f"If it is the right file, let its name end in '{ending}'.",
        ),
    )


def locked() -> BadInput:
    return _bad(
        "G-FILE-LOCKED",
        Text(
            "Filen er beskyttet med adgangskode og kan ikke læses i et arkiv.",
            "The file is protected by a password and cannot be read in an archive.",
        ),
        Text("Fjern beskyttelsen, og send den igen.", "Remove the protection, and send it again."),
    )


def broken() -> BadInput:
    return _bad(
        "G-FILE-BROKEN",
        Text(
            "Filen er ikke hel: noget af den mangler eller er ændret.",
            "The file is not whole: some of it is missing or changed.",
        ),
        _AGAIN,
    )


def runs() -> BadInput:
    return _bad(
        "G-FILE-MACRO",
        Text(
            "Filen indeholder makroer eller andet, der kan køre.",
            "The file holds macros or something else that can run.",
        ),
        _AS_PDF,
    )


def bomb() -> BadInput:
    return _bad(
        "G-FILE-BOMB",
        Text(
            "Filen fylder urimeligt meget, når den pakkes ud.",
            "The file is unreasonably large when it is unpacked.",
        ),
        _AS_PDF,
    )


def tangled() -> BadInput:
    return _bad(
        "G-FILE-TANGLED",
        Text(
            "Mailen har urimeligt mange dele, linjer eller modtagere.",
            "The mail has unreasonably many parts, lines or recipients.",
        ),
        _AS_PDF,
    )


def person_in(where: str) -> BadInput:
    words = {
        "name": Text(
            "Filens navn indeholder et CPR-nummer.", "The file's name holds a CPR number."
        ),
        "content": Text("Filen indeholder et CPR-nummer.", "The file holds a CPR number."),
    }
    return _bad(
        "G-CPR",
        words[where],
        Text(
            "Fjern det; filen er ikke gemt. Personer må ikke stå i en sag.",
            "Remove it; the file was not stored. No persons may stand in a case.",
        ),
    )


def too_many() -> Blocked:
    return Blocked(
        Problem(
            "G-FILE-MANY",
            Text(
                f"Sagen har {MAX_FILES} bilag, og flere kan den ikke have.",
                f"The case has {MAX_FILES} files, and can have no more.",
            ),
            Text(
                "Saml flere i én PDF, eller træk et tilbage.",
                "Gather several in one PDF, or withdraw one.",
            ),
        )
    )


def there_already(number: int) -> Blocked:
    return Blocked(
        Problem(
            "G-FILE-TWICE",
            Text(
                f"Den samme fil ligger allerede på sagen som bilag {number}.",
                f"The same file is on the case already, as file {number}.",
            ),
            Text("Der er intet at gøre.", "There is nothing to do."),
        )
    )


def was_removed() -> Blocked:
    return Blocked(
        Problem(
            "G-FILE-REMOVED",
            Text(
                "Netop denne fil er fjernet, fordi den indeholdt oplysninger om personer.",
                "This very file was removed, because it held something about persons.",
            ),
            Text("Fjern oplysningerne, og send den igen.", "Remove that, and send it again."),
        )
    )


def gone_already(number: int) -> Blocked:
    return Blocked(
        Problem(
            "G-FILE-WITHDRAWN",
            Text(f"Bilag {number} er trukket tilbage.", f"File {number} has been withdrawn."),
            Text("Se, hvorfor, på sagens side.", "See why on the case's page."),
        )
    )


def _bad(code: str, what: Text, remedy: Text) -> BadInput:
    return BadInput(Problem(code, what, remedy))
