from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.signature_querysets import SignatureQuerySet
from cms.core.labels import language_choices
from cms.core.models import ConsentText, PersonalDataMixin, SecretLinkModel
from cms.taxonomy.models import Place

from .appeal import Appeal
from .signing import Invalidation


class Signature(PersonalDataMixin, SecretLinkModel):
    """A person under an appeal. Political opinion: what is kept is what was agreed to."""

    class State(models.TextChoices):
        PENDING = "pending", _("not confirmed yet")
        HELD = "held", _("held back")
        CONFIRMED = "confirmed", pgettext_lazy("appeal", "confirmed")
        WITHDRAWN = "withdrawn", _("withdrawn")
        INVALID = "invalid", _("struck out")

    class Shown(models.TextChoices):
        FULL = "full", _("with name")
        FIRST = "first", _("with first name")
        HIDDEN = "hidden", _("not at all")

    class Comment(models.TextChoices):
        NONE = "none", _("no comment")
        UNREAD = "unread", _("not read yet")
        SHOWN = "shown", _("shown")
        REFUSED = "refused", _("not shown")

    class Held(models.TextChoices):
        """Why it waits for a person to decide: see `campaigns.services.suspicion`."""

        DISPOSABLE = "disposable", _("address of a provider of throw-away addresses")
        BURST = "burst", _("many from one network in a short time")
        NAME = "name", _("a name that holds an address or signs of a program")
        STRUCK = "struck", _("signs again after having been struck out")

    # What stays of somebody is the number, the country and the month: neither an address nor a
    # moment that a log of a server could be laid beside.
    anonymous_values = {
        "given_name": "",
        "family_name": "",
        "email": "",
        "email_key": None,
        "organisation": "",
        "comment": "",
        "source": "",
        "network_key": "",
        "token_digest": "",
        "comment_state": "none",
        "shown": "hidden",
        "letters_text": None,
        "letters_language": "",
        "letters_agreed_at": None,
        "letters_withdrawn_at": None,
        "language": "",
        "held_for": "",
        "created_at": None,
        "confirmed_at": None,
        "sent_at": None,
        "expires_at": None,
        "consent_text": None,
        "consent_language": "",
        "consented_at": None,
    }

    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="signatures")
    # Given with the confirmation: without gaps, in the order of confirming.
    number = models.PositiveIntegerField(
        pgettext_lazy("appeal", "number"), null=True, blank=True, editable=False
    )
    given_name = models.CharField(_("first name"), max_length=80, blank=True)
    family_name = models.CharField(_("family name"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    # A keyed digest of the canonical address, so that one person signs once; None where forgotten.
    email_key = models.CharField(max_length=64, null=True, blank=True, editable=False)  # noqa: DJ001
    country = models.ForeignKey(
        Place, verbose_name=_("country"), on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    comment = models.TextField(_("comment"), max_length=500, blank=True)
    comment_state = models.CharField(
        max_length=7, choices=Comment.choices, default=Comment.NONE, editable=False
    )
    shown = models.CharField(_("shown"), max_length=6, choices=Shown.choices, default=Shown.HIDDEN)
    # What was agreed to about being written to, apart from the signature; it stays when that is
    # taken back, with the moment, until all is forgotten.
    letters_text = models.ForeignKey(
        ConsentText,
        verbose_name=_("agreed to be written to"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    letters_language = models.CharField(max_length=10, blank=True, editable=False)
    letters_agreed_at = models.DateTimeField(
        _("agreed to be written to at"), null=True, blank=True, editable=False
    )
    letters_withdrawn_at = models.DateTimeField(
        _("wants no more letters since"), null=True, blank=True, editable=False
    )
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    # Where the link that led here was shared, as its share kit says; nothing of the visitor.
    source = models.CharField(_("source"), max_length=40, blank=True)
    # A keyed digest of the network it came from, to undo what came from one.
    network_key = models.CharField(max_length=64, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.PENDING)
    held_for = models.CharField(
        _("held back because of"), max_length=10, choices=Held.choices, blank=True, editable=False
    )
    # By which act it was struck out, and what it was before, for the act to be undone.
    invalidation = models.ForeignKey(
        Invalidation, null=True, editable=False, on_delete=models.PROTECT, related_name="signatures"
    )
    state_before = models.CharField(max_length=9, blank=True, editable=False)
    created_at = models.DateTimeField(_("signed"), null=True, auto_now_add=True)
    confirmed_at = models.DateTimeField(pgettext_lazy("appeal", "confirmed"), null=True, blank=True)
    # The first day of the month of the confirmation: what stays of the moment for good.
    month = models.DateField(_("month"), null=True, blank=True, editable=False)

    objects = SignatureQuerySet.as_manager()

    class Meta(PersonalDataMixin.Meta):
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        default_permissions = ()
        permissions = [
            ("moderate_signature", "Can read comments, decide on held signatures, strike out"),
            ("export_signature", "Can export who has signed"),
        ]
        ordering = ["appeal", "number", "pk"]
        constraints = [
            *PersonalDataMixin.Meta.constraints,
            models.UniqueConstraint(fields=["appeal", "number"], name="one_signature_a_number"),
            models.UniqueConstraint(fields=["appeal", "email_key"], name="one_signature_a_person"),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(number__isnull=False, month__isnull=False),
                name="confirmed_signature_has_a_number",
            ),
            models.CheckConstraint(
                condition=Q(anonymised_at=None)
                | Q(given_name="", family_name="", email="", email_key=None, network_key="")
                & Q(organisation="", comment="", consented_at=None, confirmed_at=None),
                name="anonymous_signature_names_nobody",
            ),
            models.CheckConstraint(
                condition=Q(letters_text=None, letters_language="", letters_agreed_at=None)
                & Q(letters_withdrawn_at=None)
                | Q(letters_text__isnull=False, letters_agreed_at__isnull=False)
                & ~Q(letters_language=""),
                name="signature_letters_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["appeal", "state", "-number"]),
            models.Index(fields=["appeal", "country"]),
            models.Index(fields=["appeal", "network_key", "created_at"]),
        ]

    def __str__(self):
        return f"{self.appeal_id}/{self.number}"

    @property
    def may_be_written_to(self) -> bool:
        """Whether the person agreed to get letters, and has not taken that back."""
        return self.letters_agreed_at is not None and self.letters_withdrawn_at is None

    def agree_to_letters(self, text: ConsentText | None, language: str) -> None:
        """Note that the person agrees to `text`, as it reads in `language`; None: no (more)."""
        if text is None:
            if self.may_be_written_to:
                self.letters_withdrawn_at = timezone.now()
        elif not self.may_be_written_to or self.letters_text_id != text.pk:
            self.letters_text, self.letters_language = text, language
            self.letters_agreed_at, self.letters_withdrawn_at = timezone.now(), None

    @property
    def public_name(self) -> str:
        """What others may read of the name: all of it, the first name, or nothing."""
        if self.state != self.State.CONFIRMED or self.anonymised_at:
            return ""
        names = {
            self.Shown.FULL: f"{self.given_name} {self.family_name}".strip(),
            self.Shown.FIRST: self.given_name,
        }
        return names.get(self.shown, "")

    @property
    def public_organisation(self) -> str:
        """The organisation, for those whose whole name is shown."""
        return self.organisation if self.shown == self.Shown.FULL else ""

    @property
    def public_comment(self) -> str:
        """The comment, once somebody has read it, beside a name that is shown."""
        shown = self.comment_state == self.Comment.SHOWN and self.public_name
        return self.comment if shown else ""
