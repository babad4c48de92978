"""The declarations of the sample, each in the languages that it is written in."""

import datetime
import uuid
from pathlib import Path

from campaigns.models import Appeal
from campaigns.sample.appeals import sign
from campaigns.solidarity.models import Case, SolidarityIndexPage, SolidarityPage
from cms.directory.models import Body
from cms.taxonomy.models import Place, Topic
from home.importing import read_document
from home.sample.tree import translation_key
from home.services.import_parts import free_slug

FOLDER = Path(__file__).with_name("texts")


def make_declarations(case: Case, data: dict, places: dict[str, Place], today) -> int:
    """Add the declarations about a new case, the authentic text of each first; return how many."""
    lists = {
        page.locale.language_code: page.pk
        for page in SolidarityIndexPage.objects.select_related("locale").order_by("-pk")
    }
    added = 0
    for declaration in data["declarations"]:
        authentic = declaration["authentic"]
        languages = sorted(declaration["texts"], key=lambda one: one != authentic)
        # A site without the authentic language gets none: nothing would say which text decides.
        if authentic not in lists:
            continue
        for language in languages:
            if language in lists:
                # Read anew each time: its path's last child has changed since.
                parent = SolidarityIndexPage.objects.get(pk=lists[language])
                _add(parent, case, declaration, language, places, today)
                added += 1
        added += _join(declaration, today)
    return added


def _join(data: dict, today: datetime.date) -> int:
    """Let organisations join a declaration that says how many; return how many rows were added."""
    key = translation_key("solidarity", data["code"])
    pages = SolidarityPage.objects.filter(translation_key=key).select_related("locale")
    titles = {page.locale.language_code: page.title for page in pages}
    if "joined" not in data or not titles or Appeal.objects.filter(campaign_key=key).exists():
        return 0
    begin = today + datetime.timedelta(days=data["days"])
    since = datetime.datetime.combine(begin, datetime.time(12), datetime.UTC)
    appeal = Appeal.objects.create(
        campaign_key=key, code=data["code"], titles=titles, organisations_from=since
    )
    return sign(appeal, data["joined"])


def block(key: str, kind: str, number: int, value) -> dict:
    """Return a block whose id is the same at every run, and in every language."""
    return {
        "type": kind,
        "value": value,
        "id": str(uuid.uuid5(translation_key("solidarity", key), f"{kind}/{number}")),
    }


def _add(parent, case: Case, data: dict, language: str, places, today: datetime.date) -> None:
    """Add a declaration in a language; published, unless it is a draft, as every page is."""
    code, texts = data["code"], data["texts"][language]
    page = SolidarityPage(
        title=texts["title"],
        summary=texts["summary"],
        slug=free_slug(parent, texts["title"]),
        locale=parent.locale,
        translation_key=translation_key("solidarity", code),
        live=False,
        date=today + datetime.timedelta(days=data["days"]),
        adopted_by=Body.objects.get(code=data["adopted_by"]),
        authentic_language=data["authentic"],
    )
    path = FOLDER / f"{code}.{language}.md"
    page.body = read_document(path, language=language, title=page.title).blocks
    page.actions = [
        block(code, "action", number, {"title": title, "text": text})
        for number, (title, text) in enumerate(texts["actions"])
    ]
    page.updates = [
        block(code, "update", number, _news(today, days, title, text))
        for number, (days, (title, text)) in enumerate(
            zip(data["updates"], texts["updates"], strict=True)
        )
    ]
    page.cases = [case]
    page.topics = list(Topic.objects.filter(code__in=data["topics"]))
    page.places = [places[code] for code in data["places"]]
    parent.add_child(instance=page)
    revision = page.save_revision()
    if not data.get("draft"):
        revision.publish()


def _news(today: datetime.date, days: int, title: str, text: str) -> dict:
    day = today + datetime.timedelta(days=days)
    return {"date": day.isoformat(), "title": title, "text": f"<p>{text}</p>"}
