"""Pictures remember what was decided about their alternative text."""

import pytest
from wagtail.images.tests.utils import get_test_image_file

from cms.media.models import SiteImage


@pytest.mark.django_db
def test_a_decorative_picture_stays_one():
    made = SiteImage.objects.create(title="Line", decorative=True, file=get_test_image_file())
    read = SiteImage.objects.get(pk=made.pk)
    assert made.decorative
    assert read.decorative
    assert read.default_alt_text == ""
    assert SiteImage.objects.only("title").get(pk=made.pk).decorative
    assert not SiteImage().decorative
