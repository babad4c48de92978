"""What an import makes of posts and pages."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from home.models import StandardPage, StatementPage
from home.services.import_wordpress import NotAnExport, WordPressRefused
from home.services.wordpress.options import page_below, read_kinds, read_topics
from tests.home.wordpress.exports import SITE, export, item
from tests.home.wordpress.tools import blocks, statement

pytestmark = pytest.mark.django_db


def actions(report):
    return {number: one.action for number, one in report.outcomes.items()}


def test_a_post_is_a_statement_with_its_facts(run):
    terms = [
        ("category", "news", "News"),
        ("post_tag", "paix", "PAIX"),
        ("post_tag", "zzz", "Zzz &amp; co"),
        ("category", "uncategorized", "Uncategorized"),
    ]
    report = run(
        item(
            "Words.",
            id=1,
            title="<em>Peace</em> &amp; bread",
            terms=terms,
            date="2019-05-02 00:30:00",
            date_gmt="2019-05-01 22:30:00",
            excerpt="In <b>short</b>.",
        )
    )
    page = statement("Peace & bread")
    assert page.kind == "press_release"
    assert page.date == datetime.date(2019, 5, 2)
    assert page.summary == "In short."
    assert [topic.code for topic in page.topics.all()] == ["peace"]
    assert page.authentic_language == page.locale.language_code == "en"
    assert not page.live
    assert page.first_published_at is None
    assert dict(report.terms) == {"zzz & co": 1}
    assert report.outcomes[1].author == "Rosa Lux"


def test_a_page_is_a_standard_page_below_the_page_it_stood_below(run, site):
    run(
        item("Child.", id=2, type="page", title="Child", parent=3),
        item("Parent.", id=3, type="page", title="Parent", name="parent"),
    )
    child = StandardPage.objects.get(title="Child")
    assert child.get_parent().title == "Parent"
    assert child.get_parent().get_parent().specific == site["en"]
    assert child.get_parent().slug == "parent"


def test_pages_go_below_a_chosen_page(run, site):
    about = StandardPage(title="About", slug="about", locale=site["en"].locale)
    site["en"].add_child(instance=about)
    for key in (str(about.pk), "/en/about/", "en/about"):
        assert page_below(key).pk == about.pk
    run(item("x", id=3, type="page", title="Below"), under=about)
    assert StandardPage.objects.child_of(about).get().title == "Below"
    with pytest.raises(WordPressRefused, match="no translation in fr"):
        run(item("x", id=4, type="page", language="fr"), under=about)
    with pytest.raises(WordPressRefused, match="no home or standard page"):
        page_below("/en/positions/")


def test_kinds_and_topics_can_be_mapped(run, tmp_path):
    table = tmp_path / "topics.csv"
    table.write_text("Luttes;peace\nDivers;\n", encoding="utf-8")
    report = run(
        item(
            "x",
            id=1,
            title="Mapped",
            terms=[("category", "avis", "Avis"), ("category", "luttes", "Luttes")],
        ),
        item("x", id=2, title="Plain", terms=[("category", "divers", "Divers")]),
        kinds=read_kinds(["avis=declaration"]),
        topics=read_topics(table),
        default_kind="report",
    )
    assert statement("Mapped").kind == "declaration"
    assert [topic.code for topic in statement("Mapped").topics.all()] == ["peace"]
    assert statement("Plain").kind == "report"
    assert not report.terms


def test_wrong_choices_are_refused_before_anything_is_written(run, tmp_path):
    with pytest.raises(WordPressRefused, match="no kind of statement"):
        read_kinds(["avis=opinion"])
    table = tmp_path / "topics.csv"
    table.write_text("Luttes;nothing-of-the-kind\n")
    with pytest.raises(WordPressRefused, match="nothing-of-the-kind"):
        run(item("x", id=1), topics=read_topics(table))
    table.write_text("one cell\n")
    with pytest.raises(WordPressRefused, match="line 1"):
        read_topics(table)
    with pytest.raises(WordPressRefused, match="--language"):
        run(item("x", id=1), language="")
    with pytest.raises(NotAnExport):
        run(text=export(item(id=1))[:-30])
    assert not StatementPage.objects.exists()


TOMORROW = (timezone.now() + datetime.timedelta(days=1)).strftime("%Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize(
    "given",
    [
        {"status": "draft", "date_gmt": "0000-00-00 00:00:00"},
        {"status": "draft", "date": "0000-00-00 00:00:00"},
        {"status": "pending"},
        {"status": "private"},
        {"status": "future", "date": TOMORROW},
        {"status": "publish", "date": TOMORROW},
        {"status": "publish", "password": "secret"},
        {"status": "something-of-a-plugin"},
    ],
)
def test_what_nobody_could_read_stays_a_draft_without_old_addresses(run, given):
    run(item("A text.", id=1, title="Hidden", **given), publish=True)
    assert not statement("Hidden").live
    assert not Redirect.objects.exists()


def test_what_was_public_is_published_with_its_dates_and_addresses(run, client):
    report = run(
        item("A text.", id=1, title="Shown", name="shown", date="2018-03-01 08:00:00"),
        item("Page.", id=2, type="page", title="About us", link=f"{SITE}/about/"),
        publish=True,
    )
    page = statement("Shown")
    assert page.live
    assert page.first_published_at == datetime.datetime(2018, 3, 1, 8, tzinfo=datetime.UTC)
    assert report.published == 2
    for address, url in [
        ("/2019/05/shown/", page.url),
        ("/2019/05/shown", page.url),
        ("/?p=1", page.url),
        ("/?page_id=2", StandardPage.objects.get(title="About us").url),
        ("/about/", StandardPage.objects.get(title="About us").url),
    ]:
        response = client.get(address)
        assert (response.status_code, response.headers.get("Location")) == (301, url), address
        assert client.get(url).status_code == 200
    assert client.get("/?p=77").headers["Location"] == "/en/"


def test_a_redirect_that_stands_stays(run, site):
    Redirect.add_redirect("/2019/05/shown/", redirect_to=site["fr"])
    run(item("A text.", id=1, name="shown"))
    assert Redirect.objects.get(old_path="/2019/05/shown").redirect_page_id == site["fr"].pk


def test_what_the_gate_refuses_is_a_draft_and_said(run):
    french = "Ceci est un texte en français qui parle de la paix et du pain pour tous. " * 6
    report = run(item(french, id=1, title="Wrong language"), publish=True)
    assert not statement("Wrong language").live
    assert statement("Wrong language").first_published_at is None
    assert "Français" in " ".join(report.outcomes[1].notes)
    assert report.published == 0


def test_links_lead_to_pages_that_come_later(run):
    run(
        item(
            f'<a href="{SITE}/2019/05/later/">a</a> <a href="/?p=2#x">b</a> '
            '<a href="https://elsewhere.example/">c</a> <a href="/tag/peace/">d</a>',
            id=1,
            title="First",
        ),
        item("Text.", id=2, title="Second", name="later"),
    )
    later = statement("Second").pk
    first = statement("First").get_latest_revision_as_object()
    assert blocks(first, "paragraph") == [
        f'<p><a linktype="page" id="{later}">a</a> <a linktype="page" id="{later}">b</a> '
        f'<a href="https://elsewhere.example/">c</a> <a href="{SITE}/tag/peace/">d</a></p>'
    ]


def test_titles_that_are_missing_or_too_long(run):
    report = run(
        item("The first words of it. And more.", id=1, title=""),
        item("", id=2, title=""),
        item("x", id=3, title="Long " * 100),
        item("x", id=4, title="<script>alert(1)</script>"),
    )
    titles = {one.post: one.title for one in report.outcomes.values()}
    assert titles[1] == "The first words of it. And more."
    assert "2" in titles[2]
    assert 200 < len(titles[3]) <= 255
    assert "cut" in " ".join(report.outcomes[3].notes)
    assert set(actions(report).values()) == {"created"}
    assert titles[4] == "x"


def test_what_becomes_of_the_rest_is_said(run):
    comment = "<wp:comment><wp:comment_content>x</wp:comment_content></wp:comment>"
    report = run(
        item("[foo x=1] [foo x=2]\n<!--nextpage-->\nb", id=1, sticky=True, extra=comment),
        item("x", id=2, language="ar"),
        item("x", id=3, type="tribe_events"),
        item("x", id=4, status="trash"),
        item("x", id=5, terms=[("category", f"c{number}", f"C{number}") for number in range(60)]),
    )
    said = " ".join(report.outcomes[1].notes)
    for words in ("[foo]", "(2)", "2 pages", "at the top", "1 comment"):
        assert words in said
    assert dict(report.languages) == {"ar": 1}
    assert dict(report.types) == {"tribe_events": 1}
    assert report.trashed == 1
    assert len(report.terms) == 60
    assert set(report.outcomes) == {1, 5}


def test_right_to_left_titles_get_an_address(run):
    run(item("نعم للسلام", id=1, title="السلام", name="%d8%a7%d9%84%d8%b3", language="en"))
    assert statement("السلام").slug


def test_pages_of_an_author_with_an_account_are_theirs_and_no_account_is_made(run):
    users = get_user_model()
    before = users.objects.count()
    run(item("x", id=1, title="Nobody’s"))
    assert users.objects.count() == before
    rosa = users.objects.create_user(email="Rosa@old-alliance.example", password=None)
    run(item("x", id=2, title="Hers"))
    assert statement("Hers").owner == rosa
    assert statement("Nobody’s").owner is None
