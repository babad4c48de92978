"""The guide within the admin: complete in every language, and for each role what it can use."""

import re

import pytest
from django.urls import reverse

from cms.core.labels import site_languages
from home.guide.rendering import FOLDER, sections_for, source
from home.guide.sections import SCREENS, SECTIONS
from tests.home.editing import colleague, signed_in

pytestmark = pytest.mark.django_db

FOR_EVERYBODY = {"first-steps", "translate"}
OF_WRITERS = FOR_EVERYBODY | {
    "write-statement",
    "send-for-approval",
    "correct",
    "compare",
    "pictures",
}
OF_PUBLISHERS = OF_WRITERS | {"publish", "plan", "undo", "withdraw", "addresses"}
SHOWN = {
    "academy": OF_WRITERS | {"academy"},
    "translators": FOR_EVERYBODY,
    "editors": OF_WRITERS,
    "coordinators": OF_PUBLISHERS,
    "secretariat": set(SECTIONS),
    "superuser": set(SECTIONS),
}


@pytest.mark.parametrize("language", site_languages())
def test_every_section_is_there_in_every_language(language):
    assert {path.stem for path in (FOLDER / language).glob("*.md")} == set(SECTIONS)
    first = site_languages()[0]
    for code in SECTIONS:
        text = source(language, code)
        assert text.startswith("# ")
        # The same steps and the same links, whatever the words.
        for mark in (r"\((?:admin:|#)[\w-]+\)", r"^\d\. ", r"^- "):
            assert re.findall(mark, text, re.M) == re.findall(mark, source(first, code), re.M), code


def test_every_link_leads_somewhere():
    for code in SECTIONS:
        text = source("en", code)
        assert set(re.findall(r"\(admin:([\w-]+)\)", text)) <= set(SCREENS), code
        assert set(re.findall(r"\(#([\w-]+)\)", text)) <= set(SECTIONS), code
    for screen in SCREENS.values():
        assert reverse(screen.name)


@pytest.mark.parametrize("role", SHOWN)
def test_every_role_sees_what_it_can_use(site, roles, role):
    user = colleague(role)
    sections = sections_for(user, "en")
    assert {section.code for section in sections} == SHOWN[role]
    browser = signed_in(user)
    links = {link for section in sections for link in re.findall(r'href="(/[^"]+)"', section.html)}
    assert links
    for link in links:
        # The extranet asks for a standing of its own.
        if "/extranet/" not in link:
            assert browser.get(link).status_code == 200, link


def test_it_is_found_in_the_menu_and_searched(site, roles):
    browser = signed_in(colleague("secretariat", language="fr"))
    assert f'"{reverse("guide")}"' in browser.get("/admin/").content.decode()
    shown = browser.get(reverse("guide")).content.decode()
    assert "Annuler une publication" in shown
    assert shown.count('<section id="') == len(SECTIONS)
    found = browser.get(reverse("guide"), {"q": "PREAVIS"}).content.decode()
    assert re.findall(r'<section id="([\w-]+)"', found) == ["meeting"]
    none = browser.get(reverse("guide"), {"q": "<b>zebra"}).content.decode()
    assert "&lt;b&gt;zebra" in none
    assert "<section id=" not in none
