import pytest
from wagtail.models import Page, PageViewRestriction

from cms.core import querysets
from cms.core.querysets import PublicPageQuerySet
from home.models import StandardPage, StatementIndexPage
from tests.factories.pages import make_standard, make_statement, section
from tests.query_counts import queries

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


def restrict(page):
    return PageViewRestriction.objects.create(page=page, restriction_type="login")


@pytest.mark.parametrize("named", [50, 0], ids=["named in the query", "looked up by it"])
def test_what_is_private_covers_all_below_it_and_nothing_beside_it(site, monkeypatch, named):
    monkeypatch.setattr(querysets, "_NAMED", named)
    pages = PublicPageQuerySet(Page)
    hidden, shown = make_standard(), make_statement()
    below = make_standard(parent=hidden)
    everything = set(pages.values_list("pk", flat=True))
    assert set(pages.open().values_list("pk", flat=True)) == everything
    assert set(pages.with_openness().values_list("is_open", flat=True)) == {True}

    restrict(below)
    restriction = restrict(hidden)
    assert everything - set(pages.open().values_list("pk", flat=True)) == {hidden.pk, below.pk}
    openness = dict(pages.with_openness().values_list("pk", "is_open"))
    assert (openness[hidden.pk], openness[below.pk], openness[shown.pk]) == (False, False, True)

    restriction.delete()
    assert everything - set(pages.open().values_list("pk", flat=True)) == {below.pk}


def test_a_private_branch_that_is_moved_takes_its_privacy_along(site):
    hidden, other = make_standard(), make_standard()
    restrict(hidden)
    assert not StandardPage.objects.open().filter(pk=hidden.pk).exists()
    hidden.move(other, pos="last-child")
    assert set(StandardPage.objects.open().filter(pk__in=[hidden.pk, other.pk])) == {other}


def test_only_the_topmost_of_a_private_branch_is_named(site):
    hidden = make_standard()
    below = make_standard(parent=hidden)
    for page in (below, hidden, section(StatementIndexPage)):
        restrict(page)
    named = querysets.private_branches()
    assert {hidden.path, section(StatementIndexPage).path} <= set(named)
    assert below.path not in named


def test_what_is_private_is_asked_once_for_every_state_of_the_content(site):
    with queries() as asked:
        for _time in range(3):
            list(PublicPageQuerySet(Page).published()[:1])
    assert sum("pageviewrestriction" in sql for sql in asked) == 1
