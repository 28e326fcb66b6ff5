"""The analytic store: takes whole deliveries in, hands out snapshots of vintages. Nothing is changed in place."""

import fcntl
import hashlib
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tvaerblik.core.errors import Blocked, ConfigError, IntegrityError, NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.store.catalogue import (
    Catalogue,
    insert_delivery,
    write_materialised,
    write_override,
    write_verdicts,
)
from tvaerblik.store.covers import covers_of
from tvaerblik.store.identity import Identity
from tvaerblik.store.months import count_by_month
from tvaerblik.store.paths import Home, check_fingerprint, fingerprint, sync, write_beside
from tvaerblik.store.records import (
    DeliveryRecord,
    NewDelivery,
    NewTable,
    Override,
    StoredFile,
    TableSummary,
    Verdict,
    Vintage,
)
from tvaerblik.store.resolve import Part, parts_of, write_alive
from tvaerblik.store.snapshot import Snapshot


@dataclass(frozen=True)
class Store:
    home: Home

    # -- opening -------------------------------------------------------------------------------------

    @classmethod
    def create(cls, root: Path) -> "Store":
        """An empty installation's store; repeating it changes nothing."""
        home = Home(root)
        for folder in home.folders():
            folder.mkdir(parents=True, exist_ok=True, mode=0o750)
        home.keys.chmod(0o700)
        home.lock.touch()
        Catalogue(home.catalogue).create()
        Identity(home).create()
        return cls(home)

    @classmethod
    def open(cls, root: Path) -> "Store":
        home = Home(root)
        if not home.catalogue.exists():
            raise ConfigError(
                Problem(
                    "K-HOME",
                    Text(f"»{root}« er ikke en installation.", f"'{root}' is not an installation."),
                    Text(
                        "Kør tvaerblik init --home MAPPE, eller ret --home.",
                        "Run tvaerblik init --home DIR, or mend --home.",
                    ),
                )
            )
        return cls(home)

    @property
    def catalogue(self) -> Catalogue:
        return Catalogue(self.home.catalogue)

    @property
    def identity(self) -> Identity:
        return Identity(self.home)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """One writer at a time, across processes; released by the system if the process dies."""
        with self.home.lock.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    @contextmanager
    def turn(self, patience: float | None = None) -> Iterator[None]:
        """One intake at a time, from reading to verdict and report: of two at once each would judge
        without the other. Others wait, or after `patience` seconds are told with Blocked."""
        with self.home.turn.open("w") as file:
            _wait_for(file.fileno(), patience)
            yield

    # -- deliveries ----------------------------------------------------------------------------------

    def deliveries(self, source: str | None = None) -> tuple[DeliveryRecord, ...]:
        """By publication, then source, then receipt."""
        return tuple(found for found in self.catalogue.all() if source in (None, found.source))

    def has_delivery(self, delivery: str) -> bool:
        return self.catalogue.get(delivery) is not None

    def delivery(self, delivery: str) -> DeliveryRecord:
        found = self.catalogue.get(delivery)
        if found is None:
            raise NotKnown(
                Problem(
                    "K-DELIVERY",
                    Text(
                        f"Der er ingen leverance »{delivery}«.",
                        f"There is no delivery '{delivery}'.",
                    ),
                    Text(
                        "Se listen med tvaerblik deliveries.",
                        "See the list with tvaerblik deliveries.",
                    ),
                )
            )
        return found

    def commit(self, delivery: NewDelivery, *, by: str, now: datetime) -> DeliveryRecord:
        """Stores a pseudonymised delivery whole, or nothing of it. The same bytes again change nothing."""
        with self.lock():
            known = self.catalogue.get(delivery.id)
            if known is not None:
                return known
            self._clear_unfinished()
            originals = self._keep_originals(delivery)
            record = self._record(delivery, self._write_tables(delivery), by=by, now=now)
            with self.catalogue.transaction() as connection:
                insert_delivery(connection, record, originals)
        return record

    def set_verdicts(self, verdicts: dict[str, Verdict]) -> None:
        with self.catalogue.transaction() as connection:
            write_verdicts(connection, verdicts)

    def override(self, delivery: str, *, by: str, reason: str, now: datetime) -> None:
        """A person takes a held delivery in. Judge again afterwards: the baseline moves."""
        self.delivery(delivery)
        if not by.strip() or not reason.strip():
            raise ValueError("An override needs somebody and a reason")
        with self.catalogue.transaction() as connection:
            write_override(connection, delivery, Override(by, reason, now))

    def _clear_unfinished(self) -> None:
        """What a process that was stopped in the middle left: only who holds the lock writes here."""
        for left in self.home.deliveries.glob("*/.*.tmp"):
            shutil.rmtree(left)

    def _keep_originals(self, delivery: NewDelivery) -> dict[str, str]:
        sums = {
            fact.name: fact.sha256 for fact in delivery.files if fact.name in delivery.originals
        }
        for name, sha256 in sums.items():
            path = self.home.originals / sha256
            if not path.exists():
                data = delivery.originals[name]
                write_beside(path, lambda temporary, data=data: temporary.write_bytes(data))
        return sums

    def _write_tables(self, delivery: NewDelivery) -> tuple[TableSummary, ...]:
        """All tables into a folder beside, then one rename. A folder without a record is left over from
        a crash between the rename and the transaction; nobody can have read it, so it is replaced."""
        final = self.home.deliveries / delivery.source / delivery.id
        beside = final.with_name(f".{delivery.id}.{os.getpid()}.tmp")
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True, mode=0o750)
        try:
            summaries = tuple(self._write_table(table, beside, final) for table in delivery.tables)
            sync(beside)
            shutil.rmtree(final, ignore_errors=True)
            beside.replace(final)
            sync(final.parent)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        return summaries

    def _write_table(self, table: NewTable, beside: Path, final: Path) -> TableSummary:
        def stored(rows: pa.Table, name: str) -> StoredFile:
            path = beside / name
            pq.write_table(rows, path, compression="zstd", use_dictionary=True)
            path.chmod(0o640)
            sync(path)
            return StoredFile(
                self.home.relative(final / name), fingerprint(path), path.stat().st_size
            )

        file = stored(table.rows, f"{table.table}.parquet")
        removed = (
            stored(table.removed, f"{table.table}.removed.parquet")
            if table.removed is not None
            else None
        )
        return _summary(table, file, removed)

    def _record(
        self, delivery: NewDelivery, tables: tuple[TableSummary, ...], *, by: str, now: datetime
    ) -> DeliveryRecord:
        last = self.catalogue.last_received()
        received = (
            now.astimezone(UTC)
            if last is None
            else max(now.astimezone(UTC), last + timedelta(microseconds=1))
        )
        return DeliveryRecord(
            delivery.id,
            delivery.source,
            delivery.published,
            received,
            by,
            delivery.sha256,
            delivery.synthetic,
            delivery.files,
            tables,
            delivery.asides,
        )

    # -- vintages and snapshots ----------------------------------------------------------------------

    def vintage(
        self,
        tables: Iterable[str] | None = None,
        *,
        as_of: date | None = None,
        known_at: datetime | None = None,
    ) -> Vintage:
        """The accepted deliveries published by a day (it included) and received by a time."""
        wanted = None if tables is None else set(tables)
        found = tuple(
            delivery
            for delivery in self.deliveries()
            if delivery.state == "accepted"
            and (as_of is None or delivery.published <= as_of)
            and (known_at is None or delivery.received <= known_at)
            and (wanted is None or any(summary.table in wanted for summary in delivery.tables))
        )
        return Vintage(_digest(delivery.id for delivery in found), found)

    def snapshot(self, vintage: Vintage, tables: Iterable[str] | None = None) -> Snapshot:
        """Every table that a delivery of the vintage holds (or those asked for), written once each."""
        present = {
            summary.table: delivery.source
            for delivery in vintage.deliveries
            for summary in delivery.tables
        }
        wanted = sorted(present if tables is None else set(tables) & set(present))
        files = {table: self._materialised(vintage, table) for table in wanted}
        covers = tuple(
            cover
            for table in wanted
            for cover in covers_of(table, parts_of(vintage.deliveries, table))
        )
        synthetic = frozenset(
            table
            for table in wanted
            for delivery in vintage.deliveries
            if delivery.synthetic and delivery.summary(table) is not None
        )
        return Snapshot(
            vintage.id, files, covers, synthetic, {table: present[table] for table in wanted}
        )

    def _materialised(self, vintage: Vintage, table: str) -> Path:
        parts = parts_of(vintage.deliveries, table)
        follows = parts[-1].summary.follows
        leading = parts_of(vintage.deliveries, follows.table) if follows else ()
        digest = _digest(
            vintage.deliveries[order].id
            for order in sorted({part.order for part in (*parts, *leading)})
        )
        path = self.home.vintages / f"{table}-{digest[:16]}.parquet"
        name = self.home.relative(path)
        recorded = self.catalogue.materialised(name)
        if recorded is not None and path.exists() and fingerprint(path) == recorded:
            return path
        self._check_parts((*parts, *leading))
        write_beside(path, lambda temporary: write_alive(self.home.root, parts, leading, temporary))
        with self.catalogue.transaction() as connection:
            write_materialised(connection, name, fingerprint(path))
        return path

    def _check_parts(self, parts: tuple[Part, ...]) -> None:
        for part in parts:
            for file in (part.summary.file, part.summary.removed):
                if file is not None:
                    check_fingerprint(self.home.root / file.path, file.sha256)

    # -- looking after -------------------------------------------------------------------------------

    def verify(self) -> tuple[IntegrityError, ...]:
        """Every stored file against its fingerprint: what is wrong, all of it."""
        files = {
            self.home.root / file.path: file.sha256
            for delivery in self.deliveries()
            for summary in delivery.tables
            for file in (summary.file, summary.removed)
            if file is not None
        }
        files |= {
            self.home.originals / name: sha256
            for name, sha256 in self.catalogue.originals().items()
        }
        found = []
        for path, sha256 in files.items():
            try:
                check_fingerprint(path, sha256)
            except IntegrityError as error:
                found.append(error)
        return tuple(found)


