from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.translation import permissions
from cms.translation.models import IndependentText


@transaction.atomic
def end_translation(*, translation: Translation, user, reason: str) -> IndependentText:
    """Let the page of `translation` go its own way, and return the mark that says why.

    Nothing compares it with its source from then on. Raise PermissionDenied where `user` may not
    publish the page.
    """
    page: Page = translation.get_target_instance()
    if not permissions.may_stop(user, page):
        raise PermissionDenied
    translation.enabled = False
    translation.save(update_fields=["enabled"])
    mark, _created = IndependentText.objects.update_or_create(
        page_id=page.pk, defaults={"reason": reason, "user": user}
    )
    log(instance=page, action="translation.end", user=user, data={"reason": reason})
    return mark
