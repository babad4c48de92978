"""What changes a card has its kit looked at; what takes a page from the public takes its kit."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cms.core.models import SiteIdentity
from cms.media.models import SiteImage
from cms.sharing import registry
from cms.sharing.models import ShareKit
from cms.sharing.services import kits
from cms.sharing.services.marking import mark
from cms.sharing.tasks import make_missing_kits


def on_page(sender, instance, **_kwargs) -> None:
    """A page was published or unpublished; what one language says may hold in all."""
    if registry.shareable(instance):
        versions = Page.objects.filter(translation_key=instance.translation_key)
        live = versions.filter(live=True).values_list("pk", flat=True)
        mark({instance.pk, *live})


def on_tree(sender, instance, **_kwargs) -> None:
    """A page with all below it was moved, became private, or open again."""
    page = (
        instance if isinstance(instance, Page) else Page.objects.filter(pk=instance.page_id).first()
    )
    # The restriction of a page that is being deleted goes first.
    if page is None:
        return
    for model in registry.all_models():
        below = model.objects.descendant_of(page, inclusive=True).live()
        mark(below.values_list("pk", flat=True))


def on_look(sender, instance, **_kwargs) -> None:
    """The name, the emblem or the colour of a site changed: every kit is looked at, in one go."""
    transaction.on_commit(lambda: _enqueue_all(), robust=True)


def _enqueue_all() -> None:
    make_missing_kits.enqueue()


def on_picture(sender, instance, created=False, **_kwargs) -> None:
    """A picture has another file or another focal point."""
    if not created:
        mark(
            ShareKit.objects.filter(content__picture__0=instance.pk).values_list(
                "page_id", flat=True
            )
        )


def on_kit_gone(sender, instance, **_kwargs) -> None:
    """A kit was deleted, by itself or with its page."""
    kits.remove_files(instance)


def connect() -> None:
    """Listen to pages and to what stands on their cards."""
    handlers = [
        (on_page, (page_published, page_unpublished), None),
        (on_tree, (post_page_move, page_slug_changed), None),
        (on_tree, (post_save, post_delete), PageViewRestriction),
        (on_look, (post_save,), SiteIdentity),
        (on_picture, (post_save,), SiteImage),
        (on_kit_gone, (post_delete,), ShareKit),
    ]
    for handler, signals, sender in handlers:
        for signal in signals:
            name = f"sharing {handler.__name__} {sender and sender.__name__}"
            signal.connect(handler, sender=sender, dispatch_uid=name)
