"""The terms of ballots in words."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Method(models.TextChoices):
    MOTION = "motion", _("yes, no or abstain")
    SLATE = "slate", _("yes, no or abstain, on a list as a whole")
    PLURALITY = "plurality", _("as many candidates as there are seats")
    APPROVAL = "approval", _("any number of candidates")
    RANKED = "ranked", _("candidates in order of preference")


class Majority(models.TextChoices):
    SIMPLE = "simple", _("simple majority")
    ABSOLUTE = "absolute", _("absolute majority")
    TWO_THIRDS = "two_thirds", _("two thirds")
    THREE_QUARTERS = "three_quarters", _("three quarters")
    CONSENSUS = "consensus", _("consensus")


class Base(models.TextChoices):
    YES_NO = "yes_no", _("votes in favour and against")
    VALID = "valid", _("valid votes")
    CAST = "cast", _("votes handed in")
    PRESENT = "present", _("those present")
    ENTITLED = "entitled", _("those entitled to vote")


class Abstentions(models.TextChoices):
    ASIDE = "aside", _("do not count")
    IN_BASE = "in_base", _("count in the base")
    AGAINST = "against", _("count as votes against")


class Quorum(models.TextChoices):
    NONE = "none", pgettext_lazy("quorum", "none")
    PRESENCE = "presence", _("of those present")
    PARTICIPATION = "participation", _("of votes handed in")


class When(models.TextChoices):
    OPENING = "opening", _("at the opening")
    CLOSE = "close", _("at the close")
    BOTH = "both", _("at both")


class Tie(models.TextChoices):
    REJECTED = "rejected", _("it is rejected")
    CHAIR = "chair", _("the chair decides")
    RUNOFF = "runoff", _("the vote is repeated")
    LOT = "lot", _("a lot is drawn")


class Unit(models.TextChoices):
    SEAT = "seat", pgettext_lazy("ballot", "every seat")
    ORGANISATION = "organisation", _("every organisation")
