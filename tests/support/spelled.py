"""Definitions spelled as files: one of every construct of the language, loaded as a user's would be."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from tvaerblik.catalogue.loader import Catalogue, load_catalogue

AROUND = """\
id: {id}
version: 1.0.0
status: live
title: {{da: "{id} på dansk", en: "{id} in English"}}
short_title: {{da: Kort, en: Short}}
unit_text: {{da: enheder, en: units}}
purpose: {{da: Formål, en: Purpose}}
caveats: {{da: Forbehold, en: Caveats}}
theme: overgange
goals: [nationale-maal-1]
polarity: lower
owner:
  - {{body: region-nordjylland, sector: hospital, from: 2023-01-01}}
authored_by: indikatoransvarlig
checked_by: faglig kontrol
reviewed: 2026-10-01
next_review: 2027-10-01
visibility: offentlig
sensitivity: standard
national: {{status: reconciled, counterpart: esundhed}}
periods: [{periods}]
grains: {{units: {units}, breakdowns: [{breakdowns}]}}
interval: none
decimals: 1
settle: {settle} days
lag: 45 days
look_back: {look_back} days
changes:
  - {{version: 1.0.0, date: 2026-10-01, reason: new, text: {{da: Første, en: First}}}}
{more}measure:
"""


@dataclass(frozen=True)
class Spelled:
    """A measure's YAML, indented as under `measure:`, and what stands around it."""

    measure: str
    more: str = ""
    settle: int = 0
    look_back: int = 0
    periods: str = "month, year"
    units: str = "municipality"
    breakdowns: str = "age_band, sex"

    def text(self, id_: str) -> str:
        around = AROUND.format(
            id=id_,
            more=f"{self.more}\n" if self.more else "",
            settle=self.settle,
            look_back=self.look_back,
            periods=self.periods,
            units=self.units,
            breakdowns=self.breakdowns,
        )
        return around + "\n".join(f"  {line}" for line in self.measure.strip("\n").splitlines())


def stays(*where: str, date: str = "started", name: str = "of") -> str:
    return rows("hospital_stay", *where, date=date, name=name)


def rows(
    table: str, *where: str, date: str = "started", place: str = "residence", name: str = "of"
) -> str:
    return f"{name}: {{table: {table}, where: [{', '.join(where)}], date: {date}, place: {place}}}"


ADMITTED, ACUTE, SOMATIC = "{inpatient: true}", "{priority: ATA1}", "{sector: somatic}"
COMPLETED = "{resource: completed}"


def link(
    direction: str = "followed_by",
    table: str = "hospital_stay",
    *where: str,
    from_: str = "ended",
    to: str = "started",
    within: str = "at_least: 0 days, at_most: 30 days",
    more: str = "",
) -> str:
    return (
        f"{{{direction}: {{table: {table}, where: [{', '.join(where)}], from: {from_}, to: {to}, "
        f"within: {{{within}}}, same: [person]{more}}}}}"
    )


def measure(kind: str, *lines: str, unknown: str | None = "exclude") -> str:
    said = [*lines, *([f'unknown: "{unknown}"'] if unknown else [])]
    return "\n".join([f"{kind}:", *(f"  {line}" for line in said)])


CHOSEN = "readmission: {index: any, chaining: allowed, death: kept}"
STRICT = "readmission: {index: acute, chaining: not_allowed, death: excluded}"
VISIT = "municipal_service"

