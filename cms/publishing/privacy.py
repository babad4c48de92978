"""One text is as private in one language as in any other, at any moment.

A page's own restriction is given to all its languages. What covers a page from above is followed:
the languages that stand elsewhere get a restriction of their own, marked as such, in the same
transaction; it goes when the cause does. So whatever asks Wagtail who may read a page gets one
answer, without a rule of ours on the way.
"""

from collections import Counter
from collections.abc import Iterable
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page, PageViewRestriction

from cms.publishing.models import FollowedRestriction

_settling: ContextVar[bool] = ContextVar("settling", default=False)

# What a restriction asks for: its type, password and groups.
Condition = tuple[str, str, frozenset[int]]


@transaction.atomic
def settle(*, opening: bool = True) -> None:
    """Give every language of a text the restrictions that cover another one, and no more.

    Without `opening` what has lost its cause stays private, as if by a restriction of its own.
    """
    _one_at_a_time()
    restrictions = list(
        PageViewRestriction.objects.select_related("page", "followed").prefetch_related("groups")
    )
    if not restrictions:
        return
    followed = [one for one in restrictions if hasattr(one, "followed")]
    wanted = _wanted([one for one in restrictions if not hasattr(one, "followed")])
    with _quietly():
        for restriction in followed:
            key = restriction.page_id, _condition(restriction)
            if wanted[key]:
                wanted[key] -= 1
            elif opening:
                restriction.delete()
            else:
                restriction.followed.delete()
        for (page_id, condition), number in wanted.items():
            for _n in range(number):
                _follow(page_id, condition)


def _one_at_a_time() -> None:
    """Wait for whoever else settles privacy: two that do not see each other would leave a gap."""
    Page.objects.select_for_update(no_key=True).filter(depth=1).values_list("pk").first()


def _wanted(own: list[PageViewRestriction]) -> Counter:
    """Return the restrictions that pages must follow, as (page id, condition), each counted."""
    paths: dict[tuple, set[str]] = {}
    for restriction in own:
        text = restriction.page.translation_key, _condition(restriction)
        paths.setdefault(text, set()).add(restriction.page.path)
    return Counter(
        (page.pk, condition)
        for (_key, condition), covered in paths.items()
        for page in _uncovered_languages(covered)
    )


def _uncovered_languages(paths: set[str]) -> list[Page]:
    """Return the topmost pages that are another language of something below `paths`.

    What is below them is covered with them, and its languages in turn.
    """
    paths, found = set(paths), []
    while True:
        covered = _below(paths)
        keys = Page.objects.filter(covered).values("translation_key")
        new = _topmost(Page.objects.filter(translation_key__in=keys).exclude(covered))
        if not new:
            return found
        found += new
        paths |= {page.path for page in new}


def _below(paths: Iterable[str]) -> Q:
    covered = Q()
    for path in paths:
        covered |= Q(path__startswith=path)
    return covered


def _topmost(pages) -> list[Page]:
    topmost: list[Page] = []
    for page in pages.order_by("path"):
        if not (topmost and page.path.startswith(topmost[-1].path)):
            topmost.append(page)
    return topmost


def _condition(restriction: PageViewRestriction) -> Condition:
    groups = frozenset(group.pk for group in restriction.groups.all())
    return restriction.restriction_type, restriction.password, groups


def _follow(page_id: int, condition: Condition) -> None:
    kind, password, groups = condition
    restriction = PageViewRestriction.objects.create(
        page_id=page_id, restriction_type=kind, password=password
    )
    restriction.groups.set(groups)
    FollowedRestriction.objects.create(restriction=restriction)


@contextmanager
def _quietly():
    """Let restrictions be written without being followed themselves."""
    token = _settling.set(True)
    try:
        yield
    finally:
        _settling.reset(token)


@transaction.atomic
def keep_languages_equally_private(instance: PageViewRestriction, **_kwargs) -> None:
    """Make every language of a page as private as the one that has just been made so."""
    if _settling.get():
        return
    _one_at_a_time()
    # Whoever changes one that was followed makes it the page's own.
    FollowedRestriction.objects.filter(restriction=instance).delete()
    groups = set(instance.groups.all())
    others = Page.objects.filter(translation_key=instance.page.translation_key).exclude(
        pk=instance.page_id
    )
    with _quietly():
        for page in others:
            own = page.view_restrictions.filter(followed__isnull=True)
            twin = own.first() or PageViewRestriction(page=page)
            same = twin.pk and _same(twin, instance)
            if not same:
                twin.restriction_type = instance.restriction_type
                twin.password = instance.password
                twin.save()
            if set(twin.groups.all()) != groups:
                twin.groups.set(groups)
    settle()


def _same(twin: PageViewRestriction, instance: PageViewRestriction) -> bool:
    kind, password = twin.restriction_type, twin.password
    return (kind, password) == (instance.restriction_type, instance.password)


def groups_of_restriction_changed(instance, action, reverse=False, **_kwargs) -> None:
    """Follow the groups of a restriction, which are saved after it."""
    if not reverse and action.startswith("post_"):
        keep_languages_equally_private(instance)


def open_every_language(instance: PageViewRestriction, origin=None, **_kwargs) -> None:
    """Open every language of a page when one is opened; not when one is deleted."""
    if _settling.get():
        return
    if isinstance(origin, Page) or getattr(origin, "model", PageViewRestriction) is not (
        PageViewRestriction
    ):
        return
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is None:
        return
    with _quietly():
        PageViewRestriction.objects.filter(
            page__translation_key=page.translation_key, followed__isnull=True
        ).exclude(pk=instance.pk).delete()
    settle()


def follow_new_page(instance, created=False, raw=False, **_kwargs) -> None:
    """Make a new page as private as its text is in other languages, and these as it is."""
    if created and not raw and isinstance(instance, Page):
        settle()


def stay_private(**_kwargs) -> None:
    """Keep private what was so because of a language that has been deleted."""
    if FollowedRestriction.objects.exists():
        settle(opening=False)


def connect() -> None:
    """Listen to restrictions and pages."""
    handlers = [
        (keep_languages_equally_private, post_save, PageViewRestriction),
        (groups_of_restriction_changed, m2m_changed, PageViewRestriction.groups.through),
        (open_every_language, post_delete, PageViewRestriction),
        (follow_new_page, post_save, None),
        (stay_private, post_delete, Page),
    ]
    for handler, signal, sender in handlers:
        signal.connect(handler, sender=sender, dispatch_uid=handler.__name__)
