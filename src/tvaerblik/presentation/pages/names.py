"""Names of themes, goals, bodies and kinds of units, which definitions refer to by id."""

from collections.abc import Mapping

from tvaerblik.core.texts import Text
from tvaerblik.presentation.numbers import Lang

HISTORY = "historiske-serier"

# The order is the order of the overview
THEMES = {
    "overgange": Text("Overgange mellem sektorer", "Transitions between sectors"),
    "indlaeggelser": Text("Indlæggelser og ophold", "Admissions and stays"),
    "aeldre": Text("Ældre", "Older people"),
    "boern": Text("Børn", "Children"),
    "genoptraening": Text("Genoptræning", "Rehabilitation"),
    "kommunale-indsatser": Text("Kommunale indsatser", "Municipal services"),
    "almen-praksis": Text("Almen praksis", "General practice"),
    "digitale-kontakter": Text("Digitale kontakter", "Digital contacts"),
    "nationale-tal": Text("Nationale tal", "National figures"),
    HISTORY: Text("Historiske serier", "Historical series"),
}

GOALS = {
    "nationale-maal-1": Text(
        "Nationalt mål 1: bedre sammenhængende patientforløb",
        "National goal 1: better coherent patient pathways",
    ),
    "nationale-maal-2": Text(
        "Nationalt mål 2: styrket indsats for kronikere og ældre patienter",
        "National goal 2: stronger efforts for chronic and older patients",
    ),
    "nationale-maal-3": Text(
        "Nationalt mål 3: forbedret overlevelse og patientsikkerhed",
        "National goal 3: better survival and patient safety",
    ),
    "nationale-maal-4": Text(
        "Nationalt mål 4: behandling af høj kvalitet",
        "National goal 4: treatment of high quality",
    ),
    "nationale-maal-5": Text(
        "Nationalt mål 5: hurtig udredning og behandling",
        "National goal 5: rapid diagnosis and treatment",
    ),
    "nationale-maal-6": Text(
        "Nationalt mål 6: øget patientinddragelse",
        "National goal 6: more involvement of patients",
    ),
    "nationale-maal-7": Text(
        "Nationalt mål 7: flere sunde leveår", "National goal 7: more healthy years of life"
    ),
    "nationale-maal-8": Text(
        "Nationalt mål 8: mere effektivt sundhedsvæsen",
        "National goal 8: a more efficient health service",
    ),
    "sundhedsaftale-2019-1": Text("Sundhedsaftalen 2019, mål 1", "Health agreement 2019, goal 1"),
    "sundhedsaftale-2019-2": Text("Sundhedsaftalen 2019, mål 2", "Health agreement 2019, goal 2"),
}

BODIES = {
    "region-nordjylland": Text("Region Nordjylland", "North Denmark Region"),
    "kommunerne": Text("Kommunerne", "The municipalities"),
    "almen-praksis": Text("Almen praksis", "General practice"),
    "sundhedsdatastyrelsen": Text("Sundhedsdatastyrelsen", "Danish Health Data Authority"),
    "indenrigs-og-sundhedsministeriet": Text(
        "Indenrigs- og Sundhedsministeriet", "Ministry of the Interior and Health"
    ),
    "statens-serum-institut": Text("Statens Serum Institut", "Statens Serum Institut"),
}

# Who writes and checks a definition; a body that has another name in English
PARTIES = {
    "indikatoransvarlig": Text("Indikatoransvarlig", "Person responsible for the indicator"),
    "faglig kontrol": Text("Faglig kontrol", "Subject-matter reviewer"),
    "Kommunerne": Text("Kommunerne", "The municipalities"),
    "Kommunerne i Region Nordjylland": Text(
        "Kommunerne i Region Nordjylland", "The municipalities of the North Denmark Region"
    ),
    "Region Nordjylland": Text("Region Nordjylland", "North Denmark Region"),
    "Region Midtjylland": Text("Region Midtjylland", "Central Denmark Region"),
    "Region Hovedstaden": Text("Region Hovedstaden", "Capital Region of Denmark"),
    "PLO og RLTN (overenskomst om almen praksis)": Text(
        "PLO og RLTN (overenskomst om almen praksis)",
        "PLO and RLTN (agreement on general practice)",
    ),
    "Sundhedsdatastyrelsen": Text("Sundhedsdatastyrelsen", "Danish Health Data Authority"),
    "Danmarks Statistik": Text("Danmarks Statistik", "Statistics Denmark"),
}

