from django.db import transaction
from django.db.models import BigIntegerField, Exists, OuterRef
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupApprovalTask, Page

from cms.publishing import four_eyes
from cms.publishing.services import approvals


class FourEyesTask(GroupApprovalTask):
    """An approval by a group in which whoever changed the text last has no say, nor a superuser.

    Every way to act on it ends in `on_action`: the editor, the list, the screen for phones, a form
    that was forged.
    """

    class Meta:
        verbose_name = _("Approval by somebody else")
        verbose_name_plural = _("Approvals by somebody else")

    def get_actions(self, obj, user):
        if isinstance(obj, Page) and four_eyes.has_had_a_say(obj, user):
            return []
        return super().get_actions(obj, user)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        own = Page.objects.filter(
            pk=Cast(OuterRef("workflow_state__object_id"), BigIntegerField()),
            latest_revision__user=user.pk,
        )
        return states.exclude(Exists(own))

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs):
        page = task_state.revision.content_object
        if not isinstance(page, Page):
            return super().on_action(task_state, user, action_name, **kwargs)
        # Read anew: who acts in the editor has just saved what they changed.
        page = Page.objects.get(pk=page.pk)
        if action_name in ("approve", "reject"):
            four_eyes.refuse_last_editor(page, user, task_state.revision)
        if action_name == "approve":
            approvals.record(page=page, revision=task_state.revision, user=user)
            if four_eyes.waits_for_others(page, user, task_state.revision):
                # One approval of several: it is on record, and the task stays open for the next.
                return None
        return super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls):
        return _("Members of the chosen groups approve it, but never who changed the text last")
