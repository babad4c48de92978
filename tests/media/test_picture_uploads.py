"""Wherever a picture is added it is cleaned, or refused at its field in the reader's language."""

import io

import pytest
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import Collection, UploadedFile
from wagtail.users.models import UserProfile

from cms.core.errors import Refused
from cms.media.checks import picture_originals
from cms.media.forms import PictureField
from cms.media.models import SiteImage
from cms.media.pictures import originals
from cms.media.private import private_storage
from tests.factories import UserFactory
from tests.media.picture_files import SECRETS, bomb, moving, opened, still, telling

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the file of a picture that is replaced to the collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

BAD = {
    "damaged": (telling("JPEG")[:700], "damaged"),
    "bomb": (None, "million pixels"),
    "moving": (moving("GIF"), "Moving pictures"),
}


@pytest.fixture
def admin(client):
    user = UserFactory(is_superuser=True, language="en")
    client.force_login(user)
    return client


@pytest.fixture
def kept(settings):
    settings.PICTURE_ORIGINALS = "kept"


def upload(content: bytes, name: str = "march.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def bytes_of(image: SiteImage) -> bytes:
    with image.file.storage.open(image.file.name) as file:
        return file.read()


def tells(content: bytes) -> bool:
    return any(secret in content for secret in SECRETS)


def stored_before(content: bytes, name: str = "old.jpg") -> SiteImage:
    """Return a picture as it was stored when nothing was taken out."""
    image = SiteImage.objects.create(
        title="Old", description="A march", file=ContentFile(still("JPEG"), name)
    )
    stored = default_storage.save(f"original_images/{name}", ContentFile(content))
    SiteImage.objects.filter(pk=image.pk).update(
        file=stored, width=60, height=40, file_hash="", file_size=None
    )
    return SiteImage.objects.get(pk=image.pk)


# One way in after the other: each returns the answer and takes the field's name into account.


def add(client, file):
    data = {"title": "March", "description": "A march", "collection": 1, "file": file}
    return client.post(reverse("wagtailimages:add"), data)


def add_many(client, file):
    data = {"title": "March", "collection": Collection.get_first_root_node().pk, "files[]": file}
    return client.post(reverse("wagtailimages:add_multiple"), data)


def choose(client, file):
    data = {
        "image-chooser-upload-title": "March",
        "image-chooser-upload-description": "A march",
        "image-chooser-upload-collection": Collection.get_first_root_node().pk,
        "image-chooser-upload-file": file,
    }
    return client.post(reverse("wagtailimages_chooser:create"), data)


def replace(client, file):
    image = SiteImage.objects.create(
        title="Old", description="A march", file=ContentFile(still(), "old.png")
    )
    data = {"title": "March", "description": "A march", "collection": 1, "file": file}
    return client.post(reverse("wagtailimages:edit", args=[image.pk]), data)


WAYS = [add, add_many, choose, replace]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_shown_is_said_at_the_field(admin, way, kind):
    content, words = BAD[kind]
    content = content or bomb(13_500, 13_500)
    name = {"damaged": "march.jpg", "bomb": "march.png", "moving": "march.gif"}[kind]
    response = way(admin, upload(content, name))
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not SiteImage.objects.filter(title="March").exists()
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize("way", [add, choose, replace])
def test_a_picture_is_stored_without_what_it_tells(admin, way):
    way(admin, upload(telling("JPEG", orientation=6)))
    image = SiteImage.objects.get(title="March")
    content = bytes_of(image)
    assert not tells(content)
    assert (image.width, image.height) == opened(content).size == (40, 60)
    assert image.file_size == len(content)
    assert image.file_hash == originals.digest(content)


def test_of_many_at_once_nothing_lies_about_until_they_are_described(admin):
    response = add_many(admin, upload(telling("PNG"), "march.png"))
    waiting = UploadedFile.objects.get()
    with waiting.file.open("rb") as file:
        assert not tells(file.read())
    key = response.json()["uploaded_file_id"]
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[key])
    prefix = f"uploaded-image-{waiting.pk}"
    admin.post(
        address,
        {
            f"{prefix}-title": "March",
            f"{prefix}-description": "A march",
            f"{prefix}-collection": Collection.get_first_root_node().pk,
        },
    )
    assert not tells(bytes_of(SiteImage.objects.get(title="March")))


def test_a_large_upload_on_the_disk_is_cleaned_too():
    """Django moves such a file into its place by its path."""
    content = telling("JPEG")
    file = TemporaryUploadedFile("march.jpg", "image/jpeg", len(content), None)
    file.write(content)
    file.seek(0)
    taken = PictureField().clean(file)
    image = SiteImage(title="March", description="A march", file=taken)
    image.save()
    assert not tells(bytes_of(image))
    assert image.file_size == len(bytes_of(image)) == taken.size


