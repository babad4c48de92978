"""Finds a name wherever the site keeps it, and takes it out there; with `write` unset only says."""

from collections import Counter
from dataclasses import asdict, dataclass

from django.apps import apps
from django.db.models import CharField, JSONField, TextField
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from campaigns.solidarity.withdrawing import files, pages, translations
from campaigns.solidarity.withdrawing.scrub import Scrubber
from cms.directory.models import Person

# What the public site and its editors read; people's own records, and the confidential rooms, are
# kept by other rules.
_APPS = {
    "campaigns",
    "core",
    "directory",
    "home",
    "media",
    "publishing",
    "sharing",
    "solidarity",
    "taggit",
    "taxonomy",
    "translation",
    "wagtail_localize",
    "wagtailadmin",
    "wagtailcore",
}
_LEFT_ALONE = {
    # They say whose name it is, or who somebody says they are themselves.
    "campaigns.organisationsignature",
    "campaigns.signature",
    "directory.person",
    "publishing.securityhold",
    "solidarity.consentdecision",
    "solidarity.namewithdrawal",
    "solidarity.personconcerned",
    "solidarity.takendownfile",
    # Done by modules of their own.
    "media.documenttext",
    "media.rendition",
    "media.sitedocument",
    "media.siteimage",
    "wagtail_localize.string",
    "wagtailcore.revision",
}


@dataclass(frozen=True)
class Place:
    """Where a name was: `kind` of place, what it is called, its address, and who has a copy.

    `done` is false where a person has to see to it; `copies` are codes of who may have kept it.
    """

    kind: str
    label: str
    address: str = ""
    count: int = 1
    copies: tuple[str, ...] = ()
    done: bool = True


class Sweep:
    """One passage through all that the site keeps."""

    def __init__(self, scrubber: Scrubber, *, picture=None, write: bool):
        self.scrubber = scrubber
        self.picture = picture
        self.write = write
        self.places: list[Place] = []
        self.pages: set[int] = set()
        self.taken_documents: list = []

    def run(self) -> list[Place]:
        """Go through everything; return where the name was, what readers could see first."""
        files.find(self)
        pages.published(self)
        pages.revisions(self)
        translations.strings(self)
        self._rows()
        self._redirects()
        self._directory()
        files.take_down(self)
        return self.places

    def found(self, kind: str, label: str, **facts) -> None:
        """Note a place."""
        self.places.append(Place(kind, label, **facts))

    def report(self) -> list[dict]:
        """Return the places as JSON keeps them."""
        return [asdict(place) | {"copies": list(place.copies)} for place in self.places]

    def _rows(self) -> None:
        """Rows of all models with texts, but pages, whatever they are."""
        counts = Counter()
        for model in apps.get_models():
            meta = model._meta
            if meta.app_label not in _APPS or meta.label_lower in _LEFT_ALONE or meta.proxy:
                continue
            fields = [] if issubclass(model, Page) else text_fields(model)
            if not fields:
                continue
            names = [one.attname for one in fields]
            for pk, *values in model._base_manager.values_list("pk", *names).iterator():
                changes = changed(self.scrubber, fields, values)
                if not changes:
                    continue
                counts[str(meta.verbose_name_plural)] += 1
                if self.write and meta.label_lower == "taggit.tag":
                    model._base_manager.filter(pk=pk).delete()
                elif self.write:
                    model._base_manager.filter(pk=pk).update(**changes)
        for label, count in counts.items():
            self.found("rows", label, count=count)

    def _redirects(self) -> None:
        for row in Redirect.objects.all():
            if self.scrubber.names.are_in(f"{row.old_path} {row.redirect_link}"):
                self.found("address", row.old_path, copies=("search_engines",))
                if self.write:
                    row.delete()

    def _directory(self) -> None:
        """People of the directory are known by their names: whose it is, a person decides."""
        for person in Person.objects.all():
            if self.scrubber.names.are_in(str(person)):
                self.found("directory", str(person), done=False)


def text_fields(model) -> list:
    """Return the fields of a model that hold words: texts without choices, and JSON."""
    return [
        one
        for one in model._meta.concrete_fields
        if isinstance(one, CharField | TextField | JSONField) and not one.choices
    ]


def changed(scrubber: Scrubber, fields: list, values: list, language: str = "") -> dict:
    """Return by name the values of `fields` that hold the name, without it."""
    changes = {}
    for one, value in zip(fields, values, strict=True):
        if not value:
            continue
        if isinstance(one, JSONField) or str(value)[:1] in ("{", "["):
            done = scrubber.data(value, language)
        elif one.name in ("slug", "url_path"):
            done = scrubber.address(value, language)
        else:
            done = scrubber.text(value, language, one.max_length)
        if done != value:
            changes[one.attname] = done
    return changes
