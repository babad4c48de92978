"""Compiles the translation catalogues without gettext's tools."""

import os
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


def catalogues(root: Path) -> list[Path]:
    """Return the .po files of the project's own packages, sorted."""
    patterns = ("*/locale/*/LC_MESSAGES/*.po", "*/*/locale/*/LC_MESSAGES/*.po")
    return sorted(
        path
        for pattern in patterns
        for path in root.glob(pattern)
        if not path.relative_to(root).parts[0].startswith(".")
    )


def compile_catalogue(source: Path) -> bool:
    """Write the .mo file beside a .po file; return whether it was older or missing.

    Fuzzy entries are left out, as gettext's own compiler does.
    """
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return False
    # A process that reads the catalogue meanwhile must find the old one or the new one.
    scratch = target.with_suffix(f".mo.{os.getpid()}")
    polib.pofile(str(source)).save_as_mofile(str(scratch))
    scratch.replace(target)
    return True


class Command(BaseCommand):
    help = "Compiles the translation catalogues (.po) into what Django reads (.mo)."
    requires_system_checks = ()

    def handle(self, *args, **options):
        sources = catalogues(settings.BASE_DIR)
        written = sum(compile_catalogue(source) for source in sources)
        if options["verbosity"] > 0:
            self.stdout.write(f"{written} of {len(sources)} catalogues compiled")
