"""A good example, its versions, none of which is ever changed, and its log."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from tvaerblik.governance.examples.content import ExampleContent, from_json
from tvaerblik.governance.examples.kinds import ExampleState
from tvaerblik.governance.logged import LogEntry, Logged


class Example(Logged):
    """`author`: the account that wrote it first. `shown`: the number of the version that the public reads.
    `published_on`: of the first version that was shown; it stays when the example is withdrawn."""

    id = models.SlugField(max_length=80, primary_key=True)
    author = models.CharField(max_length=100)
    state = models.CharField(
        max_length=20, choices=ExampleState.choices, default=str(ExampleState.KLADDE)
    )
    shown = models.PositiveIntegerField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-published_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="example_state_is_known", condition=Q(state__in=ExampleState.values)
            ),
            models.CheckConstraint(
                name="a_published_example_shows_a_version",
                condition=~Q(state=ExampleState.UDGIVET) | Q(shown__isnull=False),
            ),
            models.CheckConstraint(
                name="a_withdrawn_example_shows_none",
                condition=~Q(state=ExampleState.TRUKKET) | Q(shown__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def newest(self) -> "ExampleVersion":
        return self.versions.latest("number")

    @property
    def public(self) -> "ExampleVersion | None":
        return self.versions.filter(number=self.shown).first() if self.shown else None


class ExampleVersion(models.Model):
    """`said`: see `content`."""

    example = models.ForeignKey(Example, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    said = models.JSONField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["example", "number"]
        constraints = [
            models.UniqueConstraint(fields=["example", "number"], name="one_example_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.example_id} v{self.number}"

    @property
    def content(self) -> ExampleContent:
        return from_json(self.said)


class ExampleEntry(LogEntry):
    example = models.ForeignKey(Example, on_delete=models.PROTECT, related_name="log")

    class Meta(LogEntry.Meta):
        verbose_name_plural = "example entries"

    def __str__(self) -> str:
        return f"{self.example_id} {self.on} {self.kind}"
