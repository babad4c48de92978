"""Files of lessons and of what is handed in are checked before they are stored."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from wagtail.users.models import UserProfile

from academy.learning.models import HandIn, Lesson, LessonFile
from tests.clamd import clamd
from tests.factories.learning import PDF, LessonFactory, TaskFactory

VIRUS = PDF + b"EICAR"


@pytest.fixture
def scanner(settings):
    with clamd(settings) as server:
        yield server


def uploaded(content=PDF, name="Plán de trabajo.pdf"):
    return SimpleUploadedFile(name, content, content_type="image/png")


def read_in(content=PDF, **fields) -> LessonFile:
    file = LessonFile(file=uploaded(content), **fields)
    file.clean()
    return file


def test_a_file_of_a_lesson_is_checked_before_it_is_stored(scanner):
    with pytest.raises(ValidationError) as refusal:
        read_in(VIRUS)
    assert "Eicar-Test-Signature" in refusal.value.message_dict["file"][0]


def test_a_file_of_a_lesson_has_a_limit(settings):
    settings.DOCUMENT_MAX_BYTES = len(PDF) - 1
    with pytest.raises(ValidationError) as refusal:
        read_in()
    assert "too large" in refusal.value.message_dict["file"][0]


def test_what_is_known_of_a_checked_file():
    file = read_in()
    assert file.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (file.scan, file.size, file.content_type) == (
        "not_scanned",
        len(PDF),
        "application/pdf",
    )
    assert file.name.endswith(".pdf")


@pytest.mark.parametrize(
    ("language", "said"), [("en", "too large"), ("fr", "trop volumineux"), ("es", "demasiado")]
)
def test_what_is_wrong_with_a_file_is_said_in_the_admins_form_and_the_words_stay(
    client, site, world, settings, language, said
):
    settings.DOCUMENT_MAX_BYTES = len(PDF) - 1
    UserProfile.objects.update_or_create(
        user=world.staff, defaults={"preferred_language": language}
    )
    client.force_login(world.staff)
    data = {
        "cohort": world.cohort.pk,
        "order": 7,
        "required": "on",
        "texts-TOTAL_FORMS": 1,
        "texts-INITIAL_FORMS": 0,
        "texts-0-language": "en",
        "texts-0-title": "How one organises",
        "texts-0-summary": "All of it.",
        "texts-0-body-count": 0,
        "files-TOTAL_FORMS": 1,
        "files-INITIAL_FORMS": 0,
        "files-0-code": "plan",
        "files-0-kind": "document",
        "files-0-titles_en": "The plan",
        "files-0-file": uploaded(),
    }
    page = client.post(reverse("wagtailsnippets_academy_learning_lesson:add"), data)
    read = page.content.decode()
    assert page.status_code == 200
    assert said in read
    assert "How one organises" in read
    assert "The plan" in read
    assert not Lesson.objects.filter(order=7).exists()


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_a_file_that_is_refused_leaves_what_was_written_to_hand_in(
    client, site, world, scanner, language
):
    task = TaskFactory(lesson=LessonFactory(cohort=world.cohort))
    client.force_login(world.participant)
    with translation.override(language):
        page = client.post(
            task.get_absolute_url(), {"text": "A page of my own words", "upload": uploaded(VIRUS)}
        )
    form = page.context["form"]
    assert "Eicar-Test-Signature" in form.errors["upload"][0]
    assert form.errors["upload"][0].startswith(
        {"en": "A virus", "fr": "Un virus", "es": "Se encontró"}[language]
    )
    assert "A page of my own words" in page.content.decode()
    assert not HandIn.objects.exists()
