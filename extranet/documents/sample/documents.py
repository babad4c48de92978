"""Documents of the sample: a PDF in every language, kept by the body that reads it."""

import hashlib
import json
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone

from cms.directory.models import Body
from extranet.documents.models import Document, DocumentVersion, Folder
from home.sample.pdfs import pdf

FOLDER = Path(__file__).parent


def read(name: str):
    """Return what a file of the sample lists."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


class Documents:
    """Makes the documents that are missing; `files` takes back what a failed run stored."""

    def __init__(self, files):
        self.files = files
        self.folders = read("folders")
        self.bodies = {body.code: body for body in Body.objects.all()}

    def make(self) -> int:
        """Make what is missing of the sample; return how many documents were made."""
        made = 0
        for row in read("documents"):
            folder = self._folder(row)
            original = None
            for language, title in row["titles"].items():
                document = Document.objects.filter(
                    folder=folder, title=title, language=language
                ).first()
                if document is None:
                    document = self._document(row, folder, language, title, original)
                    made += 1
                original = original or document
        return made

    def _folder(self, row: dict) -> Folder:
        body, labels = self.bodies[row["body"]], self.folders[row["folder"]]
        found = [one for one in Folder.objects.filter(body=body) if one.labels == labels]
        return found[0] if found else Folder.objects.create(body=body, labels=labels)

    def _document(self, row, folder, language: str, title: str, original) -> Document:
        text = (FOLDER / "papers" / f"{row['code']}.{language}.txt").read_text(encoding="utf-8")
        content = pdf(title, text, language)
        document = Document.objects.create(
            folder=folder,
            title=title,
            language=language,
            translation_of=original,
            open_to_guests=row.get("open_to_guests", False),
        )
        version = DocumentVersion(
            document=document,
            number=1,
            name=row["file"].replace(".pdf", f"-{language}.pdf"),
            content_type="application/pdf",
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            text_status=DocumentVersion.TextStatus.DONE,
            text=text,
        )
        version.file.save("file", ContentFile(content), save=False)
        self.files.keep(version.file)
        version.save()
        document.current = version
        document.state = Document.State.PUBLISHED
        document.published_at = timezone.now()
        document.save()
        return document


def sample_papers(code: str) -> list[DocumentVersion]:
    """Return the newest versions of a document of the sample, one a language."""
    row = next(row for row in read("documents") if row["code"] == code)
    documents = [
        Document.objects.get(folder__body__code=row["body"], title=title, language=language)
        for language, title in row["titles"].items()
    ]
    return [document.current for document in documents]
