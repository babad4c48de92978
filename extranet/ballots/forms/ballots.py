"""Forms in which a ballot is prepared and led; what they say no to, services say no to as well."""

from django import forms
from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from cms.core.clock_fields import ClockField, ClockForm
from cms.core.form_fields import SomeLabelsField
from cms.core.labels import LabelsFormField
from cms.core.time_zones import kept_zone_choices
from cms.core.widgets import LongSelect
from cms.directory.models import Body
from extranet.ballots.models import Ballot, DecisionRule
from extranet.documents.models import Document, DocumentVersion
from extranet.meetings.forms.meeting import SeenForm
from extranet.meetings.models import Meeting
from extranet.meetings.outline import Outline

TITLE_LENGTH = 200


def zone_field() -> forms.ChoiceField:
    """Return a choice of the time zone by whose clock a moment is said."""
    return forms.ChoiceField(label=_("Time zone"), choices=kept_zone_choices, widget=LongSelect)


def clock_values(moment, user) -> dict:
    """Return the initial values of a moment and its zone, by the user's own clock."""
    zone = getattr(user, "time_zone", "") or settings.TIME_ZONE
    return {"time_zone": zone, "closes": moment}


def places(body: Body) -> list:
    """Return the meetings of a body and the points of their agendas, as choices in groups."""
    groups = [("", _("in no meeting"))]
    meetings = Meeting.objects.filter(body=body, state__in=("draft", "convened"))
    for meeting in meetings.order_by("-starts_at").prefetch_related("items")[:20]:
        points = [(f"m{meeting.pk}", _("the meeting as a whole"))]
        points += [
            (f"i{node.item.pk}", f"{node.number} {node.item.title}")
            for node in Outline(meeting.items.all())
        ]
        groups.append((meeting.title, points))
    return groups


class BallotForm(ClockForm, SeenForm):
    """All that is known of a ballot before it is opened."""

    rule = forms.ModelChoiceField(
        label=_("Kind of decision"),
        queryset=DecisionRule.objects.none(),
        help_text=_("Majority, quorum and whether it is secret follow from it."),
    )
    motion = forms.ModelChoiceField(
        label=_("Amendment of"),
        queryset=Ballot.objects.none(),
        required=False,
        empty_label=_("it is no amendment"),
        help_text=_("Amendments are voted on before the motion that they change."),
    )
    titles = SomeLabelsField(label=_("Question"), max_length=TITLE_LENGTH)
    texts = LabelsFormField(label=_("Text of the motion"), long=True, required=False)
    paper = forms.ModelChoiceField(
        label=_("Paper"), queryset=DocumentVersion.objects.none(), required=False
    )
    mode = forms.ChoiceField(label=_("Held"), choices=Ballot.Mode.choices, widget=forms.RadioSelect)
    place = forms.ChoiceField(label=_("Meeting and point of its agenda"), required=False)
    closes = ClockField(
        label=_("Open until"),
        required=False,
        help_text=_("Where it is held in writing. In a meeting the chair closes it."),
    )
    time_zone = zone_field()

    def __init__(self, *args, body: Body, ballot: Ballot | None = None, user=None, **kwargs):
        given = kwargs.pop("initial", None) or {}
        values = self.values_of(ballot) if ballot else {}
        kwargs["initial"] = clock_values(ballot and ballot.closes_at, user) | values | given
        super().__init__(*args, **kwargs)
        self.body = body
        rules = DecisionRule.objects.in_force().filter(body=body, method="motion")
        self.fields["rule"].queryset = rules
        self.fields["rule"].label_from_instance = lambda rule: rule.label
        motions = Ballot.objects.filter(body=body, state="draft", kind=Ballot.Kind.MOTION)
        self.fields["motion"].queryset = motions.exclude(pk=ballot.pk if ballot else None)
        papers = DocumentVersion.objects.filter(
            document__folder__body=body,
            document__state=Document.State.PUBLISHED,
            document__current=F("pk"),
        )
        self.fields["paper"].queryset = papers.select_related("document").order_by(
            "-document__published_at"
        )
        self.fields["paper"].label_from_instance = lambda version: version.document.title
        self.fields["place"].choices = places(body)

    @staticmethod
    def values_of(ballot: Ballot) -> dict:
        """Return what the form shows of a ballot."""
        place = f"m{ballot.meeting_id}" if ballot.meeting_id else ""
        return {
            "rule": ballot.rule_id,
            "motion": ballot.motion_id,
            "titles": ballot.titles,
            "texts": ballot.texts,
            "paper": ballot.paper_id,
            "mode": ballot.mode,
            "place": f"i{ballot.item_id}" if ballot.item_id else place,
        }

    def clean(self):
        data = super().clean() or self.cleaned_data
        if data.get("mode") == Ballot.Mode.MEETING and not data.get("place"):
            self.add_error("place", _("Say in which meeting it is held."))
        return data

    def fields_for_service(self) -> dict:
        """Return the cleaned values as the services take them."""
        data = self.cleaned_data
        found = {name: data[name] for name in ("rule", "motion", "titles", "paper", "mode")}
        in_meeting = data["mode"] == Ballot.Mode.MEETING
        meeting, item = self._place(data["place"]) if in_meeting else (None, None)
        closes_at = None if in_meeting else data.get("closes")
        return found | {
            "texts": data["texts"] or {},
            "meeting": meeting,
            "item": item,
            "closes_at": closes_at,
        }

    def _place(self, value: str):
        meetings = Meeting.objects.filter(body=self.body)
        if value.startswith("i"):
            meeting = meetings.get(items=int(value[1:]))
            return meeting, meeting.items.get(pk=int(value[1:]))
        return meetings.get(pk=int(value[1:])), None


class OpenForm(ClockForm, forms.Form):
    """The last word before a ballot is opened; in writing, until when."""

    closes = ClockField(label=_("Open until"))
    time_zone = zone_field()

    def __init__(self, *args, ballot: Ballot, user=None, **kwargs):
        kwargs["initial"] = clock_values(ballot.closes_at, user)
        super().__init__(*args, **kwargs)
        if ballot.mode == Ballot.Mode.MEETING:
            del self.fields["closes"], self.fields["time_zone"]


class ExtendForm(ClockForm, forms.Form):
    """A later end, and why."""

    closes = ClockField(label=_("Open until"))
    time_zone = zone_field()
    reason = forms.CharField(
        label=_("Why it stays open longer"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody on the roll reads it."),
    )

    def __init__(self, *args, ballot: Ballot, user=None, **kwargs):
        kwargs["initial"] = clock_values(ballot.closes_at, user)
        super().__init__(*args, **kwargs)


class VoidForm(forms.Form):
    """Why a ballot is void, and whether it is held again."""

    reason = forms.CharField(
        label=_("Why it is void"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The body reads it. Nothing that was recorded is deleted."),
    )
    again = forms.BooleanField(
        label=_("Prepare a new round with the same question"), required=False
    )
