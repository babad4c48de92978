"""Every way to sign in, of whatever library, is the one that is guarded, or leads to it."""

import re

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import PageViewRestriction

pytestmark = pytest.mark.django_db

# What a view or its name says that has to do with signing in.
LIKE_SIGNING_IN = re.compile(
    r"log_?in|sign_?in(?!g)|log_?out|password|authenticat|reauth|sign_?up|session|webauthn|passkey"
    r"|confirm[-_]?email|token|(?<!ball)otp|mfa|recovery",
    re.IGNORECASE,
)
OURS = ("allauth.", "cms.accounts.")
# Where Wagtail's views redirect.
SIGN_IN, RESET = "/account/login/", "/account/password/reset/"

# Paths of others that match the pattern and are no sign-in, each with its reason.
WHO_ELSE_EDITS = "admin/editing-sessions/"
PING = "ping/<str:app_label>/<str:model_name>/<str:object_id>/<int:session_id>/"
NOT_SIGN_IN = {
    "admin/logout/": "ends the session, lets nobody in",
    "admin/session/": "tells who is signed in that they are, and the token of their forms",
    "en/extranet/calendar/<str:token>.ics": "shows neutral titles to a calendar, signs nobody in",
    f"{WHO_ELSE_EDITS}{PING}": "an editor of the admin says that they are there",
    f"{WHO_ELSE_EDITS}release/<int:session_id>/": "the same, leaving",
    **dict.fromkeys(
        (
            f"en/membership/application/<str:token>/{rest}"
            for rest in (
                *("", "<slug:step>/", "answer/", "files/<int:pk>/remove/"),
                *("letters/<int:number>/", "send/", "withdraw/"),
            )
        ),
        "shows an application to who was sent the link, signs nobody in",
    ),
    **dict.fromkeys(
        ("en/share/mails/confirm/<str:token>/", "en/share/mails/stop/<str:token>/"),
        "begins or ends the mails about share kits, signs nobody in",
    ),
    **dict.fromkeys(
        (
            *("en/courses/invitation/<str:token>/", "en/courses/invitation/<str:token>/decline/"),
            "en/courses/application/<str:token>/",
        ),
        "shows a nomination or an application to who was sent the link, signs nobody in",
    ),
    **dict.fromkeys(
        (
            f"en/learn/{rest}"
            for rest in (
                *("cohorts/<slug:code>/sessions/", "cohorts/<slug:code>/sessions/plan/"),
                *(
                    f"sessions/<int:pk>/{rest}"
                    for rest in ("", "attendance/", "cancel/", "change/", "session.ics")
                ),
            )
        ),
        "is about the sessions of a cohort, for who is signed in",
    ),
    "en/membership/statement/<str:token>/": "takes an organisation's statement, signs nobody in",
    **dict.fromkeys(
        (
            *("en/appeals/confirm/<str:token>/", "en/appeals/sign/<str:token>/"),
            "en/appeals/approve/<str:token>/",
            *("en/appeals/mine/<str:token>/", "en/appeals/mine/<str:token>/withdraw/"),
        ),
        "signs an appeal, or shows one's own signature, and signs nobody in",
    ),
}
WAGTAILS = {
    "admin/login/": SIGN_IN,
    "admin/password_reset/": RESET,
    "admin/password_reset/done/": RESET,
    "admin/password_reset/confirm/<uidb64>/<token>/": RESET,
    "admin/password_reset/complete/": RESET,
    "documents/authenticate_with_password/<int:restriction_id>/": SIGN_IN,
    "en/_util/login/": SIGN_IN,
    "en/_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/": SIGN_IN,
}
ACCOUNT = {
    "en/account/login/",
    "en/account/logout/",
    "en/account/signup/",
    "en/account/reauthenticate/",
    "en/account/confirm-email/",
    "en/account/password/change/",
    "en/account/password/set/",
    "en/account/password/reset/",
    "en/account/password/reset/done/",
    "en/account/password/reset/key/done/",
    "en/account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
    "en/account/login/code/confirm/",
    "en/account/sessions/",
    "en/account/second-factor/",
    "en/account/second-factor/authenticate/",
    "en/account/second-factor/reauthenticate/",
    "en/account/second-factor/totp/activate/",
    "en/account/second-factor/totp/deactivate/",
    "en/account/second-factor/recovery-codes/",
    "en/account/second-factor/recovery-codes/generate/",
    "en/account/second-factor/recovery-codes/download/",
    "en/account/second-factor/webauthn/",
    "en/account/second-factor/webauthn/add/",
    "en/account/second-factor/webauthn/login/",
    "en/account/second-factor/webauthn/reauthenticate/",
    "en/account/second-factor/webauthn/keys/<int:pk>/remove/",
    "en/account/second-factor/webauthn/keys/<int:pk>/edit/",
}


