"""Kits are made when something shown changes, and are gone as soon as the page is not public."""

import datetime
import io
import zipfile
from unittest import mock

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.core.models import SiteIdentity
from cms.publishing.four_eyes import on_record
from cms.sharing import texts
from cms.sharing.drawing import FORMATS
from cms.sharing.services import kits, marking
from cms.sharing.tasks import make_kit
from tests.factories.pages import make_campaign, make_standard, make_statement, translate
from tests.sharing.conftest import exist, kit_of, status


def publish(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    with on_record("a page of a test"):
        page.save_revision().publish()


def test_publishing_makes_the_kit_of_every_language(drawn):
    page = make_statement(title="Bread and roses")
    french = translate(page, "fr", title="Du pain et des roses")
    for one in (page, french):
        kit = kit_of(one)
        assert set(kit.files) == set(FORMATS)
        assert all(exist(kit.files))
        assert kit.content["title"] == one.title
    assert kit_of(french).content["language"] == "fr"


def test_campaigns_have_kits_and_plain_pages_have_none(drawn):
    campaign, plain = make_campaign(hashtags="#Peace"), make_standard()
    assert kit_of(campaign).content["on_accent"]
    assert kit_of(campaign).content["hashtags"] == "#Peace"
    assert kit_of(plain) is None


def test_only_what_is_shown_has_a_kit_made_anew(drawn):
    page = make_campaign()
    before = kit_of(page)
    publish(page, addressees="The governments of Europe")
    assert kit_of(page).files == before.files
    publish(page, title="Another title")
    after = kit_of(page)
    assert after.digest != before.digest
    assert all(exist(after.files))
    assert not any(exist(before.files))


@pytest.mark.parametrize(
    "change", [{"names": {"en": "Another alliance"}}, {"accent_colour": "#1d4f8f"}]
)
def test_another_name_or_colour_of_the_site_makes_all_anew(statement, change):
    before = kit_of(statement)
    identity = SiteIdentity.for_site(statement.get_site())
    for name, value in change.items():
        setattr(identity, name, value)
    identity.save()
    assert kits.make_missing() == 1
    assert kit_of(statement).digest != before.digest
    assert kits.make_missing() == 0


def test_another_renderer_makes_all_anew(statement, monkeypatch):
    monkeypatch.setattr("cms.sharing.services.content.RENDERER", 99)
    call_command("make_share_kits", verbosity=0, stdout=io.StringIO())
    assert kits.make_missing() == 0
    assert not kits.make(page_id=statement.pk)
    monkeypatch.undo()
    assert kits.make(page_id=statement.pk)


def test_a_withdrawn_position_says_so_on_its_cards(drawn):
    page = make_statement(kind="resolution")
    publish(page, withdrawn_on=timezone.localdate(), withdrawal_reason="An error")
    assert kit_of(page).content["kind"] == "Resolution (withdrawn)"


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def restrict_above(page):
    restrict(page.get_parent())


def expire(page):
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - datetime.timedelta(1))


HIDING = {
    "unpublished": lambda page: page.unpublish(),
    "private": restrict,
    "below a private one": restrict_above,
    "expired": expire,
    "deleted": lambda page: page.delete(),
}


@pytest.mark.parametrize("hide", HIDING.values(), ids=HIDING)
def test_what_is_not_public_has_no_kit_at_any_address(drawn, client, hide):
    page = make_statement()
    kit, key = kit_of(page), page.translation_key
    addresses = [texts.kit_url(page), texts.zip_url(page)]
    addresses += [f"/en/share/{key}/{code}.jpg" for code in FORMATS]
    assert [status(client, url) for url in addresses] == [200] * 6
    hide(page)
    assert [status(client, url) for url in addresses] == [404] * 6
    # What only a clock does is seen to by the daily command.
    kits.make_missing()
    assert kit_of(page) is None
    assert not any(exist(kit.files))


def test_hiding_takes_the_files_without_waiting_for_a_command(drawn):
    page = make_statement()
    kit = kit_of(page)
    restrict(page)
    assert kit_of(page) is None
    assert not any(exist(kit.files))


def test_a_draft_has_no_kit(drawn, client):
    page = make_statement(live=False)
    page.save_revision()
    assert not kits.make(page_id=page.pk)
    assert client.get(texts.kit_url(page)).status_code == 404


def test_a_language_that_is_not_public_leads_to_those_that_are(statement, client):
    response = client.get(f"/fr/share/{statement.translation_key}/")
    assert response.status_code == 302
    assert response["Location"] == f"/fr/translations/{statement.translation_key}/"
    assert client.get(f"/fr/share/{statement.translation_key}/link.jpg").status_code == 404


def test_forgetting_takes_kits_and_files_at_once_and_they_can_be_made_again(
    statement, on_commit_at_once
):
    files = kit_of(statement).files
    assert kits.forget([statement.pk]) == 1
    assert not any(exist(files))
    assert kits.forget([statement.pk]) == 0
    assert kits.make(page_id=statement.pk)


def test_what_was_drawn_of_an_older_text_is_thrown_away(statement, monkeypatch):
    real, calls = kits._draw, []

    def draw_while_it_changes(page, content):
        if not calls:
            type(page).objects.filter(pk=page.pk).update(title="Meanwhile")
        calls.append(content["title"])
        return real(page, content)

    type(statement).objects.filter(pk=statement.pk).update(title="Before")
    monkeypatch.setattr(kits, "_draw", draw_while_it_changes)
    assert kits.make(page_id=statement.pk)
    assert calls == ["Before", "Meanwhile"]
    assert kit_of(statement).content["title"] == "Meanwhile"


def test_a_title_that_no_font_has_leaves_no_kit_and_is_logged(site, client, caplog):
    page = make_statement(title="Peace 和平")
    assert not kits.make(page_id=page.pk)
    assert "no font has" in caplog.text
    assert kit_of(page) is None
    assert client.get(page.url).status_code == 200


def test_a_page_is_marked_once_for_a_transaction(site, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        marking.mark([1, 2])
        marking.mark([2, 1])
    assert len([one for one in waiting if isinstance(one, marking._Marked)]) == 2


def test_the_archive_of_a_kit_holds_cards_texts_and_alternative_texts(statement, client):
    response = client.get(texts.zip_url(statement))
    assert 'filename="bread-and-roses-en.zip"' in response["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert archive.testzip() is None
        cards = {f"{code}.jpg" for code in FORMATS}
        assert set(archive.namelist()) == {*cards, "texts.txt", "alt-texts.txt"}
        assert archive.read("link.jpg")[:3] == b"\xff\xd8\xff"
        written = archive.read("texts.txt").decode()
        described = archive.read("alt-texts.txt").decode()
    assert "Bread and roses" in written
    assert "?from=kit" in written
    assert all(described.count(card) == 1 for card in cards)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_short_text_is_short_and_leads_back(statement, language):
    long = "Ensemble pour une économie qui sert chacune et chacun de nous " * 4
    content = kit_of(statement).content | {"title": long, "hashtags": "#Peace #Bread"}
    short, longer = texts.share_texts(statement, content | {"language": language})
    assert len(short.text) <= 280
    assert short.text.endswith(f"{statement.full_url}?from=kit")
    assert "#Peace" in short.text
    assert long.strip() in longer.text


def test_making_it_again_in_the_background_is_a_task(statement):
    with mock.patch.object(kits, "make", return_value=True) as make:
        assert make_kit.call(statement.pk)
    make.assert_called_once_with(page_id=statement.pk)
