"""Editors see what a block is for, and a sample of it, before they choose it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.translation import override

from cms.core.blocks import BodyBlock
from tests.home.editing import colleague, signed_in

BLOCKS = BodyBlock().child_blocks


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_says_what_it_is_for_in_every_language(name):
    said = set()
    for language in ("en", "fr", "es"):
        with override(language):
            said.add(str(BLOCKS[name].get_description()))
    assert len(said) == 3


@pytest.mark.django_db
def test_every_block_has_a_sample_in_the_look_of_the_site(roles):
    client = signed_in(colleague("editors"))
    for name, block in BLOCKS.items():
        assert block.is_previewable, name
        answer = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
        assert answer.status_code == 200, name
        assert "'unsafe-inline'" not in answer["Content-Security-Policy"]
        assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
        soup = BeautifulSoup(answer.content, "html.parser")
        assert soup.main.get_text(strip=True), name
        assert soup.find("script") is None


def test_blocks_of_wagtail_are_written_into_migrations_as_such():
    for name in ("paragraph", "footnotes", "table"):
        assert BLOCKS[name].deconstruct()[0].startswith("wagtail."), name
