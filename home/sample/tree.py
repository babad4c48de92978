"""Makes the pages, events and campaigns of the sample, each in the languages it is written in."""

import datetime
import json
import uuid
import zoneinfo

from django.apps import apps
from wagtail.models import Locale, Page

from cms.core.labels import site_languages
from cms.directory.models import Organisation
from cms.taxonomy.models import Place, Topic
from home.importing import read_document
from home.models import EventIndexPage, EventPage, HomePage, StandardPage
from home.sample import FOLDER
from home.sample.files import Files
from home.sample.pictures import composition
from home.sample.same_texts import mark_same_texts
from home.services.import_parts import free_slug

_NAMESPACE = uuid.UUID("0f6f3a52-3c5d-5d5f-8a55-0d7b1e2a9c11")


class Tree:
    """Adds what is missing below the home pages; what is there stays as editors left it."""

    def __init__(self, homes: dict[str, HomePage], today: datetime.date, files: Files):
        self.homes = homes
        self.today = today
        self.files = files
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.topics = {topic.code: topic for topic in Topic.objects.all()}
        self.places = {place.code: place for place in Place.objects.all()}
        self.organisations = {row.code: row for row in Organisation.objects.all()}
        self.added = 0

    def fill(self) -> int:
        """Add the pages, events and campaigns; return how many pages were added."""
        for row in _rows("pages"):
            self._add_languages(StandardPage, row, "pages", self._standard, self._parent_of)
        for row in _rows("events"):
            self._add_languages(EventPage, row, "events", self._event, self._event_index)
        # A floor above this one, so it is known by name alone.
        campaign = apps.get_model("campaigns.CampaignPage")
        for row in _rows("campaigns"):
            self._add_languages(campaign, row, "campaigns", self._campaign, self._campaign_index)
        return self.added

    def _add_languages(self, model, row, folder, fields_of, parent_of) -> None:
        """Add a page for every language of a row that is one of the site."""
        key = translation_key(folder, row["code"])
        pages = model.objects.filter(translation_key=key)
        known = set(pages.values_list("locale__language_code", flat=True))
        languages = [code for code in row["titles"] if code in site_languages()]
        missing = [code for code in languages if code not in known]
        if not missing:
            return
        fields = fields_of(row)
        for language in missing:
            parent = parent_of(row, language)
            page = model(
                title=row["titles"][language],
                summary=row["summaries"][language],
                slug=free_slug(parent, row["titles"][language]),
                locale=self.locales[language],
                translation_key=key,
                live=False,
            )
            for name, value in fields.items():
                # Facts that differ between languages are functions of the language.
                setattr(page, name, value(language) if callable(value) else value)
            page.body = self._body(folder, row["code"], language, page.title)
            parent.add_child(instance=page)
            mark_same_texts(page)
            page.save_revision().publish()
            self.added += 1

    def _body(self, folder: str, code: str, language: str, title: str) -> list[dict]:
        path = FOLDER / folder / f"{code}.{language}.md"
        return read_document(path, language=language, title=title).blocks

    def _standard(self, row) -> dict:
        return {"show_in_menus": row["in_menu"]}

    def _event(self, row) -> dict:
        return {
            "kind": row["kind"],
            "starts_at": self._moment(row["starts"], row["time_zone"]),
            "ends_at": self._moment(row["ends"], row["time_zone"]),
            "time_zone": row["time_zone"],
            "place": self.places.get(row["place"]),
            "venue": lambda language: row["venues"].get(language, ""),
            "online_url": row["online_url"],
            "cancelled": row["cancelled"],
            "topics": self._topics(row),
            "organisers": [self.organisations[code] for code in row["organisers"]],
            "image": self._picture(row),
        }

    def _campaign(self, row) -> dict:
        return {
            "starts_on": self._day(row["starts"]),
            "ends_on": self._day(row["ends"]) if row["ends"] else None,
            "topics": self._topics(row),
            "partners": [self.organisations[code] for code in row["partners"]],
            "image": self._picture(row),
        }

    def _topics(self, row) -> list[Topic]:
        return [self.topics[code] for code in row["topics"]]

    def _picture(self, row):
        title = next(iter(row["titles"].values()))
        return self.files.image(title, composition(row["code"]))

    def _day(self, when: dict) -> datetime.date:
        """Return a day written as a date, or as a number of days from today."""
        if "date" in when:
            return datetime.date.fromisoformat(when["date"])
        return self.today + datetime.timedelta(days=when["days"])

    def _moment(self, when: dict, zone: str) -> datetime.datetime:
        time = datetime.time.fromisoformat(when["time"])
        return datetime.datetime.combine(self._day(when), time, zoneinfo.ZoneInfo(zone))

    def _parent_of(self, row, language: str) -> Page:
        if not row["parent"]:
            return HomePage.objects.get(pk=self.homes[language].pk)
        key = translation_key("pages", row["parent"])
        return StandardPage.objects.get(translation_key=key, locale=self.locales[language])

    def _event_index(self, row, language: str) -> Page:
        return self._index(EventIndexPage, language)

    def _campaign_index(self, row, language: str) -> Page:
        return self._index(apps.get_model("campaigns.CampaignIndexPage"), language)

    def _index(self, model, language: str) -> Page:
        # Read anew each time: its path's last child has changed since.
        return model.objects.child_of(self.homes[language]).get()


def translation_key(folder: str, code: str) -> uuid.UUID:
    """Return the key that every language of a sample page has, the same at every run."""
    return uuid.uuid5(_NAMESPACE, f"{folder}/{code}")


def _rows(name: str) -> list[dict]:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
