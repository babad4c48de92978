"""Lessons as participants read them."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation

from academy.core.models import Cohort
from academy.learning.captions import read_captions
from academy.learning.hosts import frame_of
from academy.learning.models import Lesson, LessonFile, LessonProgress, Quiz
from academy.learning.progress import progress_of
from academy.learning.services.copying import copy_lessons
from academy.learning.services.progress import mark
from cms.core.errors import Refused
from tests.factories.academy import CohortFactory, EnrolmentFactory
from tests.factories.directory import labels
from tests.factories.learning import (
    CAPTIONS,
    MP4,
    LessonFactory,
    LessonFileFactory,
    QuizFactory,
    ask,
)


def page(client, lesson, language="en") -> str:
    with translation.override(language):
        response = client.get(lesson.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "n’a pas encore été traduite"),
        ("es", "todavía no se ha traducido"),
    ],
)
def test_a_lesson_says_where_it_is_in_another_language(client, site, world, language, said):
    lesson = LessonFactory(cohort=world.cohort, texts__fr="Tenir une réunion")
    client.force_login(world.participant)
    read = page(client, lesson, language)
    if language == "fr":
        assert "Tenir une réunion" in read
        assert said not in read
    else:
        assert said in read
        assert f'<h1 lang="en">Lesson {lesson.order}</h1>' in read


def test_reading_is_noted_once_and_done_can_be_taken_back(client, site, world):
    lesson = LessonFactory(cohort=world.cohort)
    client.force_login(world.participant)
    page(client, lesson)
    page(client, lesson)
    assert LessonProgress.objects.get(enrolment=world.enrolment).done_at is None
    done = reverse("academy:lesson-done", args=[lesson.pk])
    assert client.get(done).status_code == 405
    client.post(done, {"done": "1"})
    assert progress_of(world.cohort)[world.enrolment.pk].lessons_done == 1
    client.post(done, {"done": "0"})
    found = progress_of(world.cohort)[world.enrolment.pk]
    assert (found.lessons_done, found.lessons_total) == (0, 1)


def test_who_teaches_leaves_no_progress(client, site, world):
    lesson = LessonFactory(cohort=world.cohort)
    client.force_login(world.trainer)
    page(client, lesson)
    done = reverse("academy:lesson-done", args=[lesson.pk])
    assert client.post(done, {"done": "1"}).status_code == 404
    assert not LessonProgress.objects.exists()


def test_nothing_is_done_before_its_day(world):
    lesson = LessonFactory(cohort=world.cohort, release_at=None)
    with pytest.raises(Refused):
        mark(lesson=lesson, enrolment=world.enrolment, done=True)


def test_files_stand_where_the_text_names_them_and_below_it(client, site, world):
    body = [("file", {"code": "clip", "caption": "A talk"}), ("file", {"code": "gone"})]
    lesson = LessonFactory(cohort=world.cohort, texts=body)
    clip = LessonFileFactory(
        lesson=lesson,
        code="clip",
        kind="video",
        content=MP4,
        content_type="video/mp4",
        captions=CAPTIONS,
        captions_language="en",
        transcripts=labels("Every word of it."),
    )
    LessonFileFactory(lesson=lesson, titles=labels("Reading list"))
    client.force_login(world.participant)
    read = page(client, lesson)
    assert f'<source src="{clip.get_absolute_url()}" type="video/mp4">' in read
    assert 'kind="captions"' in read
    assert "Every word of it." in read
    assert read.count(f'"{clip.get_absolute_url()}"') == 2
    assert "Reading list" in read
    assert 'preload="none"' in read


def test_a_file_is_sent_in_parts_under_private_headers(client, site, world):
    lesson = LessonFactory(cohort=world.cohort)
    clip = LessonFileFactory(lesson=lesson, content=MP4, content_type="video/mp4", kind="video")
    client.force_login(world.participant)
    part = client.get(clip.get_absolute_url(), headers={"range": "bytes=4-11"})
    assert part.status_code == 206
    assert b"".join(part.streaming_content) == b"ftypmp42"
    assert part["Content-Range"] == f"bytes 4-11/{len(MP4)}"
    assert part["Cache-Control"] == "private, no-store"
    assert part["X-Content-Type-Options"] == "nosniff"
    # No address of the storage's own leads to it.
    assert client.get(clip.file.url, follow=True).status_code == 404


def test_a_video_elsewhere_is_loaded_only_when_asked_for(client, site, world):
    body = [("video", {"url": "https://www.youtube.com/watch?v=abc_123", "title": "A talk"})]
    lesson = LessonFactory(cohort=world.cohort, texts=body)
    client.force_login(world.participant)
    response = client.get(lesson.get_absolute_url())
    read = response.content.decode()
    assert "<iframe" not in read
    assert 'data-frame="https://www.youtube-nocookie.com/embed/abc_123"' in read
    assert 'href="https://www.youtube.com/watch?v=abc_123"' in read
    assert "frame-src https://www.youtube-nocookie.com" in response["Content-Security-Policy"]
    other = client.get(reverse("academy:cohort-lessons", args=[world.cohort.code]))
    assert "frame-src" not in other["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("url", "frame"),
    [
        ("https://youtu.be/abc", "https://www.youtube-nocookie.com/embed/abc"),
        ("https://vimeo.com/1234", "https://player.vimeo.com/video/1234"),
        ("https://youtube.com.evil.example/watch?v=abc", ""),
        ('https://youtu.be/a"b', ""),
        ("https://example.org/film", ""),
    ],
)
def test_only_known_hosts_get_a_frame(url, frame):
    assert frame_of(url) == frame


@pytest.mark.parametrize("text", ["", "WEBVTT", "1\n00:01.000 --> 00:02.000\nHi", "WEBVTTX\n"])
def test_captions_are_webvtt(text):
    with pytest.raises(Refused):
        read_captions(text)
    assert read_captions("\ufeff" + CAPTIONS.replace("\n", "\r\n")) == CAPTIONS


@pytest.mark.parametrize(
    ("kind", "content", "content_type"),
    [
        ("document", b"%PDF-1.4\n", "application/pdf"),
        ("video", MP4, "video/mp4"),
        ("audio", MP4, "audio/mp4"),
        ("picture", MP4, None),
        ("video", b"<!doctype html><script>", None),
        ("document", b"MZ\x00program", None),
    ],
)
def test_a_file_is_what_its_bytes_say(kind, content, content_type):
    file = LessonFile(kind=kind, file=ContentFile(content, name="a.pdf"))
    file.file._committed = False
    if content_type is None:
        with pytest.raises(ValidationError):
            file.clean()
    else:
        file.clean()
        assert (file.content_type, file.size) == (content_type, len(content))


def test_lessons_are_copied_without_their_days(world):
    lesson = LessonFactory(cohort=world.cohort, texts__fr="Tenir une réunion")
    LessonFileFactory(lesson=lesson)
    quiz = QuizFactory(cohort=world.cohort, lesson=lesson)
    ask(quiz, "single", ("Yes", True), ("No", False))
    target = CohortFactory()
    LessonFactory(cohort=target, order=3)
    assert copy_lessons(source=world.cohort, target=target) == 1
    copied = Lesson.objects.get(cohort=target, order=4)
    assert copied.release_at is None
    assert copied.titles["fr"] == "Tenir une réunion"
    assert copied.files.get().file.name == lesson.files.get().file.name
    test = Quiz.objects.get(cohort=target)
    assert (test.lesson, test.release_at) == (copied, None)
    assert test.questions.get().choices.count() == 2
    with pytest.raises(Refused):
        copy_lessons(source=target, target=target)
    with pytest.raises(Refused):
        copy_lessons(source=CohortFactory(), target=Cohort.objects.get(pk=target.pk))


def test_progress_counts_who_has_not_begun(world):
    LessonFactory(cohort=world.cohort)
    LessonFactory(cohort=world.cohort, required=False)
    other = EnrolmentFactory(cohort=world.cohort)
    assert progress_of(world.cohort)[other.pk].lessons_total == 1
