"""What new statements begin with on the site of the sample."""

import json

from cms.core.labels import site_languages
from home.importing import read_document
from home.models import StartingPoint
from home.sample import FOLDER


def add_starting_points() -> int:
    """Add them where there are none at all; return how many were added."""
    if StartingPoint.objects.exists():
        return 0
    rows = json.loads((FOLDER / "starting_points.json").read_text(encoding="utf-8"))
    points = [
        StartingPoint(
            name=row["names"][language],
            kind=row["kind"],
            language=language,
            title=row["titles"][language],
            summary=row["summaries"][language],
            body=_body(row["code"], language),
        )
        for row in rows
        for language in row["names"]
        if language in site_languages()
    ]
    StartingPoint.objects.bulk_create(points)
    return len(points)


def _body(code: str, language: str) -> list[dict]:
    path = FOLDER / "starting_points" / f"{code}.{language}.md"
    return read_document(path, language=language, title="").blocks