def test_a_portrait_in_the_admin_is_cleaned(admin):
    user = UserFactory(is_superuser=True)
    admin.force_login(user)
    UserProfile.get_for_user(user)
    page = admin.get(reverse("wagtailadmin_account"))
    data = {
        f"{panel}-{name}": value
        for panel, name, value in [
            ("name_email", "first_name", "Ana"),
            ("name_email", "last_name", "Ruiz"),
            ("name_email", "email", user.email),
            ("theme", "theme", "system"),
            ("theme", "density", "default"),
            ("theme", "contrast", "system"),
            ("theme", "keyboard_shortcuts", "on"),
        ]
    }
    assert page.status_code == 200
    sent = data | {"avatar-avatar": upload(bomb(13_500, 13_500), "me.png")}
    response = admin.post(reverse("wagtailadmin_account"), sent)
    assert "million pixels" in response.content.decode()
    response = admin.post(
        reverse("wagtailadmin_account"), data | {"avatar-avatar": upload(telling("JPEG"))}
    )
    assert response.status_code == 302
    profile = UserProfile.objects.get(user=user)
    with profile.avatar.open("rb") as file:
        assert not tells(file.read())


def test_code_that_stores_a_picture_cleans_it_or_is_refused():
    image = SiteImage.objects.create(title="A", file=ContentFile(telling("WEBP"), "a.webp"))
    assert not tells(bytes_of(image))
    with pytest.raises(Refused):
        SiteImage.objects.create(title="B", file=ContentFile(moving("GIF"), "b.gif"))


@pytest.mark.parametrize("spec", ["original", "width-30", "fill-20x20|format-jpeg", "format-webp"])
def test_no_size_of_an_old_picture_tells_anything(spec):
    image = stored_before(telling("JPEG", orientation=6))
    assert tells(bytes_of(image))
    rendition = image.get_rendition(spec)
    with rendition.file.open("rb") as file:
        content = file.read()
    assert not tells(content)
    assert dict(opened(content).getexif()) == {}


def test_no_size_of_an_old_avif_tells_anything():
    image = stored_before(telling("AVIF"), "old.avif")
    for spec in ("original", "width-30", "width-30|format-avif"):
        with image.get_rendition(spec).file.open("rb") as file:
            assert not tells(file.read())


def test_originals_are_kept_where_the_settings_say_so(kept, django_capture_on_commit_callbacks):
    content = telling("JPEG")
    image = SiteImage.objects.create(title="A", file=ContentFile(content, "a.jpg"))
    with private_storage().open(originals.path(image.file_hash)) as file:
        assert file.read() == content
    assert not tells(bytes_of(image))
    twin = SiteImage.objects.create(title="B", file=ContentFile(content, "b.jpg"))
    for one, left in ((image, True), (twin, False)):
        with django_capture_on_commit_callbacks(execute=True):
            one.delete()
        assert private_storage().exists(originals.path(twin.file_hash)) is left


def test_nothing_is_kept_by_default():
    assert django_settings.PICTURE_ORIGINALS == "stripped"
    image = SiteImage.objects.create(title="A", file=ContentFile(telling("PNG"), "a.png"))
    assert not private_storage().exists(originals.path(image.file_hash))


def test_a_word_that_is_no_setting_is_found_before_the_start(settings):
    assert picture_originals(None) == []
    settings.PICTURE_ORIGINALS = "keep"
    assert [error.id for error in picture_originals(None)] == ["media.E001"]


def strip() -> str:
    out = io.StringIO()
    call_command("strip_pictures", stdout=out)
    return out.getvalue()


def test_stored_pictures_are_cleaned_once(django_capture_on_commit_callbacks):
    image = stored_before(telling("JPEG", orientation=6))
    clean = SiteImage.objects.create(title="Clean", file=ContentFile(still(), "clean.png"))
    before, name = image.file.name, clean.file.name
    image.get_rendition("width-30")
    with django_capture_on_commit_callbacks(execute=True):
        assert strip() == "2 pictures, 1 cleaned.\n"
    image.refresh_from_db()
    clean.refresh_from_db()
    assert not tells(bytes_of(image))
    assert (image.width, image.height) == (40, 60)
    assert image.file_hash == originals.digest(bytes_of(image))
    assert not default_storage.exists(before)
    assert not image.renditions.exists()
    assert clean.file.name == name
    now = image.file.name
    assert strip() == "2 pictures, 0 cleaned.\n"
    image.refresh_from_db()
    assert image.file.name == now


def test_originals_of_stored_pictures_are_kept_and_forgotten_as_is_said(kept, settings):
    image = stored_before(telling("JPEG"))
    strip()
    image.refresh_from_db()
    private_storage().save(originals.path("0" * 40), ContentFile(b"of a form that was left"))
    assert "1 originals forgotten" in strip()
    assert originals.kept_hashes() == [image.file_hash]
    settings.PICTURE_ORIGINALS = "stripped"
    assert "1 originals forgotten" in strip()
    assert originals.kept_hashes() == []


def test_a_picture_that_cannot_be_cleaned_is_named_and_the_others_are():
    bad, good = stored_before(moving("GIF"), "bad.gif"), stored_before(telling("JPEG"))
    with pytest.raises(CommandError, match=rf"{bad.pk}: Moving"):
        strip()
    good.refresh_from_db()
    assert not tells(bytes_of(good))
