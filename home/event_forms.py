"""The admin form of events."""

from django.utils.translation import gettext_lazy as _

from cms.core.clock_fields import AdminMomentInput, ClockField, ClockForm
from cms.core.forms import BasePageForm


class EventPageForm(ClockForm, BasePageForm):
    """An event; its times are typed and shown by the clock of its own time zone."""

    starts_at = ClockField(label=_("Begins"), widget=AdminMomentInput)
    ends_at = ClockField(label=_("Ends"), widget=AdminMomentInput)
