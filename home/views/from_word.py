"""Takes the text of a page from Word: pasted, or as a file."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.models import Page

from cms.core.blocks import BodyBlock
from cms.translation.completeness import translation_of
from home.importing import Document, NotADocument, read_bytes, read_pasted

MOST_BYTES = 15 * 1024 * 1024
MOST_MARKUP = 2_000_000


class FromWordForm(forms.Form):
    """A text, pasted or as a file, and where it goes."""

    markup = forms.CharField(
        label=gettext_lazy("Pasted text"),
        required=False,
        max_length=MOST_MARKUP,
        widget=forms.Textarea(attrs={"rows": 8, "data-paste-markup": ""}),
        help_text=gettext_lazy("Copy in Word, paste here: headings, lists and tables are kept."),
    )
    file = forms.FileField(
        label=gettext_lazy("or a Word file"),
        required=False,
        help_text=gettext_lazy("DOCX; HTML, Markdown and plain text are read too."),
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Where it goes"),
        choices=[
            ("below", gettext_lazy("below the text that is there")),
            ("instead", gettext_lazy("in place of the text that is there")),
        ],
        initial="below",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, language: str, title: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.language = language
        self.title = title

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is too large."))
        return file

    def clean(self):
        cleaned = super().clean()
        markup, file = cleaned.get("markup", "").strip(), cleaned.get("file")
        if self.errors:
            return cleaned
        if bool(markup) == bool(file):
            raise forms.ValidationError(_("Paste a text or choose a file: one of the two."))
        try:
            cleaned["document"] = self._read(markup, file)
        except NotADocument as error:
            raise forms.ValidationError(str(error)) from error
        return cleaned

    def _read(self, markup: str, file) -> Document:
        facts = {"language": self.language, "title": self.title}
        return read_bytes(file.read(), file.name, **facts) if file else read_pasted(markup, **facts)


def takes_text(page: Page) -> bool:
    """Return whether `page`, of its own type, has a text of blocks that is no translation."""
    # Some pages have an address of that name, and no text.
    block = getattr(getattr(page, "body", None), "stream_block", None)
    return isinstance(block, BodyBlock) and translation_of(page) is None


def from_word(request, page_id: int):
    """Add a text from Word to the latest draft of a page."""
    page = get_object_or_404(Page, pk=page_id).specific
    permissions = page.permissions_for_user(request.user)
    if not permissions.can_edit() or permissions.page_locked():
        raise PermissionDenied
    if not takes_text(page):
        raise Http404
    draft = page.get_latest_revision_as_object()
    form = FromWordForm(
        request.POST or None,
        request.FILES or None,
        language=page.locale.language_code,
        title=draft.title,
    )
    if request.method == "POST" and form.is_valid():
        blocks = form.cleaned_data["document"].blocks
        _write(draft, blocks, form.cleaned_data["place"], request.user)
        messages.success(
            request,
            ngettext(
                "%(count)d block has been added to the draft. Look it through.",
                "%(count)d blocks have been added to the draft. Look them through.",
                len(blocks),
            )
            % {"count": len(blocks)},
        )
        if notes := form.cleaned_data["document"].notes:
            messages.warning(request, " ".join(notes))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return render(
        request,
        "home/admin/from_word.html",
        {
            "page": page,
            "form": form,
            "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        },
    )


def _write(draft: Page, blocks: list[dict], place: str, user) -> None:
    """Save a new draft with `blocks` in it; notes that there are already stay the last."""
    old = [] if place == "instead" else list(draft.body.get_prep_value())
    # The same text may be taken in twice: what is added gets ids of its own.
    stream = [*old, *_without_ids(blocks)]
    notes = [block for block in stream if block["type"] == "footnotes"]
    text = [block for block in stream if block["type"] != "footnotes"]
    if notes:
        # A text has its notes in one place.
        items = [item for block in notes for item in block["value"]]
        text.append({**notes[0], "value": items})
    draft.body = text
    draft.save_revision(user=user, log_action=True)


def _without_ids(data):
    """Return stream data without the ids of its blocks and items."""
    if isinstance(data, list):
        return [_without_ids(part) for part in data]
    if isinstance(data, dict):
        return {key: _without_ids(part) for key, part in data.items() if key != "id"}
    return data
