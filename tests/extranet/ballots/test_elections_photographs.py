"""Photographs of candidates: made anew, or refused."""

import io

import pytest
from PIL import Image

from cms.core.errors import Refused
from extranet.ballots.models import Nomination
from extranet.ballots.services.elections import (
    naming,
    photographs,
)
from tests.extranet.ballots.elections_tools import (
    Stage,
    photograph,
)

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


@pytest.fixture
def stage(db):
    return Stage()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_photographs_are_made_anew_without_what_came_along(stage, kind):
    nomination = stage.name(stage.election(), stage.organisations[0], photograph=photograph(kind))
    with nomination.photograph.open() as file:
        content = file.read()
    with Image.open(io.BytesIO(content)) as image:
        assert (image.format, image.size) == ("JPEG", (800, 600))
        assert dict(image.getexif()) == {}
    assert b"taken at home" not in content
    assert "Byron" not in nomination.photograph.name


def test_what_is_no_photograph_is_refused_beside_its_field(stage, monkeypatch):
    election = stage.election()
    damaged = photograph()
    damaged.file.truncate(400)
    gif = photograph("GIF")
    for upload, words in ((damaged, "damaged"), (gif, "no photograph")):
        with pytest.raises(Refused, match=words) as refused:
            stage.name(election, stage.organisations[0], photograph=upload)
        assert refused.value.field == "photograph"
    monkeypatch.setattr(photographs, "MAX_PIXELS", 100)
    with pytest.raises(Refused, match="too many pixels"):
        stage.name(election, stage.organisations[0], photograph=photograph())
    monkeypatch.setattr(photographs, "MAX_BYTES", 10)
    with pytest.raises(Refused, match="too large"):
        stage.name(election, stage.organisations[0], photograph=photograph())
    assert not Nomination.objects.exists()


def test_the_old_photograph_goes_when_a_new_one_is_kept(stage, django_capture_on_commit_callbacks):
    organisation = stage.organisations[0]
    nomination = stage.name(stage.election(), organisation, photograph=photograph())
    old, user = nomination.photograph.name, stage.delegates[organisation]
    storage = nomination.photograph.storage
    with django_capture_on_commit_callbacks(execute=True):
        nomination = naming.change(nomination=nomination, by=user, photograph=photograph("PNG"))
    assert not storage.exists(old)
    assert storage.exists(nomination.photograph.name)
    with django_capture_on_commit_callbacks(execute=True):
        changed = naming.change(nomination=nomination, by=user, remove_photograph=True)
    assert not changed.photograph
    assert not storage.exists(nomination.photograph.name)
