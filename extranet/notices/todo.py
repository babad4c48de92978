"""E-mails that did not go out are for the secretariat to settle."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from extranet.core.standing import Standing
from extranet.core.todo import Todo, register
from extranet.notices.models import Notice
from extranet.notices.services.notices import STUCK


@register
def emails_stuck(standing: Standing) -> Iterator[Todo]:
    """Yield one entry for all the e-mails that failed or perhaps arrived."""
    if not standing.secretariat:
        return
    count = Notice.objects.filter(state__in=STUCK).count()
    if count:
        text = ngettext(
            "%(count)s notice failed or perhaps arrived: send it again, or set it aside.",
            "%(count)s notices failed or perhaps arrived: send them again, or set them aside.",
            count,
        )
        yield Todo(
            "emails",
            _("E-mails that did not go out"),
            text % {"count": count},
            reverse("extranet:emails"),
        )
