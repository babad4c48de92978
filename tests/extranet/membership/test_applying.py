"""Applying without an account: by a link, in three languages, with nothing lost."""

import time

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cms.core.public_forms import guard
from extranet.membership.models import Application, Case
from extranet.membership.services import applications
from home.models import DirectoryPage
from tests import sent_once
from tests.extranet.membership.browser import HERE, LANGUAGES, begin, link, send, text_of, url
from tests.extranet.membership.tools import DAY, fresh, upload, written
from tests.factories.directory import OrganisationFactory, PlaceFactory

pytestmark = pytest.mark.django_db
CANNOT = "This link does not work"


@pytest.fixture(autouse=True)
def _ready(site, board, on_commit_at_once):
    pass


@pytest.fixture
def reader():
    """Somebody outside, whose every form Django's own check would refuse."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_writes_stops_goes_on_and_sends(reader, language):
    answer = begin(reader, language=language)
    assert (answer.status_code, answer.url) == (302, url("sent", language=language))
    assert not reader.cookies
    page = link()
    assert page.startswith(f"/{language}/membership/application/")
    assert reader.get(page).status_code == 200
    country = PlaceFactory()
    first, second = OrganisationFactory(), OrganisationFactory()
    organisation = {
        "kind": "party",
        "sought": "member",
        "names_fr": "<b>Parti</b>",
        "place": country.pk,
        "website": "example.org",
    }
    stopped = send(reader, f"{page}organisation/", then="stop", **organisation)
    assert (stopped.status_code, stopped.url) == (302, page)
    # Another day, another browser.
    reader = Client(enforce_csrf_checks=True)
    again = send(reader, f"{page}aims/", then="next", aims="Bread <script>1</script>")
    assert again.url == f"{page}contacts/"
    send(reader, f"{page}contacts/", leader_name="Rosa", contact_name="Ana")
    lacks = text_of(reader.get(f"{page}send/"))
    assert f"{page}files/" in lacks
    assert guard.TRAP not in lacks
    send(reader, f"{page}references/", reference_one=first.pk, reference_two=second.pk)
    assert send(reader, f"{page}files/", purpose="statutes", files=upload()).status_code == 302
    whole = reader.get(f"{page}send/").content.decode()
    assert "&lt;b&gt;Parti&lt;/b&gt;" in whole
    assert "&lt;script&gt;1" in whole
    assert "<b>Parti" not in whole + reader.get(page).content.decode()
    assert send(reader, f"{page}send/").url == page
    application = Application.objects.get()
    assert (application.case.state, application.website) == ("received", "https://example.org")
    assert application.consent_language == language
    assert "<b>" not in reader.get(page).content.decode().split("<main")[1].replace("<b>0", "")
    assert not reader.cookies
    assert len(mail.outbox) == 2


def test_the_answer_says_nothing_of_who_is_known(reader):
    known = begin(reader)
    unknown = begin(reader, email="nobody@example.org")
    again = begin(reader)
    assert len({(one.status_code, one.url, one.content) for one in (known, unknown, again)}) == 1
    assert Application.objects.count() == 2


def test_asking_again_leads_to_what_was_written_and_voids_the_first_link(reader):
    application, token = written()
    begin(reader)
    assert Application.objects.get() == application
    assert reader.get(url("application", token)).status_code == 404
    page = reader.get(f"{link()}aims/")
    assert "Bread and roses." in text_of(page)


def pages_of(token, application):
    """Return every address behind a link."""
    return [
        url("application", token),
        *(url("step", token, step) for step in ("organisation", "aims", "files", "nonsense")),
        url("send", token),
        url("answer", token),
        url("withdraw", token),
        url("letter", token, 1),
        url("remove-file", token, 1),
        url("hearing", token),
    ]


def test_a_forged_or_foreign_token_opens_nothing(reader):
    application, token = written()
    _other, theirs = written(email="eva@example.org")
    key = theirs.split(".")[0]
    forged = [
        "nonsense",
        token[:-2] + "xx",
        f"{key}.{token.split('.', 1)[1]}",
        f"{application.pk}.secret.signature",
    ]
    for wrong in forged:
        for address in pages_of(wrong, application):
            answer = reader.get(address)
            assert answer.status_code == 404, address
            assert "Bread" not in text_of(answer)
            assert "no-store" in answer["Cache-Control"]


def test_a_link_expires_and_saving_renews_it(reader):
    application, token = written()
    soon = timezone.now() + DAY
    Application.objects.update(expires_at=soon)
    send(reader, url("step", token, "aims"), aims="More.")
    application.refresh_from_db()
    assert application.expires_at > soon + 80 * DAY
    assert reader.get(url("application", token)).status_code == 200
    Application.objects.update(expires_at=timezone.now())
    for address in pages_of(token, application):
        answer = reader.get(address)
        assert answer.status_code == 404, address
    assert "has expired" in text_of(answer) or CANNOT in text_of(answer)
    assert "Bread" not in text_of(reader.get(url("step", token, "aims")))


def test_pages_behind_a_link_are_kept_nowhere_and_tell_no_other_site(reader, settings):
    settings.PUBLIC_CACHE_SECONDS = 600
    application, token = written()
    for address in (url("application", token), url("step", token, "aims"), url("send", token)):
        answer = reader.get(address)
        assert answer.status_code == 200
        assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "noindex" in text_of(answer)
        assert not answer.cookies
        application.aims = f"Changed {address}"
    kept = reader.get(url("begin"))
    assert "no-store" not in kept.get("Cache-Control", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(reader, language):
    _application, token = written()
    address = url("step", token, "organisation", language=language)
    page = send(reader, address, founded="long ago", acronym="KEPT", website="http://")
    assert page.status_code == 422
    said = text_of(page)
    assert 'class="error-summary" role="alert"' in said
    assert 'value="KEPT"' in said
    assert 'value="long ago"' in said
    assert {"founded", "website"} <= set(page.context["form"].errors)


def test_the_same_reference_twice_is_none(reader):
    _application, token = written()
    party = OrganisationFactory()
    page = send(
        reader,
        url("step", token, "references"),
        reference_one=party.pk,
        reference_two=party.pk,
    )
    assert page.context["form"].errors["reference_two"]


def test_only_members_are_references(reader):
    _application, token = written()
    guest = OrganisationFactory(status="guest")
    page = send(reader, url("step", token, "references"), reference_one=guest.pk)
    assert page.status_code == 422


def test_others_than_parties_become_associated_partners(reader):
    _application, token = written(kind="union", sought="member")
    assert [row.field for row in applications.missing(Application.objects.get())] == ["sought"]
    page = send_unready(reader, url("send", token))
    assert page.status_code == 422
    assert Case.objects.get().state == "draft"


def send_unready(client, address):
    """Post to a page whose form is not shown."""
    opened = guard.made_out("membership.send")
    now = time.time
    time.time = lambda: now() + guard.MIN_SECONDS + 1
    try:
        return client.post(address, {"opened": opened, guard.TRAP: ""}, headers=HERE)
    finally:
        time.time = now


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"MZ\x90\x00\x03", "statutes.pdf", "program"),
        (b"", "statutes.pdf", "empty"),
        (b"\x00\x01\x02\x03", "statutes.docx", "not known"),
        (b"#!/bin/sh\nrm -rf /", "statutes.txt", "program"),
    ],
)
def test_hostile_files_are_not_taken(reader, content, name, words):
    application, token = written()
    page = send(reader, url("step", token, "files"), purpose="other", files=upload(content, name))
    assert page.status_code == 422
    assert words in text_of(page)
    assert application.case.files.count() == 1


def test_markup_is_taken_as_bytes_to_be_saved_under_a_clean_name(reader, client, office):
    application, token = written()
    hostile = upload("<!doctype html><script>alert(1)</script>", "../../x\u202efdp.html")
    send(reader, url("step", token, "files"), purpose="other", files=hostile)
    row = application.case.files.get(purpose="other")
    assert "/" not in row.name
    assert "\u202e" not in row.name
    case = applications.send(application=application)
    client.force_login(office)
    with override("en"):
        answer = client.get(reverse("extranet:case-file", args=[case.pk, row.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert b"".join(answer.streaming_content)


def test_too_much_is_refused_before_it_is_read(reader):
    _application, token = written()
    answer = reader.post(
        url("step", token, "files"), {}, headers=HERE, CONTENT_LENGTH=str(40 * 1024**2)
    )
    assert answer.status_code == 413
    assert "too large" in text_of(answer)


def test_no_more_files_than_a_dozen(reader):
    application, token = written()
    for number in range(12):
        page = send(
            reader, url("step", token, "files"), purpose="other", files=upload(f"No. {number}")
        )
    assert page.status_code == 422
    assert application.case.files.count() == 12
    sent_once.wait()
    page = send(reader, url("step", token, "files"), purpose="other", files=upload("No. 3"))
    assert "already here" in text_of(page)


def test_a_file_is_removed_and_only_ones_own(reader):
    application, token = written()
    other, _token = written(email="eva@example.org")
    theirs = other.case.files.get()
    send(reader, url("remove-file", token, theirs.pk))
    assert other.case.files.exists()
    send(reader, url("remove-file", token, application.case.files.get().pk))
    assert not application.case.files.exists()


def test_another_site_cannot_send_it(reader):
    application, token = written()
    answer = reader.post(
        url("send", token),
        {"opened": guard.made_out("membership.send")},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 403
    assert fresh(application.case).state == "draft"


def test_asking_too_often_is_stopped(reader):
    codes = []
    for _time in range(5):
        codes.append(begin(reader).status_code)
        sent_once.wait()
    assert codes == [302] * 4 + [429]
    assert len(mail.outbox) == 4


def test_the_list_of_members_leads_to_it_in_every_language(client):
    pages = DirectoryPage.objects.select_related("locale")
    assert pages.count() == len(LANGUAGES)
    for page in pages:
        way = f'href="/{page.locale.language_code}/membership/apply/"'
        assert way in client.get(page.url).content.decode()