def _wait_for(file: int, patience: float | None) -> None:
    if patience is None:
        fcntl.flock(file, fcntl.LOCK_EX)
        return
    tired = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= tired:
                raise Blocked(_busy()) from None
            time.sleep(0.1)


def _busy() -> Problem:
    return Problem(
        "K-BUSY",
        Text("En anden leverance er ved at blive modtaget.", "Another delivery is being taken in."),
        Text("Intet er ændret. Send igen om lidt.", "Nothing has changed. Send again in a while."),
    )


def with_verdicts(
    records: Iterable[DeliveryRecord], verdicts: dict[str, Verdict]
) -> tuple[DeliveryRecord, ...]:
    return tuple(
        replace(record, verdict=verdicts.get(record.id, record.verdict)) for record in records
    )


def _summary(table: NewTable, file: StoredFile, removed: StoredFile | None) -> TableSummary:
    day = table.date_column
    span = pc.min_max(table.rows[day]).as_py() if day else {"min": None, "max": None}
    return TableSummary(
        table=table.table,
        rows=table.rows.num_rows,
        columns=table.columns,
        units=_rows_by_unit(table.rows, table.unit_column),
        amounts=_amounts_by_unit(table),
        first=span["min"],
        last=span["max"],
        covers=table.covers,
        replaces=table.replaces,
        key=table.key,
        date_column=day,
        unit_column=table.unit_column,
        follows=table.follows,
        switches=table.switches,
        doubts=table.doubts,
        newcomers=table.newcomers,
        months=count_by_month(table.rows, table.unit_column, day),
        file=file,
        removed=removed,
    )


def _amounts_by_unit(table: NewTable) -> dict[str, int]:
    """Of a table that says how many persons there are, as `population` does; others have none.
    On its latest day: a delivery may tell of several, and a sum over days is no number of people."""
    unit, day = table.unit_column, table.date_column
    if unit is None or day is None or "persons" not in table.rows.column_names:
        return {}
    latest = table.rows.filter(pc.equal(table.rows[day], pc.max(table.rows[day])))
    summed = latest.group_by(unit).aggregate([("persons", "sum")])
    pairs = zip(summed[unit].to_pylist(), summed["persons_sum"].to_pylist(), strict=True)
    return dict(sorted(pairs))


def _rows_by_unit(rows: pa.Table, unit: str | None) -> dict[str, int]:
    if unit is None:
        return {}
    counted = rows.group_by(unit).aggregate([(unit, "count")])
    pairs = zip(counted[unit].to_pylist(), counted[f"{unit}_count"].to_pylist(), strict=True)
    return dict(sorted((name, count) for name, count in pairs if name is not None))


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
