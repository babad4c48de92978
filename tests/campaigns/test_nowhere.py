"""Who asked not to be shown stands nowhere: a word in all that they gave is looked for everywhere.

Of the admin every address is asked that this app has, and what its first pages lead to.
"""

import io
import json
import pickle
import re

import pypdf
import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.management import call_command
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from campaigns.models import Appeal, CampaignPage, Invalidation, OrganisationSignature
from campaigns.services import moderation, signing
from campaigns.services.export import FOR_ADDRESSEE, FOR_LETTERS, export
from tests.campaigns.tools import confirmed, make_appeal, sign
from tests.databases import shared_world
from tests.extranet.crawl import body_of, crawl
from tests.factories.pages import make_site
from tests.home.editing import colleague, signed_in

pytestmark = pytest.mark.django_db
WORD, SEEN = "Zanzibarquelle", "Sansibarblume"
# Short enough that an answer which repeats the question does not hold the word.
STEM = WORD[:-2]
LANGUAGES = ("en", "fr", "es")
PUBLIC = (
    "/{language}/",
    "/{language}/campaigns/",
    "/{language}/appeals/homes/sign/",
    "/{language}/appeals/homes/sign/?from=kit-card",
    "/{language}/appeals/homes/sign/sent/",
    "/{language}/appeals/homes/sign/again/",
    "/{language}/appeals/homes/people/",
    "/{language}/appeals/homes/people/?page=2",
    f"/{{language}}/search/?q={STEM}a",
    f"/{{language}}/search/suggest/?q={STEM}",
    f"/{{language}}/search/feed/?q={STEM}",
    f"/{{language}}/search/api/?q={STEM}",
    "/sitemap.xml",
)
# What staff without the duty of the secretariat read of people who sign.
STAFF = ("editors", "translators", "coordinators")


@pytest.fixture(scope="module")
def appeal(_roles_of_module, django_db_blocker):
    """An appeal under which many are hidden, each in another way, and one is shown."""
    with shared_world(django_db_blocker):
        make_site()
        appeal = make_appeal(code="homes")
        hide_some(appeal)
        confirmed(appeal, given_name=SEEN, comment=f"{SEEN} comment")
        call_command("search_index", "rebuild", verbosity=0)
        yield appeal


def hide_some(appeal) -> None:
    """Add people who are shown nowhere, with the word in every text that they gave."""
    texts = {
        "given_name": WORD,
        "family_name": f"{WORD} family",
        "organisation": f"{WORD} union",
        "comment": f"{WORD} comment",
    }
    confirmed(appeal, f"{WORD}1@example.org", shown="hidden", **texts)
    signing.withdraw(signature=confirmed(appeal, f"{WORD}2@example.org", **texts))
    changed = confirmed(appeal, f"{WORD}3@example.org", **texts)
    moderation.decide_comments(appeal=appeal, ids=[changed.pk], show=True, by=None)
    signing.change(signature=changed, shown="hidden", letters=None, language="en")
    sign(appeal, f"{WORD}4@mailinator.com", shown="hidden", **texts)
    sign(appeal, f"{WORD}5@example.org", **texts)
    struck = confirmed(appeal, f"{WORD}6@example.org", network="bot", **texts)
    key = struck.network_key
    moderation.strike_out(appeal=appeal, reason="A bot", by=None, network_key=key)


def holds(body: bytes, word: str = WORD) -> bool:
    return word.lower().encode() in body.lower()


def admin_addresses(resolver=None, prefix: str = ""):
    """Yield every address of the admin that shows something of appeals or of who signed them."""
    for one in (resolver or get_resolver()).url_patterns:
        pattern = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from admin_addresses(one, pattern)
        elif re.match(r"admin/(signatures|appeals|snippets/(choose/)?campaigns)/", pattern):
            yield pattern


def filled(pattern: str, appeal) -> str:
    """Return the address of a pattern, about `appeal` and what belongs to it."""
    values = {
        "<int:signature>": OrganisationSignature.objects.get().pk,
        "<slug:purpose>": FOR_ADDRESSEE,
        "<slug:file_format>": "csv",
        "<str:language>": "en",
    }
    own = Invalidation.objects.get().pk if "undo" in pattern else appeal.pk
    for part, value in {**values, "<int:pk>": own, "<str:pk>": own}.items():
        pattern = pattern.replace(part, str(value))
    return f"/{pattern}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_feed_or_search_tells_who_is_hidden(appeal, client, language, settings):
    settings.PUBLIC_CACHE_SECONDS = 600
    starts = [path.format(language=language) for path in PUBLIC]
    starts += [page.url for page in CampaignPage.objects.all() if f"/{language}/" in page.url]
    told = {WORD: [], SEEN: []}
    for address, body in crawl(client, starts, limit=45):
        for word, where in told.items():
            if holds(body, word):
                where.append(address)
    assert told[WORD] == []
    assert f"/{language}/appeals/homes/people/" in told[SEEN]
    assert not holds(pickle.dumps(dict(cache._cache)))


def test_no_engine_is_told_of_anybody_who_signed(appeal):
    # What both search is made of: the one table, and nothing beside it.
    entries = list(apps.get_model("search.Entry").objects.values())
    assert "campaign" in {entry["kind"] for entry in entries}
    said = json.dumps(entries, default=str).encode()
    assert not holds(said)
    assert not holds(said, SEEN)


@pytest.mark.parametrize("role", STAFF)
def test_no_screen_of_the_admin_tells_who_is_hidden(appeal, role):
    OrganisationSignature.objects.create(appeal=appeal, names={"en": "Union"})
    staff = signed_in(colleague(role))
    asked = [filled(pattern, appeal) for pattern in admin_addresses()]
    assert len(asked) > 30
    starts = [
        "/admin/",
        "/admin/reports/site-history/",
        f"/admin/pages/search/?q={STEM}",
        *asked,
    ]
    bodies = list(crawl(staff, starts, limit=len(starts)))
    assert [url for url, body in bodies if holds(body)] == []
    # Coordinators read the comments of those who are shown.
    desk = reverse("signatures_appeal", args=[appeal.pk])
    told = [url for url, body in bodies if holds(body, SEEN)]
    assert told == ([desk] if role == "coordinators" else [])


def test_who_has_data_of_people_is_found_by_the_secretariat_alone(appeal, roles):
    for role in (*STAFF, "secretariat"):
        staff = signed_in(colleague(role))
        told = staff.post(reverse("personal_data_download"), {"key": f"{WORD}1@example.org"})
        assert holds(body_of(told), f"{WORD} family") is (role == "secretariat"), role


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
@pytest.mark.parametrize("purpose", [FOR_ADDRESSEE, FOR_LETTERS])
def test_no_file_tells_who_is_hidden(appeal, purpose, file_format):
    made = export(appeal=appeal, purpose=purpose, file_format=file_format, by=None)
    assert made.rows == (1 if purpose == FOR_ADDRESSEE else 0)
    content = made.content
    if file_format == "xlsx":
        from openpyxl import load_workbook

        rows = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
        content = json.dumps(list(rows), default=str).encode()
    assert not holds(content)
    assert holds(content, SEEN) is (purpose == FOR_ADDRESSEE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_for_the_addressee_tells_of_who_is_shown_alone(appeal, language):
    Appeal.objects.filter(pk=appeal.pk).update(ends_at=timezone.now())
    secretariat = signed_in(colleague("secretariat"))
    answer = secretariat.get(reverse("appeal_pdf", args=[appeal.pk, language]))
    said = "".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages
    )
    assert not holds(answer.content)
    assert not holds(said.encode())
    assert holds(said.encode(), SEEN)
