import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.core.labels import LabelsField, pick, pick_language
from cms.directory.models import Mandate, Organisation, Person
from cms.media.private import private_storage
from cms.taxonomy.models import Place
from extranet.ballots.election_querysets import NominationQuerySet

from .ballot import Ballot
from .election import Election


def photograph_name(nomination: "Nomination", filename: str) -> str:
    """Return where a photograph goes: neither name nor election shows in the storage."""
    return f"candidates/{secrets.token_hex(16)}.jpg"


class Nomination(models.Model):
    """Somebody whom an organisation names for an election: of the directory, or new to it."""

    class State(models.TextChoices):
        OPEN = "open", _("named")
        ADMITTED = "admitted", _("admitted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="nominations")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("named by"),
        on_delete=models.PROTECT,
        related_name="nominations",
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("person of the directory"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="nominations",
    )
    # As they are called on the ballot; of who is in the directory, as that calls them.
    given_name = models.CharField(_("given name"), max_length=80, blank=True)
    family_name = models.CharField(_("family name"), max_length=80)
    gender = models.CharField(_("gender"), max_length=6, blank=True, choices=Person.Gender.choices)
    place = models.ForeignKey(
        Place,
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    statements = LabelsField(_("what they say"), blank=True, long=True)
    photograph = models.FileField(
        _("photograph"),
        storage=private_storage,
        upload_to=photograph_name,
        max_length=200,
        blank=True,
    )
    why_alone = models.CharField(_("why nobody of the other gender"), max_length=500, blank=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=9, choices=State.choices, default=State.OPEN, editable=False
    )
    reason = models.CharField(_("why it is refused"), max_length=500, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    nominated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    nominated_at = models.DateTimeField(auto_now_add=True)
    # What came of it.
    mandate = models.OneToOneField(
        Mandate,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="nomination",
    )

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        ordering = ["election", "position", "family_name", "given_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "person"],
                condition=Q(state__in=["open", "admitted"]),
                name="person_named_once_an_election",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="refused_nomination_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="admitted") | Q(accepted_at__isnull=False),
                name="admitted_candidate_has_accepted",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        """Given and family name, as it is written."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def statement(self) -> str:
        """What they say, in the active language or the nearest there is."""
        return pick(self.statements)

    @property
    def statement_language(self) -> str:
        """The language that the statement is read in."""
        return pick_language(self.statements)

    @property
    def code(self) -> str:
        """What a vote for them holds."""
        return f"c{self.pk}"

    @property
    def stands(self) -> bool:
        """Whether they may be on the ballot: neither withdrawn nor refused."""
        return self.state in (self.State.OPEN, self.State.ADMITTED)

    @property
    def region(self):
        """The region that they are from, or None."""
        return self.place.region if self.place else None


class ElectionRound(models.Model):
    """A ballot of an election, with the seats that it fills and who stands, frozen with it."""

    ballot = models.OneToOneField(Ballot, on_delete=models.CASCADE, related_name="election_round")
    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="rounds")
    # `counting.quota.Quota` and `Candidate`s as JSON.
    quota = models.JSONField()
    candidates = models.JSONField()

    class Meta:
        verbose_name = _("round of an election")
        verbose_name_plural = _("rounds of elections")
        ordering = ["election", "pk"]

    def __str__(self):
        return f"{self.election_id}: {self.ballot_id}"
