"""The repair against real documents, where they are at hand: one is damaged and four are sound."""

import csv
import os
import re
from pathlib import Path

import pytest

from cms.media.repair import guess_language, repair, repair_report

CORPUS = Path(
    os.environ.get("CORPUS_DIR", Path(__file__).resolve().parents[3] / "shared" / "corpus")
)
DAMAGED = "guiding-principles.fr.txt"

pytestmark = pytest.mark.skipif(
    not (CORPUS / DAMAGED).exists(), reason=f"no real documents in {CORPUS} (CORPUS_DIR)"
)


def read(name: str) -> str:
    return (CORPUS / name).read_bytes().decode()


def names() -> list[str]:
    if not (CORPUS / "manifest.csv").exists():
        return []
    with (CORPUS / "manifest.csv").open(encoding="utf-8") as lines:
        return [row["file"] for row in csv.DictReader(lines)]


@pytest.mark.parametrize("language", [None, "fr"])
class TestDamaged:
    def test_no_damage_is_left(self, language):
        mended = repair(read(DAMAGED), language)
        assert "+" not in mended
        assert not re.findall(r"\w*[a-zà-ÿ](?:\d|[A-Z])\w*", mended)
        digits = re.findall(r"\S*\d\S*", mended)
        assert sorted(digits) == ["21e", "30%", "30%", "35"]

    def test_every_word_is_the_right_one(self, language):
        expected = read(DAMAGED)
        assert expected.count("+") == 101
        for damaged, mended in (("+", "ti"), ("uAer", "utter"), ("aAre", "attre")):
            expected = expected.replace(damaged, mended)
        expected = re.sub(r"(?<=[a-z])9(?=[a-z])", "ti", expected)
        assert repair(read(DAMAGED), language) == expected

    def test_lines_and_tabs_stay(self, language):
        damaged, mended = read(DAMAGED), repair(read(DAMAGED), language)
        assert re.sub(r"[^\t\n\f ]+", "x", damaged) == re.sub(r"[^\t\n\f ]+", "x", mended)

    def test_report(self, language):
        report = repair_report(read(DAMAGED), language)
        assert report.substitutions == {("+", "ti"): 101, ("A", "tt"): 5, ("9", "ti"): 3}

    def test_a_second_run_changes_nothing(self, language):
        once = repair(read(DAMAGED), language)
        assert repair(once, language) == once


@pytest.mark.parametrize("name", [name for name in names() if name != DAMAGED])
@pytest.mark.parametrize("language", [None, "fr", "en", "es"])
def test_sound_documents_are_left(name, language):
    text = read(name)
    assert repair(text, language) == text
    assert guess_language(text) == "fr"
