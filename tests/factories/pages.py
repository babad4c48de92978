"""Pages for tests: a site in three languages and whatever stands below it."""

import datetime
import itertools
import uuid

from django.contrib.contenttypes.models import ContentType
from django.utils.text import slugify
from wagtail.models import Collection, Locale, Page
from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

from academy.core.models import AcademyPage, CoursePage
from campaigns.models import CampaignIndexPage, CampaignPage
from campaigns.solidarity.models import SolidarityIndexPage, SolidarityPage
from cms.core.labels import site_languages
from cms.publishing.four_eyes import on_record
from home.models import (
    BodyIndexPage,
    DirectoryPage,
    EventIndexPage,
    EventPage,
    HomePage,
    StandardPage,
    StatementIndexPage,
    StatementPage,
)
from home.services.site import ensure_site

_numbers = itertools.count(1)

INDEXES = {
    StatementPage: StatementIndexPage,
    EventPage: EventIndexPage,
    CampaignPage: CampaignIndexPage,
    SolidarityPage: SolidarityIndexPage,
    CoursePage: AcademyPage,
    StandardPage: HomePage,
}

ALL_SECTIONS = (
    HomePage,
    StatementIndexPage,
    EventIndexPage,
    CampaignIndexPage,
    SolidarityIndexPage,
    DirectoryPage,
    BodyIndexPage,
    AcademyPage,
)


def make_site() -> dict[str, HomePage]:
    """Return the home pages by language, with all their sections.

    A transactional test empties every table: the roots that migrations made come back too.
    """
    if not Page.objects.exists():
        Locale.objects.get_or_create(language_code="en")
        Page.add_root(instance=Page(title="Root", slug="root"))
    if not Collection.objects.exists():
        Collection.add_root(instance=Collection(name="Root"))
    types = ContentType.objects.get_for_models(*ALL_SECTIONS).values()
    if Page.objects.filter(content_type__in=types).count() != len(types) * len(site_languages()):
        return ensure_site()
    # The database of the tests has them from the start: see tests.databases.
    homes = HomePage.objects.select_related("locale").order_by("path")
    return {home.locale.language_code: home for home in homes}


def section(model, language: str = "en"):
    """Return the one page of `model` in `language`."""
    return model.objects.get(locale__language_code=language)


def _add(model, language: str, live: bool, defaults: dict, fields: dict, relations: dict):
    number = next(_numbers)
    title = fields.pop("title", f"{model.__name__} {number}")
    parent = fields.pop("parent", None) or section(INDEXES[model], language)
    page = model(
        title=title,
        slug=fields.pop("slug", f"{slugify(title)[:60]}-{number}"),
        locale=Locale.objects.get(language_code=language),
        live=live,
        **{**defaults, **fields},
    )
    with on_record("a page of a test"):
        parent.add_child(instance=page)
        for name, values in relations.items():
            getattr(page, name).set(values)
        if relations:
            page.save()
        if live:
            _publish(page)
    return page


def _publish(page) -> None:
    with on_record("a page of a test"):
        page.save_revision().publish()
    page.refresh_from_db()


def body(*paragraphs: str) -> list[dict]:
    """Return the paragraphs as the data of a text, with ids as the editor gives them."""
    return [
        {"type": "paragraph", "value": f"<p>{text}</p>", "id": str(uuid.uuid4())}
        for text in paragraphs
    ]


def make_statement(language="en", *, live=True, text=("We stand together.",), **fields):
    """Return a statement; relations (`topics`, `places`, …) are given as lists."""
    names = ("topics", "places", "signatory_organisations", "signatory_people")
    relations = {name: fields.pop(name) for name in names if name in fields}
    defaults = {
        "date": datetime.date(2024, 3, 8),
        "summary": "A summary.",
        "authentic_language": language,
        "body": body(*text),
    }
    return _add(StatementPage, language, live, defaults, fields, relations)


def make_event(language="en", *, live=True, days=30, **fields):
    """Return an event that begins in `days` days, which may be negative."""
    relations = {name: fields.pop(name) for name in ("topics", "organisers") if name in fields}
    now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    start = now + datetime.timedelta(days=days)
    defaults = {
        "starts_at": start,
        "ends_at": start + datetime.timedelta(hours=3),
        "time_zone": "Europe/Brussels",
        "summary": "A summary.",
        "body": body("Come and join us."),
    }
    return _add(EventPage, language, live, defaults, fields, relations)


