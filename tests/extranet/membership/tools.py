"""What tests of memberships share: people, a board, applications, a decider that is no room."""

import datetime
from contextlib import contextmanager

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cms.core.models import ConsentText
from cms.directory.models import Body
from cms.directory.querysets import site_day
from cms.taxonomy.models import Place
from extranet.core import deciding
from extranet.membership.models import Case
from extranet.membership.services import applications, files, preparing, settling
from tests.factories.directory import (
    BodyFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    RepresentativeFactory,
    UserFactory,
    labels,
)

DAY = datetime.timedelta(days=1)


def make_board(**fields) -> Body:
    """Return a board."""
    return BodyFactory(code="board", kind=Body.Kind.BOARD, **fields)


def consent() -> ConsentText:
    """Return a text that applicants agree to."""
    return ConsentText.objects.create(
        purpose="membership", texts=labels("We may keep this."), valid_from=timezone.now() - DAY
    )


def region(code: str = "west") -> tuple[Place, Place]:
    """Return a region and a country in it."""
    parent = PlaceFactory(code=code, kind="region")
    return parent, PlaceFactory(code=f"{code}-land", parent=parent)


def upload(text: str = "Our statutes.", name: str = "statutes.txt") -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())


def written(email="ana@example.org", place=None, **values):
    """Return a draft in which nothing is missing, and the token of its link."""
    text = ConsentText.objects.first() or consent()
    application, token = applications.begin(email=email, language="fr", consent=text)
    whole = {
        "kind": "party",
        "sought": "member",
        "names": {"fr": "Parti du Travail", "en": "Labour Party"},
        "acronym": "PT",
        "place": place or PlaceFactory(),
        "aims": "Bread and roses.",
        "leader_name": "Rosa Lind",
        "contact_name": "Ana Diallo",
        "reference_one": OrganisationFactory(),
        "reference_two": OrganisationFactory(),
    }
    applications.save(application=application, values=whole | values)
    files.add(case=application.case, upload=upload(f"Statutes of {email}"), purpose="statutes")
    return application, token


def received(**values) -> Case:
    """Return the case of an application that was sent."""
    application, _token = written(**values)
    return applications.send(application=application)


def before_board(by, **values) -> Case:
    """Return an application that is before the board, matched with a new organisation."""
    case = received(**values)
    case = preparing.enter(case=case, code=f"applicant-{case.pk}", by=by)
    return settling.put_before(case=case, by=by)


def fresh(case: Case) -> Case:
    """Return the case as the database has it."""
    return Case.objects.get(pk=case.pk)


def leader(organisation, role="leader"):
    """Return a user who leads an organisation."""
    user = UserFactory()
    RepresentativeFactory(person=PersonFactory(user=user), organisation=organisation, role=role)
    return user


class FakeDecider:
    """Takes decisions as a room of votes would: keeps what is proposed, tells the outcome."""

    def __init__(self):
        self.proposals = []

    def propose(self, proposal, *, by):
        self.proposals.append(proposal)
        return "/votes/1/"

    def progress(self, subject, standing):
        for number, _proposal in enumerate(self.proposals):
            yield deciding.Progress(f"Vote {number}", "/votes/1/", "open")

    def tell(self, case, *, adopted: bool, taken_on=None, by=None) -> None:
        """Let it be decided."""
        kind, key = deciding.reference(case)
        deciding.decided.send(
            sender=type(self),
            subject_kind=kind,
            subject_key=key,
            kind=Case.DECISIONS[case.kind],
            adopted=adopted,
            taken_on=taken_on or site_day(),
            by=by,
        )


@contextmanager
def decider():
    """Register a decider for a while, the last one; give it."""
    fake = FakeDecider()
    deciding.register(fake)
    try:
        yield fake
    finally:
        deciding._deciders.remove(fake)


@contextmanager
def nobody_decides():
    """Let no room take decisions for a while."""
    kept = deciding._deciders[:]
    deciding._deciders.clear()
    try:
        yield
    finally:
        deciding._deciders[:] = kept