# The national indicators that ours are held against
COUNTERPARTS = {
    "esundhed-sundhedsaftaler-1": Text(
        "eSundhed, Sundhedsaftaler: forebyggelige akutte sygehusophold blandt ældre",
        "eSundhed, Sundhedsaftaler: preventable acute hospital stays among older people",
    ),
    "esundhed-sundhedsaftaler-2": Text(
        "eSundhed, Sundhedsaftaler: akutte somatiske genindlæggelser inden 30 dage",
        "eSundhed, Sundhedsaftaler: acute somatic readmissions within 30 days",
    ),
    "esundhed-sundhedsaftaler-3": Text(
        "eSundhed, Sundhedsaftaler: akutte psykiatriske genindlæggelser inden 30 dage",
        "eSundhed, Sundhedsaftaler: acute psychiatric readmissions within 30 days",
    ),
    "esundhed-sundhedsaftaler-4": Text(
        "eSundhed, Sundhedsaftaler: færdigbehandlingsdage, somatik",
        "eSundhed, Sundhedsaftaler: days after treatment has ended, somatic",
    ),
    "esundhed-sundhedsaftaler-5": Text(
        "eSundhed, Sundhedsaftaler: færdigbehandlingsdage, psykiatri",
        "eSundhed, Sundhedsaftaler: days after treatment has ended, psychiatry",
    ),
    "esundhed-sundhedsaftaler-6": Text(
        "eSundhed, Sundhedsaftaler: ventetid til almen genoptræning",
        "eSundhed, Sundhedsaftaler: waiting time for general training",
    ),
    "esundhed-sundhedsaftaler-7": Text(
        "eSundhed, Sundhedsaftaler: genoptræningsplaner til almen genoptræning",
        "eSundhed, Sundhedsaftaler: rehabilitation plans for general training",
    ),
    "esundhed-korttidsindlaeggelser": Text(
        "eSundhed, Sundhedsaftaler: akutte medicinske korttidsindlæggelser (under omlægning)",
        "eSundhed, Sundhedsaftaler: short acute medical admissions (being redefined)",
    ),
    "esundhed-kol": Text(
        "eSundhed, Sundhedsaftaler: akutte indlæggelser blandt voksne med KOL (under omlægning)",
        "eSundhed, Sundhedsaftaler: acute admissions among adults with COPD (being redefined)",
    ),
    "esundhed-type2-diabetes": Text(
        "eSundhed, Sundhedsaftaler: akutte indlæggelser blandt voksne med type 2-diabetes "
        "(under omlægning)",
        "eSundhed, Sundhedsaftaler: acute admissions among adults with type 2 diabetes "
        "(being redefined)",
    ),
    "benchmarkingenheden-medicinske-dage": Text(
        "Indenrigs- og Sundhedsministeriets Benchmarkingenhed: ældres indlæggelsesdage på "
        "medicinske afdelinger",
        "The ministry's benchmarking unit: older people's days on medical wards",
    ),
    "benchmarkingenheden-kontakter": Text(
        "Indenrigs- og Sundhedsministeriets Benchmarkingenhed: kontakter før og efter akut "
        "indlæggelse",
        "The ministry's benchmarking unit: contacts before and after acute admission",
    ),
    "sds-belaegning": Text(
        "Sundhedsdatastyrelsen: belægning på sygehusene",
        "Danish Health Data Authority: hospital bed occupancy",
    ),
    "esundhed-boernedatabasen": Text(
        "eSundhed: Børnedatabasen", "eSundhed: the National Child Health Register"
    ),
    "medcom-dosispakket": Text("MedCom: dosispakket medicin", "MedCom: dose-packed medicine"),
    "nationale-maal": Text(
        "De nationale mål for sundhedsvæsenet", "The national goals of the health service"
    ),
    "sundhedsdata-paa-tvaers": Text(
        "Sundhedsdatastyrelsen: Sundhedsdata på tværs",
        "Danish Health Data Authority: Health data across sectors",
    ),
    "dst-indlaeggelser": Text(
        "Danmarks Statistik: indlæggelser", "Statistics Denmark: hospital admissions"
    ),
    "ssi-nyindlagte": Text(
        "Statens Serum Institut: nyindlagte", "Statens Serum Institut: new admissions"
    ),
    "ssi-bekraeftede": Text(
        "Statens Serum Institut: bekræftede tilfælde", "Statens Serum Institut: confirmed cases"
    ),
}

# In the order in which units are offered; a sundhedsråd says from when it counts
UNIT_KINDS = {
    "sundhedsklynge": Text("Sundhedsklynger", "Health clusters"),
    "municipality": Text("Kommuner", "Municipalities"),
    "region": Text("Regioner", "Regions"),
    "country": Text("Hele landet", "The whole country"),
    "sundhedsraad": Text(
        "Sundhedsråd (som organiseret fra 1. januar 2027)",
        "Health councils (as organised from 1 January 2027)",
    ),
    "area": Text("Områder", "Areas"),
}

PERIOD_KINDS = {
    "day": Text("Dag", "Day"),
    "week": Text("Uge", "Week"),
    "month": Text("Måned", "Month"),
    "quarter": Text("Kvartal", "Quarter"),
    "year": Text("År", "Year"),
}

SEXES = {"k": Text("Kvinder", "Women"), "m": Text("Mænd", "Men")}


def name_in(table: Mapping[str, Text], id_: str, lang: Lang) -> str:
    """The name, or the id made readable: a new theme must not stop a page."""
    if id_ in table:
        return table[id_].in_(lang)
    return id_.replace("-", " ").replace("_", " ").capitalize()


def party_in(name: str, lang: Lang) -> str:
    """A name that is not known, a person's for instance, is left as it is written."""
    return PARTIES[name].in_(lang) if name in PARTIES else name


def theme_order(theme: str) -> tuple[int, str]:
    known = list(THEMES)
    if theme == HISTORY:
        return len(known) + 1, theme
    return (known.index(theme) if theme in known else len(known)), theme
