"""Who stands behind a translation, and what of it needs nobody’s approval."""

from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.publishing.rules import Publication
from cms.translation.source import composed, translation_of
from cms.translation.text_comparison import page_digest


def authorship(publication: Publication) -> tuple[int | None, int | None] | None:
    """Return the ids of who translated last and of who publishes; None for what is no translation.

    wagtail-localize makes the revision of a translation when it is published, in the name of who
    publishes: whoever wrote the words is known from the words alone.
    """
    translation = translation_of(publication.page)
    if translation is None:
        return None
    words = StringTranslation.objects.filter(
        locale_id=translation.target_locale_id,
        translation_of__segments__source_id=translation.source_id,
        context__object_id=publication.page.translation_key,
    )
    translator = (
        words.order_by("-updated_at", "-pk").values_list("last_translated_by_id", flat=True).first()
    )
    publisher = publication.user.pk if publication.user else None
    if publisher is None and publication.revision:
        publisher = publication.revision.user_id
    return translator, publisher


def carries_facts_only(publication: Publication) -> bool:
    """Return whether a published translation goes out with the words that readers have already.

    Its facts follow the source, whose change has been approved. The words that count are those of
    the translation as they are now: its latest draft may be older, and publishing takes them.
    """
    translation = translation_of(publication.page)
    page = Page.objects.filter(pk=publication.page.pk, live=True).first()
    if translation is None or page is None or page.live_revision is None:
        return False
    published = page_digest(page.live_revision.as_object())
    return page_digest(composed(translation)) == published == page_digest(publication.page)
