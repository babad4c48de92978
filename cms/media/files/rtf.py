"""The words of a Rich Text Format file: nothing of it is run, and no picture is opened."""

import re

_TOKEN = re.compile(
    r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|(.)",
    re.IGNORECASE | re.DOTALL,
)
# Groups that hold no words of the text.
_SKIPPED = frozenset(
    re.findall(
        r"\w+",
        "fonttbl colortbl stylesheet listtable listoverridetable info pict object themedata "
        "filetbl datastore latentstyles rsidtbl generator xmlnstbl fldinst header footer headerl "
        "headerr headerf footerl footerr footerf revtbl colorschememapping objdata bin",
    )
)
_SIGNS = {
    "par": "\n",
    "line": "\n",
    "sect": "\n",
    "page": "\n",
    "row": "\n",
    "tab": "\t",
    "cell": "\t",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "~": "\u00a0",
    "-": "\u00ad",
    "_": "\u2011",
}
_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}


def words_of(data: bytes) -> str:
    """Return the text of a file that begins as RTF does, in the encoding that it names."""
    # Each group: whether it is passed over, and how many letters stand for one of Unicode.
    groups: list[tuple[bool, int]] = []
    skipped, replaced, to_skip, page = False, 1, 0, "cp1252"
    found: list[str] = []
    for word, number, code, symbol, brace, letter in _TOKEN.findall(data.decode("latin-1")):
        if brace == "{":
            groups.append((skipped, replaced))
            to_skip = 0
        elif brace:
            skipped, replaced = groups.pop() if groups else (False, 1)
            to_skip = 0
        elif symbol == "*" or word.lower() in _SKIPPED:
            skipped = True
        elif word in _PAGES:
            page = _PAGES[word]
        elif word == "ansicpg":
            page = _known(f"cp{number}")
        elif word == "uc":
            replaced = int(number or 1)
        elif skipped:
            continue
        elif word == "u":
            found.append(chr(int(number or 0) % 0x10000))
            to_skip = replaced
        elif to_skip and (code or letter):
            to_skip -= 1
        elif word or symbol:
            found.append(_SIGNS.get(word or symbol, symbol if symbol in "\\{}" else ""))
        else:
            raw = bytes.fromhex(code) if code else letter.encode("latin-1")
            found.append(raw.decode(page, "ignore"))
    # Letters outside the first plane come in two halves.
    return "".join(found).encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def _known(page: str) -> str:
    try:
        b"".decode(page)
    except LookupError:
        return "cp1252"
    return page
