"""Questions within a cohort: asked, held back, answered, reported, removed."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.core.models import Cohort, Enrolment
from academy.core.standing import standing_of
from academy.core.todo import todos_for
from academy.learning.models import Question, Reply
from academy.learning.personal_data import QuestionSource, ReplySource
from academy.learning.services import questions
from cms.core.errors import Refused
from cms.core.personal_data.sources import Subject
from search.services.sync import project
from search.sources.confidential import object_id_of
from tests.academy.world import staff
from tests.factories import UserFactory
from tests.factories.academy import EnrolmentFactory


def ask(world, text="How does one begin?", **fields) -> Question:
    """Return what the participant asks."""
    return questions.ask(**{"cohort": world.cohort, "by": world.participant, "text": text} | fields)


@pytest.fixture
def held(world):
    """The cohort, whose questions a trainer reads first."""
    Cohort.objects.filter(pk=world.cohort.pk).update(reads_questions_first=True)
    return Cohort.objects.get(pk=world.cohort.pk)


@pytest.fixture
def fellow(world):
    """Another participant's account."""
    return EnrolmentFactory(cohort=world.cohort).user


def test_a_question_and_its_replies_are_read_by_the_cohort(client, site, world, fellow):
    client.force_login(world.participant)
    address = reverse("academy:questions", args=[world.cohort.code])
    assert client.post(address, {"text": ""}).context["form"].errors
    client.post(address, {"text": "How does one begin?"})
    question = Question.objects.get()
    client.force_login(fellow)
    assert "How does one begin?" in client.get(address).content.decode()
    client.post(question.get_absolute_url(), {"text": "With a list."})
    page = client.get(question.get_absolute_url()).content.decode()
    assert "With a list." in page
    assert fellow.name in page
    assert "1 reply" in client.get(address).content.decode()


def test_what_is_held_back_is_its_writers_and_the_trainers(client, site, world, held, fellow):
    question = ask(world, cohort=held)
    assert question.state == "held"
    address = question.get_absolute_url()
    for user, status in (
        (world.participant, 200),
        (world.trainer, 200),
        (world.staff, 200),
        (fellow, 404),
        (world.other_trainer, 404),
    ):
        client.force_login(user)
        assert client.get(address).status_code == status, user
    with pytest.raises(Refused):
        questions.reply(question=question, by=fellow, text="Early.")
    client.force_login(world.trainer)
    assert "How does one begin?" in client.get(reverse("academy:moderation")).content.decode()
    client.post(reverse("academy:post-moderate", args=["question", question.pk]), {"shown": "yes"})
    assert "How does one begin?" not in client.get(reverse("academy:moderation")).content.decode()
    client.force_login(fellow)
    assert client.get(address).status_code == 200


def test_a_held_reply_is_said_to_wait(client, site, world, held, fellow):
    question = ask(world, moderates=True)
    client.force_login(fellow)
    said = client.post(question.get_absolute_url(), {"text": "Mine."}, follow=True)
    assert "A trainer reads your reply" in said.content.decode()
    client.force_login(world.participant)
    assert "Mine." not in client.get(question.get_absolute_url()).content.decode()


def test_what_trainers_write_is_shown_at_once(world, held):
    question = ask(world, cohort=held, by=world.trainer, moderates=True)
    assert question.state == "shown"


def test_a_report_brings_it_before_a_trainer_who_removes_it(client, site, world, fellow):
    question = ask(world)
    reply = questions.reply(question=question, by=world.participant, text="Rude words.")
    client.force_login(fellow)
    client.post(reverse("academy:post-report", args=["reply", reply.pk]))
    assert "Rude words." in client.get(question.get_absolute_url()).content.decode()
    asked = [todo.url for todo in todos_for(standing_of(world.trainer))]
    assert reverse("academy:moderation") in asked
    moderate = reverse("academy:post-moderate", args=["reply", reply.pk])
    assert client.post(moderate, {"shown": "no"}).status_code == 404
    client.force_login(world.other_trainer)
    assert client.post(moderate, {"shown": "no"}).status_code == 404
    assert "Rude words." not in client.get(reverse("academy:moderation")).content.decode()
    client.force_login(world.trainer)
    assert "Rude words." in client.get(reverse("academy:moderation")).content.decode()
    client.post(moderate, {"shown": "no"})
    reply.refresh_from_db()
    assert (reply.state, reply.reported_at, reply.moderated_by) == ("removed", None, world.trainer)
    client.force_login(fellow)
    assert "Rude words." not in client.get(question.get_absolute_url()).content.decode()


