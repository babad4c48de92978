"""An election of a board by a committee, and what its tests do with it."""

import datetime
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from cms.directory.models import Mandate
from extranet.ballots.models import Ballot, DecisionRule, Election, Nomination
from extranet.ballots.services import casting, closing, opening, results
from extranet.ballots.services.elections import admitting, naming, preparing, voting
from tests.factories.directory import (
    BodyFactory,
    MandateFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    labels,
)
from tests.factories.extranet import delegate, secretary

DAY = datetime.timedelta(days=1)


def rule_of(body, **fields) -> DecisionRule:
    """Return a rule of elections of a body: as many votes as seats, a lot at a tie, secret."""
    values = {"kind": "election", "labels": labels("Election"), "method": "plurality"}
    values |= {"base": "valid", "tie": "lot", "secret": True}
    return DecisionRule.objects.create(body=body, **values | fields)


class Stage:
    """A committee whose `delegates` (by organisation) elect a board, and its secretary `by`."""

    def __init__(self, organisations: int = 3, rule=None):
        self.committee, self.board = BodyFactory(), BodyFactory()
        self.by, self.other = secretary(), secretary()
        self.delegates = {}
        for number in range(organisations):
            region = PlaceFactory(kind="region", code=f"region-{number}")
            place = PlaceFactory(parent=region, code=f"country-{number}")
            organisation = OrganisationFactory(place=place)
            self.delegates[organisation] = delegate(self.committee, organisation=organisation)
        self.rule = rule_of(self.committee, **(rule or {}))

    @property
    def organisations(self) -> list:
        return list(self.delegates)

    def election(self, *, opened=True, **fields) -> Election:
        """Return an election, nominations open for a week."""
        values = {"body": self.committee, "seats_of": self.board, "rule": self.rule}
        values |= {"titles": labels("The board"), "nominations_until": timezone.now() + 7 * DAY}
        election = preparing.create(by=self.by, **values | fields)
        return preparing.open_nominations(election=election, by=self.by) if opened else election

    def name(self, election, organisation, gender="woman", **fields):
        """Return a candidate of an organisation, named by its delegate, who has agreed."""
        values = {"given_name": "Ada", "family_name": f"Byron {gender}", "gender": gender}
        values |= {"place": organisation.place, "accepted": True}
        if fields.get("person"):
            values.pop("family_name")
        return naming.nominate(
            election=election,
            organisation=organisation,
            by=self.delegates[organisation],
            **values | fields,
        )

    def directory_name(self, election, organisation, gender="woman", **fields):
        """Return a candidate who is in the directory."""
        person = PersonFactory(gender=gender, place=organisation.place)
        MandateFactory(body=BodyFactory(), person=person, organisation=organisation)
        return self.name(election, organisation, gender, person=person, **fields)


def time_is_up(election: Election) -> Election:
    """Let the moment of the nominations pass."""
    Election.objects.filter(pk=election.pk).update(nominations_until=timezone.now() - DAY / 24)
    election.refresh_from_db()
    return election


def closed(stage: Stage, election: Election, admit=True) -> Election:
    """Return the election with its nominations closed, and everybody admitted."""
    election = preparing.close_nominations(election=time_is_up(election), by=stage.by)
    if admit:
        for nomination in election.nominations.filter(state="open"):
            admitting.admit(nomination=nomination, by=stage.by)
    return election


def voted(stage: Stage, election: Election, choices: list[list], signed=True) -> Ballot:
    """Return the vote of an election, in which the delegates voted for these nominations."""
    ballot = voting.prepare_ballot(
        election=election, by=stage.by, closes_at=timezone.now() + 2 * DAY
    )
    return held(stage, ballot, choices, signed)


def held(stage: Stage, ballot: Ballot, choices: list[list], signed=True) -> Ballot:
    """Open a draft, vote, close it, and have two sign its result."""
    ballot = opening.open_ballot(ballot=ballot, by=stage.by)
    for user, choice in zip(stage.delegates.values(), choices, strict=False):
        line = ballot.lines.get(mandate__person=user.person)
        codes = [one if isinstance(one, str) else one.code for one in choice]
        casting.cast(ballot=ballot, line=line, choice=codes, by=user)
    chair = Mandate.objects.filter(body=stage.committee, role="chair").first()
    chair = chair.person.user if chair else delegate(stage.committee, "chair")
    closing.close(ballot=ballot, by=chair)
    ballot = Ballot.objects.get(pk=ballot.pk)
    if signed:
        sign(stage, ballot)
    return Ballot.objects.get(pk=ballot.pk)


def sign(stage: Stage, ballot: Ballot) -> None:
    """Have two people sign a result."""
    for user in (stage.by, stage.other):
        results.sign(ballot=Ballot.objects.get(pk=ballot.pk), by=user)


def photograph(kind="JPEG", size=(1200, 900), **info) -> SimpleUploadedFile:
    """Return an upload of a picture; JPEG with the place where it was taken."""
    out = io.BytesIO()
    image = Image.new("RGB", size, "teal")
    if kind == "JPEG":
        exif = image.getexif()
        exif[0x010E] = "taken at home"
        exif.get_ifd(0x8825)[1] = "N"
        info["exif"] = exif
    image.save(out, kind, **info)
    return SimpleUploadedFile(f"me.{kind.lower()}", out.getvalue())


def leave_traces(body, user) -> None:
    """Let `user` prepare an election, be named in it, and name somebody."""
    election = Election.objects.create(
        body=body,
        seats_of=body,
        rule=rule_of(body, kind="traces"),
        titles=labels("The board"),
        nominations_until=timezone.now() + DAY,
        created_by=user,
    )
    organisation = OrganisationFactory()
    for person in (user.person, None):
        Nomination.objects.create(
            election=election,
            organisation=organisation,
            person=person,
            family_name="Vega",
            gender="woman",
            place=organisation.place,
            statements=labels("For peace"),
            accepted_at=timezone.now(),
            nominated_by=user,
        )
