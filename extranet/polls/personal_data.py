"""What is held about who asks and answers polls."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _
from poll.models import Vote

from cms.core.personal_data import sources
from extranet.core.personal_data import ActSource, OfBodySource
from extranet.polls.models import Answer, Question
from extranet.polls.services.polls import NO_ADDRESS


class AnswerSource(OfBodySource):
    """That somebody has answered polls."""

    model = Answer
    label = _("Answers to polls")
    user_field = "user"
    body_field = "question__body"
    kept = _(
        "How many answered a poll stays as it was counted. Once the account is erased it no "
        "longer says who."
    )
    fields = ((_("poll number"), attrgetter("question_id")),)

    def find(self, subject):
        return super().find(subject).select_related("question__body")


class VoteSource(sources.ModelSource):
    """The options that somebody chose, as long as it is known; with the address of the Internet
    from which it was done, on an older site. The name goes and the number stays."""

    model = Vote
    label = _("Votes in polls")
    # Before the account.
    order = 30
    user_field = "user"
    fields = (
        (_("poll number"), attrgetter("poll_id")),
        (_("option number"), attrgetter("item_id")),
        (_("when"), attrgetter("datetime")),
        (_("address"), lambda row: "" if row.ip == NO_ADDRESS else row.ip),
    )

    def reason_to_keep(self, row):
        return ""

    def erase(self, row):
        Vote.objects.filter(pk=row.pk).update(user=None, ip=NO_ADDRESS)


sources.register(AnswerSource())
sources.register(VoteSource())
sources.register(ActSource(Question, "asked_by", _("Polls asked"), body="body", when="asked_at"))
