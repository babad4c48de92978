"""The translators' desk: side by side, nothing typed is lost, each text by itself."""

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from cms.translation.completeness import untranslated_texts
from cms.translation.models import SameText
from cms.translation.texts import texts_of
from home.models import StatementPage
from tests.factories.pages import make_statement
from tests.home.editing import (
    all_blocks,
    colleague,
    publish_translation,
    published,
    signed_in,
    start_translation,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once")]


@pytest.fixture
def translator(site, roles):
    return colleague("translators")


@pytest.fixture
def client(translator):
    return signed_in(translator)


def desk_url(record) -> str:
    return reverse("translation_desk", args=[record.pk])


def by_source(record) -> dict:
    """Return the texts of a translation by what they say in the source."""
    page = record.get_target_instance()
    return {text.source: text for text in texts_of(record, page)}


def send(client, record, typed: dict[str, str] | None = None, ticks=(), **more):
    """Send the desk with all its fields, as a browser does; `typed` is by source, `ticks` are
    pairs of the name of a box and a source."""
    texts = by_source(record)
    data = {"action": "save"}
    for source, text in texts.items():
        data[f"text-{text.key}"] = (typed or {}).get(source, text.initial).replace("\n", "\r\n")
        data[f"was-{text.key}"] = text.fingerprint
        if text.marked_same:
            data[f"same-{text.key}"] = "on"
    for box, source in ticks:
        data[f"{box}-{texts[source].key}"] = "on"
    return client.post(desk_url(record), data | more, follow=True)


def test_what_is_typed_is_kept_as_wagtail_localize_keeps_it(client, translator):
    page = make_statement(title="Peace & bread", body=all_blocks(), summary="One.\nTwo.")
    _draft, record = start_translation(page, "fr")
    html = client.get(desk_url(record)).content.decode()
    assert "Peace &amp; bread" in html
    assert "We ask for &lt;b&gt;peace&lt;/b&gt;" in html
    rich = next(source for source in by_source(record) if "We ask for" in source)
    title = next(source for source in by_source(record) if source.startswith("Peace &"))
    send(
        client,
        record,
        {title: "Paix & pain", rich: rich.replace("We ask for", "Nous voulons")},
    )
    texts = by_source(record)
    assert texts[title].kept.data == "Paix &amp; pain"
    assert texts[title].kept.last_translated_by == translator
    assert texts[rich].kept.data.startswith("Nous voulons <b>peace</b>")
    record.save_target(publish=False)
    assert record.get_target_instance().get_latest_revision_as_object().title == "Paix & pain"


def test_a_text_that_is_refused_stays_in_its_field_and_holds_up_no_other(client):
    page = make_statement(title="Peace", text=("We ask for <b>bread</b>.",))
    _draft, record = start_translation(page, "fr")
    rich = "We ask for <b>bread</b>."
    response = send(client, record, {rich: "<h1>Du pain</h1>", "Peace": "Paix"})
    html = response.content.decode()
    assert "&lt;h1&gt;Du pain&lt;/h1&gt;" in html
    assert "tag is not allowed" in html
    texts = by_source(record)
    assert texts["Peace"].kept.data == "Paix"
    assert texts[rich].kept is None
    response = send(client, record, {"Peace": "P" * 300})
    assert "too long" in response.content.decode()
    assert "P" * 300 in response.content.decode()


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(client):
    _draft, record = start_translation(make_statement(title="Peace"), "fr")
    text = by_source(record)["Peace"]
    send(client, record, {"Peace": "La paix"})
    data = {f"text-{text.key}": "Paix", f"was-{text.key}": text.fingerprint}
    html = client.post(desk_url(record), data).content.decode()
    assert "Somebody else has changed this text" in html
    assert "Paix</textarea>" in html
    assert by_source(record)["Peace"].kept.data == "La paix"


def test_texts_typed_for_a_source_that_changed_are_shown(client):
    page = make_statement(title="Peace")
    _draft, record = start_translation(page, "fr")
    text = by_source(record)["Peace"]
    page.title = "War"
    published(page)
    data = {f"text-{text.key}": "Paix", f"was-{text.key}": text.fingerprint}
    html = client.post(desk_url(record), data).content.decode()
    assert "The source was changed while you were writing" in html
    assert '<li lang="fr">Paix</li>' in html


def test_what_changed_in_the_source_since_is_marked(client, coordinator):
    page = make_statement(title="Peace", text=("We ask for peace and bread.", "Now."))
    draft, record = start_translation(page, "fr")
    every = {source: f"{source} (fr)" for source in by_source(record)}
    send(client, record, every)
    publish_translation(signed_in(coordinator), draft)
    page = StatementPage.objects.get(pk=page.pk)
    data = page.body.get_prep_value()
    data[0]["value"] = "<p>We ask for peace and justice.</p>"
    page.body = [*data, {"type": "paragraph", "value": "<p>For ever.</p>"}]
    published(page)
    texts = by_source(record)
    changed = texts["We ask for peace and justice."]
    assert changed.state == "changed"
    assert changed.former.changes == ("We ask for peace and <del>bread.</del><ins>justice.</ins>")
    assert changed.initial == "We ask for peace and bread. (fr)"
    assert texts["For ever."].is_new
    assert texts["Now."].state == "translated"
    assert texts["Now."].former is None
    html = client.get(desk_url(record)).content.decode()
    assert "What changed in the source" in html
    # Sent as it is, the former translation counts for nothing; ticked, it does.
    send(client, record)
    assert by_source(record)[changed.source].kept is None
    send(client, record, ticks=[("keep", changed.source)])
    assert by_source(record)[changed.source].kept.data == "We ask for peace and bread. (fr)"


def test_a_text_may_be_marked_the_same(client, translator):
    _draft, record = start_translation(make_statement(title="Peace"), "fr")
    send(client, record, ticks=[("same", "Peace")])
    assert SameText.objects.get(text="Peace").user == translator
    assert by_source(record)["Peace"].state == "same"
    assert "Peace" not in untranslated_texts(record)
    response = send(client, record, {"Peace": "Paix"})
    assert "Either it is the same" in response.content.decode()
    # Without the tick it is to be translated again.
    texts = by_source(record)
    key = texts["Peace"].key
    client.post(
        desk_url(record), {f"text-{key}": "Peace", f"was-{key}": texts["Peace"].fingerprint}
    )
    assert not SameText.objects.filter(text="Peace").exists()
    assert "Peace" in untranslated_texts(record)


def test_what_reads_like_the_source_is_not_ready_until_it_is_marked(client):
    _draft, record = start_translation(make_statement(title="Peace"), "fr")
    send(client, record, {"Peace": "Peace"})
    assert by_source(record)["Peace"].state == "copied"
    send(client, record, ticks=[("same", "Peace")])
    assert by_source(record)["Peace"].state == "same"


def test_machine_made_texts_wait_for_somebody_who_has_read_them(client, translator):
    _draft, record = start_translation(make_statement(title="Peace", summary="Now."), "fr")
    for source in ("Peace", "Now."):
        text = by_source(record)[source]
        StringTranslation.objects.create(
            translation_of_id=text.string_id,
            context_id=text.context_id,
            locale=record.target_locale,
            data=f"Machine {source}",
            translation_type="machine",
            tool_name="DeepL",
        )
    send(client, record)
    assert by_source(record)["Peace"].state == "machine"
    send(client, record, {"Now.": "Maintenant."}, ticks=[("confirm", "Peace")])
    texts = by_source(record)
    assert texts["Peace"].state == texts["Now."].state == "translated"
    assert texts["Peace"].kept.last_translated_by == translator


MAY = {
    "nobody": False,
    "translators": True,
    "editors": True,
    "coordinators": True,
    "secretariat": True,
    "superuser": True,
}


@pytest.mark.parametrize("role", MAY)
def test_the_desk_is_for_those_who_may_translate(site, roles, role):
    _draft, record = start_translation(make_statement(title="Peace"), "fr")
    browser = signed_in(colleague(role))
    seen = browser.get(desk_url(record)).status_code == 200
    send(browser, record, {"Peace": "Paix"})
    kept = by_source(record)["Peace"].kept is not None
    assert (seen, kept) == (MAY[role], MAY[role])


@pytest.mark.parametrize("role", ["translators", "editors", "coordinators"])
def test_only_who_may_publish_is_offered_to_end_or_publish_a_translation(site, roles, role):
    draft, record = start_translation(make_statement(title="Peace"), "fr")
    browser = signed_in(colleague(role))
    editor = browser.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    desk = browser.get(desk_url(record)).content.decode()
    may = role == "coordinators"
    assert ("translation-editor--may-not-stop" not in editor) == may
    assert ("Publish what is saved" in desk) == may
    assert "/disable/" not in desk
    assert desk_url(record) in editor
