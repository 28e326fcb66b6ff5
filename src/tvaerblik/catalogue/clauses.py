"""What the parts of a definition are called when two versions of it are compared.

NAMES has every field of every class of the language; a test walks over the classes and asks for each.
"""

from tvaerblik.catalogue.language import (
    Age,
    AllOf,
    Annotation,
    AnyOf,
    Between,
    Change,
    ColumnAmount,
    Count,
    DaysInPeriod,
    Edge,
    Equals,
    InCodelist,
    Indicator,
    Limits,
    Linked,
    Mean,
    National,
    Not,
    Owner,
    Percentile,
    Persons,
    Phase,
    Profile,
    Proportion,
    Rate,
    Ratio,
    Readmission,
    Reported,
    RowSet,
    Standardise,
    StandardisedRatio,
    Standing,
    Stock,
    Sum,
    Target,
    TimeBetween,
    TimeToNext,
    Window,
)
from tvaerblik.core.texts import Text

NUMERATOR, DENOMINATOR = Text("Tæller", "Numerator"), Text("Nævner", "Denominator")
MEASURE = Text("Mål", "Measure")

_ROWS = Text("det, der tælles", "what is counted")
_CONDITION = Text("betingelse", "condition")
_CONDITIONS = Text("betingelser", "conditions")
_UNKNOWN = Text("manglende oplysninger", "missing values")
_AMOUNT = Text("det, der lægges sammen", "what is added up")
_COUNTING = Text("det, der tælles", "what is counted")
_COLUMN = Text("oplysning", "value")
_TABLE = Text("register", "register")
_FROM = Text("tidspunktet, tiden regnes fra", "the moment time runs from")
_TO = Text("tidspunktet, tiden regnes til", "the moment time runs to")
_UNIT = Text("tiden måles i", "time is measured in")
_PER = Text("antal, tallet er pr.", "number the figure is per")
_BY = Text("opdeling, der standardiseres efter", "breakdown it is standardised by")
_START = Text("gælder fra", "holds from")

# Every field of an Indicator but id, version and measure, which are spoken of in their own way
INDICATOR_CLAUSES: dict[str, Text] = {
    "status": Text("Status", "Status"),
    "standing": Text("Begrundelse for status", "Reason for the status"),
    "title": Text("Titel", "Title"),
    "short_title": Text("Kort titel", "Short title"),
    "unit_text": Text("Enhed", "Unit"),
    "purpose": Text("Formål", "Purpose"),
    "caveats": Text("Forbehold", "Caveats"),
    "theme": Text("Tema", "Theme"),
    "goals": Text("Mål for aftalen", "Goals of the agreement"),
    "polarity": Text("Ønsket retning", "Wanted direction"),
    "owners": Text("Ansvarlige", "Owners"),
    "authored_by": Text("Forfatter", "Author"),
    "checked_by": Text("Kontrolleret af", "Checked by"),
    "reviewed": Text("Sidst gennemgået", "Last reviewed"),
    "next_review": Text("Næste gennemgang", "Next review"),
    "visibility": Text("Synlighed", "Visibility"),
    "sensitivity": Text("Følsomhed", "Sensitivity"),
    "national": Text("National indikator", "National indicator"),
    "attribute": Text("Hvor en borger tæller med", "Where a person counts"),
    "settle_days": Text("Opfølgningstid", "Follow-up time"),
    "lag_days": Text("Registreringsforsinkelse", "Registration lag"),
    "look_back_days": Text("Tid før perioden", "Time before the period"),
    "periods": Text("Perioder", "Periods"),
    "grain": Text("Mindste enhed", "Smallest unit"),
    "breakdowns": Text("Opdelinger", "Breakdowns"),
    "standardise": Text("Standardisering", "Standardisation"),
    "interval": Text("Usikkerhedsinterval", "Uncertainty interval"),
    "decimals": Text("Decimaler", "Decimals"),
    "targets": Text("Måltal", "Targets"),
    "annotations": Text("Bemærkninger i tid", "Notes in time"),
    "changes": Text("Ændringslog", "Change log"),
    "chart": Text("Diagram", "Chart"),
    "phases": Text("Faser", "Phases"),
}

