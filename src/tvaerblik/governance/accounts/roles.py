"""The roles a person can have. What a role may do stands in `governance.permissions`."""

from django.db import models


class Role(models.TextChoices):
    BRUGER = "bruger", "Bruger"
    ANALYTIKER = "analytiker", "Analytiker"
    SEKRETARIAT = "sekretariat", "Sekretariat"
    GODKENDER = "godkender", "Godkender"
    SYSTEMADMINISTRATOR = "systemadministrator", "Systemadministrator"
    AUDITOR = "auditor", "Auditor"
