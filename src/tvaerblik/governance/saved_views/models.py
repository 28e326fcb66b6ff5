"""A saved view keeps the question and never a figure, so nothing in it needs protecting but the name."""

import secrets

from django.db import models
from django.utils import timezone

from tvaerblik.governance.saved_views.questions import LONGEST_NAME, LONGEST_QUESTION

# Without those that are taken for each other when an address is read aloud or off paper
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
ID_LENGTH = 8


def new_id() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(ID_LENGTH))


class SavedView(models.Model):
    """`definitions`: {indicator: {"version": …, "da": title, "en": title}} as they were when it was saved,
    so that it can be told what has become of them."""

    id = models.CharField(max_length=ID_LENGTH, primary_key=True, default=new_id)
    owner = models.CharField(max_length=100)  # a username; it is not shown
    name = models.CharField(max_length=LONGEST_NAME)
    question = models.CharField(max_length=LONGEST_QUESTION)  # what stands after `?`
    release = models.CharField(max_length=100)
    definitions = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(name="one_view_a_name", fields=["owner", "name"]),
        ]

    def __str__(self) -> str:
        return f"{self.id}: {self.name}"
