from wagtail.models import Page

from cms.translation.models import SameText
from cms.translation.models.same_text import text_key


def mark_same_in_page(*, page: Page, text: str, user=None) -> SameText:
    """Let `text` count as translated in the language of `page` as it is; return the mark.

    For names and titles that both languages share, once a person has looked.
    """
    mark, _created = SameText.objects.get_or_create(
        translation_key=page.translation_key,
        locale_id=page.locale_id,
        digest=text_key(text),
        defaults={"text": text, "user": user},
    )
    return mark
