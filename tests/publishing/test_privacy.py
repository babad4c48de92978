"""A text is as private in one language as in any other, wherever it stands."""

import pytest
from django.contrib.auth.models import Group
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale, Page, PageViewRestriction

from cms.core.querysets import PublicPageQuerySet
from cms.publishing.models import FollowedRestriction
from home.models import StandardPage
from tests.factories.pages import foreign_alias, make_standard, translate

pytestmark = pytest.mark.django_db


def restrict(page, kind="login", groups=()):
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind)
    restriction.groups.set(groups)
    return restriction


def public(page) -> bool:
    """Return whether anybody may read a page; lists and the page itself must agree."""
    page = Page.objects.get(pk=page.pk).specific
    listed = PublicPageQuerySet(Page).open().filter(pk=page.pk).exists()
    assert listed is not page.get_view_restrictions().exists()
    return listed


def conditions(page) -> set:
    rows = Page.objects.get(pk=page.pk).specific.get_view_restrictions()
    return {
        (row.restriction_type, tuple(row.groups.values_list("name", flat=True))) for row in rows
    }


@pytest.fixture
def wing(site):
    """A private section that exists in English alone."""
    page = make_standard(slug="wing")
    restrict(page, "groups", [Group.objects.create(name="Board")])
    return page


@pytest.fixture
def pair(site):
    page = make_standard(slug="page")
    return page, translate(page, "fr")


def test_moved_below_a_private_page_it_is_private_in_every_language(client, wing, pair):
    english, french = pair
    assert client.get(french.url).status_code == 200
    english.move(wing, pos="last-child")
    assert not public(french)
    assert conditions(french) == conditions(english) == {("groups", ("Board",))}
    assert client.get(french.url).status_code in (302, 403)


def test_moved_out_again_it_is_open_again_in_every_language(wing, pair):
    english, french = pair
    home = english.get_parent()
    english.move(wing, pos="last-child")
    Page.objects.get(pk=english.pk).move(Page.objects.get(pk=home.pk), pos="last-child")
    assert public(english)
    assert public(french)
    assert not FollowedRestriction.objects.exists()


def test_its_own_restriction_stays_when_it_is_moved_out_again(wing, pair):
    english, french = pair
    home = english.get_parent()
    restrict(english)
    english.move(wing, pos="last-child")
    assert len(conditions(french)) == 2
    Page.objects.get(pk=english.pk).move(Page.objects.get(pk=home.pk), pos="last-child")
    assert conditions(english) == conditions(french) == {("login", ())}


def test_a_private_section_opened_opens_what_followed_it(wing, pair):
    english, french = pair
    english.move(wing, pos="last-child")
    wing.view_restrictions.get().delete()
    assert public(english)
    assert public(french)


def test_a_section_made_private_covers_what_is_elsewhere_in_other_languages(pair):
    english, french = pair
    child = make_standard(parent=english)
    elsewhere = translate(child, "fr")
    elsewhere.move(french.get_parent(), pos="last-child")
    below = make_standard("fr", parent=StandardPage.objects.get(pk=elsewhere.pk))
    restrict(english)
    assert [public(page) for page in (french, elsewhere, below)] == [False, False, False]


def test_a_new_translation_of_a_private_text_is_private_from_the_start(wing):
    below = make_standard(parent=wing)
    french = below.copy_for_translation(Locale.objects.get(language_code="fr"), copy_parents=True)
    assert not public(french)
    spanish = translate(wing, "es")
    assert not public(spanish)


def test_deleting_a_language_never_opens_another(wing, pair):
    english, french = pair
    chamber = make_standard("fr", slug="chambre")
    restrict(chamber, "groups", [Group.objects.get(name="Board")])
    # The translation alone is moved: its text is private now.
    french.move(chamber, pos="last-child")
    assert not public(english)
    Page.objects.get(pk=french.pk).delete()
    assert not public(english)
    # As if it had been made private itself: whoever opens it is asked nothing more.
    assert not FollowedRestriction.objects.exists()
    english.view_restrictions.get().delete()
    assert public(english)


def test_deleting_a_private_translation_opens_nothing(pair):
    english, french = pair
    restrict(french)
    french.delete()
    assert not public(english)


def test_an_alias_in_another_language_is_covered_with_its_source(wing):
    english = make_standard(slug="page")
    alias = foreign_alias(english, "fr")
    Page.objects.get(pk=english.pk).move(wing, pos="last-child")
    assert alias.specific.get_view_restrictions().exists()


def test_who_changes_what_is_followed_changes_all_languages(wing, pair):
    english, french = pair
    english.move(wing, pos="last-child")
    followed = french.view_restrictions.get()
    followed.restriction_type = "login"
    followed.save()
    assert conditions(english) == conditions(french)
    assert len(conditions(french)) == 2


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["restrict", "open", "move", "translate", "delete"]),
        st.integers(0, 7),
        st.integers(0, 7),
    ),
    min_size=2,
    max_size=7,
)


@settings(
    max_examples=5,
    deadline=None,
    # Each act is many writes: a failure is told as it is found, not sought in a shorter form.
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts=ACTS)
def test_whatever_is_done_all_languages_are_equally_private(site, acts):
    tops = [make_standard(), make_standard("fr")]
    make_standard(parent=tops[0])
    translate(tops[0], "fr")
    for act, one, other in acts:
        do(act, one, other)
        by_key: dict = {}
        for page in StandardPage.objects.all():
            by_key.setdefault(page.translation_key, []).append(conditions(page))
        assert all(one == found[0] for found in by_key.values() for one in found), (act, by_key)
    StandardPage.objects.filter(depth=3).delete()


def do(act: str, one: int, other: int) -> None:
    """Do something to some page, where it is possible at all."""
    pages = list(StandardPage.objects.order_by("pk"))
    if not pages:
        return
    page, target = pages[one % len(pages)], pages[other % len(pages)]
    if act == "restrict" and not page.view_restrictions.exists():
        restrict(page, ["login", "groups"][other % 2])
    elif act == "open":
        page.view_restrictions.all().delete()
    elif act == "move" and not target.path.startswith(page.path):
        if target.locale_id == page.locale_id and page.get_parent().pk != target.pk:
            page.move(target, pos="last-child")
    elif act == "translate":
        locale = Locale.objects.get(language_code=["fr", "es", "en"][other % 3])
        if not page.has_translation(locale) and page.get_parent().has_translation(locale):
            translate(page, locale.language_code)
    elif act == "delete" and len(pages) > 4:
        page.delete()
