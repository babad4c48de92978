from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .question import Question


class Answer(models.Model):
    """Somebody has answered a poll: once, and it is not said here what or when."""

    # Wagtail's index of references would keep the order in which people answered.
    wagtail_reference_index_ignore = True

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("answer to a poll")
        verbose_name_plural = _("answers to polls")
        constraints = [
            models.UniqueConstraint(fields=["question", "user"], name="one_answer_a_person"),
        ]

    def __str__(self):
        return f"{self.question_id}: {self.user_id}"


class Choice(models.Model):
    """Which vote of the package's belongs to which answer: an option once an answer.

    The end of an anonymous poll destroys these rows.
    """

    wagtail_reference_index_ignore = True

    vote = models.OneToOneField(
        "poll.Vote", primary_key=True, on_delete=models.CASCADE, related_name="choice"
    )
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="choices")
    item = models.ForeignKey("poll.Item", on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("chosen option")
        verbose_name_plural = _("chosen options")
        constraints = [
            models.UniqueConstraint(fields=["answer", "item"], name="one_vote_an_option"),
        ]

    def __str__(self):
        return f"{self.answer_id}: {self.item_id}"
