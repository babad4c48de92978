"""Releasing a page urgently: asks by when its other languages follow, and publishes it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.publishing.drafts import would_go_out
from cms.publishing.errors import PublicationRefused
from cms.publishing.rules import refusals
from cms.translation import permissions
from cms.translation.errors import UrgentReleaseRefused
from cms.translation.forms import UrgentReleaseForm
from cms.translation.models import PromisedLanguage
from cms.translation.services import urgent


class UrgentReleaseView(WagtailAdminTemplateMixin, FormView):
    """Says what stands in the way beforehand, and keeps what was typed where it is refused."""

    form_class = UrgentReleaseForm
    template_name = "translation/admin/urgent.html"
    page_title = gettext_lazy("Release urgently")
    header_icon = "date"

    def dispatch(self, request, page_id):
        self.page = get_object_or_404(Page, pk=page_id).specific
        if not permissions.may_release_urgently(request.user, self.page):
            raise PermissionDenied
        if not self.languages:
            messages.warning(request, _("Every other language is published and up to date."))
            return redirect(self.edit_url)
        return super().dispatch(request, page_id)

    @property
    def edit_url(self) -> str:
        """Where the page is edited."""
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    @cached_property
    def publication(self):
        """What would go out."""
        return would_go_out(self.page, self.request.user)

    @cached_property
    def languages(self) -> list:
        """The languages that can be promised."""
        return urgent.languages_to_promise(self.page, self.request.user)

    @cached_property
    def promised(self) -> dict:
        """The days for which languages are promised already, by language."""
        rows = PromisedLanguage.objects.of(self.page.translation_key).filter(done_at=None)
        return dict(rows.values_list("locale_id", "due_on"))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"languages": self.languages, "promised": self.promised}

    def get_initial(self):
        return {"seen": self.page.latest_revision_id}

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_context_data(self, **kwargs):
        new = urgent.brings_something_new(self.publication)
        return super().get_context_data(**kwargs) | {
            "edit_url": self.edit_url,
            "page": self.page,
            "brings_something_new": new,
            "reasons": refusals(self.publication) if new and not self.request.POST else [],
        }

    def form_valid(self, form):
        try:
            urgent.release_urgently(
                page=self.page,
                user=self.request.user,
                due=form.due(),
                seen=form.cleaned_data["seen"],
            )
        except PublicationRefused as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
            return self.form_invalid(form)
        except UrgentReleaseRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        title = {"title": self.page.get_admin_display_title()}
        said = (
            _("“%(title)s” is published. The other languages are promised for the days you named.")
            if form.due()
            else _("No language of “%(title)s” is promised any more.")
        )
        messages.success(self.request, said % title)
        return redirect(self.edit_url)