def test_a_removed_question_leads_back_to_the_list(client, site, world):
    question = ask(world)
    questions.moderate(post=question, by=world.trainer, shown=False)
    client.force_login(world.participant)
    assert client.get(question.get_absolute_url()).status_code == 404
    client.force_login(world.trainer)
    assert client.get(question.get_absolute_url()).status_code == 200


def test_acts_are_posted_and_name_what_there_is(client, site, world):
    question = ask(world)
    client.force_login(world.trainer)
    for name in ("post-report", "post-moderate"):
        address = reverse(f"academy:{name}", args=["question", question.pk])
        assert client.get(address).status_code == 405
        assert client.post(reverse(f"academy:{name}", args=["lesson", 1])).status_code == 404


def test_a_closed_cohort_takes_no_questions(client, site, world):
    question = ask(world)
    Cohort.objects.filter(pk=world.cohort.pk).update(closed_at=timezone.now())
    with pytest.raises(Refused):
        questions.reply(question=question, by=world.participant, text="Late.")
    client.force_login(world.participant)
    answer = client.post(
        reverse("academy:questions", args=[world.cohort.code]), {"text": "Late words."}
    )
    assert answer.status_code == 200
    assert "Late words." in answer.content.decode()
    assert not Reply.objects.exists()


@pytest.mark.parametrize("form", ["", "api/", "suggest/", "feed/"])
def test_questions_are_found_by_their_cohort_alone(client, site, world, form):
    question = ask(world, text="quincecanary in the regions?")
    removed = ask(world, text="quincecanary gone")
    questions.moderate(post=removed, by=world.trainer, shown=False)
    for row in (question, removed):
        project("question", object_id_of("question", row.pk))

    def finds(user) -> bool:
        client.logout()
        if user:
            client.force_login(user)
        said = client.get(f"/en/search/{form}", {"q": "quincecanary"}).content.decode()
        assert removed.get_absolute_url() not in said
        return question.get_absolute_url() in said

    for user in (
        None,
        UserFactory(),
        staff("editors"),
        world.other_participant,
        world.other_trainer,
        world.nominator,
    ):
        assert not finds(user), user
    if not form:
        assert finds(world.participant)
        assert finds(world.trainer)
        assert finds(world.staff)
        Enrolment.objects.filter(pk=world.enrolment.pk).update(state="withdrawn", seat_number=None)
        assert not finds(world.participant)


def test_what_somebody_wrote_is_handed_out_and_erased(world, fellow):
    question = ask(world)
    questions.reply(question=question, by=fellow, text="With a list.")
    questions.reply(question=question, by=world.participant, text="Thank you.")
    subject = Subject(key="x", user=world.participant, email=world.enrolment.email)
    for source, words in ((ReplySource(), "Thank you."), (QuestionSource(), "How does one begin?")):
        (row,) = source.find(subject)
        assert words in source.describe(row).values()
        source.erase(row)
        assert not source.find(subject)
    question.refresh_from_db()
    assert "begin" not in question.text
    assert [reply.text for reply in question.replies.all()] == ["With a list."]


def test_words_are_forgotten_when_a_cohorts_data_is_kept_no_longer(world):
    question = ask(world)
    questions.reply(question=question, by=world.participant, text="Thank you.")
    today = timezone.localdate()
    assert (ReplySource().anonymise_due(today), QuestionSource().anonymise_due(today)) == (0, 0)
    yesterday = today - datetime.timedelta(days=1)
    Enrolment.objects.filter(pk=world.enrolment.pk).update(keep_until=yesterday)
    assert (ReplySource().anonymise_due(today), QuestionSource().anonymise_due(today)) == (1, 1)
    assert QuestionSource().anonymise_due(today) == 0
    assert not Reply.objects.exists()
