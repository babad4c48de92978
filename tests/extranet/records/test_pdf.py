"""Approved minutes and decisions as PDF files: what their pages show, and for whom it was made."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import override

from cms.core.shown_times import day
from extranet.core.models import AuditEntry
from extranet.records.models import Decision
from extranet.records.services import decisions as register
from extranet.records.services import minutes as service
from tests.extranet.records.tools import approved, circulated, decided, held, written
from tests.factories.directory import BodyFactory, labels
from tests.factories.extranet import AgendaItemFactory, delegate
from tests.media.papers import reader, text_of

BUDGET = 25


@pytest.fixture
def body(site):
    return BodyFactory(labels=labels("Board"))


@pytest.fixture
def chair(body):
    return delegate(body, "chair")


@pytest.fixture
def member(body, client):
    user = delegate(body)
    client.force_login(user)
    return user


def url(name, key, language="en") -> str:
    with override(language):
        return reverse(f"extranet:{name}", args=[key])


def fetched(client, name, key, language="en"):
    response = client.get(url(name, key, language))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return response


def decision_text(client, decision: Decision, language="en") -> str:
    return text_of(fetched(client, "decision-pdf", decision.pk, language).content)


# --- Minutes --------------------------------------------------------------------------


def test_minutes_say_who_met_where_what_was_said_and_who_approved_them(client, body, chair, member):
    meeting = held(body, titles=labels("Spring meeting"), venue="Lisbon", time_zone="Asia/Tokyo")
    decision = decided(meeting, title="The budget")
    minutes = approved(meeting, chair, text="# Opening\n\nThe chair opens.\n\n1. Agreed.")
    text = text_of(fetched(client, "minutes-pdf", meeting.pk).content)
    later = minutes.approved_at
    for said in (
        f"Minutes · {day(meeting.local_start)} · Board",
        "Spring meeting",
        "Lisbon",
        f"{meeting.local_start:%H:%M}–{meeting.local_end:%H:%M}",
        f"Approved by the meeting “{later.title}” of {day(later.local_start)}.",
        "Opening",
        "1. Agreed.",
        f"{decision.reference}\u2002The budget",
        url("minutes", meeting.pk),
    ):
        assert said in text
    assert text.index("Approved by") < text.index("The chair opens")


@pytest.mark.parametrize("make", [written, circulated])
def test_there_is_no_file_of_minutes_that_are_not_approved(client, body, chair, make):
    meeting = held(body)
    make(meeting, chair)
    client.force_login(chair)
    assert client.get(url("minutes-pdf", meeting.pk)).status_code == 404
    assert url("minutes-pdf", meeting.pk) not in client.get(url("minutes", meeting.pk)).text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ["Procès-verbal", "Réunion d’avril", "Lieu", "Approuvé par", "Confidentiel ·"]),
        ("es", ["Acta", "Reunión de abril", "Lugar", "Aprobada por", "Confidencial ·"]),
    ],
)
def test_minutes_are_in_their_own_language_whoever_reads_them(
    client, body, chair, member, language, said
):
    titles = {"en": "April", "fr": "Réunion d’avril", "es": "Reunión de abril"}
    meeting = held(body, titles=titles, venue="Lisbon")
    minutes = circulated(meeting, chair)
    minutes.language = language
    minutes.save()
    service.approve(minutes=minutes, at=held(body, days=-2), by=chair)
    response = fetched(client, "minutes-pdf", meeting.pk)
    text = text_of(response.content)
    assert [words for words in said if words not in text] == []
    catalog = reader(response.content).trailer["/Root"]
    assert catalog["/Lang"] == language
    assert reader(response.content).metadata.title == titles[language]


@pytest.mark.parametrize("closed", [True, False])
def test_guests_take_along_no_more_than_they_read(client, body, chair, closed):
    meeting = held(body, open_to_guests=True)
    AgendaItemFactory(meeting=meeting, closed_to_guests=closed)
    decided(meeting, title="The budget", closed_to_guests=False)
    decided(meeting, title="SECRETDECISION")
    approved(meeting, chair)
    client.force_login(delegate(body, "guest"))
    if closed:
        assert client.get(url("minutes-pdf", meeting.pk)).status_code == 404
    else:
        text = text_of(fetched(client, "minutes-pdf", meeting.pk).content)
        assert "The budget" in text
        assert "SECRET" not in text


# --- Decisions ------------------------------------------------------------------------


def test_a_decision_says_how_it_was_taken_and_what_came_of_it(client, body, member):
    meeting = held(body, titles=labels("Spring meeting"))
    old = decided(held(body, days=-60), title="The old budget")
    made = decided(
        meeting,
        title="The budget",
        majority=Decision.Majority.TWO_THIRDS,
        votes_for=12,
        votes_against=3,
        abstentions=1,
        replaces=old,
        effect="revises",
    )
    register.note(decision=made, text="Read 12 for 11.", language="en", by=member)
    later = decided(held(body, days=-5), title="No budget", replaces=made, effect="revokes")
    text = decision_text(client, made)
    for said in (
        f"Decision {made.reference} · {day(made.taken_on)} · Board",
        "The budget: it is so.",
        "Spring meeting",
        "Two thirds (12 in favour, 3 against, 1 abstention)",
        f"Revises Decision {old.reference}: The old budget",
        "Read 12 for 11. (",
    ):
        assert said in text
    assert text.index("Revoked by a later decision") < text.index("it is so.")
    assert f"Decision {later.reference}: No budget" in text
    assert "Revised by a later decision" in decision_text(client, old)


def test_votes_that_were_not_counted_are_not_told(client, body, member):
    text = decision_text(client, decided(held(body)))
    assert "Consensus" in text
    assert "in favour" not in text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ["Décision 20", "Le budget", "12 pour, 3 contre, 1 abstention", "Confidentiel ·"]),
        ("es", ["Decisión 20", "Los fondos", "12 a favor, 3 en contra, 1 abstención"]),
        ("en", ["Décision 20", "Le budget", "Confidentiel ·"]),
    ],
)
def test_a_decision_is_in_the_language_in_which_its_page_shows_it(
    client, body, member, language, said
):
    told = {"fr": "Le budget", "es": "Los fondos"}
    votes = {"majority": "simple", "votes_for": 12, "votes_against": 3, "abstentions": 1}
    made = decided(held(body), titles=told, texts=told, **votes)
    text = decision_text(client, made, language)
    assert [words for words in said if words not in text] == []


def test_guests_are_not_told_of_what_is_closed_to_them(client, body):
    meeting = held(body, titles=labels("SECRETMEETING"))
    old = decided(held(body, days=-60), title="SECRETEARLIER")
    made = decided(
        meeting, title="The budget", closed_to_guests=False, replaces=old, effect="revises"
    )
    decided(held(body, days=-5), title="SECRETLATER", replaces=made, effect="revokes")
    client.force_login(delegate(body, "guest"))
    text = decision_text(client, made)
    assert "The budget" in text
    assert "SECRET" not in text
    assert client.get(url("decision-pdf", old.pk)).status_code == 404


# --- Both -----------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["minutes", "decision"])
def test_the_foot_of_each_page_says_for_whom_and_the_log_who_took_it_along(
    client, body, chair, member, what
):
    meeting = held(body)
    text = "\n\n".join(f"What was said, for the {number}th time." for number in range(60))
    approved(meeting, chair, text=text)
    texts = {"en": text, "fr": text, "es": text}
    key = {"minutes": meeting.pk, "decision": decided(meeting, texts=texts).pk}[what]
    client.head(url(f"{what}-pdf", key))
    assert not AuditEntry.objects.filter(action=f"{what}.downloaded").exists()
    response = fetched(client, f"{what}-pdf", key)
    [entry] = AuditEntry.objects.filter(action=f"{what}.downloaded")
    assert (entry.actor, entry.body) == (member, body)
    pages = [page.extract_text() for page in reader(response.content).pages]
    assert len(pages) > 1
    for page in pages:
        assert f"Confidential · {member.name} · " in page
        assert f"UTC · {entry.details['copy']}" in page
    client.force_login(delegate(body, "auditor"))
    log = client.get(reverse("extranet:body-log", args=[body.code])).text
    assert entry.details["copy"] in log
    assert "downloaded as PDF" in log


def test_files_are_saved_under_a_name_that_people_read_and_kept_nowhere(
    client, body, chair, member
):
    meeting = held(body, titles=labels("Spring/autumn"))
    approved(meeting, chair, text="KEPTNOWHERE")
    response = fetched(client, "minutes-pdf", meeting.pk)
    on = day(meeting.local_start).replace("\u00a0", " ")
    assert response["Content-Disposition"] == (
        f'attachment; filename="Minutes, {on}, Spring-autumn.pdf"'
    )
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert not [key for key in cache._cache if "typeset" in key]
    made = decided(meeting, title="The budget")
    sent = fetched(client, "decision-pdf", made.pk)["Content-Disposition"]
    assert f"Decision {made.year}-{made.number}, " in sent


@pytest.mark.parametrize(
    ("language", "link", "reason"),
    [
        ("en", "Download as PDF", "Print this page from your browser"),
        ("fr", "Télécharger en PDF", "Imprimez cette page"),
        ("es", "Descargar en PDF", "Imprima esta página"),
    ],
)
def test_pages_lead_to_the_file_and_say_where_there_can_be_none(
    client, body, chair, member, language, link, reason
):
    meeting = held(body)
    approved(meeting, chair, text="No font has this: 漢")
    made = decided(meeting, title="漢")
    for name, key in (("minutes", meeting.pk), ("decision", made.pk)):
        file = url(f"{name}-pdf", key, language)
        page = client.get(url(name, key, language)).text
        assert f'href="{file}"' in page
        assert link in page
        answer = client.get(file, follow=True)
        assert answer.redirect_chain == [(url(name, key, language), 302)]
        assert reason in answer.text
    assert not AuditEntry.objects.filter(action__endswith=".downloaded").exists()


def test_a_name_that_no_font_has_keeps_nobody_from_their_file(client, body, member):
    member.first_name, member.last_name = "漢", "字"
    member.save()
    assert member.email in decision_text(client, decided(held(body)))


def test_files_cost_few_queries(client, body, chair, member, django_assert_max_num_queries):
    meeting = held(body)
    approved(meeting, chair)
    made = decided(meeting)
    for name, key in (("minutes-pdf", meeting.pk), ("decision-pdf", made.pk)):
        fetched(client, name, key)
        with django_assert_max_num_queries(BUDGET):
            fetched(client, name, key)
