"""The files of the research model LPR3_F, spelled as they are delivered (lower case)."""

from tvaerblik.sources.shapes import FileShape, Kind

SOURCE = "lpr_f"
SYSTEM = "lprindberetningssystem"


def _unit(suffix: str) -> tuple[str, ...]:
    return tuple(f"{name}_{suffix}" for name in ("enhedstype", "hovedspeciale", "region"))


def _moment(name: str) -> tuple[str, str]:
    return f"dato_{name}", f"tidspunkt_{name}"


_REFERRAL = ("henvisningsaarsag", "henvisningsmaade", "henvisning_fritvalg")
_SPAN: dict[str, Kind] = dict.fromkeys((*_moment("start"), *_moment("slut")), "parsed")
# Read by nobody here, but looked through for personal numbers as every text is.
_UNUSED_MOMENTS = (*_moment("behandling_start"), *_moment("henvisning"))
_OF_CONTACTS = (
    *_UNUSED_MOMENTS,
    *_REFERRAL,
    "kontaktaarsag",
    "enhedstype_ans",
    "region_ans",
    *_unit("hen"),
)
_OF_PATHWAYS = (
    *_moment("henvisning"),
    *_REFERRAL,
    *_unit("ans"),
    *_unit("hen"),
    "afslutningsmaade",
    "forloeblabel",
)


def _texts(*names: str) -> dict[str, Kind]:
    return dict.fromkeys(names, "text")


def _ids(*names: str) -> dict[str, Kind]:
    return dict.fromkeys(names, "id")


CONTACTS = FileShape(
    SOURCE,
    "kontakter",
    {
        "cpr": "cpr",
        **_ids("dw_ek_kontakt", "dw_ek_forloeb", "sorenhed_ans", "sorenhed_hen", "sorenhed_ind"),
        **_SPAN,
        **_texts("kontakttype", "prioritet", "aktionsdiagnose", "hovedspeciale_ans", SYSTEM),
        **_texts("bopaelskommune", *_OF_CONTACTS),
    },
    optional=frozenset(
        ("dw_ek_forloeb", "sorenhed_hen", "sorenhed_ind", "bopaelskommune", *_OF_CONTACTS)
    ),
    personal=True,
)
TILES = FileShape(
    SOURCE,
    "kontaktlokationer",
    {
        **_ids("dw_ek_kontakt", "sorenhed"),
        **_texts("enhedstype", "hovedspeciale", "region", "fravaer", SYSTEM),
        **_SPAN,
    },
    optional=frozenset(("enhedstype", "hovedspeciale", "region", "fravaer")),
    personal=True,
)
DIAGNOSES = FileShape(
    SOURCE,
    "diagnoser",
    {
        **_ids("dw_ek_kontakt"),
        **_texts("diagnosekode", "diagnosetype", "senere_afkraeftet", SYSTEM),
        **_texts("diagnosekode_parent", "diagnosetype_parent"),
    },
    optional=frozenset(("diagnosekode_parent", "diagnosetype_parent")),
    personal=True,
)


def _procedures(name: str) -> FileShape:
    unused = ("procedurekode_parent", "proceduretype_parent", *_unit("pro"))
    return FileShape(
        SOURCE,
        name,
        {
            **_ids("dw_ek_forloeb", "dw_ek_kontakt", "procedureregistrering_id", "sorenhed_pro"),
            **_texts("procedurekode", "proceduretype", SYSTEM, *unused),
            **_SPAN,
        },
        optional=frozenset(("dw_ek_forloeb", "sorenhed_pro", *unused)),
        personal=True,
    )


SURGERY, OTHER_PROCEDURES = _procedures("procedurer_kirurgi"), _procedures("procedurer_andre")
PATHWAYS = FileShape(
    SOURCE,
    "forloeb",
    {
        **_ids("dw_ek_forloeb", "dw_ek_helbredsforloeb", "sorenhed_ans", "sorenhed_hen"),
        "cpr": "cpr",
        **_texts("bopaelskommune", *_SPAN, *_OF_PATHWAYS),
    },
    optional=frozenset(
        (
            "dw_ek_helbredsforloeb",
            "sorenhed_ans",
            "sorenhed_hen",
            "bopaelskommune",
            *_SPAN,
            *_OF_PATHWAYS,
        )
    ),
    personal=True,
)
MARKERS = FileShape(
    SOURCE,
    "forloebsmarkoerer",
    {
        **_ids("dw_ek_forloeb"),
        **_texts("markoer"),
        **dict.fromkeys(_moment("markoer"), "parsed"),
    },
    personal=True,
)
SHAPES = (CONTACTS, TILES, DIAGNOSES, SURGERY, OTHER_PROCEDURES, PATHWAYS, MARKERS)
