"""The roles a person can have. What a role may do stands in `governance.permissions`."""

from django.db import models


class Role(models.TextChoices):
    BRUGER = "bruger", "Bruger"
    ENHEDSANSVARLIG = "enhedsansvarlig", "Enhedsansvarlig"
    KLYNGEKOORDINATOR = "klyngekoordinator", "Klyngekoordinator"
    INDIKATORANSVARLIG = "indikatoransvarlig", "Indikatoransvarlig"
    FAGLIG_KONTROL = "faglig_kontrol", "Faglig kontrol"
    ANALYTIKER = "analytiker", "Analytiker"
    LEVERANDOER = "leverandoer", "Leverandør"
    SEKRETARIAT = "sekretariat", "Sekretariat"
    FORMANDSKAB = "formandskab", "Formandskab"
    GODKENDER = "godkender", "Godkender"
    PATIENTREPRAESENTANT = "patientrepraesentant", "Patientrepræsentant"
    SYSTEMADMINISTRATOR = "systemadministrator", "Systemadministrator"
    AUDITOR = "auditor", "Auditor"
