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


@pytest.mark.django_db
def test_another_accent_has_a_style_sheet_of_its_own_and_the_houses_has_none(client):
    assert SiteIdentity().accent_css_url == ""
    url = SiteIdentity(accent_colour="#0A5C36").accent_css_url
    answer = client.get(url)
    assert answer.content == b":root{--accent:#0a5c36}"
    assert answer["Content-Type"].startswith("text/css")
    assert "immutable" in answer["Cache-Control"]


@pytest.mark.parametrize("colour", ["red", "0a5c3", "0a5c36}*{color:red", "0A5C36"])
def test_no_other_style_can_be_asked_for(client, db, colour):
    assert client.get(f"/accent-{colour}.css").status_code == 404
