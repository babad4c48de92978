"""The admin form of events."""

from django.utils.translation import gettext_lazy as _

from cms.core.clock_fields import AdminMomentInput, ClockField, ClockForm
from cms.core.forms import BasePageForm
from cms.core.templatetags.kit import language_in_sentence
from home.event_facts import FACTS, followed_by


class _OneEventForm(BasePageForm):
    """What holds in every language is changed in the one that the others follow."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        source = followed_by(self.instance) if self.instance.pk else None
        if source is None:
            return
        said = _("The same in every language: it is changed on the page in %(language)s.")
        for name in FACTS:
            if name in self.fields:
                field = self.fields[name]
                field.disabled = True
                language = language_in_sentence(source.locale.language_code)
                field.help_text = said % {"language": language}


class EventPageForm(ClockForm, _OneEventForm):
    """An event; its times are typed and shown by the clock of its own time zone."""

    starts_at = ClockField(label=_("Begins"), widget=AdminMomentInput)
    ends_at = ClockField(label=_("Ends"), widget=AdminMomentInput)
