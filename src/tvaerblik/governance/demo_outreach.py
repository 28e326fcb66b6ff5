"""What the demonstration starts with of good examples, approaches from outside, clusters and the plan.

Two examples tell what the papers tell; the others, the approaches and who approached are invented and say so.
No person's name stands anywhere.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.handle_approach import (
    answer_approach,
    hold_back_approach,
    log_approach,
    pass_on_approach,
)
from tvaerblik.governance.actions.keep_cluster import ask_for_peace, list_cluster
from tvaerblik.governance.actions.plan_sending import drop_item, mark_sent, plan_sending
from tvaerblik.governance.actions.publish_example import propose_example, publish_example
from tvaerblik.governance.actions.write_example import write_example
from tvaerblik.governance.approaches.kinds import ClusterKind, Way
from tvaerblik.governance.approaches.models import Approach, Cluster
from tvaerblik.governance.cases.working_days import after_working_days
from tvaerblik.governance.communication.kinds import PlanKind
from tvaerblik.governance.communication.models import PlanItem
from tvaerblik.governance.demo_organisation import CLUSTERS, CLUSTERS_BEGAN, CLUSTERS_END, MIDT
from tvaerblik.governance.examples.content import ExampleContent
from tvaerblik.governance.examples.models import Example
from tvaerblik.governance.organisation.models import Body

AUTHOR, PUBLISHER = "klyngekoordinator-midt", "sekretariat"
NOT_TOLD = "Det siger papirerne ikke."
STATUS = ExampleContent(
    title="En fast status hver anden måned",
    done=(
        "Fælles FU besluttede den 1. december 2020 at gå videre med de grønne indikatorer og bad om en "
        "status hver anden måned: hvilke indikatorer der er kommet til, og hvad der afviger fra de "
        "nationale."
    ),
    sectors=("region", "kommune"),
    professions=("leder", "data"),
    bodies=("faelles-fu", "projektgruppen-ledelsesinformation", "strategisk-sundhedsforum"),
    time=NOT_TOLD,
    money=NOT_TOLD,
    agreement="En beslutning i Fælles FU, da efterårets møder ikke gav en prioritering.",
    data="Bruttolisten og beslutningsloggen.",
    outcome="Papirerne siger, hvad der blev besluttet, ikke hvad der kom ud af det.",
    contact="projektgruppen-ledelsesinformation",
    unit="region-nordjylland",
    since=date(2020, 12, 1),
    source="Projektgruppens møde den 11. december 2020.",
)
SHARE = ExampleContent(
    title="Et tal, der har flyttet sig, rettes og sendes igen",
    done=(
        "Da styregruppen mødtes den 24. januar 2019, var 79 % af lægerne med i en kvalitetsklynge, ikke "
        "75 % som i de udsendte papirer. Tallet og de andre tabeller blev rettet og sendt ud igen sammen "
        "med referatet."
    ),
    sectors=("almen-praksis", "region"),
    professions=("praktiserende", "data"),
    bodies=("kiap-styregruppe",),
    time=NOT_TOLD,
    money=NOT_TOLD,
    agreement="Styregruppen fik de rettede tabeller med referatet.",
    data="Både tæller og nævner: der var kommet tre klynger til, og der var færre læger i alt.",
    outcome="Papirerne siger, at tallet blev rettet og hvorfor, ikke hvad der ellers kom ud af det.",
    indicators=("laeger-i-kvalitetsklynge",),
    theme="almen-praksis",
    contact="kiap-styregruppe",
    since=date(2019, 1, 24),
    source="KiAP's styregruppe, mødet den 24. januar 2019.",
)
VISIT = ExampleContent(
    title="Det opfølgende hjemmebesøg aftales før udskrivelsen",
    done=(
        "Afdelingen, kommunen og lægen aftaler dagen for besøget, mens borgeren endnu er indlagt. Dagen "
        "står i udskrivningsrapporten, og hjemmeplejen ringer til lægens sekretær, hvis den må flyttes."
    ),
    sectors=("hospital", "kommune", "almen-praksis"),
    professions=("laege", "praktiserende", "sygeplejerske", "socialraadgiver"),
    bodies=("driftsforum-voksen-somatik", "plo-k"),
    involved="En tovholder på afdelingen og en i kommunen, som kender hinandens telefonnummer.",
    time="Et kvarter pr. udskrivelse, mest for afdelingens sygeplejerske.",
    money="Ingen ekstra penge; besøget er der allerede en aftale om.",
    agreement="En halv side i driftsforummet om, hvem der ringer til hvem.",
    data="Andelen af besøg inden for syv dage, fulgt måned for måned.",
    outcome="Eksemplet er opdigtet, så der er intet resultat at vise.",
    indicators=("opfoelgende-hjemmebesoeg-7-dage",),
    theme="overgange",
    unit=MIDT,
    contact="driftsforum-voksen-somatik",
    since=date(2024, 3, 1),
    source="Opdigtet til demonstrationen.",
    invented=True,
)
MEDICINE = replace(
    VISIT,
    title="Dosispakket medicin gennemgås sammen med apoteket",
    done="Apoteket, hjemmesygeplejen og lægen gennemgår listen sammen to gange om året.",
    sectors=("kommune", "almen-praksis", "apotek"),
    professions=("praktiserende", "sygeplejerske", "farmaceut"),
    bodies=("driftsforum-voksen-somatik",),
    involved="",
    time="En time pr. gennemgang.",
    agreement="",
    data="",
    indicators=(),
    theme="aeldre",
)


def seed_outreach(catalogue: Catalogue, by: Any) -> None:
    """Doing it again changes nothing: what was done to them in the meantime stays."""
    people = {one.username: one for one in User.objects.filter(username__in=(AUTHOR, PUBLISHER))}
    if len(people) < 2:
        return
    today = timezone.localdate()
    if not Cluster.objects.exists():
        _seed_clusters(today, by)
    if not Example.objects.exists():
        _seed_examples(catalogue, people)
    if not Approach.objects.exists():
        _seed_approaches(people, today, by)
    if not PlanItem.objects.exists():
        _seed_plan(today, by)


def _seed_clusters(today: date, by: Any) -> None:
    for name, unit in CLUSTERS.items():
        list_cluster(
            unit,
            name.capitalize(),
            ClusterKind.SUNDHEDSKLYNGE,
            unit=unit,
            valid_from=CLUSTERS_BEGAN,
            valid_to=CLUSTERS_END,
            by=by,
        )
    quality = "kvalitetsklynge-demo"
    list_cluster(quality, "Demo (opdigtet)", ClusterKind.KVALITETSKLYNGE, unit=MIDT, by=by)
    reason = "Opdigtet: klyngen forbereder overgangen til sundhedsrådet."
    ask_for_peace(CLUSTERS["syd"], today + timedelta(days=30), reason, seen=1, by=by)


def _seed_examples(catalogue: Catalogue, people: dict[str, User]) -> None:
    author, publisher = people[AUTHOR], people[PUBLISHER]
    for said in (STATUS, SHARE, VISIT):
        made = write_example(said, catalogue=catalogue, by=author)
        propose_example(made.pk, seen=1, by=author)
        publish_example(made.pk, seen=2, by=publisher)
    waits = write_example(MEDICINE, catalogue=catalogue, by=author)
    propose_example(waits.pk, seen=1, by=author)


def _seed_approaches(people: dict[str, User], today: date, by: Any) -> None:
    """One answered after four working days, one passed on, one held back and past its deadline."""
    came = [today - timedelta(days=days) for days in (45, 6, 28)]
    talk = log_approach(
        "Patientforening A (opdigtet)",
        "Vil holde oplæg om opfølgende hjemmebesøg",
        wish="De vil gerne fortælle om patienternes oplevelser på et af klyngens møder i foråret.",
        way=Way.MAIL,
        received_on=came[0],
        clusters=[MIDT],
        by=by,
    )
    pass_on_approach(talk.pk, [MIDT], seen=1, by=people[PUBLISHER])
    answer = "Klyngen siger ja tak og foreslår 20 minutter på mødet i april."
    day = after_working_days(came[0], 4)
    answer_approach(talk.pk, answer, on=day, seen=2, by=people[AUTHOR])
    survey = log_approach(
        "Forskningsgruppe B (opdigtet)",
        "Søger klinikker til en spørgeundersøgelse",
        wish="Ti spørgsmål til klinikkerne om samarbejdet med hjemmesygeplejen.",
        way=Way.TELEFON,
        received_on=came[1],
        clusters=[MIDT, "kvalitetsklynge-demo"],
        by=by,
    )
    pass_on_approach(survey.pk, [MIDT, "kvalitetsklynge-demo"], seen=1, by=people[PUBLISHER])
    meeting = log_approach(
        "Patientforening C (opdigtet)",
        "Vil mødes om kost til ældre medicinske patienter",
        way=Way.BREV,
        received_on=came[2],
        clusters=[CLUSTERS["syd"]],
        by=by,
    )
    reason = "Sundhedsklynge Syd ønsker arbejdsro."
    hold_back_approach(meeting.pk, reason, seen=1, by=people[PUBLISHER])


def _seed_plan(today: date, by: Any) -> None:
    """Half a year: the status every second month that Fælles FU asked for, reports to Chefforum, and a
    notice of what the reform of 2027 means to the clusters."""
    group = Body.objects.get(id="projektgruppen-ledelsesinformation")
    drift = ["driftsforum-voksen-somatik", "driftsforum-voksen-psykiatri"]
    steering = [f"klyngestyregruppe-{name}" for name in CLUSTERS]
    statuses = plan_sending(
        "Status om indikatorerne",
        PlanKind.STATUS,
        today - timedelta(days=40),
        sender=group,
        bodies=["strategisk-sundhedsforum", *steering, *drift],
        every_months=2,
        times=4,
        by=by,
    )
    mark_sent(statuses[0].pk, on=statuses[0].planned_on, seen=1, by=by)
    reports = plan_sending(
        "Datarapport til Chefforum",
        PlanKind.DATARAPPORT,
        today - timedelta(days=5),
        sender=group,
        bodies=["chefforum-midt"],
        every_months=1,
        times=3,
        by=by,
    )
    drop_item(reports[1].pk, "Der er ikke møde i Chefforum den måned.", seen=1, by=by)
    plan_sending(
        "Sundhedsrådene tager over den 1. januar 2027",
        PlanKind.MEDDELELSE,
        after_working_days(today, 8),
        sender=group,
        bodies=steering,
        clusters=["kvalitetsklynge-demo"],
        by=by,
    )
