"""How the log names what is done with polls; who answers is no part of it."""

from django.utils.translation import gettext_lazy as _

from extranet.core.audit_labels import Thing, register_actions, register_thing
from extranet.polls.models import Question

register_actions(
    {
        "poll.asked": _("Poll asked"),
        "poll.closed": _("Poll closed"),
        "poll.exported": _("Answers to a poll downloaded"),
        "poll.reminded": _("Reminded who had not answered a poll"),
    }
)
register_thing(Thing("question", 50, Question, "extranet:poll"))
