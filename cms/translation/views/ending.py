"""Lets a page go its own way: it is no translation from then on."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail_localize.models import Translation

from cms.translation import permissions
from cms.translation.services.independence import end_translation


class EndTranslationForm(forms.Form):
    """Why a page is no translation any more."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        help_text=gettext_lazy("Colleagues read it in the history of the page."),
    )


class EndTranslationView(WagtailAdminTemplateMixin, FormView):
    """Asks for the reason, and ends the translation for those who may publish the page."""

    form_class = EndTranslationForm
    template_name = "translation/admin/end_translation.html"
    page_title = gettext_lazy("End the translation")
    header_icon = "wagtail-localize-language"

    def dispatch(self, request, translation_id):
        self.translation = get_object_or_404(Translation, pk=translation_id)
        self.page = self.translation.get_target_instance()
        if not permissions.may_stop(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, translation_id)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        # The editor's own button sends no reason: it asks for this form.
        if "reason" not in self.request.POST:
            kwargs.pop("data", None)
            kwargs.pop("files", None)
        return kwargs

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_context_data(self, **kwargs):
        address = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return super().get_context_data(**kwargs) | {"edit_url": address}

    def form_valid(self, form):
        end_translation(
            translation=self.translation,
            user=self.request.user,
            reason=form.cleaned_data["reason"],
        )
        messages.success(
            self.request,
            _("“%(title)s” is an independent text from now on.")
            % {"title": self.page.get_admin_display_title()},
        )
        return redirect("wagtailadmin_pages:edit", self.page.pk)
