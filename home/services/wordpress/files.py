"""Pictures and files that posts show: taken from the folder of uploads, each once."""

from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _

from cms.core.errors import Refused
from cms.media.files.checking import check
from cms.media.models import SiteDocument, SiteImage
from cms.media.pictures import cleaned, originals
from home.models import WordPressOrigin
from home.wordpress import Export, Media
from home.wordpress.addresses import full_size
from home.wordpress.text import words_of

_LONGEST = 255


class FileMissing(Exception):
    """Raised when a picture or file cannot be had; `path` is where it ought to lie, the message
    says why."""

    def __init__(self, path: str, reason: str):
        super().__init__(reason)
        self.path = path


class Library:
    """Finds files in the folder of uploads and stores them; knows which it has stored already."""

    def __init__(self, export: Export, folder: Path | None, user):
        self.export = export
        self.folder = folder.resolve() if folder else None
        self.user = user
        self.site = export.addresses.site
        # Stored outside the database, which takes back its rows alone: since the last `keep`.
        self._stored: list = []
        self._kept: list = []
        # Of pictures whose original may be kept privately.
        self._hashes: list[str] = []
        self._new_pictures: set[int] = set()

    def keep(self) -> None:
        """Note that the database has kept what was stored."""
        self._kept += self._stored
        self._stored = []

    def take_back(self, everything: bool = False) -> None:
        """Delete the files that were stored since the last `keep`, or by the whole run."""
        for file in [*self._stored, *(self._kept if everything else [])]:
            file.storage.delete(file.name)
        self._stored = []
        for file_hash in self._hashes:
            if not SiteImage.objects.filter(file_hash=file_hash).exists():
                originals.forget(file_hash)

    def picture(self, media: Media, language: str) -> SiteImage:
        """Return the picture that a text shows. Raises `FileMissing`."""
        about, path = self._about(media)
        origin = self._origin(path)
        if origin.image is not None:
            self._describe(origin.image, media.words, language)
            return origin.image
        words = media.words or " ".join(about.get("alt", "").split())
        file = self._file(path, settings.WAGTAILIMAGES_EXTENSIONS)
        if file.stat().st_size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
            raise FileMissing(path, _("%(path)s is too large for a picture.") % {"path": path})
        content = file.read_bytes()
        try:
            clean = cleaned(content)
        except Refused as refusal:
            raise FileMissing(path, f"{path}: {refusal}") from refusal
        image = SiteImage(
            title=_title(about, path),
            description=words[:_LONGEST],
            alt_texts={language: words[:_LONGEST]} if words else {},
            decorative=not words,
            uploaded_by_user=self.user,
        )
        if clean != content:
            originals.keep(content, clean)
        held = ContentFile(clean, PurePosixPath(path).name)
        held.is_clean = True
        image.file = held
        image.save()
        self._stored.append(image.file)
        self._hashes.append(image.file_hash)
        self._new_pictures.add(image.pk)
        origin.image = image
        origin.save()
        return image

    def _describe(self, image: SiteImage, words: str, language: str) -> None:
        """Add what a picture says in one more language; what it says already stays."""
        if not words or language in (image.alt_texts or {}):
            return
        image.alt_texts = {**(image.alt_texts or {}), language: words[:_LONGEST]}
        if image.decorative and image.pk in self._new_pictures:
            image.decorative, image.description = False, words[:_LONGEST]
        elif image.decorative:
            return
        image.save(update_fields=["alt_texts", "decorative", "description"])

    def document(self, media: Media, language: str) -> SiteDocument:
        """Return the file that a text links to. Raises `FileMissing`."""
        about, path = self._about(media)
        origin = self._origin(path)
        if origin.document is not None:
            return origin.document
        file = self._file(path, settings.WAGTAILDOCS_EXTENSIONS)
        with file.open("rb") as opened:
            try:
                checked = check(File(opened, PurePosixPath(path).name))
            except Refused as refusal:
                raise FileMissing(path, f"{path}: {refusal}") from refusal
            document = SiteDocument(
                title=_title(about, path),
                language=language,
                uploaded_by_user=self.user,
                file_size=checked.size,
            )
            opened.seek(0)
            document.file.save(checked.name, File(opened), save=False)
        self._stored.append(document.file)
        document.save()
        origin.document = document
        origin.save()
        return document

    def caption_of(self, number: int) -> str:
        """Return what stands below an attachment in a gallery."""
        about = self.export.attachment(number) or {}
        return words_of(about.get("excerpt", ""))

    def _about(self, media: Media) -> tuple[dict, str]:
        """Return what the export says of a file, and its path below the uploads."""
        path = self.export.addresses.upload(media.address) if media.address else ""
        about = self.export.attachment(media.attachment) if media.attachment else None
        about = about or (self.export.attachment_of(path) if path else None) or {}
        path = about.get("path") or path
        if not path:
            name = media.address or str(media.attachment)
            raise FileMissing(name, _("%(name)s is no file of the old site.") % {"name": name})
        return about, path

    def _origin(self, path: str) -> WordPressOrigin:
        key = f"file:{path}"
        known = WordPressOrigin.objects.select_related("image", "document")
        return known.filter(site=self.site, key=key).first() or WordPressOrigin(
            site=self.site, key=key
        )

    def _file(self, path: str, extensions: list[str]) -> Path:
        """Return where the file of a path lies. Raises `FileMissing`."""
        if PurePosixPath(path).suffix.lower().lstrip(".") not in extensions:
            raise FileMissing(path, _("%(path)s is of a kind that is not taken.") % {"path": path})
        if self.folder is None:
            raise FileMissing(path, _("%(path)s: no folder of uploads was given.") % {"path": path})
        for name in (path, full_size(path)):
            file = self.folder / name
            try:
                # A link may lead out of the folder, so the real place counts.
                if file.resolve().is_relative_to(self.folder) and file.is_file():
                    return file
            except OSError:
                continue
        raise FileMissing(path, _("%(path)s is not in the folder.") % {"path": path})


def _title(about: dict, path: str) -> str:
    return (words_of(about.get("title", "")) or PurePosixPath(path).stem)[:_LONGEST]
