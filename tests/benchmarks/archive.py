"""An archive of any size below the sample's lists, its rows written in bulk."""

import datetime
import random
import uuid

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max
from wagtail.models import Locale, Page

from cms.directory.models import Body, Organisation
from cms.taxonomy.models import Place, Topic
from home.models import StatementIndexPage, StatementPage

FIRST_DAY = datetime.date(1995, 1, 1)
DAYS = 11_000
BATCH = 2_000
TEXT = "We stand with those who defend the right to speak, to gather and to vote. " * 6


def fill(count: int) -> None:
    """Write statements until each language's list has `count` of them at least; every tenth has
    been replaced by a later one, every fiftieth withdrawn."""
    indexes = {page.locale: page for page in StatementIndexPage.objects.select_related("locale")}
    english = next(locale for locale in indexes if locale.language_code == "en")
    there = StatementPage.objects.filter(locale=english).count()
    for first in range(there, count, BATCH):
        _write(indexes, range(first, min(first + BATCH, count)))


def _write(indexes: dict[Locale, StatementIndexPage], numbers: range) -> None:
    source = random.Random(numbers.start)
    texts = [(number, uuid.uuid4(), source.randrange(DAYS)) for number in numbers]
    for locale, index in indexes.items():
        _write_language(index, locale, texts, random.Random(numbers.start))


def _write_language(index, locale, texts, source: random.Random) -> None:
    kind = ContentType.objects.get_for_model(StatementPage)
    last = Page.objects.filter(path__startswith=index.path, depth=index.depth + 1)
    last = last.aggregate(Max("path"))["path__max"]
    step = int(last[len(index.path) :], 36) if last else 0
    moment = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    pages = [
        Page(
            path=Page._get_path(index.path, index.depth + 1, step + place),
            depth=index.depth + 1,
            title=f"Statement {number} on what was decided",
            draft_title=f"Statement {number} on what was decided",
            slug=f"archive-{number}",
            url_path=f"{index.url_path}archive-{number}/",
            translation_key=key,
            locale=locale,
            content_type=kind,
            first_published_at=moment,
            last_published_at=moment,
        )
        for place, (number, key, _day) in enumerate(texts, start=1)
    ]
    Page.objects.bulk_create(pages)
    bodies = list(Body.objects.values_list("pk", flat=True))
    rows = []
    for page, (number, _key, day) in zip(pages, texts, strict=True):
        row = StatementPage(
            page_ptr_id=page.pk,
            date=FIRST_DAY + datetime.timedelta(days=day),
            summary="What was decided, and what follows from it for all of us.",
            kind=source.choice(StatementPage.Kind.values),
            adopted_by_id=source.choice(bodies),
            body=[{"type": "paragraph", "value": f"<p>{TEXT}</p>", "id": str(uuid.uuid4())}],
            withdrawn_on=FIRST_DAY if number % 50 == 7 else None,
            withdrawal_reason="It was overtaken." if number % 50 == 7 else "",
            supersedes_id=rows[-5].page_ptr_id if number % 10 == 3 and len(rows) > 5 else None,
        )
        rows.append(row)
    # Django's own way into a table whose rows have parents, which `bulk_create` refuses.
    fields = StatementPage._meta.local_concrete_fields
    for start in range(0, len(rows), 500):
        StatementPage.objects._insert(rows[start : start + 500], fields=fields, using="default")
    _relate(pages, source)
    index.numchild = Page.objects.filter(path__startswith=index.path, depth=index.depth + 1).count()
    Page.objects.filter(pk=index.pk).update(numchild=index.numchild)


def _relate(pages: list[Page], source: random.Random) -> None:
    relations = (
        (StatementPage.topics, Topic, "topic_id", 2),
        (StatementPage.places, Place, "place_id", 1),
        (StatementPage.signatory_organisations, Organisation, "organisation_id", 2),
    )
    for relation, model, column, number in relations:
        ids = list(model.objects.order_by("pk").values_list("pk", flat=True))
        through = relation.through
        through.objects.bulk_create(
            through(statementpage_id=page.pk, **{column: pk})
            for page in pages
            for pk in source.sample(ids, min(number, len(ids)))
        )