_OF_ROWS = {"of": _ROWS, "unknown": _UNKNOWN}
NAMES: dict[type, dict[str, Text]] = {
    Indicator: {
        **INDICATOR_CLAUSES,
        "id": Text("id", "id"),
        "version": Text("version", "version"),
        "measure": MEASURE,
    },
    # Around the measure
    Owner: {
        "body": Text("organisation", "body"),
        "sector": Text("sektor", "sector"),
        "from_": _START,
    },
    National: {
        "status": Text("status", "status"),
        "counterpart": Text("den nationale indikator", "the national indicator"),
        "deviation": Text("afvigelse", "deviation"),
        "beside": Text("vores egen indikator ved siden af", "our own indicator beside it"),
    },
    Target: {
        "unit": Text("enhed", "unit"),
        "from_": _START,
        "value": Text("tal", "figure"),
        "source": Text("kilde", "source"),
    },
    Annotation: {
        "date": Text("dato", "date"),
        "kind": Text("slags bemærkning", "kind of note"),
        "text": Text("tekst", "text"),
        "unit": Text("enhed", "unit"),
    },
    Phase: {
        "from_": _START,
        "unit": Text("enhed", "unit"),
        "baseline": Text("målinger, der fastholder niveauet", "points that hold the level fast"),
        "by": Text("besluttet af", "decided by"),
        "on": Text("besluttet den", "decided on"),
        "reason": Text("grund", "reason"),
    },
    Change: {
        "version": Text("version", "version"),
        "date": Text("dato", "date"),
        "reason": Text("grund", "reason"),
        "text": Text("tekst", "text"),
    },
    Standing: {
        "by": Text("besluttet af", "decided by"),
        "on": Text("besluttet den", "decided on"),
        "why": Text("grund", "reason"),
        "replaced_by": Text("afløst af", "replaced by"),
    },
    Standardise: {"by": _BY, "standard": Text("standardbefolkning", "standard population")},
    # Measures
    RowSet: {
        "table": _TABLE,
        "where": _CONDITIONS,
        "date": Text("tidspunktet, der afgør perioden", "the moment that decides the period"),
        "place": Text("stedet, der afgør enheden", "the place that decides the unit"),
    },
    Count: _OF_ROWS,
    Persons: _OF_ROWS,
    Rate: {
        **_OF_ROWS,
        "per": Text("antal borgere, tallet er pr.", "number of residents the figure is per"),
        "population_where": _CONDITIONS,
        "population": Text("befolkningen er", "the population is"),
        "denominator": Text("befolkningen tælles som", "the population is counted as"),
        "counting": _COUNTING,
        "amount": _AMOUNT,
    },
    Readmission: {
        "index": Text("den første indlæggelse", "the first admission"),
        "chaining": Text("genindlæggelse efter genindlæggelse", "readmission after readmission"),
        "death": Text("død i tidsrummet", "death in the window"),
    },
    Proportion: {
        **_OF_ROWS,
        "having": _CONDITIONS,
        "readmission": Text("valg om genindlæggelse", "choices on readmission"),
        "counting": _COUNTING,
    },
    Sum: {**_OF_ROWS, "amount": _AMOUNT},
    Mean: {**_OF_ROWS, "amount": _AMOUNT},
    Percentile: {
        **_OF_ROWS,
        "amount": _AMOUNT,
        "p": Text("andelen, der ligger på eller under (procent)", "share at or below (per cent)"),
    },
    Stock: {
        **_OF_ROWS,
        "until": Text("tidspunktet, hvor tilstanden hører op", "the moment the state ends"),
        "at": Text("tilstanden ses", "the state is looked at"),
    },
    Profile: {
        **_OF_ROWS,
        "events": Text("register, hændelserne er i", "register the events are in"),
        "where": Text("betingelser for hændelserne", "conditions on the events"),
        "to": Text("hændelsernes tidspunkt", "the events' moment"),
        "first": Text("første uge", "first week"),
        "last": Text("sidste uge", "last week"),
    },
    Ratio: {
        "of": Text("indikator i tælleren", "indicator of the numerator"),
        "over": Text("indikator i nævneren", "indicator of the denominator"),
        "per": _PER,
    },
    StandardisedRatio: {
        "of": Text("indikator med det faktiske antal", "indicator with the actual number"),
        "by": _BY,
        "reference": Text("området, der sammenlignes med", "the area compared with"),
    },
    Reported: {
        "table": _TABLE,
        "kind": Text("slags tal", "kind of figure"),
        "per": _PER,
        "series": Text("serie", "series"),
        "step": Text("leveres pr.", "delivered per"),
    },
    # Amounts
    ColumnAmount: {"column": _COLUMN},
    TimeBetween: {"from_": _FROM, "to": _TO, "unit": _UNIT},
    TimeToNext: {"next": Text("den næste hændelse", "the next event"), "unit": _UNIT},
    DaysInPeriod: {"to": Text("dagen, der regnes til", "the day it runs to")},
    # Conditions
    Equals: {"column": _COLUMN, "value": Text("værdi", "value")},
    InCodelist: {"column": _COLUMN, "codelist": Text("kodeliste", "code list")},
    Between: {"column": _COLUMN, "limits": Text("grænser", "limits")},
    Age: {"limits": Text("alder", "age")},
    AllOf: {"of": _CONDITIONS},
    AnyOf: {"of": _CONDITIONS},
    Not: {"of": _CONDITION},
    Limits: {
        "at_least": Text("mindst", "at least"),
        "more_than": Text("over", "more than"),
        "at_most": Text("højst", "at most"),
        "less_than": Text("under", "less than"),
    },
    Edge: {
        "amount": Text("antal", "number"),
        "unit": _UNIT,
        "strict": Text("grænsen selv er ikke med", "the border itself is left out"),
    },
    Window: {"after": Text("tidligst", "earliest"), "before": Text("senest", "latest")},
    Linked: {
        "direction": Text("hændelsen kommer", "the event comes"),
        "table": _TABLE,
        "where": _CONDITIONS,
        "from_": _FROM,
        "to": _TO,
        "within": Text("tidsrum", "window"),
        "match": Text("hvilke hændelser der ses på", "which events are looked at"),
        "times": Text("antal hændelser", "number of events"),
    },
}

# What is said of a register apart from its parameters, which have names of their own
FACTS: dict[str, Text] = {
    "kind": Text("slags register", "kind of register"),
    "key": Text("det, der kendetegner en række", "what identifies a row"),
    "built_from": Text("registret, det udledes af", "the register it is derived from"),
    "residence": Text("kolonnen med bopæl", "the column of residence"),
    "provider": Text("kolonnen med den, der står for det", "the column of the provider"),
    "clinic": Text("kolonnen med klinik", "the column of the clinic"),
}
