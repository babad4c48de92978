"""Documents are sent, looked at beside their originals, corrected, and made into drafts."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from django.views.generic.base import View
from wagtail.admin import messages

from cms.core.errors import Refused
from cms.media.files.kinds import INLINE
from cms.media.files.sending import send
from home.import_forms import CellsForm, FilesForm, ThenForm
from home.importing import NotADocument
from home.importing.manifest import is_debris
from home.importing.original import original_text
from home.models import ImportFile, StatementPage
from home.services import upload_folders as folders
from home.services import uploaded_documents as uploads
from home.services.import_statements import ImportRefused


class ImportDocumentsView(View):
    """The one screen: what was sent, with what it says of itself, and what shall become of it.

    Whatever button is pressed, what is typed about the files is kept first.
    """

    def dispatch(self, request, *args, **kwargs):
        if not self.lists:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def lists(self):
        """The lists of statements that the user may write below, by language."""
        return uploads.lists_for(self.request.user)

    def forms(self, data=None) -> list[CellsForm]:
        """Return the form of every file that the user has sent."""
        files = list(ImportFile.objects.of(self.request.user))
        became = uploads.imported(files)
        return [
            CellsForm(
                # A file that was sent meanwhile, in another window, is not in what was typed.
                data if data and f"f{row.pk}-title" in data else None,
                waiting=row,
                became=became.get(row.source_file),
            )
            for row in files
        ]

    def then(self, data=None) -> ThenForm:
        """Return the choice of what becomes of the drafts."""
        user = self.request.user
        publishes = any(
            index.permissions_for_user(user).can_publish_subpage() for index in self.lists.values()
        )
        return ThenForm(data, publishes=publishes)

    def get(self, request):
        uploads.discard_expired()
        return self.show(self.forms(), self.then())

    def show(self, forms, then, refused=()):
        """Return the screen."""
        context = {
            "page_title": _("Import documents"),
            "files_form": FilesForm(),
            "forms": forms,
            "then": then,
            "refused": refused,
            "most_files": uploads.MOST_FILES,
            "most_megabytes": uploads.MOST_BYTES // 1024 // 1024,
            "list_url": reverse("statements:index"),
        }
        return render(self.request, "home/admin/import_documents.html", context)

    def post(self, request):
        forms = self.forms(request.POST)
        for form in forms:
            if form.is_bound:
                form.waiting.cells = form.typed()
        ImportFile.objects.bulk_update([form.waiting for form in forms if form.is_bound], ["cells"])
        if key := request.POST.get("drop", ""):
            return self.drop(key)
        if "make" in request.POST:
            return self.make(forms, self.then(request.POST))
        return self.take(request.FILES.getlist("files"))

    def drop(self, key: str):
        """Forget a file at its sender's wish."""
        for row in ImportFile.objects.of(self.request.user):
            if str(row.pk) == key:
                row.delete()
                messages.success(self.request, _("“%(name)s” was thrown away.") % {"name": row})
        return self.back()

    def take(self, files):
        """Keep each file that was sent; one that is refused stops no other."""
        refused, kept = [], 0
        files = [file for file in files if not is_debris(file.name)]
        archives = [file for file in files if folders.is_archive(file.name)]
        loose = [file for file in files if file not in archives]
        for archive in archives:
            count, wrong = self.take_folder(folders.unpacked(archive), archive.name)
            kept, refused = kept + count, refused + wrong
        if any(folders.is_table(file.name) for file in loose):
            count, wrong = self.take_folder(folders.together(loose), "")
        else:
            count, wrong = self.take_each((file, {}) for file in loose)
        kept, refused = kept + count, refused + wrong
        if refused:
            return self.show(self.forms(), self.then(), refused)
        if kept:
            text = ngettext("%(count)d file was read.", "%(count)d files were read.", kept)
            messages.success(self.request, text % {"count": kept})
        return self.back()

    def take_folder(self, opening, name: str):
        """Keep the documents of a folder; return how many, and what was refused with the reason."""
        try:
            with opening as folder:
                kept, refused = self.take_each(folder.documents())
                return kept, folder.refused + refused
        except Refused as refusal:
            return 0, [(name, str(refusal))]

    def take_each(self, documents):
        """Keep documents, each with its cells; return how many, and what was refused."""
        refused, kept = [], 0
        for file, cells in documents:
            try:
                uploads.keep(upload=file, user=self.request.user, cells=cells)
                kept += 1
            except Refused as refusal:
                refused.append((file.name, str(refusal)))
        return kept, refused

    def make(self, forms, then):
        """Make drafts of what was chosen, all or none."""
        chosen = [form for form in forms if form.is_bound and form["chosen"].data]
        for form in forms:
            if form not in chosen:
                # Nothing is asked of what is left out.
                form.errors.clear()
        right = [form for form in chosen if form.is_valid() and self.may_write(form)]
        if not chosen:
            messages.error(self.request, _("Choose at least one file."))
        if not chosen or len(right) < len(chosen) or not then.is_valid():
            return self.show(forms, then)
        rows = [(form.waiting, form.cells()) for form in chosen]
        try:
            made = uploads.make(rows=rows, user=self.request.user, then=then.cleaned_data["then"])
        except ImportRefused as refusal:
            by_key = {form.waiting.pk: form for form in chosen}
            for problem in refusal.report.problems:
                by_key[problem.line].add_error(None, problem.reason)
            return self.show(forms, then)
        self.tell(made)
        return self.back() if len(forms) > len(chosen) else redirect("statements:index")

    def may_write(self, form) -> bool:
        """Return whether the user may write in the language of a file; else say so at it."""
        if form.cleaned_data["language"] in self.lists:
            return True
        form.add_error("language", _("You may not write in this language."))
        return False

    def tell(self, made) -> None:
        """Say what was made, each with the way to it, and what was not done."""
        text = ngettext("%(count)d draft was made.", "%(count)d drafts were made.", len(made.pages))
        buttons = [
            messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), page.title)
            for page in made.pages[:5]
        ]
        messages.success(self.request, text % {"count": len(made.pages)}, buttons=buttons)
        for reason in made.refused:
            messages.warning(self.request, reason)

    def back(self):
        """Return the way back to the screen."""
        return redirect("import_documents")


def _kept(request, pk: int) -> ImportFile:
    """Return a file that whoever asks has sent; Http404 for any other."""
    return get_object_or_404(ImportFile.objects.of(request.user), pk=pk)


@require_safe
def look(request, pk: int):
    """Show how a file will read, beside what it says."""
    waiting = _kept(request, pk)
    document = problem = None
    with uploads.on_disk(waiting) as path:
        try:
            document = uploads.read(waiting, path)
        except NotADocument as error:
            problem = str(error.reason)
        original = original_text(path)
    body = StatementPage(body=document.blocks).body if document else None
    context = {
        "page_title": waiting.cells["title"] or waiting.name,
        "waiting": waiting,
        "document": document,
        "body": body,
        "problem": problem,
        "original": original,
        "kind": dict(StatementPage.Kind.choices).get(waiting.cells["kind"], ""),
    }
    return render(request, "home/admin/import_document.html", context)


@require_safe
def original(request, pk: int):
    """Send the file as it came, to whoever has sent it."""
    waiting = _kept(request, pk)
    if not waiting.file.storage.exists(waiting.file.name):
        raise Http404
    return send(
        request,
        file=waiting.file,
        size=waiting.size,
        sha256=waiting.sha256,
        name=waiting.name,
        content_type=waiting.content_type,
        attachment=waiting.content_type not in INLINE,
    )
