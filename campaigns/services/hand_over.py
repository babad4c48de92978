"""An appeal is handed over to whom it is addressed."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from campaigns.errors import SigningRefused
from campaigns.models import Appeal
from cms.directory.querysets import site_day


@transaction.atomic
def hand_over(*, appeal: Appeal, on: datetime.date, to: dict[str, str], by) -> Appeal:
    """Write down that `appeal` was handed over on the day `on` to whom `to` names, by language.

    A second call corrects the first. Raise SigningRefused while it can still be signed, for a day
    to come or before its end, or where nobody is named.
    """
    appeal = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
    if not appeal.is_over():
        raise SigningRefused(_("It can still be signed: let it end, then hand it over."))
    if on > site_day() or on < site_day(appeal.ends_at):
        raise SigningRefused(_("It is handed over between its end and today."))
    if not any(to.values()):
        raise SigningRefused(_("Say to whom."))
    appeal.handed_over_on, appeal.handed_over_to = on, to
    appeal.save(update_fields=["handed_over_on", "handed_over_to"])
    log(appeal, "campaigns.hand_over", user=by, data={"on": on.isoformat()})
    return appeal
