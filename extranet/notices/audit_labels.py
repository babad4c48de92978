"""How the log names what is done with notices."""

from django.utils.translation import gettext_lazy as _

from extranet.core.audit_labels import register_actions

register_actions(
    {
        "notice.sent_again": _("Notice sent again"),
        "notice.set_aside": _("Notice set aside"),
    }
)
