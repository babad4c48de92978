"""Every kind of public page in a real browser: accessible, whole on a phone, light, silent."""

import pytest

from tests.browser.accessibility import faults
from tests.browser.addresses import KINDS, LANGUAGES, addresses

pytestmark = pytest.mark.browser
# Bytes as they are sent, all but pictures: on a slow line they take a few seconds.
FIRST_VISIT_BUDGET = 40_000


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture
def paths(chromium, served_site, language):
    return addresses(chromium, served_site, language)


@pytest.mark.parametrize("kind", KINDS)
def test_page(kind, paths, language, window, served_site):
    """One visit, several questions: each page is loaded once and looked at from all sides."""
    if paths[kind] is None:
        pytest.skip("the sample has none")
    answer = window.goto(paths[kind])

    assert answer.status == (404 if kind == "not found" else 200)
    assert window.locator("html").get_attribute("lang") == paths[kind].split("/")[1]
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert [url for url in window.requested if not url.startswith((served_site, "data:"))] == []
    assert window.context.cookies() == []

    # By the keyboard one goes the same way in every language.
    assert faults(window, walk=language == "en") == []
    # A missing page is told to the console by the browser itself.
    assert window.complaints == [] or kind == "not found"


@pytest.mark.parametrize("kind", ["statement", "form to sign", "course", "certificate verified"])
def test_a_first_visit_is_light(kind, chromium, served_site, visit):
    received = {}
    page = visit("about:blank")
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    kinds = {}
    client.on(
        "Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]})
    )
    client.on(
        "Network.loadingFinished",
        lambda event: received.update({event["requestId"]: event["encodedDataLength"]}),
    )
    page.goto(addresses(chromium, served_site, "en")[kind])
    page.wait_for_load_state("networkidle")
    weights = {kinds[request]: 0 for request in received}
    for request, size in received.items():
        weights[kinds[request]] += size
    assert weights["Document"] > 0
    assert weights["Stylesheet"] > 0
    assert sum(size for kind, size in weights.items() if kind != "Image") <= FIRST_VISIT_BUDGET


def test_a_statement_reads_without_any_script(chromium, served_site, visit):
    path = addresses(chromium, served_site, "en")["statement"]
    with_script = visit(path).locator("main").inner_text()
    without = visit(path, script=False).locator("main").inner_text()
    assert len(without) > 500
    # The button that copies the citation is all that a script adds.
    assert set(without.splitlines()) <= set(with_script.splitlines())


def test_motion_stops_where_the_reader_asks_for_none(chromium, served_site, visit):
    page = visit(addresses(chromium, served_site, "en")["statement"], reduced_motion="reduce")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(element => {
            const style = getComputedStyle(element)
            const times = (style.transitionDuration + "," + style.animationDuration).split(",")
            return times.some(time => parseFloat(time) > 0.01)
        }).length"""
    )
    assert moving == 0


def test_printed_a_statement_is_a_document_with_its_address(chromium, served_site, visit):
    path = addresses(chromium, served_site, "en")["statement"]
    page = visit(path)
    page.emulate_media(media="print")
    assert not page.locator("nav.site-menu").first.is_visible()
    assert not page.locator("footer a").first.is_visible()
    assert page.locator("h1").is_visible()
    assert served_site + path in page.locator("body").inner_text()


def test_the_citation_names_the_paragraph_that_the_address_does(chromium, served_site, visit):
    path = addresses(chromium, served_site, "fr")["statement"]
    page = visit(f"{path}#p-2")
    cited = page.locator("#citation")
    assert f"§ 2, {served_site}{path}#p-2" in cited.inner_text()
    page.locator("#p-1 .para__number").click()
    page.locator("#citation", has_text=f"§ 1, {served_site}{path}#p-1").wait_for()
    page.goto(f"{path}#content")
    page.locator("#citation", has_not_text="§").wait_for()
