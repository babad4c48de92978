"""Makes the originals of this folder anew with the programs whose files they are.

LibreOffice (`libreoffice-writer-nogui`) exports the Flat XML documents, Chromium prints the page:
`python tests/home/importing/originals/remake.py`. The tests read the results alone.
"""

import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
EXPORTS = (
    ("columns.fodt", "pdf", "columns-libreoffice.pdf"),
    ("report.fodt", "docx", "libreoffice.docx"),
    ("report.fodt", "odt", "libreoffice.odt"),
)


def export(source: str, kind: str, name: str) -> None:
    """Write what LibreOffice makes of a document."""
    office = shutil.which("soffice") or "soffice"
    subprocess.run(
        [office, "--headless", "--convert-to", kind, "--outdir", str(HERE), str(HERE / source)],
        check=True,
    )
    (HERE / source).with_suffix(f".{kind}").rename(HERE / name)


def print_page(source: str, name: str) -> None:
    """Write what Chromium prints of a page."""
    browser = shutil.which("chromium-headless-shell") or "chromium"
    subprocess.run(
        [
            browser,
            "--no-sandbox",
            "--headless",
            "--no-pdf-header-footer",
            f"--print-to-pdf={HERE / name}",
            (HERE / source).as_uri(),
        ],
        check=True,
    )


if __name__ == "__main__":
    for one in EXPORTS:
        export(*one)
    print_page("columns.html", "columns-chromium.pdf")
