"""Making, renaming, moving and removing the folders of a body."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from cms.core.errors import Refused
from extranet.documents.forms import FolderForm
from extranet.documents.models import Folder
from extranet.documents.services import folders
from extranet.documents.views.base import DocumentsView
from extranet.documents.views.crumbs import crumbs_to, crumbs_to_body
from extranet.documents.views.lists import folder_tree


class FolderFormView(DocumentsView, FormView):
    """A form about a folder of a body that the reader keeps."""

    form_class = FolderForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"body": self.body}

    def values(self, form) -> dict:
        """Return what was said, as the service takes it."""
        key = form.cleaned_data["parent"]
        parent = Folder.objects.get(pk=key, body=self.body) if key else None
        return {"labels": form.cleaned_data["labels"], "parent": parent, "by": self.request.user}

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def finish(self, form, act, text):
        """Do `act`, or say in the form why not."""
        try:
            act()
        except Refused as refusal:
            refusal.add_to(form)
            return self.form_invalid(form)
        messages.success(self.request, text)
        return HttpResponseRedirect(reverse("extranet:documents-folders", args=[self.body.code]))


class FoldersView(FolderFormView):
    """A body's folders, and a form for one more."""

    template_name = "documents/folders.html"

    @property
    def body(self):
        """The body, found once."""
        if not hasattr(self, "_body"):
            self._body = self.kept_body(self.kwargs["code"])
        return self._body

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            body=self.body,
            tree=folder_tree(self.body, {}, True),
            breadcrumbs=crumbs_to_body(self.body),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if "usual" in request.POST:
            folders.make_usual(body=self.body, by=request.user)
            return HttpResponseRedirect(request.path)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        return self.finish(
            form,
            lambda: folders.make(body=self.body, **self.values(form)),
            _("The folder is made."),
        )


class FolderEditView(FolderFormView):
    """One folder: renamed, moved, or removed where nothing lies in it."""

    template_name = "documents/folder_form.html"

    @property
    def folder(self) -> Folder:
        """The folder, found once."""
        if not hasattr(self, "_folder"):
            folder = get_object_or_404(
                Folder.objects.select_related("body", "parent"), pk=self.kwargs["pk"]
            )
            self.require(self.standing.may_manage(folder.body_id))
            self._folder = folder
        return self._folder

    @property
    def body(self):
        """The folder's body."""
        return self.folder.body

    def get_initial(self):
        return {
            "labels": self.folder.labels,
            "parent": self.folder.parent_id,
            "position": self.folder.position,
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            folder=self.folder, body=self.body, breadcrumbs=crumbs_to(self.folder), **kwargs
        )

    def form_valid(self, form):
        if "remove" in self.request.POST:
            return self.finish(
                form,
                lambda: folders.remove(folder=self.folder, by=self.request.user),
                _("The folder is removed."),
            )
        position = form.cleaned_data["position"] or 0
        return self.finish(
            form,
            lambda: folders.change(folder=self.folder, position=position, **self.values(form)),
            _("Saved."),
        )
