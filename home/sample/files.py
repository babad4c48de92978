"""Keeps the files that a run stores, so that a run that fails leaves none behind."""

from django.core.files.base import ContentFile
from wagtail.models import Collection

from cms.media.models import SiteDocument, SiteImage


class Files:
    """Makes images and documents, and takes them back when the database did not keep them."""

    def __init__(self):
        self._stored: list = []
        self._collection: Collection | None = None

    @property
    def collection(self) -> Collection:
        """The collection that holds them, made when it is missing."""
        if self._collection is None:
            name = "Sample"
            self._collection = Collection.objects.filter(name=name).first()
            if self._collection is None:
                root = Collection.get_first_root_node()
                self._collection = root.add_child(instance=Collection(name=name))
        return self._collection

    def image(self, title: str, data: bytes) -> SiteImage:
        """Return a new decorative image."""
        image = SiteImage(
            title=title,
            collection=self.collection,
            decorative=True,
            file_size=len(data),
        )
        return self._save(image, f"{_file_name(title)}.png", data)

    def document(self, title: str, name: str, data: bytes, language: str) -> SiteDocument:
        """Return a new document."""
        document = SiteDocument(title=title, collection=self.collection, language=language)
        document.file_size = len(data)
        return self._save(document, name, data)

    def _save(self, row, name: str, data: bytes):
        row.file = ContentFile(data, name)
        row.save()
        self.keep(row.file)
        return row

    def keep(self, file) -> None:
        """Note a stored file, so that it goes with the others should the run fail."""
        self._stored.append(file)

    def remove(self) -> None:
        """Delete whatever was stored."""
        for file in self._stored:
            file.storage.delete(file.name)
        self._stored.clear()


def _file_name(title: str) -> str:
    plain = "".join(char if char.isalnum() and char.isascii() else "-" for char in title.lower())
    return plain.strip("-")[:60] or "picture"