SPELLED: dict[str, Spelled] = {
    "count": Spelled(measure("count", rows("hospital_contact", SOMATIC))),
    "count-provider": Spelled(
        measure("count", rows(VISIT, COMPLETED, place="provider"), unknown="fail"), breakdowns=""
    ),
    "count-clinic": Spelled(
        measure("count", rows("gp_service", date="week", place="clinic")),
        units="clinic",
        periods="week, month",
        breakdowns="",
    ),
    "count-women": Spelled(
        measure("count", rows("hospital_contact", "{sex: k}", "{contact_type: ALCA00}")),
    ),
    "count-conditions": Spelled(
        measure(
            "count",
            rows(
                "hospital_contact",
                "{any: [{age: {at_least: 65, less_than: 80}}, {not: {priority: ATA3}}]}",
                "{all: [{diagnosis: {in: forebyggelige-indlaeggelser}}, {contact_type: ALCA99}]}",
            ),
        )
    ),
    "count-limits": Spelled(
        measure("count", rows("gp_service", "{contacts: {more_than: 1, at_most: 4}}", date="week"))
    ),
    "count-after": Spelled(
        measure(
            "count",
            stays(
                ADMITTED,
                link("preceded_by", "hospital_stay", SOMATIC, from_="started", to="ended"),
            ),
        ),
        look_back=30,
    ),
    "count-not-after": Spelled(
        measure(
            "count",
            stays(f"{{not: {link('followed_by', VISIT, COMPLETED)}}}", date="ended"),
        ),
        settle=30,
    ),
    "persons": Spelled(
        measure("persons", rows("hospital_contact", SOMATIC)), "attribute: first_event"
    ),
    "persons-last-residence": Spelled(
        measure("persons", stays()), "attribute: last_residence_in_period"
    ),
    "persons-anywhere": Spelled(
        measure("persons", rows(VISIT, place="provider")), "attribute: none", breakdowns=""
    ),
    "rate": Spelled(
        measure(
            "rate",
            stays(ADMITTED, "{age: {at_least: 65}}"),
            "per: 1000",
            "population: {where: [{age: {at_least: 65}}]}",
        ),
        "denominator: person_years",
    ),
    "rate-persons": Spelled(
        measure("rate", stays(), "counting: persons", "per: 1000"),
        "denominator: mid_period\nattribute: first_event",
    ),
    "rate-bed-days": Spelled(
        measure(
            "rate",
            stays(),
            "counting: amount",
            "amount: {days_in_period: {to: ended}}",
            "per: 1000",
        ),
        "denominator: person_years",
        look_back=90,
    ),
    "rate-resident": Spelled(
        measure("rate", stays(), "population: resident", "per: 1000"), "denominator: person_years"
    ),
    "rate-resident-limited": Spelled(
        measure(
            "rate",
            stays(),
            "population: {table: resident, where: [{sex: k}]}",
            "per: 1000",
        ),
        "denominator: person_years",
    ),
    "rate-standardised": Spelled(
        measure("rate", stays(ADMITTED), "per: 1000"),
        "denominator: person_years\nstandardise: {by: [age_band, sex], standard: esp2013}",
    ),
    "proportion": Spelled(
        measure("proportion", rows("hospital_contact", SOMATIC), "having: {contact_type: ALCA03}")
    ),
    "proportion-several": Spelled(
        measure(
            "proportion", stays(), "having: [{inpatient: true}, {priority: ATA1}]", unknown="no"
        )
    ),
    "proportion-persons": Spelled(
        measure(
            "proportion",
            rows("hospital_contact"),
            "counting: persons",
            "having: [{priority: ATA1}, {contact_type: ALCA00}]",
        ),
        "attribute: none",
    ),
    "readmission": Spelled(
        measure(
            "proportion",
            stays(ADMITTED, date="ended"),
            f"having: {link('followed_by', 'hospital_stay', ADMITTED, ACUTE, within='more_than: 4 hours, at_most: 30 days')}",
            CHOSEN,
        ),
        settle=30,
    ),
    "readmission-strict": Spelled(
        measure(
            "proportion",
            stays(ADMITTED, date="ended"),
            f"having: {link('followed_by', 'hospital_stay', ADMITTED, ACUTE, within='more_than: 4 hours, at_most: 30 days')}",
            STRICT,
        ),
        settle=30,
        look_back=30,
    ),
    "visit-first": Spelled(
        measure(
            "proportion",
            stays(date="ended"),
            f"having: {link('followed_by', VISIT, COMPLETED, within='at_least: 0 hours, at_most: 7 days', more=', match: first')}",
        ),
        settle=7,
    ),
    "visits-twice": Spelled(
        measure(
            "proportion",
            stays(date="ended"),
            f"having: {link('followed_by', VISIT, within='at_least: 1 day, less_than: 8 days', more=', match: count, times: {at_least: 2}')}",
        ),
        settle=8,
    ),
    "visits-none": Spelled(
        measure(
            "proportion",
            stays(date="ended"),
            f"having: {link('preceded_by', VISIT, from_='started', to='started', within='more_than: 0 days, at_most: 14 days', more=', match: count, times: {at_most: 0}')}",
        ),
        look_back=14,
    ),
    "visit-before": Spelled(
        measure(
            "proportion",
            stays(),
            f"having: {link('preceded_by', VISIT, COMPLETED, from_='started', to='ended', within='at_least: 0 days, at_most: 1 day', more=', match: first')}",
        ),
        look_back=1,
    ),
    "doctor-weeks": Spelled(
        measure(
            "proportion",
            stays(date="ended"),
            f"having: {link('followed_by', 'gp_service', to='week', within='at_least: 0 weeks, at_most: 1 week')}",
        ),
        settle=13,
    ),
    "either": Spelled(
        measure(
            "proportion",
            stays(date="ended"),
            f"having: {{any: [{link('followed_by', VISIT, COMPLETED, within='at_least: 0 days, at_most: 7 days')}, {link('preceded_by', VISIT, from_='started', within='at_least: 0 days, at_most: 0 days', more=', match: count, times: {at_least: 1, at_most: 3}')}]}}",
        ),
        settle=7,
    ),
    "sum-column": Spelled(
        measure("sum", rows("gp_service", date="week"), "amount: {column: contacts}"),
        periods="week, month",
    ),
    "sum-time": Spelled(
        measure("sum", stays(), "amount: {time: {from: started, to: ended, unit: hours}}")
    ),
    "sum-bed-days": Spelled(
        measure("sum", stays(ADMITTED), "amount: {days_in_period: {to: ended}}"), look_back=90
    ),
    "mean-time": Spelled(
        measure("mean", stays(SOMATIC), "amount: {time: {from: started, to: ended, unit: days}}")
    ),
    "mean-column": Spelled(
        measure(
            "mean",
            rows("nursing_home_doctor", date="valid_from", place="provider"),
            "amount: {column: places}",
        ),
        breakdowns="",
    ),
    "median": Spelled(
        measure(
            "median",
            stays(SOMATIC, date="ended"),
            f"amount: {{time_to: {{{link('followed_by', VISIT, COMPLETED)[len('{followed_by: {') : -2]}, unit: days}}}}",
        ),
        settle=30,
    ),
    "percentile": Spelled(
        measure(
            "percentile",
            stays(),
            "amount: {time: {from: started, to: ended, unit: hours}}",
            "p: 90",
        ),
    ),
    "stock": Spelled(
        measure(
            "stock",
            rows("nursing_home_doctor", date="valid_from", place="provider"),
            "until: valid_to",
            "at: last_day",
        ),
        look_back=3650,
        breakdowns="",
    ),
    "stock-nights": Spelled(
        measure(
            "stock", stays(ADMITTED, "{age: {at_least: 65}}"), "until: ended", "at: every_night"
        ),
        look_back=365,
    ),
    "profile": Spelled(
        measure(
            "profile",
            stays(ACUTE),
            "events: {table: gp_service, where: [], date: week}",
            "weeks: {from: -12, to: 12}",
        ),
        settle=90,
        look_back=90,
        periods="year",
    ),
    "profile-after": Spelled(
        measure(
            "profile",
            stays(date="ended"),
            f"events: {{table: municipal_service, where: [{COMPLETED}], date: started}}",
            "weeks: {from: 0, to: 1}",
        ),
        settle=13,
        look_back=6,
        periods="year",
    ),
    "ratio": Spelled(
        measure("ratio", "of: sum-bed-days", "over: count-stays", "per: 100", unknown=None),
        look_back=90,
    ),
    "count-stays": Spelled(measure("count", stays(ADMITTED)), look_back=90),
    "observed": Spelled(
        measure(
            "ratio",
            "observed: rate-standardised",
            "by: [age_band, sex]",
            "reference: danmark",
            unknown=None,
        )
    ),
    "reported-flow": Spelled(
        measure("reported", "table: covid_admissions", "kind: flow", unknown=None),
        units="region",
        breakdowns="",
    ),
    "reported-level": Spelled(
        measure("reported", "table: covid_cases", "kind: level", "per: 100000", unknown=None),
        breakdowns="",
    ),
    "reported-cumulative": Spelled(
        measure("reported", "table: covid_cases", "kind: cumulative", unknown=None), breakdowns=""
    ),
    "reported-series": Spelled(
        measure(
            "reported",
            "table: reported_value",
            "series: fmk-ajourfoering-sygehus",
            "kind: flow",
            "per: 100",
            unknown=None,
        ),
        breakdowns="",
    ),
}


def spelled_folder(definitions: Path, folder: Path) -> Path:
    """A copy of the project's definitions whose indicators are those of SPELLED."""
    shutil.copytree(definitions, folder, ignore=shutil.ignore_patterns("indicators", "front.yaml"))
    (folder / "indicators").mkdir()
    for id_, spelled in SPELLED.items():
        (folder / "indicators" / f"{id_}.yaml").write_text(spelled.text(id_), encoding="utf-8")
    return folder


def spelled_catalogue(definitions: Path, folder: Path) -> Catalogue:
    return load_catalogue(spelled_folder(definitions, folder))
