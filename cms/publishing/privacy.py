"""One text is as private in one language as in any other."""

from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page, PageViewRestriction


def keep_languages_equally_private(instance: PageViewRestriction, **_kwargs) -> None:
    """Make every language of a page as private as the one that has just been made so."""
    groups = set(instance.groups.all())
    others = Page.objects.filter(translation_key=instance.page.translation_key).exclude(
        pk=instance.page_id
    )
    for page in others:
        twin = page.view_restrictions.first() or PageViewRestriction(page=page)
        same = twin.pk and twin.restriction_type == instance.restriction_type
        if not same:
            twin.restriction_type = instance.restriction_type
            twin.save()
        if set(twin.groups.all()) != groups:
            twin.groups.set(groups)


def groups_of_restriction_changed(instance, action, reverse=False, **_kwargs) -> None:
    """Follow the groups of a restriction, which are saved after it."""
    if not reverse and action.startswith("post_"):
        keep_languages_equally_private(instance)


def open_every_language(instance: PageViewRestriction, **_kwargs) -> None:
    """Open every language of a page when one is opened."""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is None:
        return
    PageViewRestriction.objects.filter(page__translation_key=page.translation_key).exclude(
        pk=instance.pk
    ).delete()


def connect() -> None:
    """Listen to restrictions."""
    post_save.connect(
        keep_languages_equally_private,
        sender=PageViewRestriction,
        dispatch_uid="keep_languages_equally_private",
    )
    m2m_changed.connect(
        groups_of_restriction_changed,
        sender=PageViewRestriction.groups.through,
        dispatch_uid="groups_of_restriction_changed",
    )
    post_delete.connect(
        open_every_language, sender=PageViewRestriction, dispatch_uid="open_every_language"
    )
