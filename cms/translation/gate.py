"""wagtail-localize's ways of saving a page, and Wagtail's of placing one, keep to the rules."""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

from django.db import transaction
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

from cms.publishing.errors import PublicationRefused
from cms.translation.completeness import wrong_tree
from cms.translation.models import CopiedText
from cms.translation.source import source_texts

_installed = False
# Whether wagtail-localize is writing a translation: then a live page gets a draft alone.
_drafting_now: ContextVar[bool] = ContextVar("drafting_now", default=False)


def install() -> None:
    """Wrap what has to keep to the rules; once a process."""
    global _installed
    if _installed:
        return
    _installed = True
    TranslationSource.create_or_update_translation = _drafting(
        TranslationSource.create_or_update_translation
    )
    CopyPageForTranslationAction._copy_for_translation = _translating(
        CopyPageForTranslationAction._copy_for_translation
    )
    CopyPageAction._copy_page = _remembering(CopyPageAction._copy_page)
    MovePageAction.execute = _within_a_language(MovePageAction.execute)
    Page.update_aliases = _within_language(Page.update_aliases)
    StreamFieldSegmentExtractor.handle_block = _bearing_gaps(
        StreamFieldSegmentExtractor.handle_block
    )


def _drafting(create_or_update):
    """Return the maker of translations with drafts that leave what readers get alone.

    As it comes it writes every draft over the published page, too, and publishes without asking
    who does so.
    """

    @wraps(create_or_update)
    def drafting(self, locale, user=None, publish=True, **options):
        if not issubclass(self.specific_content_type.model_class(), Page):
            return create_or_update(self, locale, user=user, publish=publish, **options)
        with transaction.atomic(), _live_pages_kept():
            page, created = create_or_update(self, locale, user=user, publish=False, **options)
            if publish:
                page.get_latest_revision().publish(user=user)
        return page, created

    plain_instance = TranslationSource.get_translated_instance

    def get_translated_instance(self, locale):
        instance = plain_instance(self, locale)
        if _drafting_now.get() and isinstance(instance, Page) and instance.live:
            instance.save = _saves_books_alone(instance)
        return instance

    TranslationSource.get_translated_instance = get_translated_instance
    return drafting


@contextmanager
def _live_pages_kept():
    token = _drafting_now.set(True)
    try:
        yield
    finally:
        _drafting_now.reset(token)


def _saves_books_alone(page: Page):
    """Return a `save` for `page` that keeps Wagtail's books about its draft and nothing else."""

    def save(*args, update_fields=None, **options):
        if update_fields is not None:
            type(page).save(page, *args, update_fields=update_fields, **options)

    return save


def _translating(copy_for_translation):
    """Return the action with a draft to be translated where an alias was asked for.

    An alias is its source, published under another language: parents that are made on the way and
    trees that are synchronised would go out untranslated.
    """

    @wraps(copy_for_translation)
    def translating(self, page, locale, copy_parents, alias, exclude_fields):
        copy = copy_for_translation(self, page, locale, copy_parents, False, exclude_fields)
        if alias:
            source, _created = TranslationSource.get_or_create_from_instance(page)
            Translation.objects.get_or_create(source=source, target_locale=locale)
        return copy

    return translating


def _remembering(copy_page):
    """Return the copying of one page that keeps in mind what a translation was made from."""

    @wraps(copy_page)
    def remembering(self, page, *args, **kwargs):
        copy = copy_page(self, page, *args, **kwargs)
        if copy.translation_key != page.translation_key and source_texts(page):
            CopiedText.objects.create(page_id=copy.pk, translation_key=page.translation_key)
        return copy

    return remembering


def _within_a_language(move):
    """Return the action with a refusal to put a page among those of another language."""

    @wraps(move)
    def within(self, *args, **kwargs):
        below = self.pos is None or "child" in self.pos
        parent = self.target if below else self.target.get_parent()
        if not parent.is_root() and parent.locale_id != self.page.locale_id:
            raise PublicationRefused(self.page, [wrong_tree(self.page, parent)])
        return move(self, *args, **kwargs)

    return within


def _within_language(update_aliases):
    """Return the update of aliases that leaves those in another language as they are."""

    @wraps(update_aliases)
    def within(self, *, revision=None, _content=None, _updated_ids=None):
        foreign = Page.objects.filter(alias_of=self).exclude(locale_id=self.locale_id)
        left = [*(_updated_ids or []), *foreign.values_list("pk", flat=True)]
        return update_aliases(self, revision=revision, _content=_content, _updated_ids=left)

    return within


def _bearing_gaps(handle_block):
    """Return the extraction of a block that bears a value which was never given: it has no text."""

    @wraps(handle_block)
    def bearing(self, block_type, block_value, raw_value=None):
        return [] if block_value is None else handle_block(self, block_type, block_value, raw_value)

    return bearing
