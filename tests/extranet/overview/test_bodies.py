"""The page of a body, and the log of what was done on it."""

import datetime
import re
from pathlib import Path

import pytest
from django.utils import timezone

from cms.directory.models import Body, BodyRule, Mandate
from extranet.core.audit_labels import ACTIONS, action_label
from extranet.core.models import AuditEntry
from extranet.core.services.audit import record
from extranet.demands.models import Demand
from extranet.records.models import Decision
from tests.extranet.overview.test_overview import LANGUAGES, main
from tests.factories.directory import (
    BodyFactory,
    MandateFactory,
    PersonFactory,
    UserFactory,
    labels,
)
from tests.factories.extranet import (
    DocumentFactory,
    FolderFactory,
    MeetingFactory,
    delegate,
    secretary,
)

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
URL = "/en/extranet/bodies/board/"


@pytest.fixture
def body():
    return BodyFactory(code="board", labels=labels("Wombat board"), public=False)


@pytest.fixture
def everything(body):
    """A body with something of every kind, closed to guests."""
    holder = MandateFactory(
        body=body, person=PersonFactory(given_name="Ama", family_name="Seated"), seat="7"
    )
    gone = PersonFactory(given_name="Leo", family_name="Gone")
    today = timezone.localdate()
    MandateFactory(body=body, person=gone, starts_on=today - 99 * DAY, ends_on=today - DAY)
    BodyRule.objects.create(
        body=body, kind=BodyRule.Kind.SEATS, value=35, articles=labels("Principles, V")
    )
    past = MeetingFactory(body=body, titles=labels("Past quokka"), days=-30)
    MeetingFactory(body=body, titles=labels("Next quokka"))
    folder = FolderFactory(body=body, labels=labels("Folder quokka"))
    DocumentFactory(folder=folder, title="Paper quokka")
    Decision.objects.create(
        body=body,
        meeting=past,
        year=2026,
        number=1,
        titles=labels("Decision quokka"),
        texts=labels("Text"),
        taken_on=today,
    )
    Demand.objects.create(
        body=body,
        subject="Demand quokka",
        reason="Why",
        language="en",
        percent=30,
        roll_size=3,
        closes_at=timezone.now() + DAY,
    )
    return holder


SECRETS = (
    "Ama Seated",
    "Leo Gone",
    "35 seats at most",
    "Principles, V",
    "Past quokka",
    "Next quokka",
    "Folder quokka",
    "Paper quokka",
    "Decision quokka",
    "Demand quokka",
)


def test_a_member_sees_all_of_it(client, site, body, everything):
    client.force_login(delegate(body))
    said = main(client, URL)
    for word in SECRETS:
        assert word in said, word
    assert "Your place on it" in said
    assert "seats are free" not in said


def test_a_guest_sees_what_is_open_and_nothing_else(client, site, body, everything):
    MeetingFactory(body=body, titles=labels("Open wallaby"), open_to_guests=True)
    DocumentFactory(body=body, title="Paper wallaby", open_to_guests=True)
    client.force_login(delegate(body, Mandate.Role.GUEST))
    said = main(client, URL)
    for word in SECRETS:
        assert word not in said, word
    for word in ("Open wallaby", "Paper wallaby", "You are a guest here"):
        assert word in said
    Body.objects.update(public=True)
    assert "Ama Seated" in main(client, URL)


@pytest.mark.parametrize("role", [Mandate.Role.CHAIR, Mandate.Role.COORDINATOR])
def test_officers_see_what_the_body_needs(client, site, body, everything, role):
    client.force_login(delegate(body, role))
    assert "33 seats are free." in main(client, URL)


def test_nobody_else_sees_that_there_is_one(client, site, body, everything, django_user_model):
    superuser = django_user_model.objects.create_superuser("root@example.org", "password")
    today = timezone.localdate()
    for user in (
        UserFactory(),
        superuser,
        delegate(BodyFactory()),
        delegate(body, starts_on=today - 9 * DAY, ends_on=today - DAY),
        delegate(BodyFactory(kind=Body.Kind.OFFICE), Mandate.Role.AUDITOR),
    ):
        client.force_login(user)
        response = client.get(URL)
        assert response.status_code == 404
        assert "Wombat" not in response.content.decode()
        assert "Wombat" not in main(client, "/en/extranet/bodies/")


def test_a_mandate_that_ends_closes_the_page_in_that_second(client, site, body):
    client.force_login(delegate(body))
    assert client.get(URL).status_code == 200
    Mandate.objects.update(ended_at=timezone.now() - datetime.timedelta(seconds=1))
    assert client.get(URL).status_code == 404


