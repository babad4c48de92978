"""How the log names what is done with membership cases."""

from django.utils.translation import gettext_lazy as _

from extranet.core.audit_labels import Thing, register_actions, register_thing
from extranet.membership.models import Case

register_actions(
    {
        "case.answered": _("Application completed by the applicant"),
        "case.checked": _("Points of a membership case checked"),
        "case.file_added": _("Paper added to a membership case"),
        "case.file_read": _("Paper of a membership case downloaded"),
        "case.inquired": _("Applicant asked to complete the application"),
        "case.letter_read": _("Letter to an applicant downloaded"),
        "case.letter_sent_again": _("Letter to an applicant sent again"),
        "case.letter_written": _("Letter to an applicant written and sent"),
        "case.matched": _("Applicant matched with the directory"),
        "case.not_settled": _("Vote on a membership case left without an effect"),
        "case.noted": _("Note on a membership case written"),
        "case.opened": _("Membership case opened"),
        "case.opinion_given": _("Regional opinion given"),
        "case.opinions_asked": _("Regional opinions asked for"),
        "case.proposed": _("Vote on a membership case prepared"),
        "case.put": _("Membership case put before its body"),
        "case.received": _("Application for membership received"),
        "case.resigned": _("Resignation registered"),
        "case.settled": _("Membership case decided"),
        "case.statement_given": _("Statement given by the organisation concerned"),
        "case.taken_up": _("Membership case taken up"),
        "case.withdrawn": _("Application for membership withdrawn"),
    }
)
register_thing(Thing("case", 50, Case, "extranet:case"))
