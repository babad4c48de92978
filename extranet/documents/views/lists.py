"""Lists of documents: all that one may read, a body's, a folder's."""

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from cms.directory.models import Body
from extranet.documents.models import Document, Folder
from extranet.documents.views.base import DocumentsView
from extranet.documents.views.crumbs import crumbs_to, crumbs_to_body
from extranet.documents.views.rows import paper_rows, preferred

PER_PAGE = 25


def heads(documents, visible):
    """Return of `documents` those that stand for their text in a list.

    A translation stands behind its original, unless the reader may not see that one.
    """
    original = visible.filter(pk=OuterRef("translation_of"))
    return documents.filter(Q(translation_of__isnull=True) | ~Exists(original))


def page_of(documents, visible, standing, number):
    """Return a page of documents, with `rows` that show them: five queries."""
    page = Paginator(documents, PER_PAGE).get_page(number)
    found = list(page.object_list)
    translations = visible.filter(translation_of__in=[document.pk for document in found])
    shown = paper_rows([*found, *translations], standing)
    page.rows = shown
    return page


class AllDocumentsView(DocumentsView, TemplateView):
    """Every document the reader may read, the latest first, by body and language."""

    template_name = "documents/list.html"

    def get_context_data(self, **kwargs):
        visible = Document.objects.visible_to(self.standing)
        chosen = {name: self.request.GET.get(name, "") for name in ("body", "language")}
        bodies = self.bodies(visible, chosen)
        languages = self.languages(visible, chosen)
        found = self.narrowed(visible, chosen)
        documents = found if chosen["language"] else heads(found, visible)
        page = page_of(
            documents.order_by("-created_at", "-pk"),
            visible if not chosen["language"] else visible.none(),
            self.standing,
            self.request.GET.get("page"),
        )
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in chosen.items() if value})
        return super().get_context_data(
            page=page,
            groups=[group for group in (bodies, languages) if len(group["choices"]) > 1],
            sentence=sentence(page.paginator.count, bodies["chosen"], languages["chosen"]),
            clear_url=reverse("extranet:documents") if any(chosen.values()) else "",
            query=f"{query.urlencode()}&" if query else "",
            my_bodies=self.my_bodies(),
        )

    @staticmethod
    def narrowed(documents, chosen, *names):
        """Return the documents that fit what is chosen, or only what is chosen under `names`."""
        fields = {"body": "folder__body__code", "language": "language"}
        return documents.filter(
            **{fields[name]: chosen[name] for name in names or fields if chosen[name]}
        )

    def my_bodies(self):
        """Return the bodies whose folders the reader may open, without asking again."""
        if self.standing.secretariat:
            return Body.objects.all()
        mine = {mandate.body_id: mandate.body for mandate in self.standing.mandates}
        return [body for key, body in mine.items() if self.standing.may_read(key)]

    def bodies(self, visible, chosen) -> dict:
        """Return the filter by body, for the component filter-group: two queries."""
        counts = dict(
            self.narrowed(visible, chosen, "language")
            .order_by()
            .values_list("folder__body")
            .annotate(count=Count("pk"))
        )
        choices = [
            self.choice("body", body.code, body.label, counts[body.pk], chosen)
            for body in Body.objects.filter(pk__in=counts)
        ]
        return group("body", _("Body"), choices)

    def languages(self, visible, chosen) -> dict:
        """Return the filter by language: one query."""
        counts = dict(
            self.narrowed(visible, chosen, "body")
            .order_by()
            .values_list("language")
            .annotate(count=Count("pk"))
        )
        choices = [
            self.choice(
                "language",
                code,
                str(get_language_info(code)["name_translated"]),
                counts[code],
                chosen,
            )
            for code in preferred(counts)
        ]
        return group("language", _("Language"), choices)

    def choice(self, name, value, label, count, chosen) -> dict:
        """Return one value of a filter; the link of a chosen one takes it off."""
        query = QueryDict(mutable=True)
        now = chosen | {name: "" if chosen[name] == value else value}
        query.update({key: text for key, text in now.items() if text})
        return {
            "value": value,
            "label": label,
            "count": count,
            "chosen": chosen[name] == value,
            "url": f"{reverse('extranet:documents')}?{query.urlencode()}",
        }


def group(name: str, label: str, choices: list[dict]) -> dict:
    """Return a filter, with the choice that is made."""
    chosen = next((choice for choice in choices if choice["chosen"]), None)
    return {"name": name, "label": label, "choices": choices, "chosen": chosen}


def sentence(count: int, body: dict | None, language: dict | None) -> str:
    """Return in one sentence what is listed."""
    text = ngettext("%(count)d document", "%(count)d documents", count) % {"count": count}
    parts = [choice["label"] for choice in (body, language) if choice]
    return " · ".join([text, *parts])


class BodyView(DocumentsView, TemplateView):
    """A body's folders and what lies in them; who sees only some documents sees no folders."""

    template_name = "documents/body.html"

    def get_body(self) -> Body:
        """Return the body."""
        return get_object_or_404(Body, code=self.kwargs["code"])

    def get_context_data(self, **kwargs):
        body = self.get_body()
        folder = kwargs.get("folder")
        visible = Document.objects.visible_to(self.standing)
        of_body = visible.filter(folder__body=body)
        reads = self.standing.may_read(body.pk) or self.standing.may_manage(body.pk)
        self.require(reads or of_body.exists())
        manages = self.standing.may_manage(body.pk)
        counts = dict(
            heads(of_body, visible).order_by().values_list("folder").annotate(count=Count("pk"))
        )
        tree = folder_tree(body, counts, reads)
        if folder is not None:
            self.require(reads or folder.pk in counts)
        shown = of_body if folder is None else of_body.filter(folder=folder)
        return super().get_context_data(
            body=body,
            folder=folder,
            tree=tree,
            manages=manages,
            audits=self.standing.may_audit(body.pk),
            drafts=of_body.filter(state=Document.State.DRAFT).count() if manages else 0,
            page=page_of(
                heads(shown, visible).order_by("-created_at", "-pk"),
                visible,
                self.standing,
                self.request.GET.get("page"),
            ),
            breadcrumbs=(crumbs_to(folder) if folder else crumbs_to_body(body))[:-1],
        )


class FolderView(BodyView):
    """One folder of a body."""

    def get_body(self) -> Body:
        return self.folder.body

    def get_context_data(self, **kwargs):
        self.folder = get_object_or_404(
            Folder.objects.select_related("body", "parent"), pk=self.kwargs["pk"]
        )
        return super().get_context_data(folder=self.folder, **kwargs)


def folder_tree(body: Body, counts: dict[int, int], all_of_them: bool) -> list[dict]:
    """Return the folders in the order of a tree, each with `folder`, `depth` and `count`.

    Without `all_of_them` only those that hold something the reader may see: one query.
    """
    children: dict[int | None, list[Folder]] = {}
    for folder in Folder.objects.filter(body=body).order_by("position", "pk"):
        children.setdefault(folder.parent_id, []).append(folder)
    tree: list[dict] = []

    def walk(parent, depth):
        for folder in children.get(parent, ()):
            if all_of_them or folder.pk in counts:
                tree.append({"folder": folder, "depth": depth, "count": counts.get(folder.pk, 0)})
            walk(folder.pk, depth + 1)

    walk(None, 0)
    return tree
