"""Fills a site with the sample alliance; a second run finds everything there and adds nothing."""

import csv
import datetime
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.core.models import SiteIdentity
from cms.directory import resources
from cms.directory.models import Person
from cms.directory.services import load_vocabularies
from cms.publishing.four_eyes import on_record
from cms.sharing.services.marking import held_back
from cms.taxonomy.services import load_file
from home.importing import read_document
from home.models import HomePage, StatementPage
from home.sample import FOLDER
from home.sample.accounts import accounts_allowed, make_accounts
from home.sample.editorial_work import create_editorial_work
from home.sample.files import Files
from home.sample.pdfs import pdf
from home.sample.pictures import composition, portrait
from home.sample.same_texts import mark_same_texts
from home.sample.starting_points import add_starting_points
from home.sample.tree import Tree
from home.services.import_statements import CHANGED, CREATED, import_statements
from home.services.site import ensure_site

TABLES = (
    resources.OrganisationResource,
    resources.OrganisationStatusResource,
    resources.PersonResource,
    resources.RepresentativeResource,
    resources.MandateResource,
)

# What floors above add, in order: a title, and what adds it and returns the number of rows added.
_parts: list[tuple[int, str, Callable[..., int]]] = []

# Positions that carry their text as a PDF too.
PRINTED = "statements/programme-2025."
# Positions with a picture, the same in every language.
PICTURED = ("statements/social-protection-2026.", "statements/haiti-2026.")


@dataclass
class Loaded:
    """What a run has added: rows of the directory, statements, other pages, pictures, sign-ins.

    `accounts` are the addresses whose password is now `password`; `accounts_refused` says that
    this site must not have any.
    """

    rows: int = 0
    statements: int = 0
    pages: int = 0
    portraits: int = 0
    accounts: list[str] = field(default_factory=list)
    password: str = ""
    accounts_refused: bool = False


def add_part(order: int, title, load: Callable[..., int]) -> None:
    """Let `load(files=, today=)` add to the sample, in the same transaction, after the rest and
    the parts of a lower `order`."""
    _parts.append((order, title, load))
    _parts.sort(key=lambda part: part[0])


def load_sample(
    *,
    accounts: bool = True,
    password: str | None = None,
    today: datetime.date | None = None,
    say: Callable[[str], None] = lambda text: None,
) -> Loaded:
    """Add whatever of the sample is missing, all of it or nothing, and return what was added.

    What editors have changed stays. `today` is the day that coming events count from; `say` hears
    of every step. Accounts are made only where `accounts_allowed`.
    """
    files = Files()
    try:
        with transaction.atomic(), on_record("sample content"), held_back():
            return _load(files, accounts, password, today or localdate(), say)
    except BaseException:
        files.remove()
        raise


def _load(files: Files, accounts: bool, password, today: datetime.date, say) -> Loaded:
    loaded = Loaded(accounts_refused=accounts and not accounts_allowed())
    say(_("Vocabularies and bodies"))
    counts = [*load_vocabularies().values()]
    say(_("Organisations, people and mandates"))
    for resource in TABLES:
        counts.append(load_file(resource, FOLDER / f"{resource.name}.csv"))
    loaded.rows = sum(count.created for count in counts)
    loaded.portraits = _draw_portraits(files)
    homes = ensure_site()
    if accounts and not loaded.accounts_refused:
        loaded.accounts, loaded.password = make_accounts(password)
    say(_("Identity and pages"))
    _introduce(homes, files)
    loaded.pages = Tree(homes, today, files).fill()
    loaded.rows += add_starting_points()
    say(_("Positions"))
    written = _write_statements(files)
    loaded.statements = len(written)
    say(_("Work in progress"))
    create_editorial_work(written)
    for _order, title, load in _parts:
        say(title)
        loaded.rows += load(files=files, today=today)
    return loaded


def _draw_portraits(files: Files) -> int:
    """Give a portrait to everybody of the sample who has none; return how many were drawn."""
    codes = [row["code"] for row in _table("people.csv")]
    people = list(Person.objects.filter(code__in=codes, portrait=None))
    for person in people:
        person.portrait = files.image(person.name, portrait(person.name, person.code))
    Person.objects.bulk_update(people, ["portrait"])
    return len(people)


def _introduce(homes: dict[str, HomePage], files: Files) -> None:
    """Give the site its name and the home pages their first sentence, where they have none."""
    identity_data = json.loads((FOLDER / "identity.json").read_text(encoding="utf-8"))
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    if not identity.names:
        for name, value in identity_data.items():
            if name != "home":
                setattr(identity, name, value)
        emblem = (FOLDER / "emblem.svg").read_bytes()
        identity.emblem.save("emblem.svg", ContentFile(emblem), save=False)
        files.keep(identity.emblem)
        identity.save()
    for language, home in homes.items():
        summary = identity_data["home"]["summaries"].get(language, "")
        if summary and not home.summary:
            home.summary = summary
            home.save_revision().publish()


def _write_statements(files: Files) -> set[str]:
    """Import the statements with everything the table of an import does not hold; return the new.

    They come in as drafts, sources first, and are published complete, so that no translation is
    older than what it was made from.
    """
    report = import_statements(manifest=FOLDER / "statements.csv")
    details = {row["file"]: row for row in _table("statement_details.csv")}
    people = {person.code: person for person in Person.objects.all()}
    written = {one.file for one in report.outcomes if one.action in {CREATED, CHANGED}}
    for outcome in report.outcomes:
        if outcome.file not in written:
            continue
        page = StatementPage.objects.get(pk=outcome.page_id).get_latest_revision_as_object()
        _complete(page, details[outcome.file], people)
        if outcome.file.startswith(PRINTED) and not page.attachments:
            _attach(page, outcome.file, files)
        mark_same_texts(page)
        if outcome.file.startswith(PICTURED) and not page.image:
            page.image = _picture(page, files)
        page.save_revision().publish()
    return {one.file for one in report.outcomes if one.action == CREATED}


def _complete(page: StatementPage, details: dict[str, str], people: dict[str, Person]) -> None:
    codes = [code for code in details["signatories_people"].split(";") if code]
    page.signatory_people.set([people[code] for code in codes])
    page.contact_name = details["contact_name"]
    page.contact_email = details["contact_email"]
    if details["withdrawn_on"]:
        page.withdrawn_on = datetime.date.fromisoformat(details["withdrawn_on"])
        page.withdrawal_reason = details["withdrawal_reason"]
    if details["corrected_on"]:
        value = {"date": details["corrected_on"], "note": details["correction"]}
        page.corrections = [_block(page, "correction", value)]


def _picture(page: StatementPage, files: Files):
    """Return the picture of a position: that of another language, else one drawn for it."""
    others = StatementPage.objects.filter(translation_key=page.translation_key)
    shown = others.exclude(image=None).select_related("image").first()
    return shown.image if shown else files.image(page.title, composition(page.source_file))


def _attach(page: StatementPage, file: str, files: Files) -> None:
    """Attach the text as a PDF."""
    language = page.locale.language_code
    document = read_document(FOLDER / file, language=language, title=page.title)
    name = f"{page.slug}.pdf"
    stored = files.document(
        page.title, name, pdf(page.title, document.plain_text, language), language
    )
    value = {"document": stored.pk, "title": page.title}
    page.attachments = [_block(page, "document", value)]


def _block(page: StatementPage, kind: str, value: dict) -> dict:
    """Return a block with an id that is the same at every run."""
    return {"type": kind, "value": value, "id": str(uuid.uuid5(page.translation_key, kind))}


def _table(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