def every_path(resolver=None, prefix=""):
    """Yield every path of the site with its pattern, the first of equal ones first."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from every_path(entry, path)
        elif isinstance(entry, URLPattern):
            yield path, entry


def view_names(pattern: URLPattern) -> str:
    """Return all that is known of a view: its name, its module, its classes, what it wraps."""
    view, names = pattern.callback, [pattern.name or "", str(pattern.pattern)]
    while view is not None:
        names += [view.__module__, getattr(view, "__qualname__", type(view).__name__)]
        view_class = getattr(view, "view_class", None)
        if view_class:
            names += [f"{kind.__module__}.{kind.__qualname__}" for kind in view_class.__mro__[:-1]]
        view = getattr(view, "__wrapped__", None)
    return " ".join(names)


def sign_in_paths() -> dict[str, URLPattern]:
    """Return what answers at every path that looks like signing in."""
    found = {}
    for path, pattern in every_path():
        if LIKE_SIGNING_IN.search(view_names(pattern)) or LIKE_SIGNING_IN.search(path):
            found.setdefault(path, pattern)
    return found


def with_values(path: str) -> str:
    """Return `path` with something in place of its parameters."""
    path = re.sub(r"<int:\w+>", "1", path)
    return "/" + re.sub(r"<[^>]+>", "x", path)


def test_every_sign_in_path_is_listed():
    found = {path for path in sign_in_paths() if not path.startswith("en/account/invitation/")}
    listed = {*NOT_SIGN_IN, *WAGTAILS, *ACCOUNT}
    assert found - listed == set(), "a new sign-in path: guard it, then list it here"
    assert listed - found == set()


def test_account_paths_are_served_by_allauth_or_this_site():
    found = sign_in_paths()
    for path in ACCOUNT:
        assert found[path].callback.__module__.startswith(OURS), path


@pytest.mark.parametrize("path", sorted(WAGTAILS))
@pytest.mark.parametrize("method", ["get", "post"])
def test_sign_in_views_of_wagtail_redirect_to_allauth(client, path, method):
    address = with_values(path)
    sent = {"username": "mia@example.org", "password": "password"}
    response = getattr(client, method)(address, sent if method == "post" else {})
    assert response.status_code == 302
    assert response.url == f"/en{WAGTAILS[path]}"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("wanted", "query"),
    [
        ("/admin/pages/", "?next=/admin/pages/"),
        ("/en/?a=1&b=2", "?next=/en/%3Fa%3D1%26b%3D2"),
        ("https://elsewhere.example/", ""),
        ("//elsewhere.example/", ""),
        ("javascript:alert(1)", ""),
    ],
)
@pytest.mark.parametrize("path", ["/admin/login/", "/en/_util/login/"])
def test_one_goes_on_to_where_one_was_going_on_this_site(client, path, wanted, query):
    response = client.get(path, {"next": wanted})
    assert response.url == f"/en/account/login/{query}"


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/users/", "/admin/account/"])
def test_the_admin_sends_to_ours(client, path):
    assert client.get(path).url == f"/en/account/login/?next={path}"


def test_django_admin_is_not_there():
    assert not apps.is_installed("django.contrib.admin")


def test_a_private_page_sends_to_ours_and_a_pending_session_goes_round_in_no_circle(
    client, site, editor
):
    page = site["en"].get_children().live().first()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    url = page.get_url()
    assert client.get(url).url.startswith("/en/account/login/?next=")
    client.force_login(editor, second_factor_used=False)
    response = client.get(url, follow=True)
    assert response.status_code == 200
    assert response.request["PATH_INFO"] == "/en/account/second-factor/set-up/"
    client.force_login(editor)
    assert client.get(url).status_code == 200


def test_who_may_not_see_a_page_is_told_so_once(client, site, member):
    page = site["en"].get_children().live().first()
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.create(name="Few"))
    client.force_login(member)
    response = client.get(page.get_url(), follow=True)
    assert response.status_code == 200
    assert "You are signed in as Mia" in response.content.decode()
