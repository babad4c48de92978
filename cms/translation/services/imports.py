"""Taking translations from a file: all of it or nothing."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from cms.translation.errors import ImportRefused, TextRefused
from cms.translation.exchange.po import read_po
from cms.translation.exchange.xliff import read_xliff
from cms.translation.services.texts import save_text
from cms.translation.texts import shown, texts_of

LARGEST = 5 * 1024**2


@transaction.atomic
def import_file(*, translation: Translation, name: str, data: bytes, user) -> int:
    """Keep the translations in a PO or XLIFF file; return how many texts have changed.

    Raise ImportRefused with all the reasons, and take nothing, where anything is wrong.
    """
    if len(data) > LARGEST:
        raise ImportRefused(_("The file is too large."))
    texts = texts_of(translation, translation.get_target_instance())
    is_po = name.lower().endswith(".po")
    units = (read_po if is_po else read_xliff)(data, translation, texts)
    by_key = {text.key: text for text in texts}
    reasons, changed = [], 0
    for unit in units:
        text = by_key[unit.key]
        value = shown(unit.html, rich=text.rich)
        if text.kept and value.strip() == shown(text.kept.data, rich=text.rich).strip():
            continue
        try:
            save_text(
                translation=translation,
                text=text,
                value=value,
                user=user,
                tool="PO File" if is_po else "XLIFF",
            )
        except TextRefused as refused:
            reasons.append(
                _("Line %(line)d: %(reason)s") % {"line": unit.line, "reason": str(refused)}
            )
        else:
            changed += 1
    if reasons:
        raise ImportRefused(*reasons)
    return changed
