"""What is typed and chosen about documents and folders."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.form_fields import DayInput, FilesInput
from cms.core.labels import LabelsFormField, language_choices
from cms.directory.models import Body, Person
from extranet.documents.models import Document, Folder
from extranet.documents.services.folders import MAX_DEPTH

# Of a body's documents, those offered as the original of a translation.
OFFERED = 80


def folder_choices(body: Body) -> list[tuple[int, str]]:
    """Return a body's folders as choices, indented as they lie: one query."""
    children: dict[int | None, list[Folder]] = {}
    for folder in Folder.objects.filter(body=body).order_by("position", "pk"):
        children.setdefault(folder.parent_id, []).append(folder)
    choices = []

    def walk(parent, depth):
        for folder in children.get(parent, ()):
            choices.append((folder.pk, "\u2003" * depth + folder.label))
            if depth < MAX_DEPTH:
                walk(folder.pk, depth + 1)

    walk(None, 0)
    return choices


def original_choices(body: Body, *but: int) -> list[tuple[int, str]]:
    """Return the documents of a body that others can be translations of, the latest first."""
    found = (
        Document.objects.filter(
            folder__body=body, translation_of__isnull=True, disposed_at__isnull=True
        )
        .exclude(state=Document.State.WITHDRAWN)
        .exclude(pk__in=but)
        .order_by("-created_at", "-pk")
        .values_list("pk", "title", "language")[:OFFERED]
    )
    return [(pk, f"{title} ({language})") for pk, title, language in found]


def number(value) -> int | None:
    """Return a chosen key as a number, None where none is chosen."""
    return int(value) if value else None


class UploadForm(forms.Form):
    """Where the files go, and in what language they are; the files are read beside it."""

    files = forms.FileField(label=_("Files"), widget=FilesInput, required=False)
    folder = forms.TypedChoiceField(label=_("Folder"), coerce=number, empty_value=None)
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        help_text=_("A name such as “budget_fr.pdf” says it by itself."),
    )

    def __init__(self, *args, body, **kwargs):
        super().__init__(*args, **kwargs)
        folders = folder_choices(body)
        self.fields["folder"].choices = folders
        self.fields["folder"].required = bool(folders)
        if not folders:
            del self.fields["folder"]
        self.fields["language"].choices = [("", _("as the file names say")), *language_choices()]


class VersionForm(forms.Form):
    """The next version of a document; its file is read beside it."""

    files = forms.FileField(label=_("File"), required=False)
    note = forms.CharField(label=_("What changed"), max_length=200, required=False)


class DocumentForm(forms.Form):
    """What is said of a document. Choices are given, so that many forms ask for them once."""

    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)
    folder = forms.TypedChoiceField(label=_("Folder"), coerce=number)
    translation_of = forms.TypedChoiceField(
        label=_("Translation of"), coerce=number, empty_value=None, required=False
    )
    open_to_guests = forms.BooleanField(label=_("Open to guests"), required=False)

    def __init__(self, *args, document, folders, originals, **kwargs):
        self.document = document
        kwargs["initial"] = {
            "title": document.title,
            "language": document.language,
            "folder": document.folder_id,
            "translation_of": document.translation_of_id,
            "open_to_guests": document.open_to_guests,
        } | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["folder"].choices = folders
        mine = [choice for choice in originals if choice[0] != document.pk]
        original = document.translation_of
        if original and original.pk not in dict(mine):
            mine.insert(0, (original.pk, f"{original.title} ({original.language})"))
        self.fields["translation_of"].choices = [("", _("none: this is the original")), *mine]

    def values(self) -> dict:
        """Return what was said, as the service takes it."""
        values = dict(self.cleaned_data)
        values.pop("post", None)
        keys = {"folder": Folder, "translation_of": Document}
        for name, model in keys.items():
            key = values.pop(name)
            if key != getattr(self.document, f"{name}_id"):
                values[name] = model.objects.get(pk=key) if key else None
        return values


class DraftForm(DocumentForm):
    """A draft among others, with a tick for posting it."""

    post = forms.BooleanField(label=_("Post it now"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"post": True}, **kwargs)


class EditForm(DocumentForm):
    """A document alone, with what is seldom changed."""

    keep_until = forms.DateField(
        label=_("Keep until"),
        required=False,
        widget=DayInput,
        help_text=_("After this day its files are removed for good. Empty: kept for good."),
    )
    unstamped_allowed = forms.BooleanField(
        label=_("May be handed out without a mark"),
        required=False,
        help_text=Document._meta.get_field("unstamped_allowed").help_text,
    )

    def __init__(self, *args, document, **kwargs):
        kwargs["initial"] = {
            "keep_until": document.keep_until,
            "unstamped_allowed": document.unstamped_allowed,
        }
        super().__init__(*args, document=document, **kwargs)


class WithdrawForm(forms.Form):
    """Why a document is withdrawn."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        required=False,
        help_text=_("Read by the secretariat and the auditor alone."),
    )


class SupersedeForm(forms.Form):
    """Which document takes the place of this one."""

    superseded_by = forms.TypedChoiceField(
        label=_("Superseded by"), coerce=number, empty_value=None, required=False
    )

    def __init__(self, *args, document, **kwargs):
        super().__init__(*args, **kwargs)
        others = (
            Document.objects.filter(
                folder__body=document.folder.body_id, language=document.language
            )
            .filter(state=Document.State.PUBLISHED, disposed_at__isnull=True)
            .exclude(pk=document.pk)
            .order_by("-created_at")
            .values_list("pk", "title")[: OFFERED * 4]
        )
        self.fields["superseded_by"].choices = [("", _("none")), *others]


class ShareForm(forms.Form):
    """With whom a document is shared, and until when."""

    body = forms.ModelChoiceField(
        Body.objects.none(), label=_("Body"), required=False, empty_label=_("none")
    )
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("or a person by name"),
        required=False,
        empty_label=_("none"),
        help_text=_("Somebody who has an account."),
    )
    until = forms.DateField(
        label=_("Until"), widget=DayInput, help_text=_("The last day on which it can be read.")
    )

    def __init__(self, *args, document, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Body.objects.exclude(pk=document.folder.body_id)
        self.fields["person"].queryset = Person.objects.filter(user__is_active=True)

    def clean_until(self) -> datetime.datetime:
        """Return the moment at which the last day is over, in the site's time zone."""
        after = self.cleaned_data["until"] + datetime.timedelta(days=1)
        return timezone.make_aware(
            datetime.datetime.combine(after, datetime.time()), timezone.get_default_timezone()
        )


class FolderForm(forms.Form):
    """A folder: what it is called and where it lies."""

    labels = LabelsFormField(label=_("Name"), max_length=100)
    parent = forms.TypedChoiceField(
        label=_("In the folder"), coerce=number, empty_value=None, required=False
    )
    position = forms.IntegerField(
        label=_("Position"),
        min_value=0,
        max_value=9999,
        required=False,
        help_text=_("The smaller, the earlier among its neighbours."),
    )

    def __init__(self, *args, body, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [("", _("none: at the top")), *folder_choices(body)]


class LogFilterForm(forms.Form):
    """Which part of the access log is shown."""

    action = forms.ChoiceField(label=_("How"), required=False)
    who = forms.CharField(label=_("Who"), max_length=80, required=False)
    since = forms.DateField(label=_("From"), widget=DayInput, required=False)
    until = forms.DateField(label=_("Until"), widget=DayInput, required=False)

    def __init__(self, *args, actions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["action"].choices = [("", _("seen and downloaded")), *actions]
