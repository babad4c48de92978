"""The admin's screens name the translations of a page, and act on all of them in one step."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from tests.factories import UserFactory
from tests.factories.pages import make_standard, make_statement, translate
from tests.home.editing import colleague, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("roles")]


@pytest.fixture
def texts(site):
    """A text in English with a French translation, published, and a Spanish one, a draft."""
    english = make_standard(title="About us", slug="about")
    return (
        english,
        translate(english, "fr", title="Qui sommes-nous", slug="about"),
        translate(english, "es", draft_title="Quiénes somos", slug="about", live=False),
    )


@pytest.fixture
def sections(site):
    new = make_standard(title="The new section", slug="new")
    return new, translate(new, "fr", title="La nouvelle rubrique")


@pytest.fixture
def client(site, roles):
    return signed_in(colleague("secretariat"))


def address(act: str, page, *more) -> str:
    name = {"move": "move_confirm"}.get(act, act)
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *(one.pk for one in more)])


def bulk(act: str, *pages) -> str:
    ids = "&".join(f"id={page.pk}" for page in pages)
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", act]) + f"?{ids}"


def shown(client, url) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def done(act: str, *pages) -> list:
    """Return what has become of pages: live, there, or the parent."""
    rows = {page.pk: page for page in Page.objects.filter(pk__in=[page.pk for page in pages])}
    if act == "delete":
        return [page.pk in rows for page in pages]
    if act == "unpublish":
        return [rows[page.pk].live for page in pages]
    return [rows[page.pk].get_parent().pk for page in pages]


def send(client, act, pages, destination=None, *, many=False):
    """Send the screen of an act; return the answer that follows."""
    if not many:
        more = [destination] if destination else []
        return client.post(address(act, pages[0], *more), follow=True)
    data = {"chooser": destination.pk} if destination else {}
    return client.post(bulk(act, *pages) + "&next=/admin/pages/", data, follow=True)


@pytest.mark.parametrize("many", [False, True], ids=["one", "many"])
@pytest.mark.parametrize("act", ["unpublish", "delete", "move"])
def test_the_screen_names_the_translations_and_acts_on_them(client, texts, sections, act, many):
    english, french, spanish = texts
    destination = sections[0] if act == "move" else None
    where = [destination] if destination else []
    text = shown(client, bulk(act, english) if many else address(act, english, *where))
    assert "in the same step" in text
    assert "Qui sommes-nous</a> (French, published)" in text
    assert "Quiénes somos</a> (Spanish, draft)" in text
    home = spanish.get_parent().pk
    answer = send(client, act, [english], destination, many=many)
    assert answer.status_code == 200
    expected = [one.pk for one in sections] if act == "move" else [False, False]
    assert done(act, english, french) == expected
    assert done(act, spanish) == ([home] if act == "move" else [False])


def test_the_screen_of_a_move_says_where_each_goes(client, texts, sections):
    text = shown(client, address("move", texts[0], sections[0]))
    assert "to “La nouvelle rubrique”" in text
    assert "stays where it is" in text


@pytest.mark.parametrize("act", ["unpublish", "delete"])
def test_the_screen_of_a_translation_says_that_the_others_stay(client, texts, act):
    english, french, _spanish = texts
    text = shown(client, address(act, french))
    assert "This concerns the page in French alone" in text
    assert "About us</a> (English, published)" in text
    send(client, act, [french])
    assert done(act, english, french) == [True, False]


@pytest.mark.parametrize("act", ["unpublish", "delete"])
def test_what_is_below_is_told(client, texts, act):
    make_standard("fr", parent=texts[1])
    text = shown(client, address(act, texts[0]))
    assert ("with 1 page below it" in text) is (act == "delete")


def test_a_page_without_translations_says_nothing_of_them(client, site):
    text = shown(client, address("unpublish", make_standard()))
    assert "in the same step" not in text
    assert "This concerns" not in text


@pytest.fixture
def english_desk(site):
    """The browser of somebody who may do everything with the English pages alone."""
    group = Group.objects.create(name="English desk")
    for codename in ("add", "change", "publish", "bulk_delete"):
        GroupPagePermission.objects.create(group=group, page=site["en"], permission_type=codename)
    user = UserFactory()
    user.groups.add(group, Group.objects.get(name="Editors"))
    return signed_in(user)


@pytest.mark.parametrize("many", [False, True], ids=["one", "many"])
@pytest.mark.parametrize("act", ["unpublish", "delete", "move"])
def test_without_the_right_to_all_nothing_is_done(english_desk, texts, sections, act, many):
    destination = sections[0] if act == "move" else None
    before = done(act, *texts)
    answer = send(english_desk, act, [texts[0]], destination, many=many)
    assert "you have no right to do that" in answer.content.decode()
    assert done(act, *texts) == before


@pytest.mark.parametrize("many", [False, True], ids=["one", "many"])
def test_nor_is_it_done_to_subpages(english_desk, site, many):
    section = make_standard(slug="only-in-english")
    child = make_standard(parent=section)
    french = translate(make_standard(slug="other"), "fr")
    Page.objects.filter(pk=french.pk).update(translation_key=child.translation_key)
    url = bulk("unpublish", section) if many else address("unpublish", section)
    answer = english_desk.post(url, {"include_descendants": "on"}, follow=True)
    assert "you have no right to do that" in answer.content.decode()
    assert done("unpublish", section, child, french) == [True, True, True]


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("translators", False),
        ("editors", False),
        ("coordinators", True),
        ("secretariat", True),
        ("superuser", True),
    ],
)
def test_the_roles_that_may_unpublish_and_delete_do_so_in_all_languages(texts, role, allowed):
    client = signed_in(colleague(role))
    send(client, "unpublish", texts)
    assert done("unpublish", *texts[:2]) == [not allowed] * 2
    if allowed:
        texts[0].get_latest_revision().publish()
        texts[1].get_latest_revision().publish()
    send(client, "delete", texts)
    assert done("delete", *texts) == [not allowed] * 3


def test_the_editor_says_which_languages_a_withdrawal_reaches(client, site):
    english = make_statement(title="Peace")
    french = translate(
        english, "fr", title="Paix", withdrawn_on="2025-01-01", withdrawal_reason="Une erreur."
    )
    text = shown(client, reverse("wagtailadmin_pages:edit", args=[english.pk]))
    assert "hold in every language" in text
    assert "Paix</a> (French, published)" in text
    assert "This text was withdrawn in French on" in text
    text = shown(client, reverse("wagtailadmin_pages:edit", args=[french.pk]))
    assert "This text was withdrawn in" not in text
