"""Tiny deliveries of any declared source: files as suppliers spell them, with their note."""

from pathlib import Path

import pytest

from support.deliveries import CPR, take_in, world, write_note
from tvaerblik.catalogue.received import ReadDelivery
from tvaerblik.core.errors import BadInput
from tvaerblik.sources.front import read_delivery
from tvaerblik.store.store import Store

WINDOW = ("2025-12-29", "2026-03-02")  # from a Monday to a Monday
PUBLISHED = "2026-04-10"


class Supplier:
    """Writes one source's deliveries. `header` by file; a row is a list of changes to the file's model row."""

    def __init__(self, source: str, models: dict[str, dict[str, str]]) -> None:
        self.source, self.models = source, models

    def row(self, file: str, **changes: str) -> dict[str, str]:
        return self.models[file] | changes

    def write(
        self,
        root: Path,
        rows: dict[str, list[dict[str, str]]],
        *,
        published: str = PUBLISHED,
        window: tuple[str, str] = WINDOW,
        units: list[str] | None = None,
    ) -> Path:
        """Files not named have their model row; one named with no rows is left out."""
        if self.source == "gateway" and units is None:
            units = ["0813", "0851", "0860"]
        folder = root / self.source / published
        folder.mkdir(parents=True)
        files = {name: [model] for name, model in self.models.items()} | rows
        names = [name for name, lines in files.items() if lines]
        for name in names:
            header = ";".join(files[name][0])
            lines = [";".join(row.values()) for row in files[name]]
            (folder / f"{name}.csv").write_text(
                "\n".join((header, *lines)) + "\n", encoding="utf-8"
            )
        covers: list[dict[str, object]] = [
            {"file": name, "from": window[0], "to": window[1], "units": units} for name in names
        ]
        write_note(folder, self.source, [f"{name}.csv" for name in names], covers)
        return folder

    def read(self, root: Path, file: str, *changes: dict[str, str], **note: object) -> ReadDelivery:
        """What is read of one file whose rows are its model row with changes."""
        rows = {file: [self.row(file, **change) for change in changes]}
        return read_delivery(self.source, self.write(root, rows, **note), world())

    def rows(self, root: Path, file: str, *changes: dict[str, str]) -> list[dict[str, object]]:
        """The canonical rows of one file."""
        delivery = self.read(root, file, *changes)
        return next(t for t in delivery.tables if t.file.startswith(f"{file}.")).rows.to_pylist()

    def refused(self, root: Path, file: str, *changes: dict[str, str]) -> list[tuple[object, ...]]:
        """(code, row, column) of every problem; no value of a person is said."""
        rows = {file: [self.row(file, **change) for change in changes]}
        with pytest.raises(BadInput) as caught:
            read_delivery(self.source, self.write(root, rows), world())
        return places(caught.value)

    def refused_by_intake(
        self, root: Path, store: Store, file: str, *changes: dict[str, str]
    ) -> list[tuple[object, ...]]:
        """As `refused`, for what is checked of every source before it is stored."""
        rows = {file: [self.row(file, **change) for change in changes]}
        with pytest.raises(BadInput) as caught:
            take_in(store, self.write(root, rows), source=self.source)
        assert store.deliveries() == ()
        return places(caught.value)


def places(error: BadInput) -> list[tuple[object, ...]]:
    said = error.in_("da") + error.in_("en")
    assert not [number for number in CPR if number in said]
    for problem in error.problems:
        assert problem.what.da != problem.what.en
        assert problem.remedy.da != problem.remedy.en
    return [(found.code, found.where.row, found.where.column) for found in error.problems]


def asides(delivery: ReadDelivery) -> dict[str, int]:
    return {aside.reason: aside.rows for aside in delivery.asides}
