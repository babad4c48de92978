"""Meetings, documents and who reads them; services make what rules apply to."""

import datetime
import hashlib

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from cms.accounts.roles import ROLES
from cms.directory.models import Mandate
from extranet.documents.models import Document, DocumentVersion, Folder
from extranet.meetings.models import AgendaItem, Meeting, Paper
from tests.factories.directory import (
    BodyFactory,
    MandateFactory,
    PersonFactory,
    UserFactory,
    labels,
)

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def delegate(body=None, role=Mandate.Role.MEMBER, **mandate):
    """Return a user with a mandate in force on `body`, or with none where there is no body."""
    user = UserFactory()
    person = PersonFactory(user=user)
    if body is not None:
        MandateFactory(body=body, person=person, role=role, **mandate)
    return user


def secretary():
    """Return a user of the secretariat."""
    from django.contrib.auth.models import Group

    user = UserFactory()
    user.groups.add(Group.objects.get_or_create(name=ROLES["secretariat"].name)[0])
    return user


class MeetingFactory(factory.django.DjangoModelFactory):
    """A meeting in three weeks, convened ten days ago; `days=-30` for one that is over."""

    class Meta:
        model = Meeting

    class Params:
        days = 21

    body = factory.SubFactory(BodyFactory)
    titles = factory.Sequence(lambda number: labels(f"Meeting {number}"))
    starts_at = factory.LazyAttribute(
        lambda row: timezone.now() + datetime.timedelta(days=row.days)
    )
    ends_at = factory.LazyAttribute(lambda row: row.starts_at + datetime.timedelta(hours=3))
    state = Meeting.State.CONVENED
    convened_at = factory.LazyFunction(lambda: timezone.now() - datetime.timedelta(days=10))


class AgendaItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    titles = factory.Sequence(lambda number: labels(f"Item {number}"))


class FolderFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Folder

    body = factory.SubFactory(BodyFactory)
    labels = factory.Sequence(lambda number: labels(f"Folder {number}"))


class DocumentFactory(factory.django.DjangoModelFactory):
    """A posted document with one version; `content=` are its bytes, `body=` whose it is."""

    class Meta:
        model = Document
        skip_postgeneration_save = True

    class Params:
        body = None

    folder = factory.LazyAttribute(
        lambda row: FolderFactory(**({"body": row.body} if row.body else {}))
    )
    title = factory.Sequence(lambda number: f"Document {number}")
    language = "en"

    @factory.post_generation
    def content(self, create, extracted, **kwargs):
        version = make_version(self, extracted or PDF + str(self.pk).encode(), **kwargs)
        self.current = version
        self.state = Document.State.PUBLISHED
        self.published_at = self.published_at or timezone.now()
        self.save()


def make_version(document: Document, content: bytes, **fields) -> DocumentVersion:
    """Store `content` as the next version of a document and return it."""
    last = document.versions.order_by("-number").first()
    version = DocumentVersion(
        document=document,
        number=last.number + 1 if last else 1,
        name=fields.pop("name", "paper.pdf"),
        content_type=fields.pop("content_type", "application/pdf"),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        **fields,
    )
    version.file.save("file", ContentFile(content), save=False)
    version.save()
    return version


class PaperFactory(factory.django.DjangoModelFactory):
    """A paper tabled in good time, of the meeting's body."""

    class Meta:
        model = Paper

    item = factory.SubFactory(AgendaItemFactory)
    version = factory.LazyAttribute(lambda row: DocumentFactory(body=row.item.meeting.body).current)
    tabled_at = factory.LazyFunction(timezone.now)
