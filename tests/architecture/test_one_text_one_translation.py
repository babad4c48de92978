"""Two apps that translate one text differently would each show the other's words: Django keeps one
translation a text. A context (`pgettext`) parts what only looks alike."""

from collections import defaultdict

import polib

from cms.core.management.commands.compile_catalogues import catalogues
from tests.architecture.tools import ROOT


def test_no_two_catalogues_translate_one_text_differently():
    found = defaultdict(lambda: defaultdict(list))
    for path in catalogues(ROOT):
        language = path.parts[-3]
        for entry in polib.pofile(str(path)).translated_entries():
            key = (language, entry.msgctxt or "", entry.msgid)
            # An entry with a plural and one without are the same to gettext.
            said = (entry.msgstr, *(text for _n, text in sorted(entry.msgstr_plural.items())))
            found[key][said].append(str(path.relative_to(ROOT)))
    apart = {key: dict(ways) for key, ways in found.items() if len(ways) > 1}
    listing = "\n".join(
        f"{language} {context and context + ': '}{text!r}: {ways}"
        for (language, context, text), ways in sorted(apart.items())
    )
    assert not apart, f"parted by no context:\n{listing}"
