"""Pictures and files of posts: taken from the folder of uploads alone."""

import pytest

from cms.media.models import SiteDocument, SiteImage
from tests.home.wordpress.exports import UPLOADS, attachment, item
from tests.home.wordpress.tools import blocks, statement

pytestmark = pytest.mark.django_db


def test_pictures_and_files_come_from_the_folder(run, uploads):
    text = (
        f'[caption id="attachment_5"]<img class="wp-image-5" src="{UPLOADS}/2019/05/'
        f'march-300x200.jpg" alt="People march"> Madrid[/caption]\n\n'
        f'See <a href="{UPLOADS}/2019/05/programme.pdf">the programme</a>.\n\n[gallery ids="6"]'
    )
    report = run(
        attachment("2019/05/march.jpg", id=5),
        attachment("2019/05/rally.png", id=6, alt="A rally", caption="At night"),
        attachment("2019/05/programme.pdf", id=7),
        item(text, id=1, title="Shown", meta={"_thumbnail_id": 6}),
        item(f'<img src="{UPLOADS}/2019/05/march.jpg">', id=2, title="Again"),
        media=uploads,
    )
    page = statement("Shown")
    march, rally = (SiteImage.objects.get(title=name) for name in ("march", "rally"))
    assert [(one["image"], one["caption"]) for one in blocks(page, "image")] == [
        (march.pk, "Madrid"),
        (rally.pk, "At night"),
    ]
    assert (march.description, march.decorative) == ("People march", False)
    assert page.image == rally
    document = SiteDocument.objects.get()
    assert f'<a linktype="document" id="{document.pk}">the programme</a>' in str(
        blocks(page, "paragraph")
    )
    assert blocks(statement("Again"), "image")[0]["image"] == march.pk
    assert not report.missing_files
    assert not report.outcomes[1].notes


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("2019/05/nowhere.jpg", "not in the folder"),
        ("2019/05/broken.jpg", "damaged"),
        ("2019/05/page.html", "kind that is not taken"),
        ("2019/05/picture.svg", "kind that is not taken"),
    ],
)
def test_what_cannot_be_had_is_named_and_its_caption_kept(run, uploads, path, reason):
    text = f'<figure><img src="{UPLOADS}/{path}"><figcaption>Said.</figcaption></figure>'
    report = run(item(text, id=1, title="Without"), media=uploads)
    assert blocks(statement("Without"), "paragraph") == ["<p>Said.</p>"]
    assert reason in " ".join(report.outcomes[1].notes)
    assert dict(report.missing_files) == {path: 1}


def test_links_out_of_the_folder_are_not_followed(run, uploads, tmp_path):
    (tmp_path / "secret.jpg").write_bytes((uploads / "2019/05/march.jpg").read_bytes())
    (uploads / "2019/05/link.jpg").symlink_to(tmp_path / "secret.jpg")
    run(
        item(f'<img src="{UPLOADS}/2019/05/link.jpg">', id=1),
        item(f'<img src="{UPLOADS}/../../../secret.jpg">', id=2),
        attachment("../secret.jpg", id=3),
        item('<img class="wp-image-3" src="x.jpg">', id=4),
        media=uploads,
    )
    assert not SiteImage.objects.exists()
