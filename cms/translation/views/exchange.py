"""Texts out to translation programs and back in."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from cms.translation.errors import ImportRefused
from cms.translation.exchange.xliff import write_xliff
from cms.translation.forms import UploadForm
from cms.translation.services.imports import import_file
from cms.translation.texts import texts_of
from cms.translation.views.desk import TranslationView

SHOWN = 10


class XliffView(TranslationView):
    """Hands the texts out as XLIFF."""

    def get(self, request, *args, **kwargs):
        content = write_xliff(self.translation, texts_of(self.translation, self.page))
        response = HttpResponse(content, content_type="application/xliff+xml")
        title = slugify(self.translation.source.object_repr, allow_unicode=True)[:60] or "texts"
        language = self.translation.target_locale.language_code
        response["Content-Disposition"] = content_disposition_header(
            True, f"{title}-{language}.xlf"
        )
        return response


class ImportView(TranslationView):
    """Takes a PO or XLIFF file in; also where wagtail-localize's editor sends its PO files."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        form = UploadForm(request.POST, request.FILES)
        if self.is_locked:
            messages.error(request, _("Nothing was kept: the translation is locked."))
        elif not form.is_valid():
            messages.error(request, _("Choose a file first."))
        else:
            self.take(form.cleaned_data["file"])
        return redirect(self.url)

    def take(self, file) -> None:
        """Import `file`, and say what came of it."""
        try:
            changed = import_file(
                translation=self.translation,
                name=file.name,
                data=file.read(),
                user=self.request.user,
            )
        except ImportRefused as refused:
            messages.error(self.request, _("Nothing was taken from the file."))
            for reason in refused.reasons[:SHOWN]:
                messages.error(self.request, reason)
            if (more := len(refused.reasons) - SHOWN) > 0:
                messages.error(self.request, _("… and %(count)d more.") % {"count": more})
            return
        messages.success(
            self.request,
            ngettext("%(count)d text was taken.", "%(count)d texts were taken.", changed)
            % {"count": changed},
        )
