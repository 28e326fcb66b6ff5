"""Every rule of the loader has a file it must reject, with the file, the path in it and a remedy.

Starts from the valid definitions of `spelled`: one of every construct of the language.
"""

import json
import shutil
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml

from support.spelled import SPELLED, spelled_folder
from tvaerblik.catalogue.codelists import load_codelists
from tvaerblik.catalogue.grains import MOST_CELLS_A_YEAR, cells_a_year
from tvaerblik.catalogue.loader import Catalogue, load_catalogue, load_indicator
from tvaerblik.catalogue.registers import load_registers
from tvaerblik.catalogue.standards import load_standards
from tvaerblik.catalogue.units import load_units
from tvaerblik.core.errors import DefinitionError, Problem


@pytest.fixture(scope="module")
def whole(definitions: Path, tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return load_catalogue(
        spelled_folder(definitions, tmp_path_factory.mktemp("spelled") / "definitions")
    )


def refused(text: str, id_: str, folder: Path, whole: Catalogue) -> Problem:
    """The sentence with which one definition is refused."""
    path = folder / f"{id_}.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        load_indicator(path, whole.registers, whole.codelists, whole.standards)
    problem = caught.value.problems[0]
    assert problem.where.file == path.name
    assert problem.where.path or problem.where.row
    for language in ("da", "en"):
        assert len(problem.what.in_(language)) > 5 and len(problem.remedy.in_(language)) > 5
    assert problem.what.da != problem.what.en
    return problem


# Compulsory and unknown fields, by reflection ------------------------------------------------------

# May be left out: what they mean then is written in docs/reference/definitions.md
OPTIONAL = {
    *("goals", "changes", "counting", "population", "match", "standardise", "where", "breakdowns"),
    *("at_least", "at_most", "more_than", "less_than", "counterpart", "events.where"),
}
OPTIONAL_HERE = {
    ("reported-level", "per"),
    ("rate-resident-limited", "table"),
}


def mappings(value: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """The path of every mapping in a definition."""
    if isinstance(value, dict):
        yield path
        for name, inner in value.items():
            yield from mappings(inner, (*path, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from mappings(inner, (*path, number))


def inside(value: object, path: tuple[object, ...]) -> dict[str, object]:
    for step in path:
        value = value[step]
    assert isinstance(value, dict)
    return value


def read(id_: str) -> dict[str, object]:
    """A copy of its own, to be spoilt."""
    return deepcopy(_read_once(id_))


@cache
def _read_once(id_: str) -> dict[str, object]:
    found: dict[str, object] = yaml.load(SPELLED[id_].text(id_), Loader=yaml.BaseLoader)
    return found


def spelled_again(value: object) -> str:
    """JSON is YAML; numbers and words of yes and no lose the quotes that a text keeps."""

    def plain(part: object) -> object:
        if isinstance(part, dict):
            return {name: plain(inner) for name, inner in part.items()}
        if isinstance(part, list):
            return [plain(inner) for inner in part]
        text = str(part)
        if text in ("true", "false"):
            return text == "true"
        return int(text) if text.lstrip("-").isdigit() else text

    return json.dumps(plain(value), ensure_ascii=False)


@pytest.mark.parametrize("id_", SPELLED)
def test_the_same_as_json_still_loads(id_: str, tmp_path: Path, whole: Catalogue) -> None:
    path = tmp_path / f"{id_}.yaml"
    path.write_text(spelled_again(read(id_)), encoding="utf-8")
    found = load_indicator(path, whole.registers, whole.codelists, whole.standards)
    assert found == replace(whole.get(id_), annotations=found.annotations)  # breaks stand elsewhere


@pytest.mark.parametrize("id_", SPELLED)
def test_a_field_nobody_knows_is_refused_at_every_level(
    id_: str, tmp_path: Path, whole: Catalogue
) -> None:
    for path in mappings(read(id_)):
        value = read(id_)
        inside(value, path)["colour"] = "red"
        problem = refused(spelled_again(value), id_, tmp_path, whole)
        condition = "A condition has one name" in problem.what.en
        assert condition or "colour" in problem.in_("en") or "one of those" in problem.what.en, path


@pytest.mark.parametrize("id_", SPELLED)
def test_every_compulsory_field_is_asked_for(id_: str, tmp_path: Path, whole: Catalogue) -> None:
    asked = 0
    for path in mappings(read(id_)):
        for name in inside(read(id_), path):
            if name in OPTIONAL or (id_, name) in OPTIONAL_HERE:
                continue
            value = read(id_)
            del inside(value, path)[name]
            problem = refused(spelled_again(value), id_, tmp_path, whole)
            asked += "is missing" in problem.what.en
            assert name in problem.in_("en") or len(inside(read(id_), path)) == 1, (path, name)
    assert asked > 30


# One rule a line ---------------------------------------------------------------------------------

OLD_STAYS = "[{inpatient: true}, {age: {at_least: 65}}]"
TARGET = "from: 2026-01-01, value: 1, source: {da: a, en: b}"
RULES = [
    # definition, what to replace, with what, what the sentence names
    # The spelling
    ("count", "decimals: 1", "decimals: 1\ndecimals: 2", "stands twice"),
    ("count", "theme: overgange", "theme: &a overgange", "Anchors"),
    ("count", "theme: overgange", "theme: *a", "Anchors"),
    ("count", "theme: overgange", "theme: !!str overgange", "Tags"),
    ("count", "sector: somatic", "<<: {sector: somatic}", "key must be a word"),
    ("count", "sector: somatic", "sector: 0101", "more than one way"),
    ("count", "sector: somatic", "sector: NO", "more than one way"),
    ("count", "decimals: 1", "decimals: ٣", "whole number"),
    ("count", "from: 2023-01-01", "from: 20230101", "a date such as"),
    ("count", "reviewed: 2026-10-01", "reviewed: 2026-W01-1", "a date such as"),
    ("count", "lag: 45 days", "lag: 99999999 days", "number of days"),
    ("count", "lag: 45 days", "lag: ٤ days", "number of days"),
    # Tables, columns, codes
    ("count", "table: hospital_contact", "table: diagnosis", "diagnosis"),
    ("count", "table: hospital_contact", "table: population", "denominator"),
    (
        "count",
        "table: hospital_contact, where: [{sector: somatic}]",
        "table: covid_cases, where: []",
        "Choose another register",
    ),
    ("count", "date: started", "date: born", "started | ended"),
    ("count", "date: started", "date: sector", "started | ended"),
    ("count-provider", "place: provider", "place: residence", "Use provider"),
    ("count-clinic", "place: clinic", "place: provider", "residence | clinic"),
    ("count-conditions", "in: forebyggelige-indlaeggelser", "in: findes-ikke", "findes-ikke"),
    ("count-conditions", "diagnosis: {in:", "born: {in:", "no code list"),
    ("count-conditions", "{any: [", "{any: [], all: [", "one name"),
    ("count-women", "{sex: k}", "{any: []}", "is empty"),
    ("count-women", "{sex: k}", "{born: 1950-01-01}", "cannot be compared"),
    ("count-women", "{sex: k}", "{person: 1}", "cannot be compared"),
    ("count-limits", "contacts: {more_than: 1", "service: {more_than: 1", "not a number"),
    (
        "count-limits",
        "more_than: 1, at_most: 4",
        "more_than: 4, at_most: 4",
        "Nothing lies between",
    ),
    ("count-limits", "more_than: 1, at_most: 4", "more_than: 4, at_most: 1", "below the lower"),
    ("count-limits", "more_than: 1, at_most: 4", "", "at least one limit"),
    # Links and windows
    (
        "readmission",
        "more_than: 4 hours, at_most: 30 days",
        "at_least: 31 days, at_most: 30 days",
        "ends before it starts",
    ),
    (
        "readmission",
        "more_than: 4 hours, at_most: 30 days",
        "more_than: 3 days, less_than: 4 days",
        "Nothing lies between",
    ),
    (
        "readmission",
        "more_than: 4 hours, at_most: 30 days",
        "at_least: 4 hours, less_than: 4 hours",
        "Nothing lies between",
    ),
    ("readmission", "at_most: 30 days", "at_most: 30 moons", "duration"),
    ("readmission", "at_most: 30 days", "at_most: ٣ days", "duration"),
    ("readmission", "same: [person]", "same: [person, hospital]", "same"),
    ("readmission", "readmission: {index: any", "readmission: {index: some", "any | acute"),
    (
        "readmission",
        "  readmission: {index: any, chaining: allowed, death: kept}",
        "",
        "readmission",
    ),
    (
        "readmission-strict",
        "look_back: 30 days",
        "look_back: 29 days",
        "look_back must be at least",
    ),
    (
        "proportion",
        "having:",
        "readmission: {index: any, chaining: allowed, death: kept}\n    having:",
        "one followed_by",
    ),
    ("proportion", "having: {contact_type: ALCA03}", "having: []", "is empty"),
    ("visit-before", "look_back: 1 days", "look_back: 0 days", "look_back must be at least"),
    ("visit-first", "settle: 7 days", "settle: 6 days", "settle must be at least"),
    ("proportion", "interval: none", "interval: byar", "use wilson | none"),
    ("count", "units: municipality", "units: region", "does not place rows by 'region'"),
    ("count-provider", "units: municipality", "units: hospital", "does not place rows by"),
    ("count-clinic", "units: clinic", "units: municipality", "does not place rows by"),
    ("rate", "interval: none", "interval: wilson", "use byar | none"),
    ("rate-standardised", "interval: none", "interval: byar", "use none"),
    ("median", "interval: none", "interval: byar", "use none"),
    ("persons", "interval: none", "interval: byar", "use none"),
    ("visit-first", "match: first", "match: last", "any | first | count"),
    ("visit-first", "match: first", "match: count", "needs times"),
    ("visits-twice", "match: count, times", "times", "needs times"),
    (
        "doctor-weeks",
        "at_least: 0 weeks, at_most: 1 week",
        "at_least: 0 days, at_most: 7 days",
        "no more than the week",
    ),
    (
        "doctor-weeks",
        "at_least: 0 weeks, at_most: 1 week",
        "at_least: 0 hours, at_most: 1 week",
        "no more than the week",
    ),
    ("doctor-weeks", "settle: 13 days", "settle: 12 days", "13 days"),
    (
        "doctor-weeks",
        "table: gp_service, where: []",
        "table: nursing_home_doctor, where: []",
        "weeks",
    ),
    (
        "count-after",
        "where: [{sector: somatic}]",
        "where: [{followed_by: {table: hospital_stay}}]",
        "cannot stand here",
    ),
    (
        "rate",
        "population: {where: [{age: {at_least: 65}}]}",
        "population: {where: [{followed_by: {table: hospital_stay}}]}",
        "cannot stand here",
    ),
    (
        "count-after",
        "table: hospital_stay, where: [{sector: somatic}], from: started, to: ended",
        "table: nursing_home_doctor, where: [], from: started, to: valid_to",
        "no persons to follow",
    ),
    # What is counted
    (
        "rate",
        f"table: hospital_stay, where: {OLD_STAYS}, date: started, place: residence",
        "table: municipal_service, where: [], date: started, place: provider",
        "by residence only",
    ),
    ("rate", "per: 1000", "per: 0", "whole number from 1"),
    ("rate", "{where: [{age: {at_least: 65}}]}", "{where: [{persons: {at_least: 5}}]}", "persons"),
    (
        "rate",
        "{where: [{age: {at_least: 65}}]}",
        "{where: [{not: {municipality: kommune-0851}}]}",
        "municipality",
    ),
    ("rate", "denominator: person_years", "denominator: people", "person_years | mid_period"),
    ("rate-persons", "counting: persons", "counting: amount", "amount"),
    ("rate-persons", "counting: persons", "counting: families", "rows | persons | amount"),
    ("rate-persons", "attribute: first_event", "attribute: second", "last_residence_in_period"),
    ("rate-bed-days", "look_back: 90 days", "look_back: 0 days", "can have begun"),
    ("rate-bed-days", "counting: amount", "counting: rows", "amount"),
    ("rate-bed-days", "{to: ended}", "{to: started}", "begins and ends"),
    ("count", "lag: 45 days", "lag: 45 days\nattribute: first_event", "where persons are counted"),
    (
        "persons-anywhere",
        "attribute: none",
        "attribute: last_residence_in_period",
        "last residence",
    ),
    ("stock", "measure:\n  stock:", "attribute: none\nmeasure:\n  persons:", "no persons to count"),
    ("mean-column", "column: places", "column: home", "not a number"),
    ("mean-column", "column: places", "column: valid_from", "not a number"),
    (
        "mean-time",
        "amount: {time: {from: started, to: ended, unit: days}}",
        "amount: {column: inpatient}",
        "not a number",
    ),
    (
        "mean-time",
        "amount: {time: {from: started, to: ended, unit: days}}",
        "amount: {column: stay}",
        "no key",
    ),
    ("sum-column", "column: contacts", "column: service_id", "not a number"),
    ("sum-column", "{column: contacts}", "{time: {from: week, to: week, unit: days}}", "measured"),
    ("mean-time", "unit: days", "unit: weeks", "hours | days"),
    ("mean-time", "{time:", "{times:", "column | time | time_to"),
    ("percentile", "p: 90", "p: 100", "from 1 to 99"),
    ("percentile", "p: 90", "p: 0", "from 1 to 99"),
    ("median", "amount:", "p: 50\n    amount:", "p"),
    ("median", ", unit: days", ", unit: days, match: first", "Remove match"),
    ("stock", "at: last_day", "at: noon", "last_day | every_night"),
    ("stock", "until: valid_to", "until: valid_from", "begins and ends"),
    ("stock", "look_back: 3650 days", "look_back: 0 days", "can have begun"),
    ("profile", "{from: -12, to: 12}", "{from: 1, to: 12}", "from -104 to 0"),
    ("profile", "{from: -12, to: 12}", "{from: -104, to: 104}", "at most two years"),
    ("profile", "settle: 90 days", "settle: 89 days", "90 days"),
    ("profile", "look_back: 90 days", "look_back: 89 days", "90 days"),
    ("profile", "table: gp_service", "table: nursing_home_doctor", "not a moment"),
    (
        "profile",
        "table: gp_service, where: [], date: week",
        "table: nursing_home_doctor, where: [], date: valid_from",
        "no persons to count",
    ),
    ("reported-flow", "table: covid_admissions", "table: hospital_stay", "does not hold reported"),
    ("reported-flow", "kind: flow", "kind: stream", "flow | level | cumulative"),
    ("reported-flow", "kind: flow", "kind: flow\n    series: x", "one series alone"),
    ("rate-resident", "population: resident", "population: citizens", "population | resident"),
    ("rate-resident", "person_years", "mid_period", "person_years alone"),
    ("rate-resident", "month, year", "week, year", "no figures for 'week'"),
    ("rate-resident-limited", "sex: k", "persons: 1", "cannot be limited by 'persons'"),
    ("reported-series", "series: fmk-ajourfoering-sygehus", "series: fmk", "no series 'fmk'"),
    ("reported-series", "month, year", "day, year", "no figures for 'day'"),
    (
        "reported-series",
        "series: fmk-ajourfoering-sygehus",
        "series: ulb-72-timer",
        "a count without a denominator and cannot be shown per 100",
    ),
    ("reported-flow", "breakdowns: []", "breakdowns: [sex]", "does not tell 'sex'"),
    # Time, units and breakdowns
    ("count-clinic", "[week, month]", "[day, month]", "figures for a day"),
    ("count", "[month, year]", "[]", "At least one period"),
    ("count", "[month, year]", "[month, month]", "stands twice"),
    ("count", "[age_band, sex]", "[sex, sex]", "stands twice"),
    ("count", "[age_band, sex]", "[sex, colour]", "colour"),
    ("stock", "breakdowns: []", "breakdowns: [age_band]", "does not tell 'age_band'"),
    ("count-clinic", "[week, month]", "[week, month, quarter, year]\ndecimals2: 1", "decimals2"),
    ("count", "units: municipality", "units: parish", "municipality | region"),
    ("rate-standardised", "by: [age_band, sex]", "by: []", "age_band and sex"),
    ("rate-standardised", "by: [age_band, sex]", "by: [sex, sex]", "age_band and sex"),
    ("rate-standardised", "by: [age_band, sex]", "by: [region]", "age_band and sex"),
    (
        "rate-standardised",
        "breakdowns: [age_band, sex]",
        "breakdowns: [sex]",
        "among the breakdowns",
    ),
    ("rate-standardised", "standard: esp2013", "standard: mars2013", "mars2013"),
    (
        "count",
        "interval: none",
        "interval: none\nstandardise: {by: [sex], standard: esp2013}",
        "only rate and proportion",
    ),
    ("observed", "by: [age_band, sex]", "by: [age]", "age_band and sex"),
    # Responsibility
    ("count", "status: live", "status: paused", "standing"),
    ("count", "status: live", "status: retired", "standing"),
    (
        "count",
        "status: live",
        "status: live\nstanding: {by: x, on: 2026-01-01, why: {da: a, en: b}}",
        "standing",
    ),
    ("count", "visibility: offentlig", "visibility: naboen", "offentlig | aftaleparter"),
    (
        "count",
        "national: {status: reconciled, counterpart: esundhed}",
        "national: {status: deviates, counterpart: esundhed}",
        "deviation",
    ),
]


@pytest.mark.parametrize(("id_", "old", "new", "named"), RULES)
def test_a_definition_against_a_rule_is_refused(
    id_: str, old: str, new: str, named: str, tmp_path: Path, whole: Catalogue
) -> None:
    text = SPELLED[id_].text(id_)
    assert old in text, (old, text)
    problem = refused(text.replace(old, new), id_, tmp_path, whole)
    assert named in problem.in_("en")


def test_too_many_cells_are_refused_with_the_bound(tmp_path: Path, whole: Catalogue) -> None:
    text = SPELLED["count-clinic"].text("count-clinic").replace("[]}", "[age_band, sex]}")
    problem = refused(text, "count-clinic", tmp_path, whole)
    assert problem.code == "E05" and str(MOST_CELLS_A_YEAR) in problem.what.en
    assert cells_a_year(whole.get("count")) == 150 * (12 + 1) * 10 * 3


@pytest.mark.parametrize("status", ["wanted", "planned", "preview", "live"])
@pytest.mark.parametrize("visibility", ["offentlig", "aftaleparter", "klynge", "enhed", "intern"])
def test_every_status_and_visibility_is_accepted(
    status: str, visibility: str, tmp_path: Path, whole: Catalogue
) -> None:
    text = SPELLED["count"].text("count").replace("status: live", f"status: {status}")
    path = tmp_path / "count.yaml"
    path.write_text(text.replace("visibility: offentlig", f"visibility: {visibility}"))
    found = load_indicator(path, whole.registers, whole.codelists, whole.standards)
    assert (found.status, found.visibility) == (status, visibility)


@pytest.mark.parametrize("status", ["paused", "retired"])
def test_a_paused_or_retired_definition_says_why(
    status: str, tmp_path: Path, whole: Catalogue
) -> None:
    standing = f"status: {status}\nstanding: {{by: x, on: 2026-01-01, why: {{da: a, en: b}}}}"
    path = tmp_path / "count.yaml"
    path.write_text(SPELLED["count"].text("count").replace("status: live", standing))
    found = load_indicator(path, whole.registers, whole.codelists, whole.standards)
    assert found.standing is not None and found.standing.why.da == "a"


# Between files -----------------------------------------------------------------------------------

FOLDER_RULES = [
    # file, what to replace, with what, what the sentence names
    ("indicators/ratio.yaml", "of: sum-bed-days", "of: findes-ikke", "findes-ikke"),
    ("indicators/ratio.yaml", "of: sum-bed-days", "of: observed", "not an indicator to divide"),
    ("indicators/ratio.yaml", "of: sum-bed-days", "of: ratio", "not an indicator to divide"),
    ("indicators/ratio.yaml", "of: sum-bed-days", "of: rate", "not a count"),
    ("indicators/ratio.yaml", "over: count-stays", "over: reported-flow", "not a count"),
    ("indicators/ratio.yaml", "over: count-stays", "over: stock-nights", "same way"),
    ("indicators/ratio.yaml", "of: sum-bed-days", "of: stock-nights", "same way"),
    ("indicators/ratio.yaml", "look_back: 90 days", "look_back: 89 days", "look_back"),
    ("indicators/ratio.yaml", "lag: 45 days", "lag: 44 days", "lag"),
    ("indicators/ratio.yaml", "[month, year]", "[month, week]", "periods"),
    ("indicators/ratio.yaml", "units: municipality", "units: region", "grains.units"),
    ("indicators/count-stays.yaml", "settle: 0 days", "settle: 1 days", "settle"),
    ("indicators/count-stays.yaml", "[age_band, sex]", "[sex]", "grains.breakdowns"),
    ("indicators/observed.yaml", "observed: rate-standardised", "observed: count", "not a rate"),
    ("indicators/observed.yaml", "reference: danmark", "reference: sverige", "sverige"),
    (
        "indicators/count.yaml",
        "interval: none",
        f"interval: none\ntargets: [{{unit: sverige, {TARGET}}}]",
        "sverige",
    ),
    # Code lists: one cannot hold another, so none can hold itself
    (
        "codelists/forebyggelige-indlaeggelser.yaml",
        "provisional: true",
        "provisional: true\nincludes: [forebyggelige-indlaeggelser]",
        "includes",
    ),
    (
        "codelists/forebyggelige-indlaeggelser.csv",
        "DS12;Brud;Brud;2019-01-01;",
        "DS02;Brud;Brud;2019-01-01;",
        "stands twice",
    ),
    ("codelists/forebyggelige-indlaeggelser.csv", "DS12;", ";", "'code' is empty"),
    ("codelists/forebyggelige-indlaeggelser.csv", "DS12;", " DS12;", "spaces"),
    (
        "codelists/forebyggelige-indlaeggelser.csv",
        "DS12;Brud;Brud;2019-01-01;",
        "DS12;Brud;Brud;2019-13-01;",
        "must be a date",
    ),
    (
        "codelists/forebyggelige-indlaeggelser.csv",
        "DS12;Brud;Brud;2019-01-01;",
        "DS12;Brud;Brud;20190101;",
        "must be a date",
    ),
    (
        "codelists/forebyggelige-indlaeggelser.csv",
        "DS12;Brud;Brud;2019-01-01;",
        "DS12;Brud;Brud;2019-01-01;2018-01-01",
        "before it starts",
    ),
    ("codelists/forebyggelige-indlaeggelser.csv", "code;text;group", "code;text;text", "twice"),
    # Standards
    ("standards/esp2013.csv", "0-17;k;19300\n", "", "once for each sex"),
    ("standards/esp2013.csv", "0-17;k;19300", "0-18;k;19300", "once for each sex"),
    ("standards/esp2013.csv", "0-17;k;19300", "0-17;m;19300", "once for each sex"),
    ("standards/esp2013.csv", "0-17;k;19300", "0-17;k;0", "no number of persons"),
    ("standards/esp2013.csv", "0-17;k;19300", "0-17;k;1e6", "no number of persons"),
    ("standards/esp2013.csv", "age_band;sex;persons", "age;sex;persons", "age_band"),
    ("standards/esp2013.yaml", "version: 1.0.0\n", "", "version"),
    # Units
    (
        "units/units.csv",
        "danmark;country;;Danmark;Denmark;2007-01-01;",
        "danmark;country;;Danmark;Denmark;01-01-2007;",
        "must be a date",
    ),
    (
        "units/units.csv",
        "danmark;country;;Danmark;Denmark;2007-01-01;",
        "danmark;country;;Danmark;Denmark;2007-01-01;2007-01-01",
        "before it starts",
    ),
    (
        "units/units.csv",
        "danmark;country;;Danmark;Denmark;2007-01-01;",
        "danmark;country;;Danmark;;2007-01-01;",
        "name is missing",
    ),
    ("units/units.csv", "region-midtjylland;region", "region-nordjylland;region", "stands twice"),
    (
        "units/memberships.csv",
        "region-nordjylland;danmark;2007-01-01;",
        "region-nordjylland;danmark;2007-02-30;",
        "must be a date",
    ),
    (
        "units/memberships.csv",
        "region-nordjylland;danmark;2007-01-01;",
        "region-nordjylland;sverige;2007-01-01;",
        "sverige",
    ),
    (
        "units/memberships.csv",
        "region-midtjylland;danmark;2007-01-01;",
        "region-nordjylland;danmark;2007-01-01;",
        "stands twice",
    ),
    ("units/aliases.csv", "kommune-0101;Kbh", "kommune-9999;Kbh", "kommune-9999"),
    # Registers
    (
        "registers/hospital_stay.yaml",
        "built_from: [hospital_contact]",
        "built_from: [contacts]",
        "contacts",
    ),
    ("registers/hospital_stay.yaml", "key: [stay]", "key: [contact]", "contact"),
    ("registers/gp_service.yaml", "clinic: clinic}", "clinic: doctor}", "doctor"),
    ("registers/gp_service.yaml", "column: week, da: gives", "column: day, da: gives", "day"),
    (
        "registers/gp_service.yaml",
        "  earlier: {da: den tidligere ydelse, en: the earlier service}\n",
        "",
        "earlier",
    ),
    ("registers/gp_service.yaml", "type: week", "type: fortnight", "week"),
]


@pytest.fixture
def folder(definitions: Path, tmp_path: Path) -> Path:
    return spelled_folder(definitions, tmp_path / "definitions")


@pytest.mark.parametrize(("file", "old", "new", "named"), FOLDER_RULES)
def test_files_that_do_not_go_together_are_refused(
    file: str, old: str, new: str, named: str, folder: Path
) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, (file, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        load_catalogue(folder)
    problem = caught.value.problems[0]
    assert named in problem.in_("en")
    assert problem.where.file is not None and problem.where.file.endswith((".yaml", ".csv"))
    assert problem.what.da != problem.what.en
    assert problem.remedy.da.strip() and problem.remedy.en.strip()


@pytest.mark.parametrize(
    ("part", "name"),
    [
        (part, name)
        for part in ("indicators", "registers", "codelists", "standards", "sources")
        for name in ("ny.yml", "ny.YAML", "ny.Yml")
    ],
)
def test_a_file_that_would_be_overlooked_is_refused(part: str, name: str, folder: Path) -> None:
    (folder / part / name).write_text("id: x\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match="are not read") as caught:
        load_catalogue(folder)
    assert caught.value.problems[0].where.file == name


@pytest.mark.parametrize("file", ["codelists/fsiii-begreber.csv", "standards/esp2013.csv"])
def test_a_list_without_its_table_is_refused(file: str, folder: Path) -> None:
    (folder / file).unlink()
    with pytest.raises(DefinitionError, match="file is missing"):
        load_catalogue(folder)


def test_an_empty_code_list_is_refused(folder: Path) -> None:
    path = folder / "codelists" / "fsiii-begreber.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match="empty"):
        load_codelists(folder / "codelists")


def test_a_code_list_that_is_gone_is_missed(folder: Path) -> None:
    for ending in ("csv", "yaml"):
        (folder / "codelists" / f"forebyggelige-indlaeggelser.{ending}").unlink()
    with pytest.raises(DefinitionError, match="no code list 'forebyggelige-indlaeggelser'"):
        load_catalogue(folder)


def test_the_parts_load_by_themselves(folder: Path) -> None:
    """So that a refusal above is of what was changed, and of nothing else."""
    assert load_registers(folder / "registers") and load_codelists(folder / "codelists")
    assert load_standards(folder / "standards") and load_units(folder / "units").units
    assert set(load_catalogue(folder).indicators) == set(SPELLED)
    shutil.rmtree(folder)
