"""Nominated by a party, invited, accepted, selected, taught, tested, certified, and verified by a
stranger: the whole way through the pages themselves, form by form."""

import datetime
import re

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from academy.certificates.models import Certificate
from academy.core.models import Cohort, Enrolment
from academy.learning.models import Attempt
from cms.accounts.models import User
from cms.core.models import ConsentText
from cms.core.public_forms import guard
from tests.academy.world import nominator, party, staff
from tests.factories.academy import CohortFactory
from tests.factories.learning import LessonFactory, QuizFactory, ask, keys_of
from tests.home.editing import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site", "on_commit_at_once")]
DAY = datetime.timedelta(days=1)
ADDRESS, PASSWORD = "lina@example.org", "a long walk by the sea"
State = Enrolment.State


def send(client, url: str, button: str = "", **values):
    """Open a page, fill its form in as it stands and send it; return the answer.

    `button` is the end of the form's address where a page has several; True ticks a box. What is
    sent must be taken.
    """
    page = client.get(url)
    assert page.status_code == 200, url
    forms = BeautifulSoup(page.content, "html.parser").select("main form[method=post]")
    forms = [form for form in forms if not button or form.get("action", "").endswith(button)]
    assert len(forms) == 1, (url, [form.get("action") for form in forms])
    data = {}
    for field in forms[0].select("input[name], textarea[name], select[name]"):
        ticked = field.has_attr("checked") or values.get(field["name"]) is True
        if field.get("type") not in ("checkbox", "radio") or ticked:
            data[field["name"]] = value_of(field)
    typed = {name: value for name, value in values.items() if value is not True}
    headers = {"Sec-Fetch-Site": "same-origin"}
    answer = client.post(forms[0].get("action") or url, data | typed, headers=headers)
    assert answer.status_code == 302, BeautifulSoup(answer.content, "html.parser").main.get_text()
    return answer


def value_of(field) -> str:
    """Return what a browser would send of a field as it stands."""
    if field.name == "textarea":
        return field.text.strip()
    if field.name == "select":
        field = field.select_one("option[selected]") or field.select_one("option")
    return field.get("value", "")


def link_for(address: str) -> str:
    """Return the path of the link that the last mail to an address leads to."""
    text = [one.body for one in mail.outbox if one.to == [address]][-1]
    return "/" + max(re.findall(r"https?://[^\s/]+/(\S+)", text), key=len)


def test_the_whole_way(roles, monkeypatch):
    # Nobody here needs the time to read that people do.
    monkeypatch.setattr(guard, "MIN_SECONDS", 0)
    ConsentText.objects.create(purpose="enrolment", texts=dict.fromkeys(("en", "fr", "es"), "Yes"))
    organisation = party()
    cohort = CohortFactory(tests_needed=100)
    office, team = signed_in(nominator(organisation)), signed_in(staff())

    send(
        office,
        reverse("academy:nominate", args=[cohort.code, organisation.code]),
        given_name="Lina",
        family_name="Moreno",
        email=ADDRESS,
        language="en",
        reason="She organises the youth section.",
    )
    candidate = Client()
    send(candidate, link_for(ADDRESS), consent=True, shows_organisation=True)
    enrolment = Enrolment.objects.get(cohort=cohort)
    assert enrolment.state == State.ACCEPTED
    send(candidate, link_for(ADDRESS), password=PASSWORD)
    candidate = signed_in(User.objects.get(email=ADDRESS))

    send(team, reverse("academy:candidate-act", args=[enrolment.pk, "select"]))
    send(team, reverse("academy:offers", args=[cohort.code]))
    send(candidate, reverse("academy:offer-confirm", args=[enrolment.pk]))
    enrolment.refresh_from_db()
    assert enrolment.state == State.CONFIRMED
    lesson = LessonFactory(cohort=cohort)
    quiz = QuizFactory(cohort=cohort, lesson=lesson)
    question = ask(quiz, "single", ("Listen", True), ("Speak", False))
    # Nothing of it before the first day.
    assert candidate.get(lesson.get_absolute_url()).status_code == 404

    Cohort.objects.filter(pk=cohort.pk).update(starts_on=timezone.localdate())
    call_command("run_academy")
    send(candidate, lesson.get_absolute_url(), "/done/")
    send(candidate, quiz.get_absolute_url(), "/begin/")
    right = str(keys_of(question)[0])
    attempt = Attempt.objects.get()
    send(
        candidate,
        reverse("academy:attempt", args=[attempt.pk]),
        **{f"q{question.pk}": right, "submit": "1"},
    )
    attempt.refresh_from_db()
    assert attempt.passed

    yesterday = timezone.localdate() - DAY
    Cohort.objects.filter(pk=cohort.pk).update(starts_on=yesterday - 90 * DAY, ends_on=yesterday)
    send(team, reverse("academy:completion-close", args=[cohort.code]))
    send(candidate, reverse("academy:certificate", args=[enrolment.pk]), name="Lina María Moreno")
    send(team, reverse("academy:certificates-issue", args=[cohort.code]))

    certificate = Certificate.objects.get()
    page = Client().get(f"/en/courses/certificates/{certificate.code}/")
    assert page.status_code == 200
    assert "Lina María Moreno" in page.text
    assert cohort.course.title in page.text
    assert "Lina María Moreno" not in Client().get("/en/courses/certificates/AAAA-BBBB/").text
