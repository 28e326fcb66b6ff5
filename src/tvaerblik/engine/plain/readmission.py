"""The choices a readmission leaves open: which index rows are left out."""

from datetime import date, timedelta

from tvaerblik.catalogue.language import Counted, Linked, Proportion, index_conditions
from tvaerblik.engine.plain.links import Links, Moment, lies_in
from tvaerblik.engine.plain.logic import Row, age_of
from tvaerblik.engine.plain.tables import Tables


class IndexChoices:
    def __init__(self, measure: Counted, tables: Tables, links: Links) -> None:
        self.measure, self.tables, self.links = measure, tables, links
        self.named = measure.readmission if isinstance(measure, Proportion) else None
        self.died: dict[int, date | None] = {}
        if self.named is not None and self.named.death == "excluded":
            self.died = {row["person"]: row["died"] for row in tables.rows("person")}

    def leave_out(self, row: Row) -> bool:
        """Whether an index row is no index after all."""
        if self.named is None:
            return False
        if self.named.chaining == "not_allowed" and self._is_readmission(row):
            return True
        return self.named.death == "excluded" and self._died_meanwhile(row)

    @property
    def _link(self) -> Linked:
        assert isinstance(self.measure, Proportion)
        (link,) = self.measure.having
        assert isinstance(link, Linked), link
        return link

    def _is_readmission(self, row: Row) -> bool:
        """One step back only: whether the row before is itself a readmission is not asked."""
        table = self.measure.of.table
        if self._link.table != table:
            return False
        to = self.links.moment(table, row, self._link.to)
        age = age_of(row, self.tables.day(table, row, self._link.to))
        if to is None or self.links.holds(self._link.where, table, row, age) is not True:
            return False
        return any(
            self._comes_before(other, to)
            for other in self.tables.of_person(table, row["person"])
            if self.tables.key(table, other) != self.tables.key(table, row)
        )

    def _comes_before(self, other: Row, to: Moment) -> bool:
        """Whether another row is an index row that this moment follows."""
        of = self.measure.of
        from_ = self.links.moment(of.table, other, self._link.from_)
        if from_ is None or not lies_in(self._link.within, from_, to):
            return False
        age = age_of(other, self.tables.day(of.table, other, of.date))
        return self.links.holds(index_conditions(self.measure), of.table, other, age) is True

    def _died_meanwhile(self, row: Row) -> bool:
        from_ = self.tables.local_date(self.measure.of.table, row, self._link.from_)
        died = self.died.get(row["person"])
        if from_ is None or died is None:
            return False
        return from_ <= died <= from_ + timedelta(days=self._link.within.before.days_of_24_hours)
