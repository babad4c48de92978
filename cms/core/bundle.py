"""Bundles style sheets, many small files in development, into one in production; shortens scripts.

In development a stylesheet imports its parts. When files are collected, the imports are written
into it and the whitespace is taken out, so that a first visit needs a single request.
"""

import re
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\)(?: layer\((?P<layer>[\w-]+)\))?;')
_TOKEN = re.compile(
    r"""(?P<text>"[^"]*"|'[^']*')|/\*.*?\*/|\s*(?P<mark>[{};,])\s*|(?P<gap>\s+)""", re.S
)
_LINE = re.compile(r"^[ \t]*//.*\n|^[ \t]+|^\n", re.M)
# Scripts of the house, whose comments have lines of their own; those of packages are left alone.
_SCRIPTS = "cms/js/"
_URL = re.compile(r'url\("(?P<path>\.\./[^"]+)"\)')


def minify(css: str) -> str:
    """Return ``css`` without comments and needless whitespace; what is quoted stays as it is."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = _TOKEN.sub(lambda m: m["text"] or m["mark"] or (" " if m["gap"] else ""), css)
    return css.replace(";}", "}").strip()


def minify_script(script: str) -> str:
    """Return one of our scripts without lines of comments, empty lines and indentation."""
    return _LINE.sub("", script)


def bundle(path: str, read) -> str:
    """Return the stylesheet at ``path`` with every import written in.

    ``read`` returns the text of a stylesheet by its path. Raises ``ValueError`` if an imported file
    of another folder refers to a file, whose address would no longer be right.
    """
    home = PurePosixPath(path).parent

    def inline(match: re.Match) -> str:
        part = match["path"]
        text = read(str(home / part))
        if "/" in part and _URL.search(text):
            raise ValueError(f"{part} refers to a file; only stylesheets beside {path} may")
        return f"@layer {match['layer']}{{{text}}}" if match["layer"] else text

    return minify(_IMPORT.sub(inline, read(path)))


class BundleMixin:
    """Write in one piece what imports others, before the files are hashed and compressed."""

    def post_process(self, paths, dry_run=False, **options):
        """Yield what the storage yields, after replacing each entry by its bundle."""

        def read(name: str) -> str:
            storage, path = paths[name]
            with storage.open(path) as file:
                return file.read().decode()

        sheets = () if dry_run else [name for name in paths if name.endswith(".css")]
        bundles = {name: bundle(name, read) for name in sheets if _IMPORT.search(read(name))}
        scripts = () if dry_run else [name for name in paths if name.startswith(_SCRIPTS)]
        for name, text in [*bundles.items(), *((one, minify_script(read(one))) for one in scripts)]:
            self.delete(name)
            self._save(name, ContentFile(text.encode()))
            paths[name] = (self, name)
        yield from super().post_process(paths, dry_run=dry_run, **options)


class BundledStaticFilesStorage(BundleMixin, CompressedManifestStaticFilesStorage):
    """Static files for production: bundled, hashed, compressed."""
