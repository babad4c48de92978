"""How the log names what is done with the rules of decisions."""

from django.utils.translation import gettext_lazy as _

from extranet.core.audit_labels import register_actions

register_actions(
    {
        "rule.retired": _("Rule of a decision retired"),
        "rule.saved": _("Rule of a decision written"),
    }
)
