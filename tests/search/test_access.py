"""Who asks decides what is found: confidential things reach those alone who have a right now."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from search import audiences, registry
from search.models import SearchCount
from tests.factories.directory import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.databases]

BOARD = "body:7"
FORMS = ("", "feed/", "api/", "suggest/")


class PaperSource(registry.Source):
    """Papers of a body, as a floor below would own them."""

    kind = "paper"

    def __init__(self):
        # Which tokens may see which paper now, and who may not though the tokens say so.
        self.rights = {}
        self.barred = set()

    def visible_keys(self, keys, readers):
        user = audiences.user_of(readers)
        if user is None or user in self.barred:
            return set()
        return {key for key in keys if self.rights.get(key[0]) in readers}


@pytest.fixture
def papers(add, monkeypatch):
    """The source of papers, with one of the board's in English."""
    source = PaperSource()
    monkeypatch.setitem(registry._sources, "paper", source)
    entry = add(title="Budget of the board", text="Secret sums.", audiences=(BOARD,), kind="paper")
    source.rights[entry.object_id] = BOARD
    add(title="Budget for all")
    return source


@pytest.fixture
def mandates(monkeypatch):
    """The users who sit on the board at this moment."""
    seated = set()
    provider = lambda request: {BOARD, "member"} if request.user in seated else ()  # noqa: E731
    monkeypatch.setattr(audiences, "_providers", [provider])
    return seated


@pytest.fixture
def member(client, mandates):
    """Somebody who sits on the board and is signed in with `client`."""
    user = UserFactory()
    mandates.add(user)
    client.force_login(user)
    return user


def page_text(client, form: str) -> str:
    response = client.get(f"/en/search/{form}", {"q": "budget"})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("form", FORMS)
def test_a_member_finds_the_papers_of_the_board_in_every_form(client, papers, member, form):
    assert "of the board" in page_text(client, form)


@pytest.mark.parametrize("form", FORMS)
def test_others_do_not(client, papers, mandates, form):
    assert "of the board" not in page_text(client, form)
    client.force_login(UserFactory())
    assert "of the board" not in page_text(client, form)
    assert "for all" in page_text(client, form)


@pytest.mark.parametrize("form", FORMS)
def test_a_right_ends_at_once(client, papers, member, mandates, form):
    assert "of the board" in page_text(client, form)
    mandates.clear()
    assert "of the board" not in page_text(client, form)


@pytest.mark.parametrize("form", FORMS)
def test_the_database_has_the_last_word_on_each_hit(client, papers, member, form):
    papers.barred.add(member)
    assert "of the board" not in page_text(client, form)


@pytest.mark.parametrize("form", FORMS)
def test_what_a_member_sees_is_kept_nowhere(client, papers, member, form):
    cache.clear()
    response = client.get(f"/en/search/{form}", {"q": "budget"})
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert "public" not in response["Cache-Control"]
    client.logout()
    # The same address, asked by everybody: neither stored for them nor served to them.
    assert "of the board" not in page_text(client, form)


@pytest.mark.parametrize("form", FORMS)
def test_what_everybody_sees_is_not_served_to_a_member(client, papers, mandates, form):
    assert "of the board" not in page_text(client, form)
    user = UserFactory()
    mandates.add(user)
    client.force_login(user)
    assert "of the board" in page_text(client, form)


def test_what_members_search_for_is_not_counted(client, papers, member):
    page_text(client, "")
    assert not SearchCount.objects.exists()
    client.logout()
    page_text(client, "")
    assert SearchCount.objects.get().query == "budget"


def test_an_anonymous_request_touches_no_session(client, papers, mandates):
    response = client.get("/en/search/api/", {"q": "budget"})
    assert "Cookie" not in response.get("Vary", "")


def test_the_tokens_of_a_request(rf: RequestFactory, settings, mandates):
    user = UserFactory()
    request = rf.get("/")
    request.user = user
    mandates.add(user)
    assert audiences.of(request) == audiences.EVERYBODY
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "session"
    assert audiences.of(request) == {"public", "member", BOARD, f"user:{user.pk}"}
    assert audiences.user_of(audiences.of(request)) == user
    mandates.clear()
    assert audiences.of(request) == audiences.EVERYBODY


def test_the_account_behind_the_tokens_may_be_closed():
    user = UserFactory()
    assert audiences.user_of({"public", f"user:{user.pk}"}) == user
    user.is_active = False
    user.save()
    assert audiences.user_of({"public", f"user:{user.pk}"}) is None
    assert audiences.user_of({"public"}) is None
    # Nobody is two people.
    assert audiences.user_of({"user:1", "user:2"}) is None
