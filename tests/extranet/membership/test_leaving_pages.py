"""The pages of those who may leave: who opens a case, who is heard, who resigns."""

import html

import pytest
from django.urls import reverse
from django.utils.translation import override

from cms.directory.querysets import site_day
from extranet.core.standing import standing_of
from extranet.core.todo import todos_for
from extranet.membership.models import Case, Hearing
from extranet.membership.services import opening, settling
from tests.extranet.membership.tools import (
    DAY,
    leader,
    upload,
)
from tests.factories.directory import BodyFactory, MandateFactory, OrganisationFactory
from tests.factories.extranet import delegate

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "fr", "es")


@pytest.fixture(autouse=True)
def _ready(site, on_commit_at_once, unindexed):
    pass


def url(name, *args, language="en") -> str:
    with override(language):
        return reverse(f"extranet:{name}", args=args)


def said(response) -> str:
    return html.unescape(response.content.decode())


def todo_texts(user) -> list[str]:
    return [todo.text for todo in todos_for(standing_of(user))]


def test_who_sits_for_the_organisation_concerned_reads_nothing_of_the_deliberation(
    client, board, office
):
    organisation = OrganisationFactory()
    own, chair = delegate(board, organisation=organisation), delegate(board, "chair")
    case = opening.open_case(
        kind="exclusion",
        organisation=organisation,
        reasons="SECRET",
        language="en",
        until=site_day() + DAY,
        by=chair,
    )
    Hearing.objects.update(until=site_day() - DAY)
    settling.put_before(case=case, by=office)
    for user, code in ((own, 404), (chair, 200), (office, 200)):
        client.force_login(user)
        assert client.get(url("case", case.pk)).status_code == code
    client.force_login(own)
    assert "exclusion" not in said(client.get(url("body", board.code))).lower()


def test_the_chair_of_the_board_opens_a_case_and_others_do_not(client, board):
    organisation = OrganisationFactory()
    for user, code in ((delegate(board), 404), (delegate(BodyFactory(), "chair"), 404)):
        client.force_login(user)
        assert client.get(url("case-open", "exclusion")).status_code == code
    client.force_login(delegate(board, "chair"))
    data = {
        "organisation": organisation.pk,
        "reasons": "Grave.",
        "language": "en",
        "until": (site_day() + 9 * DAY).isoformat(),
        "email": "party@example.org",
    }
    answer = client.post(url("case-open", "exclusion"), data)
    case = Case.objects.get()
    assert answer.url == url("case", case.pk)
    assert client.get(answer.url).status_code == 200
    assert client.get(url("case-open", "nonsense")).status_code == 404


@pytest.fixture
def suspension(board, office):
    organisation = OrganisationFactory()
    return opening.open_case(
        kind="suspension",
        organisation=organisation,
        reasons="Because of <i>this</i>.",
        language="en",
        until=site_day() + 9 * DAY,
        email="party@example.org",
        by=office,
    )


def test_the_organisation_is_heard_in_the_extranet(client, suspension):
    user = leader(suspension.organisation)
    assert "Your organisation is heard: give its statement" in todo_texts(user)
    client.force_login(user)
    address = url("case-statement", suspension.pk)
    assert "&lt;i&gt;this" in client.get(address).content.decode()
    assert client.post(address, {"statement": "We did not."}).status_code == 302
    assert "We did not." in said(client.get(address))
    assert client.post(address, {"statement": "More"}).status_code == 200
    assert Hearing.objects.get().given_by == user
    assert todo_texts(user) == []
    for other in (leader(OrganisationFactory()), leader(suspension.organisation, "youth")):
        client.force_login(other)
        assert client.get(address).status_code == 404


def test_the_organisation_is_heard_by_the_link(client, suspension, mailoutbox):
    path = mailoutbox_link(mailoutbox)
    page = client.get(path)
    assert "&lt;i&gt;this" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert suspension.name not in mailoutbox[-1].body + mailoutbox[-1].subject
    Hearing.objects.update(until=site_day() - DAY)
    assert "passed" in said(client.get(path))


def mailoutbox_link(mailoutbox) -> str:
    [mail] = [one for one in mailoutbox if one.to == ["party@example.org"]]
    start = mail.body.index("/en/membership/statement/")
    return mail.body[start:].split()[0]


def test_who_leads_an_organisation_resigns_for_it_and_for_no_other(client, board):
    mandate, other = MandateFactory(), OrganisationFactory()
    client.force_login(leader(mandate.organisation))
    assert url("case-resign") in said(client.get(url("overview")))
    data = {"text": "We go.", "effective_on": site_day().isoformat()}
    page = client.post(url("case-resign"), data | {"organisation": other.pk})
    assert page.context["form"].errors["organisation"]
    answer = client.post(url("case-resign"), data | {"organisation": mandate.organisation_id})
    assert answer.status_code == 302
    assert mandate.organisation.status_on(site_day()) == "left"
    client.force_login(delegate(board))
    assert client.get(url("case-resign")).status_code == 404


def test_the_secretariat_registers_a_letter(client, board, office):
    organisation = OrganisationFactory()
    client.force_login(office)
    day = site_day().isoformat()
    data = {"organisation": organisation.pk, "effective_on": day, "received_on": day}
    assert client.post(url("case-resign"), data).context["form"].errors["letter"]
    hostile = data | {"letter": upload(b"MZ\x00", "letter.pdf")}
    assert client.post(url("case-resign"), hostile).status_code == 200
    assert organisation.status_on(site_day()) == "member"
    assert client.post(url("case-resign"), data | {"letter": upload()}).status_code == 302
    assert organisation.status_on(site_day()) == "left"
