"""What is held about whom e-mails go to; all of it may go."""

from django.utils.translation import gettext_lazy as _

from cms.core.personal_data import sources
from extranet.notices.kinds import KINDS
from extranet.notices.models import Notice, NoticePreference


class NoticeSource(sources.ModelSource):
    """What somebody was told by e-mail, or is to be told."""

    model = Notice
    label = _("E-mails of the extranet")
    user_field = "user"
    fields = (
        (_("what about"), lambda notice: kind_label(notice.kind)),
        (_("state"), lambda notice: notice.get_state_display()),
        (_("noted on"), lambda notice: notice.created_at),
        (_("sent on"), lambda notice: notice.sent_at),
        (_("what the mail server said"), lambda notice: notice.error),
    )


class PreferenceSource(sources.ModelSource):
    """How somebody wants to hear of what happens."""

    model = NoticePreference
    user_field = "user"
    fields = (
        "rhythm",
        (_("kinds declined"), lambda row: [kind_label(name) for name in row.declined]),
    )


def kind_label(code: str) -> str:
    """Return what a kind of notices is called; the code of one that there is no longer."""
    return str(KINDS[code].label) if code in KINDS else code


sources.register(NoticeSource())
sources.register(PreferenceSource())
