"""The translators' desk: source and target side by side, saved and handed over without a script."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import Translation

from cms.translation import permissions, texts
from cms.translation.desk_form import DeskForm
from cms.translation.errors import HandOverRefused
from cms.translation.forms import AssignmentForm, UploadForm
from cms.translation.machine import is_barred
from cms.translation.models import Assignment, PromisedLanguage
from cms.translation.services.assignments import hand_over

STATES = {
    texts.TRANSLATED: gettext_lazy("translated"),
    texts.MISSING: gettext_lazy("missing"),
    texts.CHANGED: gettext_lazy("changed in the source"),
    texts.MACHINE: gettext_lazy("machine-made, to be confirmed"),
    texts.SAME: gettext_lazy("the same in this language"),
    texts.COPIED: gettext_lazy("reads like the source"),
    texts.ERROR: gettext_lazy("has an error"),
    texts.NO_WORDS: gettext_lazy("needs no translation"),
}


class TranslationView(WagtailAdminTemplateMixin, View):
    """A view of one translation of a page, for those who may change it."""

    header_icon = "wagtail-localize-language"

    def setup(self, request, *args, translation_id, **kwargs):
        super().setup(request, *args, translation_id=translation_id, **kwargs)
        self.translation = get_object_or_404(
            Translation.objects.select_related("source__locale", "target_locale"),
            pk=translation_id,
            enabled=True,
        )
        self.page = get_object_or_404(
            Page,
            translation_key=self.translation.source.object_id,
            locale_id=self.translation.target_locale_id,
        ).specific

    def dispatch(self, request, *args, **kwargs):
        if not permissions.may_translate(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def url(self) -> str:
        """Where the desk of this translation is."""
        return reverse("translation_desk", args=[self.translation.pk])

    @cached_property
    def is_locked(self) -> bool:
        """Whether it is under review, or locked by somebody, so that the user only reads it."""
        return self.page.permissions_for_user(self.request.user).page_locked()

    @cached_property
    def assignment(self) -> Assignment | None:
        """Who owes it, or None where nobody was asked."""
        return (
            Assignment.objects.filter(translation=self.translation)
            .select_related("assignee", "approver", "handed_over_by")
            .first()
        )

    @cached_property
    def promise(self) -> PromisedLanguage | None:
        """What readers were promised of it, None where they wait for nothing."""
        owed = PromisedLanguage.objects.owed().of(self.translation.source.object_id)
        return owed.filter(locale=self.translation.target_locale_id).first()


class DeskView(TranslationView):
    """Shows the desk; keeps the texts; hands the translation over."""

    template_name = "translation/desk.html"

    def get_page_title(self):
        return self.page.get_admin_display_title()

    def get_page_subtitle(self):
        return self.translation.target_locale.get_display_name()

    def get_breadcrumbs_items(self):
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": edit, "label": self.get_page_title()},
            {"url": "", "label": self.get_header_title()},
        ]

    def get(self, request, *args, **kwargs):
        return self.show(DeskForm(self.translation, self.page))

    def post(self, request, *args, **kwargs):
        form = DeskForm(self.translation, self.page)
        if self.is_locked:
            form.errors = {
                row.text.key: (request.POST[f"text-{row.text.key}"], _("Not kept: it is locked."))
                for row in form.rows
                if request.POST.get(f"text-{row.text.key}", row.text.initial) != row.text.initial
            }
            form.read()
            messages.error(request, _("Nothing was kept: the translation is locked."))
            return self.show(form)
        if not form.save(request.POST, request.user):
            messages.error(request, _("Some texts could not be kept. They are marked below."))
            return self.show(form)
        if request.POST.get("action") == "hand_over":
            return self.hand_over()
        messages.success(request, _("The texts are kept."))
        return redirect(self.url)

    def hand_over(self):
        """Send the translation to review, and say what came of it."""
        try:
            # A fault of the draft itself must leave no half of a hand-over.
            with transaction.atomic():
                warnings = hand_over(translation=self.translation, user=self.request.user)
        except HandOverRefused as refused:
            for message in refused.messages:
                messages.error(self.request, message)
            return redirect(self.url)
        for warning in warnings:
            messages.warning(self.request, warning)
        messages.success(self.request, _("The translation was handed over. It is under review."))
        return redirect(self.url)

    def show(self, form: DeskForm):
        """Return the desk with `form` on it."""
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, *, form, **kwargs):
        user, page = self.request.user, self.page
        tester = page.permissions_for_user(user)
        counts = [
            (label, number)
            for state, label in STATES.items()
            if (number := sum(row.text.state == state for row in form.rows if row.text.counts))
        ]
        return super().get_context_data(
            form=form,
            counts=counts,
            states=STATES,
            left=len(texts.unfinished(form.texts))
            + sum(not row.media.text for row in form.media_rows),
            lost_names=texts.lost_names(form.texts),
            translation=self.translation,
            page=page,
            source=self.translation.source,
            assignment=self.assignment,
            promise=self.promise,
            assignment_form=self.assignment_form(),
            upload_form=UploadForm(),
            is_locked=self.is_locked,
            may_publish=tester.can_publish(),
            review=self.review(),
            machine_translator=self.machine_translator(),
            **kwargs,
        )

    def assignment_form(self) -> AssignmentForm:
        """Return the form that says who translates and by when."""
        user, given = self.request.user, self.assignment
        initial = {
            "assignee": given.assignee_id if given else user.pk,
            "approver": given.approver_id if given else None,
            "due_on": given.due_on if given else self.promise and self.promise.due_on,
            "note": given.note if given else "",
        }
        only = None if permissions.may_assign(user, self.page) else user
        return AssignmentForm(initial=initial, only=only)

    def review(self) -> dict | None:
        """Return how the review stands, who approved last, and what the user may do in it."""
        state = self.page.current_workflow_state
        if state is None:
            return None
        task_state = state.current_task_state
        actions = (
            {
                name
                for name, _label, _modal in task_state.task.specific.get_actions(
                    self.page, self.request.user
                )
            }
            if task_state and self.page.workflow_in_progress
            else set()
        )
        return {
            "state": state,
            "task_state": task_state,
            "may_approve": "approve" in actions,
            "may_reject": "reject" in actions,
        }

    def machine_translator(self) -> str:
        """Return the name of the machine that may translate this page; empty where none may."""
        translator = get_machine_translator()
        locales = (self.translation.source.locale, self.translation.target_locale)
        if translator is None or not translator.can_translate(*locales):
            return ""
        if is_barred(self.translation.source.object_id):
            return ""
        return translator.display_name