def test_what_ended_today_is_told_among_the_former(client, site, body, everything):
    everything.ended_at, everything.ends_on = timezone.now(), timezone.localdate()
    everything.save()
    client.force_login(delegate(body))
    said = main(client, URL)
    assert said.index("Ama Seated") > said.index("Former members")


def test_the_secretariat_sees_every_body(client, site, body, everything):
    client.force_login(secretary())
    assert "Demand quokka" in main(client, URL)
    assert "Wombat board" in main(client, "/en/extranet/bodies/")


@pytest.mark.parametrize("kind", BodyRule.Kind.values)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_a_sentence(client, site, body, kind, language):
    BodyRule.objects.create(body=body, kind=kind, value=1)
    client.force_login(delegate(body))
    said = main(client, f"/{language}/extranet/bodies/board/")
    assert "rule-list" in said
    assert "%(" not in said


def grow(body, count: int) -> None:
    meeting = MeetingFactory(body=body, days=-30)
    for number in range(count):
        MeetingFactory(body=body)
        MeetingFactory(body=body, days=-40)
        DocumentFactory(body=body)
        MandateFactory(body=body)
        Decision.objects.create(
            body=body,
            meeting=meeting,
            year=1900 + meeting.pk % 100,
            number=number + meeting.pk * 100,
            titles=labels("Decision"),
            texts=labels("Text"),
            taken_on=timezone.localdate(),
        )
        record("meeting.convened", meeting, actor=None, body=body)


@pytest.mark.parametrize("path", ["", "log/"])
def test_the_queries_do_not_grow(
    client, site, body, everything, path, django_assert_max_num_queries
):
    client.force_login(secretary())
    counts = []
    for more in (6, 20):
        grow(body, more)
        client.get(URL + path)
        with django_assert_max_num_queries(25) as asked:
            assert client.get(URL + path).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


# --- The log -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_log_tells_who_did_what_in_words(client, site, body, language):
    meeting = MeetingFactory(body=body, titles=dict.fromkeys(LANGUAGES, "Spring quokka"))
    by = UserFactory(first_name="Rosa", last_name="Chair")
    record("meeting.convened", meeting, actor=by, body=body, notice=30)
    record("paper.tabled", body, actor=None, body=body, meeting=meeting.pk)
    record("teapot.boiled_over", body, actor=None, body=body)
    client.force_login(secretary())
    for path in ("bodies/board/log/", "log/"):
        said = main(client, f"/{language}/extranet/{path}")
        assert "Rosa Chair" in said
        # What has no words yet is shown by its verb.
        assert "Teapot: boiled over" in said
        assert said.count(f"/{language}/extranet/meetings/{meeting.pk}/") == 2
        assert said.count("Spring quokka") == 2


def test_an_auditor_reads_the_log_without_the_titles_of_what_may_not_be_read(client, site, body):
    document = DocumentFactory(body=body, title="Paper quokka")
    record("document.posted", document, actor=None, body=body)
    client.force_login(delegate(BodyFactory(kind=Body.Kind.OFFICE), Mandate.Role.AUDITOR))
    said = main(client, URL + "log/")
    assert "Document posted" in said
    assert "quokka" not in said
    client.force_login(delegate(body, Mandate.Role.AUDITOR))
    assert "Paper quokka" in main(client, URL + "log/")
    assert client.get("/en/extranet/log/").status_code == 404


@pytest.mark.parametrize("role", Mandate.Role.values)
def test_the_log_is_for_who_may_audit(client, site, body, role):
    client.force_login(delegate(body, role))
    status = 200 if role == Mandate.Role.AUDITOR else 404
    assert client.get(URL + "log/").status_code == status


def test_the_log_has_pages(client, site, body):
    AuditEntry.objects.bulk_create(
        AuditEntry(body=body, action="meeting.changed", kind="meeting", key="1", name=f"N{n}")
        for n in range(120)
    )
    client.force_login(secretary())
    assert main(client, URL + "log/").count("<tr>") == 51
    assert main(client, URL + "log/?page=3").count("<tr>") == 21
    assert client.get(URL + "log/?page=9").status_code == 404


def test_an_empty_log_says_so(client, site, body):
    client.force_login(secretary())
    assert "Nothing has been done yet." in main(client, URL + "log/")


def test_every_action_of_the_services_has_words():
    """What is recorded is said in words: a new action must be named."""
    folder = Path(__file__).resolve().parents[3] / "extranet"
    source = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("**/*.py"))
    found = set(re.findall(r'record\(\s*\*?\(?\s*"([a-z_]+\.[a-z_]+)"', source))
    assert found
    assert found - set(ACTIONS) == set()
    assert action_label("meeting.convened") == "Meeting convened"
