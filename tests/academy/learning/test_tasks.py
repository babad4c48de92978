"""Tasks: handed in, answered, handed in again; who gets at the files."""

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from academy.core.standing import standing_of
from academy.core.todo import todos_for
from academy.learning.models import HandIn, HandInFile, Task
from academy.learning.personal_data import HandInSource
from academy.learning.progress import progress_of
from academy.learning.services import tasks
from cms.core.errors import Refused
from cms.core.personal_data.sources import Subject
from tests.academy.learning.test_access import INSIDE, OUTSIDE, user_of
from tests.factories.academy import EnrolmentFactory
from tests.factories.learning import PDF, HandInFactory, LessonFactory, TaskFactory, in_days


@pytest.fixture
def task(world):
    return TaskFactory(lesson=LessonFactory(cohort=world.cohort))


def upload(content=PDF, name="plan.pdf"):
    """Return an upload."""
    return SimpleUploadedFile(name, content, "application/pdf")


def give(task, world, **fields) -> HandIn:
    """Return what the participant hands in."""
    return tasks.hand_in(task=task, enrolment=world.enrolment, **{"text": "My plan."} | fields)


def test_work_goes_back_and_forth_until_it_is_accepted(client, site, world, task):
    client.force_login(world.participant)
    address = task.get_absolute_url()
    assert client.post(address, {"text": "First plan.", "upload": upload()}).status_code == 302
    first = HandIn.objects.get(task=task)
    page = client.get(address)
    assert not page.context["may_hand_in"]
    assert "First plan." in page.content.decode()

    client.force_login(world.trainer)
    answer = reverse("academy:hand-in", args=[first.pk])
    assert answer in client.get(reverse("academy:hand-ins")).content.decode()
    kept = client.post(answer, {"accepted": "no", "text": " "})
    assert kept.context["form"].errors.keys() == {"text"}
    client.post(answer, {"accepted": "no", "text": "Say who speaks."})
    assert answer not in client.get(reverse("academy:hand-ins")).content.decode()

    client.force_login(world.participant)
    assert "Say who speaks." in client.get(address).content.decode()
    client.post(address, {"text": "Second plan."})
    second = HandIn.objects.get(task=task, number=2)
    assert progress_of(world.cohort)[world.enrolment.pk].tasks_accepted == 0
    tasks.answer(hand_in=second, by=world.trainer, accepted=True, text="")
    progress = progress_of(world.cohort)[world.enrolment.pk]
    assert (progress.tasks_accepted, progress.tasks_required) == (1, 1)
    page = client.get(address).content.decode()
    assert "First plan." in page
    assert "Second plan." in page
    lesson = client.get(task.lesson.get_absolute_url()).content.decode()
    assert address in lesson
    assert str(HandIn.State.ACCEPTED.label) in lesson


def test_what_was_typed_stays_when_the_file_is_refused(client, site, world, task):
    client.force_login(world.participant)
    refused = client.post(
        task.get_absolute_url(),
        {"text": "Words to keep.", "upload": upload(b"MZ\x90\x00" * 20, "plan.exe")},
    )
    assert refused.status_code == 200
    assert refused.context["form"].errors
    assert "Words to keep." in refused.content.decode()
    assert not HandIn.objects.exists()


def test_nothing_is_handed_in_twice_at_once_or_after_it_was_accepted(world, task):
    with pytest.raises(Refused):
        give(task, world, text="  ")
    first = give(task, world)
    with pytest.raises(Refused):
        give(task, world)
    tasks.answer(hand_in=first, by=world.trainer, accepted=True, text="Good.")
    for act in (
        lambda: give(task, world),
        lambda: tasks.answer(hand_in=first, by=world.trainer, accepted=False, text="No."),
    ):
        with pytest.raises(Refused):
            act()
    with pytest.raises(IntegrityError), transaction.atomic():
        HandInFactory(
            task=task, enrolment=world.enrolment, number=2, state="accepted", answered_at=in_days(0)
        )


def test_nothing_is_handed_in_from_outside_or_before_the_lesson(world, task):
    with pytest.raises(Refused):
        tasks.hand_in(task=task, enrolment=world.other_enrolment, text="Mine.")
    early = TaskFactory(lesson=LessonFactory(cohort=world.cohort, release_at=in_days(2)))
    with pytest.raises(Refused):
        give(early, world)


