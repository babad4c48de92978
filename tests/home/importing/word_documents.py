"""Word documents written by hand, part by part, for what python-docx cannot make."""

import io
import zipfile

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def make_word(body: str, *, numbering: str = "", styles: str = "", main: str = "word/document.xml"):
    """Return a Word document with this content of its body, of its numbering and its styles."""
    folder, _, name = main.rpartition("/")
    parts = {
        main: f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
        f"{folder}/numbering.xml": f"<w:numbering {_NAMES}>{numbering}</w:numbering>",
        f"{folder}/styles.xml": f"<w:styles {_NAMES}>{styles}</w:styles>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_KINDS}/officeDocument" Target="/{main}"/></Relationships>',
        f"{folder}/_rels/{name}.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r2" Type="{_KINDS}/numbering" Target="numbering.xml"/>'
        f'<Relationship Id="r3" Type="{_KINDS}/styles" Target="styles.xml"/></Relationships>',
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{_TYPES}.document.main+xml"/></Types>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, text in parts.items():
            archive.writestr(part, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return out.getvalue()


def paragraph(text: str, *, num: int = 0, level: int = 0, style: str = "", run: str = "") -> str:
    """Return a paragraph: `num` is the list it counts in, `run` what is said of its letters."""
    inside = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        inside += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    letters = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p><w:pPr>{inside}</w:pPr>{letters}</w:p>"


def numbered(*levels: tuple[str, str], start: int = 1, key: int = 1, more: str = "") -> str:
    """Return a list's definition: (format, text) of each level; `more` stands in its `w:num`."""
    rows = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start if at == 0 else 1}"/>'
        f'<w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (style, text) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{key}">{rows}</w:abstractNum>'
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/>{more}</w:num>'
    )


def again(num: int, key: int, start: int | None = None) -> str:
    """Return another `w:num` that counts in the list `key`, from `start` where that is given."""
    change = (
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        if start is not None
        else ""
    )
    return f'<w:num w:numId="{num}"><w:abstractNumId w:val="{key}"/>{change}</w:num>'
