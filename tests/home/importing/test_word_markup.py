"""What Word puts on the clipboard becomes headings, lists within lists and tables."""

from home.importing import read_pasted

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{}</style>
</head><body><!--StartFragment-->
<p class=MsoTitle>On water</p>
<h2 style='mso-outline-level:2'>What we ask</h2>
<p class=MsoNormal>We ask <b>three</b> things:<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]>
<span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>Wells</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]>
<span style='mso-list:Ignore'>o<span>&nbsp; </span></span><![endif]>in villages</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]>
<span style='mso-list:Ignore'>o<span>&nbsp; </span></span><![endif]>in towns</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]>
<span style='mso-list:Ignore'>2.<span>&nbsp;&nbsp; </span></span><![endif]>Pipes</p>
<p class=MsoHeading3>What it costs</p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>Region</p></td><td><p>Cost</p></td></tr>
<tr><td><p class=MsoNormal>Africa</p></td><td><p class=MsoNormal>12</p></td></tr></table>
<!--EndFragment--></body></html>"""


def test_headings_lists_and_tables_of_word_are_kept():
    document = read_pasted(WORD, language="en", title="On water")
    assert [(block["type"], block["value"]) for block in document.blocks] == [
        ("heading", {"text": "What we ask", "level": "2"}),
        ("paragraph", "<p>We ask <strong>three</strong> things:</p>"),
        (
            "paragraph",
            "<ol><li>Wells<ul><li>in villages</li><li>in towns</li></ul></li><li>Pipes</li></ol>",
        ),
        ("heading", {"text": "What it costs", "level": "3"}),
        (
            "table",
            {
                "columns": [
                    {"type": "text", "heading": "Region"},
                    {"type": "text", "heading": "Cost"},
                ],
                "rows": [{"values": ["Africa", "12"]}],
                "caption": "",
            },
        ),
    ]


def test_lists_that_skip_a_level_or_change_their_kind():
    markup = "".join(
        f"<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'>"
        f"<span style='mso-list:Ignore'>{mark}</span>{text}</p>"
        for level, mark, text in (
            (2, "·", "a"), (4, "·", "b"), (1, "·", "c"), (2, "a)", "d"), (2, "·", "e"),
        )
    )  # fmt: skip
    (block,) = read_pasted(markup, language="en").blocks
    assert block["value"] == (
        "<ul><li>a<ul><li>b</li></ul></li><li>c<ul><li>a) d</li><li>e</li></ul></li></ul>"
    )
