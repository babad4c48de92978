import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from cms.core.models import SiteIdentity
from cms.core.models.identity import validate_plain_svg

PLAIN = b'<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>'


def test_a_plain_drawing_is_taken():
    file = SimpleUploadedFile("emblem.svg", PLAIN)
    validate_plain_svg(file)
    assert file.read() == PLAIN


@pytest.mark.parametrize(
    "content",
    [
        b"not a drawing",
        b"<svg><script>alert(1)</script></svg>",
        b'<svg onload="alert(1)"></svg>',
        b'<svg><a href="javascript:alert(1)"/></svg>',
        b'<svg><image href="https://elsewhere.example/x.png"/></svg>',
        b'<!DOCTYPE svg [<!ENTITY x "y">]><svg/>',
        b"<svg><foreignObject/></svg>",
    ],
)
def test_a_drawing_that_could_act_is_refused(content):
    with pytest.raises(ValidationError):
        validate_plain_svg(SimpleUploadedFile("emblem.svg", content))


def test_the_name_follows_the_readers_language():
    identity = SiteIdentity(names={"en": "Alliance", "fr": "L’Alliance"}, short_names={"en": "A"})
    with override("fr"):
        assert (identity.name, identity.short_name) == ("L’Alliance", "A")
    with override("es"):
        assert identity.name == "Alliance"
