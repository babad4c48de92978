"""The texts of a translation as PO, as wagtail-localize writes them."""

import contextlib
import os
import tempfile

import polib
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from cms.translation.errors import ImportRefused
from cms.translation.exchange.xliff import Unit
from cms.translation.texts import Text


def read_po(data: bytes, translation: Translation, texts: list[Text]) -> list[Unit]:
    """Return the translations in a file that was downloaded for `translation`.

    Raise ImportRefused with every reason, and its line, where the file is not PO, belongs to
    another page or language, or has texts that the page does not have.
    """
    po = _parse(data)
    if po.metadata.get("X-WagtailLocalize-TranslationID") != str(translation.uuid):
        raise ImportRefused(_("The file was made for another page or language."))
    by_place = {(text.source, text.path): text for text in texts}
    units, reasons = [], []
    for entry in po:
        if entry.obsolete or entry.fuzzy or not entry.msgstr.strip():
            continue
        text = by_place.get((entry.msgid, entry.msgctxt))
        if text is None:
            reasons.append(
                _("Line %(line)d: the page has no text “%(key)s”; its source may have changed.")
                % {"line": entry.linenum, "key": entry.msgid[:60]}
            )
        elif not text.is_address:
            units.append(Unit(text.key, entry.linenum, entry.msgstr))
    if reasons:
        raise ImportRefused(*reasons)
    return units


def _parse(data: bytes) -> polib.POFile:
    # polib takes a path or the content, and tells by whether such a file exists: never let the
    # content of an upload be taken for the path of another file.
    with tempfile.NamedTemporaryFile(suffix=".po", delete=False) as file:
        file.write(data)
    try:
        return polib.pofile(file.name, encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = str(error).replace(file.name, "").strip(" :")
        raise ImportRefused(_("This is not a PO file: %(reason)s") % {"reason": reason}) from None
    finally:
        with contextlib.suppress(OSError):
            os.unlink(file.name)