def make_campaign(language="en", *, live=True, **fields):
    """Return a campaign that runs now unless told otherwise."""
    relations = {name: fields.pop(name) for name in ("topics", "partners") if name in fields}
    defaults = {
        "starts_on": datetime.date(2020, 1, 1),
        "summary": "A summary.",
        "body": body("Sign it."),
    }
    return _add(CampaignPage, language, live, defaults, fields, relations)


def make_solidarity(language="en", *, live=True, text=("We stand with them.",), **fields):
    """Return a declaration of solidarity; relations (`cases`, `topics`, …) are given as lists."""
    names = ("cases", "topics", "places")
    relations = {name: fields.pop(name) for name in names if name in fields}
    defaults = {
        "date": datetime.date(2024, 3, 8),
        "summary": "A summary.",
        "authentic_language": language,
        "body": body(*text),
    }
    return _add(SolidarityPage, language, live, defaults, fields, relations)


def make_course(language="en", *, live=True, **fields):
    """Return the page of a course; its row is another thing."""
    names = ("topics", "trainers", "partners")
    relations = {name: fields.pop(name) for name in names if name in fields}
    defaults = {"summary": "A summary.", "body": body("Learn it.")}
    return _add(CoursePage, language, live, defaults, fields, relations)


def make_standard(language="en", *, live=True, **fields):
    """Return a page of text below the home page."""
    return _add(StandardPage, language, live, {"body": body("About us.")}, fields, {})


def translate(page, language: str, *, live=True, **fields):
    """Return `page` in another language, linked to it as a translation.

    Texts that `fields` do not give say the same with the language in brackets behind it.
    """
    copy = page.copy_for_translation(Locale.objects.get(language_code=language))
    _say_in(copy, page, language)
    for name, value in {"slug": f"{page.slug}-{language}", **fields}.items():
        setattr(copy, name, value)
    copy.save()
    if live:
        _publish(copy)
    return copy


def foreign_alias(page, language: str) -> Page:
    """Return an alias of `page` in another language, as only sites of old have one."""
    draft = page.copy_for_translation(Locale.objects.get(language_code=language), alias=True)
    Page.objects.filter(pk=draft.pk).update(alias_of=page.pk, live=True)
    return Page.objects.get(pk=draft.pk).specific


def _say_in(copy, page, language: str) -> None:
    segments = []
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue) and segment.string.data:
            text = StringValue(f"{segment.string.data} ({language})")
            segments.append(
                StringSegmentValue(segment.path, text, attrs=segment.attrs, order=segment.order)
            )
        elif isinstance(segment, TemplateSegmentValue):
            segments.append(segment)
    ingest_segments(page, copy, page.locale, copy.locale, segments)


def make_many_statements(number: int, language: str = "en", topics=(), places=()) -> None:
    """Add `number` published statements at once, without revisions, as an archive holds them."""
    parent = section(StatementIndexPage, language)
    locale = Locale.objects.get(language_code=language)
    content_type = ContentType.objects.get_for_model(StatementPage)
    taken = parent.numchild
    pages = Page.objects.bulk_create(
        Page(
            title=f"Position {n}",
            draft_title=f"Position {n}",
            slug=f"position-{n}",
            path=StatementPage._get_path(parent.path, parent.depth + 1, n),
            depth=parent.depth + 1,
            url_path=f"{parent.url_path}position-{n}/",
            locale=locale,
            content_type=content_type,
            live=True,
        )
        for n in range(taken + 1, taken + number + 1)
    )
    for n, page in enumerate(pages):
        statement = StatementPage(page_ptr=page, summary="A summary.", body=body("Text."))
        statement.__dict__.update(page.__dict__ | {"_state": statement._state})
        statement.date = datetime.date(2000 + n % 25, 1 + n % 12, 1 + n % 28)
        statement.save_base(raw=True)
    for name, terms in (("topics", topics), ("places", places)):
        through = getattr(StatementPage, name).through
        column = f"{terms[0]._meta.model_name}_id" if terms else ""
        through.objects.bulk_create(
            through(statementpage_id=page.pk, **{column: terms[n % len(terms)].pk})
            for n, page in enumerate(pages)
            if terms
        )
    Page.objects.filter(pk=parent.pk).update(numchild=taken + number)
