"""Texts in several languages: linked, with the same facts, each published if it may be."""

import pytest

from home.models import StandardPage, StatementPage
from tests.home.wordpress.exports import SITE, UPLOADS, attachment, item

pytestmark = [pytest.mark.django_db, pytest.mark.databases]

ENGLISH = "This is what the alliance says about peace, bread and freedom for everybody. " * 5
FRENCH = "Voici ce que dit l’alliance de la paix, du pain et de la liberté pour tous. " * 5
SPANISH = "Esto es lo que dice la alianza sobre la paz, el pan y la libertad para todos. " * 5


def page(language):
    return StatementPage.objects.get(locale__language_code=language)


def three(**french):
    return (
        item(FRENCH, id=2, language="fr", group="g", title="La paix", **french),
        item(SPANISH, id=3, language="es", group="g", title="La paz es posible"),
        item(
            ENGLISH,
            id=1,
            language="en",
            group="g",
            title="Peace",
            terms=[("category", "resolutions", "Resolutions"), ("post_tag", "peace", "Peace")],
        ),
    )


def test_translations_share_key_facts_and_authentic_language(run):
    run(*three(), language="", publish=True)
    pages = [page(language) for language in ("en", "fr", "es")]
    assert len({one.translation_key for one in pages}) == 1
    assert {one.authentic_language for one in pages} == {"en"}
    assert {one.kind for one in pages} == {"resolution"}
    assert [one.topics.get().code for one in pages] == ["peace"] * 3
    assert all(one.live for one in pages)


def test_a_translation_that_may_not_go_out_is_a_draft_and_the_others_go(run):
    items = three()
    untranslated = items[0].replace(FRENCH, ENGLISH)
    report = run(untranslated, *items[1:], publish=True)
    assert [page(language).live for language in ("en", "fr", "es")] == [True, False, True]
    assert page("fr").translation_key == page("en").translation_key
    assert "no translation yet" in " ".join(report.outcomes[2].notes)


def test_a_draft_of_a_translation_stays_one(run):
    run(*three(status="draft"), publish=True)
    assert [page(language).live for language in ("en", "fr", "es")] == [True, False, True]


def test_wpml_says_which_language_is_the_source(run):
    run(
        item(
            ENGLISH,
            id=1,
            title="Peace",
            meta={
                "_wpml_import_language_code": "en",
                "_wpml_import_translation_group": "7",
                "_wpml_import_source_language_code": "fr",
            },
        ),
        item(
            FRENCH,
            id=2,
            title="La paix",
            meta={
                "_wpml_import_language_code": "fr_FR",
                "_wpml_import_translation_group": "7",
            },
        ),
        language="",
    )
    assert page("en").translation_key == page("fr").translation_key
    assert page("en").authentic_language == "fr"


def test_pages_of_a_language_stand_below_its_own_pages(run, site):
    run(
        item("x", id=1, type="page", title="About", language="en", group="a"),
        item("y", id=2, type="page", title="À propos", language="fr", group="a"),
        item("x", id=3, type="page", title="History", language="en", group="b", parent=1),
        item("y", id=4, type="page", title="Histoire", language="fr", group="b", parent=2),
    )
    history = StandardPage.objects.get(title="Histoire")
    assert history.get_parent().title == "À propos"
    assert history.get_parent().get_parent().specific == site["fr"]
    assert history.translation_key == StandardPage.objects.get(title="History").translation_key


def test_pictures_speak_the_language_of_each_page(run, uploads):
    show = f'<img src="{UPLOADS}/2019/05/march.jpg" alt="%s">'
    run(
        attachment("2019/05/march.jpg", id=9),
        item(show % "A march", id=1, language="en", group="g"),
        item(show % "Une marche", id=2, language="fr", group="g"),
        media=uploads,
    )
    picture = page("en").body[0].value["image"]
    assert picture == page("fr").body[0].value["image"]
    assert picture.description == "A march"
    assert picture.alt_texts == {"en": "A march", "fr": "Une marche"}


def test_a_translation_that_comes_with_a_later_export_joins_its_source(run):
    items = three()
    run(items[2])
    report = run(*items)
    assert {one.post: one.action for one in report.outcomes.values()} == {
        1: "unchanged",
        2: "created",
        3: "created",
    }
    assert page("fr").translation_key == page("en").translation_key


def test_old_addresses_of_every_language_lead_to_its_page(run, client):
    items = three(link=f"{SITE}/fr/2019/05/la-paix/")
    run(*items, publish=True)
    assert client.get("/fr/2019/05/la-paix/").headers["Location"] == page("fr").url
    assert client.get("/?p=3").headers["Location"] == page("es").url
