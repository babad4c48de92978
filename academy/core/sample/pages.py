"""The academy's page and those of its courses, in the languages of the site."""

import json
import uuid
from pathlib import Path

from academy.core.models import AcademyPage, Course, CoursePage
from cms.core.labels import site_languages
from cms.directory.models import Organisation, Person
from cms.taxonomy.models import Topic
from cms.translation.marks import mark_same_in_page
from home.sample.pictures import composition
from home.sample.tree import translation_key
from home.services.import_parts import free_slug

DATA = json.loads(Path(__file__).with_name("courses.json").read_text(encoding="utf-8"))


def make_pages(files) -> int:
    """Fill in the academy's pages that are empty, add the courses that are missing; return how
    many rows were added."""
    for page in AcademyPage.objects.select_related("locale"):
        texts = DATA["academy"].get(page.locale.language_code)
        if texts and not page.summary:
            page.summary = texts["summary"]
            page.body = paragraphs(page, texts["body"])
            page.voices = _voices(page, texts)
            _mark_names(page, texts)
            page.save_revision().publish()
    return sum(_course(code, data, files) for code, data in DATA["courses"].items())


def paragraphs(page, texts: list[str]) -> list[dict]:
    """Return texts as the paragraphs of a page."""
    return [
        _block(page, "paragraph", number, f"<p>{text}</p>") for number, text in enumerate(texts)
    ]


def _course(code: str, data: dict, files) -> int:
    """Add a course with its pages unless it is there; return how many rows were added."""
    if Course.objects.filter(code=code).exists():
        return 0
    languages = [language for language in data["texts"] if language in site_languages()]
    key = translation_key("courses", code)
    Course.objects.create(
        code=code,
        page_key=key,
        titles={language: data["texts"][language]["title"] for language in languages},
        hours=data["hours"],
    )
    image = files.image(data["texts"]["en"]["title"], composition(code))
    for parent in AcademyPage.objects.filter(locale__language_code__in=languages):
        _add_page(parent, key, data, image)
    return 1 + len(languages)


def _add_page(parent: AcademyPage, key: uuid.UUID, data: dict, image) -> None:
    texts = data["texts"][parent.locale.language_code]
    page = CoursePage(
        title=texts["title"],
        summary=texts["summary"],
        audience=texts["audience"],
        requirements=texts["requirements"],
        slug=free_slug(parent, texts["title"]),
        locale=parent.locale,
        translation_key=key,
        image=image,
        live=False,
    )
    page.aims = [
        _block(page, "aim", number, f"<p>{aim}</p>") for number, aim in enumerate(texts["aims"])
    ]
    page.body = paragraphs(page, texts["body"])
    page.voices = _voices(page, texts)
    page.topics = list(Topic.objects.filter(code__in=data["topics"]))
    page.trainers = list(Person.objects.filter(code__in=data["trainers"]))
    page.partners = list(Organisation.objects.filter(code__in=data["partners"]))
    parent.add_child(instance=page)
    _mark_names(page, texts)
    page.save_revision().publish()


def _mark_names(page, texts: dict) -> None:
    """Say which names, of people and countries, are the same in every language."""
    for _text, *names in texts["voices"]:
        for name in names:
            mark_same_in_page(page=page, text=name)


def _voices(page, texts: dict) -> list[dict]:
    return [
        _block(page, "voice", number, {"text": text, "name": name, "origin": origin})
        for number, (text, name, origin) in enumerate(texts["voices"])
    ]


def _block(page, kind: str, number: int, value) -> dict:
    """Return a block whose id is the same at every run, and in every language."""
    return {
        "type": kind,
        "value": value,
        "id": str(uuid.uuid5(page.translation_key, f"{kind}/{number}")),
    }