def test_versions_are_limited(world, task):
    for number in range(1, tasks.MOST + 1):
        HandInFactory(
            task=task,
            enrolment=world.enrolment,
            number=number,
            state="again",
            answer="Again.",
            answered_at=in_days(0),
        )
    with pytest.raises(Refused):
        give(task, world)


def test_a_refused_hand_in_leaves_no_bytes(world, task):
    give(task, world)
    storage = storages["private"]

    def stored() -> set[str]:
        return set(storage.listdir("academy_learning")[1])

    give(TaskFactory(lesson=task.lesson), world, upload=upload())
    before = stored()
    with pytest.raises(Refused):
        give(task, world, upload=upload())
    assert stored() == before


def test_it_is_late_after_the_tasks_day(world, task):
    assert not give(task, world).is_late
    assert give(TaskFactory(lesson=task.lesson, due_at=in_days(-1)), world).is_late
    assert not give(TaskFactory(lesson=task.lesson, due_at=None), world).is_late


@pytest.mark.parametrize(("role", "status"), (INSIDE | OUTSIDE).items())
def test_a_file_is_sent_to_its_owner_and_who_teaches(
    client, site, world, task, django_user_model, role, status
):
    row = give(task, world, upload=upload())
    address = reverse("academy:hand-in-file", args=[row.attached.pk])
    if user := user_of(role, world, django_user_model):
        client.force_login(user)
    response = client.get(address)
    assert response.status_code == status
    if status == 200:
        assert b"".join(response.streaming_content) == PDF
        assert response["Content-Disposition"].startswith("attachment")


def test_a_file_is_not_sent_to_others_of_the_cohort(client, site, world, task):
    row = give(task, world, upload=upload())
    client.force_login(EnrolmentFactory(cohort=world.cohort).user)
    for name, pk in (("hand-in-file", row.attached.pk), ("hand-in", row.pk)):
        assert client.get(reverse(f"academy:{name}", args=[pk])).status_code == 404
    assert "My plan." not in client.get(task.get_absolute_url()).content.decode()


def test_who_only_teaches_hands_nothing_in(client, site, world, task):
    client.force_login(world.trainer)
    assert client.post(task.get_absolute_url(), {"text": "Mine."}).status_code == 404
    assert not HandIn.objects.exists()


def test_a_trainer_sets_and_changes_a_task(client, site, world, task):
    client.force_login(world.trainer)
    address = reverse("academy:task-set", args=[task.lesson.pk])
    data = {
        f"{name}_{code}": "Read" for name in ("titles", "instructions") for code in ("en", "fr")
    }
    data |= {"due_at": f"{in_days(5).date()}T12:00", "required": "on"}
    assert client.post(address, data).status_code == 302
    made = Task.objects.exclude(pk=task.pk).get()
    assert made.lesson == task.lesson
    assert made.title == "Read"
    change = reverse("academy:task-change", args=[made.pk])
    assert "T12:00" in client.get(change).content.decode()
    client.post(change, data | {"due_at": "", "required": ""})
    made.refresh_from_db()
    assert (made.due_at, made.required) == (None, False)


def test_a_task_is_to_do_until_it_is_handed_in_and_then_for_the_trainer(site, world, task):
    def asked_of(user, part) -> bool:
        return any(part in todo.url for todo in todos_for(standing_of(user)))

    mine, theirs = task.get_absolute_url(), reverse("academy:hand-ins")
    assert asked_of(world.participant, mine)
    assert not asked_of(world.trainer, theirs)
    row = give(task, world)
    assert not asked_of(world.participant, mine)
    assert asked_of(world.trainer, theirs)
    assert not asked_of(world.other_trainer, theirs)
    tasks.answer(hand_in=row, by=world.trainer, accepted=False, text="Again.")
    assert asked_of(world.participant, mine)


def test_what_was_handed_in_is_handed_out_and_erased_with_its_file(world, task, on_commit_at_once):
    row = give(task, world, upload=upload())
    name = row.attached.file.name
    source = HandInSource()
    subject = Subject(key="x", user=world.participant, email=world.enrolment.email)
    (found,) = source.find(subject)
    said = source.describe(found).values()
    assert "My plan." in said
    assert "plan.pdf" in said
    source.erase(found)
    assert not HandIn.objects.exists()
    assert not HandInFile.objects.exists()
    assert not storages["private"].exists(name)
