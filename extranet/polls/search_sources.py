"""Polls are found by their question and their options, in the language they were asked in."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from extranet.core.search_sources import SearchSource, affects, register
from extranet.polls.audiences import DELEGATES
from extranet.polls.models import Question


@register
class PollSource(SearchSource):
    """Polls that run or are over; those of an old installation are not found."""

    kind = "poll"
    label = _("poll")

    @staticmethod
    def counted(count):
        return ngettext("%(count)s poll", "%(count)s polls", count)

    def findable(self):
        return Question.objects.select_related("body", "poll")

    def languages(self, row):
        return [row.language]

    def readers(self, row):
        return {f"body:{row.body_id}" if row.body_id else DELEGATES}

    def project_row(self, row, language):
        options = row.poll.item_set.order_by("pos", "pk")
        return {
            "title": row.title,
            "text": "\n".join(options.values_list("value", flat=True)),
            "url": reverse("extranet:poll", args=[row.pk]),
            "body": row.body,
            "date": row.asked_at.date(),
        }


@affects(Question)
def of_question(row):
    """Yield its own entry."""
    yield "poll", [row.pk]
