"""The forums and bodies of the demonstration, as the papers name them; who sits in them are accounts of
the demonstration and no persons.

Where no paper says when a body began, it has no first day.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.change_organisation import appoint, set_up_body
from tvaerblik.governance.organisation.kinds import BodyKind, Capacity, Level
from tvaerblik.governance.organisation.models import Body, Membership

CLUSTERS_BEGAN, CLUSTERS_END = date(2022, 7, 1), date(2027, 1, 1)
AGREEMENT_2022 = date(2022, 1, 1)
NORTH, SOUTH = "region-nordjylland", "region-syddanmark"
MIDT = "sundhedsklynge-nordjylland-midt"
CLUSTERS = {name: f"sundhedsklynge-nordjylland-{name}" for name in ("nord", "midt", "syd", "vest")}


@dataclass(frozen=True, slots=True)
class Planned:
    """A body before it is set up; `above` by its id, which stands earlier in the list."""

    id: str
    name: Text
    kind: BodyKind
    units: tuple[str, ...] = (NORTH,)
    level: Level = Level.INTET
    above: str = ""
    since: date | None = None
    until: date | None = None


def _midt(id_: str, name: Text, level: Level, above: str, *more: str) -> Planned:
    return Planned(
        id_,
        name,
        BodyKind.FORUM,
        (MIDT, *more),
        level,
        above,
        CLUSTERS_BEGAN,
        CLUSTERS_END,
    )


def _steering(name: str) -> Planned:
    title = name.capitalize()
    return Planned(
        f"klyngestyregruppe-{name}",
        Text(f"Klyngestyregruppe {title}", f"Cluster steering group {title}"),
        BodyKind.KLYNGESTYREGRUPPE,
        (CLUSTERS[name],),
        until=CLUSTERS_END,
    )


def _council(name: str) -> Planned:
    title = name.capitalize()
    return Planned(
        f"sundhedsraad-{name}",
        Text(f"Sundhedsråd {title}", f"Health council {title}"),
        BodyKind.SUNDHEDSRAAD,
        (f"sundhedsraad-{name}",),
        since=CLUSTERS_END,
    )


BODIES = (
    Planned(
        "strategisk-sundhedsforum",
        Text("Strategisk Sundhedsforum", "Strategic Health Forum"),
        BodyKind.FORUM,
    ),
    Planned(
        "faelles-fu",
        Text("Fælles FU", "Joint executive committee (Fælles FU)"),
        BodyKind.UDVALG,
    ),
    Planned(
        "projektgruppen-ledelsesinformation",
        Text("Projektgruppen for Ledelsesinformation", "Project group for management information"),
        BodyKind.PROJEKTGRUPPE,
        above="strategisk-sundhedsforum",
    ),
    Planned(
        "sundhedskoordinationsudvalget",
        Text("Sundhedskoordinationsudvalget", "Health coordination committee"),
        BodyKind.UDVALG,
        until=AGREEMENT_2022,
    ),
    Planned(
        "sundhedssamarbejdsudvalget",
        Text("Sundhedssamarbejdsudvalget", "Health cooperation committee"),
        BodyKind.UDVALG,
        since=AGREEMENT_2022,
        until=CLUSTERS_END,
    ),
    *map(_steering, CLUSTERS),
    _midt(
        "politisk-niveau-midt",
        Text("Politisk niveau, Sundhedsklynge Midt", "Political level, Sundhedsklynge Midt"),
        Level.POLITISK,
        "",
    ),
    _midt(
        "direktoerforum-midt",
        Text("Direktørforum, Sundhedsklynge Midt", "Directors' forum, Sundhedsklynge Midt"),
        Level.DIREKTOER,
        "politisk-niveau-midt",
    ),
    _midt(
        "chefforum-midt",
        Text("Chefforum, Sundhedsklynge Midt", "Managers' forum, Sundhedsklynge Midt"),
        Level.CHEF,
        "direktoerforum-midt",
    ),
    _midt(
        "driftsforum-voksen-somatik",
        Text("Driftsforum Voksen Somatik", "Operational forum, adults, somatic"),
        Level.DRIFT,
        "chefforum-midt",
    ),
    _midt(
        "driftsforum-voksen-psykiatri",
        Text("Driftsforum Voksen Psykiatri", "Operational forum, adults, psychiatry"),
        Level.DRIFT,
        "chefforum-midt",
    ),
    _midt(
        "driftsforum-boern-og-unge-somatik",
        Text("Driftsforum Børn og Unge Somatik", "Operational forum, children, somatic"),
        Level.DRIFT,
        "chefforum-midt",
    ),
    _midt(
        "driftsforum-boern-og-unge-psykiatri",
        Text(
            "Driftsforum Børn og Unge Psykiatri (fælles)",
            "Operational forum, children, psychiatry (shared)",
        ),
        Level.DRIFT,
        "chefforum-midt",
        *(CLUSTERS[name] for name in ("nord", "syd", "vest")),
    ),
    Planned(
        "driftsforum-voksen-syd-vest",
        Text(
            "Driftsforum Voksen Somatik og Psykiatri, Syd og Vest",
            "Operational forum, adults, somatic and psychiatry, Syd and Vest",
        ),
        BodyKind.FORUM,
        (CLUSTERS["syd"], CLUSTERS["vest"]),
        Level.DRIFT,
        until=CLUSTERS_END,
    ),
    Planned(
        "patientinddragelsesudvalget",
        Text("Patientinddragelsesudvalget", "Patient involvement committee"),
        BodyKind.UDVALG,
    ),
    Planned("plo", Text("PLO", "PLO (general practitioners)"), BodyKind.ORGANISATION, ()),
    Planned("plo-k", Text("PLO-K", "PLO-K (municipal committees)"), BodyKind.ORGANISATION),
    Planned("nordkap", Text("NordKAP", "NordKAP (quality unit)"), BodyKind.ORGANISATION),
    Planned("klu", Text("KLU", "KLU (municipal-medical committees)"), BodyKind.UDVALG),
    Planned(
        "praksisplanudvalget",
        Text("Praksisplanudvalget", "Practice planning committee"),
        BodyKind.UDVALG,
    ),
    Planned(
        "kiap-styregruppe",
        Text("KiAP's styregruppe", "KiAP's steering group"),
        BodyKind.STYREGRUPPE,
        (),
    ),
    Planned(
        "temagruppe-kvalitet-og-data",
        Text("Temagruppe for Kvalitet og Data", "Theme group for quality and data"),
        BodyKind.TEMAGRUPPE,
        (SOUTH,),
    ),
    *map(_council, ("limfjorden", "vendsyssel")),
)

# Which account of the demonstration sits where
SEATS = (
    ("projektgruppen-ledelsesinformation", "sekretariat", Capacity.SEKRETAER),
    ("projektgruppen-ledelsesinformation", "analytiker", Capacity.MEDLEM),
    ("projektgruppen-ledelsesinformation", "godkender", Capacity.MEDLEM),
    ("projektgruppen-ledelsesinformation", "formandskab", Capacity.FORMAND),
    ("strategisk-sundhedsforum", "formandskab", Capacity.MEDLEM),
    ("patientinddragelsesudvalget", "patientrepraesentant", Capacity.MEDLEM),
    ("plo", "plo", Capacity.MEDLEM),
    ("plo-k", "plo", Capacity.MEDLEM),
    ("chefforum-midt", "klyngekoordinator-midt", Capacity.SEKRETAER),
    ("klyngestyregruppe-midt", "klyngekoordinator-midt", Capacity.SEKRETAER),
)
# Who comes when another cannot
STANDS_IN = ("projektgruppen-ledelsesinformation", "laeser", "analytiker")


def seed_organisation(by: Any) -> None:
    """Doing it again adds what is missing and changes nothing else."""
    there = {body.id: body for body in Body.objects.all()}
    for plan in BODIES:
        if plan.id not in there:
            there[plan.id] = _set_up(plan, there.get(plan.above), by)
    users = {user.username: user for user in User.objects.all()}
    for body, username, capacity in SEATS:
        if username in users:
            _seated(there[body], users[username], capacity, None, by)
    body, substitute, regular = STANDS_IN
    seat = Membership.objects.filter(body=body, user__username=regular).first()
    if substitute in users and seat is not None:
        _seated(there[body], users[substitute], Capacity.STEDFORTRAEDER, seat, by)


def _set_up(plan: Planned, above: Body | None, by: Any) -> Body:
    return set_up_body(
        plan.id,
        plan.name,
        plan.kind,
        level=plan.level,
        units=plan.units,
        refers_to=above,
        valid_from=plan.since,
        valid_to=plan.until,
        by=by,
    )


def _seated(
    body: Body, user: User, capacity: Capacity, instead_of: Membership | None, by: Any
) -> None:
    if not Membership.objects.filter(body=body, user=user).exists():
        appoint(user, body, capacity, instead_of=instead_of, by=by)
