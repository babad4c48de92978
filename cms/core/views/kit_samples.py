"""Sample data of the page of components: short and very long, in three languages."""

import datetime
from itertools import starmap
from types import SimpleNamespace as Thing
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Paginator

from cms.core.blocks import BodyBlock
from cms.core.charts import Chart, Series
from cms.core.world_map import dot_of

LONG_TITLE = (
    "Déclaration commune sur la responsabilité des entreprises multinationales, les chaînes "
    "d’approvisionnement mondiales et le droit des travailleuses et des travailleurs à négocier"
)
SUMMARY = (
    "Nobody should have to choose between a wage and their health. We ask governments to put "
    "binding rules on supply chains into law before the end of the year."
)
BRUSSELS = ZoneInfo("Europe/Brussels")


def statement(**changes) -> Thing:
    """Return a statement as a card reads it."""
    values = {
        "title": "Decent work is not negotiable",
        "summary": SUMMARY,
        "date": datetime.date(2026, 3, 12),
        "adopted_by": Thing(label="Board"),
        "language_codes": ["en", "es", "fr"],
        "authentic_language": "en",
        "get_kind_display": lambda: "resolution",
        "url": "#statement",
    }
    return Thing(**(values | changes))


def event(**changes) -> Thing:
    """Return an event as a card reads it."""
    values = {
        "title": "Conference on fair transitions",
        "local_start": datetime.datetime(2026, 10, 9, 14, tzinfo=BRUSSELS),
        "starts_at": datetime.datetime(2026, 10, 9, 14, tzinfo=BRUSSELS),
        "ends_at": datetime.datetime(2026, 10, 9, 18, 30, tzinfo=BRUSSELS),
        "time_zone": "Europe/Brussels",
        "venue": "House of Associations",
        "place": Thing(label="Belgium"),
        "get_kind_display": lambda: "conference",
        "url": "#event",
    }
    return Thing(**(values | changes))


def campaign(**changes) -> Thing:
    """Return a campaign as a card reads it."""
    values = {
        "title": "A vaccine for everyone",
        "summary": "More than seventy parties and organisations ask that no patent cost a life.",
        "starts_on": datetime.date(2026, 1, 1),
        "ends_on": datetime.date(2026, 12, 31),
        "is_past": False,
        "url": "#campaign",
    }
    return Thing(**(values | changes))


def cohort(**changes) -> Thing:
    """Return a run of a course as a card reads it."""
    noon = datetime.datetime(2027, 1, 15, 12, tzinfo=datetime.UTC)
    values = {
        "title": "Spring 2027",
        "mode": "online",
        "get_mode_display": "online",
        "venue": "Lisbon",
        "time_zone": "Europe/Lisbon",
        "languages": ["en", "es"],
        "starts_on": datetime.date(2027, 2, 1),
        "ends_on": datetime.date(2027, 5, 31),
        "seats": 24,
        "nominations_from": noon - datetime.timedelta(days=30),
        "nominations_until": noon,
        "open_applications": False,
    }
    return Thing(**(values | changes))


def organisation(**changes) -> Thing:
    """Return an organisation as a row reads it."""
    values = {
        "name": "Partido por la Justicia Social",
        "acronym": "PJS",
        "place": Thing(label="Chile"),
        "logo": None,
        "get_kind_display": lambda: "party",
    }
    return Thing(**(values | changes))


def person(**changes) -> Thing:
    """Return a person as a row reads them."""
    values = {"name": "Amina Diallo", "title": "Former minister of labour", "portrait": None}
    return Thing(**(values | changes))


LANGUAGES = [
    {"code": "en", "name": "English", "url": "#en", "current": True, "available": True},
    {"code": "fr", "name": "Français", "url": "#fr", "current": False, "available": True},
    {"code": "es", "name": "Español", "url": "#es", "current": False, "available": False},
]
REGIONS = [
    {"code": "africa", "label": "Africa", "count": 38, "url": "#africa"},
    {"code": "americas", "label": "Americas", "count": 31, "url": "#americas"},
    {"code": "arab-world", "label": "Arab world", "count": 12, "url": "#arab-world"},
    {"code": "asia-pacific", "label": "Asia and the Pacific", "count": 21, "url": "#asia"},
    {"code": "europe", "label": "Europe", "count": 39, "url": "#europe"},
]
ONE_REGION = [region | {"current": region["code"] == "africa"} for region in REGIONS]
# Chile, Senegal, Fiji, France.
MARKS = "".join(
    f"M{x} {y}h0" for x, y in starmap(dot_of, [(-37, -71), (14, -14), (-18, 178), (47, 2)])
)


def chart(labels, *series, **changes) -> Chart:
    """Return a chart of series, each given as its name and its figures."""
    values = {"caption": "Members by region", "head": "Region", "totals": True} | changes
    return Chart(labels=tuple(labels), series=tuple(Series(*one) for one in series), **values)


MONTHS = [f"{2024 + n // 12}-{n % 12 + 1:02}" for n in range(24)]
PER_MONTH = {"caption": "Searches a month", "head": "Month", "line": True}
BY_REGION = [region["label"] for region in REGIONS]
CHARTS = {
    "bars": chart(BY_REGION, ("Members", (38, 31, 12, 21, 39))),
    "two series, in per cent": chart(
        BY_REGION,
        ("Women", (52, 48.5, 41, 50, 55)),
        ("Men", (48, 51.5, 59, 50, 45)),
        unit="%",
        totals=False,
    ),
    "one bar": chart(["Africa"], ("Members", (38,))),
    "long labels, large and zero": chart(
        [LONG_TITLE, "Peace", "Confédération internationale"], ("Signatures", (1_204_517, 0, 3))
    ),
    "all zero": chart(["Africa", "Europe"], ("Members", (0, 0))),
    "empty": chart([], ("Members", ())),
    "line over 24 months": chart(
        MONTHS, ("Searches", tuple((n * 37) % 113 for n in range(24))), **PER_MONTH
    ),
    "two lines": chart(
        MONTHS,
        ("Searches", tuple(60 + (n * 37) % 53 for n in range(24))),
        ("Nothing found", tuple((n * 17) % 29 for n in range(24))),
        **PER_MONTH,
    ),
    "line of one month": chart(["2026-11"], ("Searches", (12,)), **PER_MONTH),
    "line of nothing": chart([], ("Searches", ()), **PER_MONTH),
}
FACTS = [
    {
        "term": "Topics",
        "entries": [
            {"text": "Labour rights", "url": "#labour"},
            {"text": "Trade and supply chains", "url": "#trade"},
        ],
    },
    {"term": "Signed by", "entries": [{"text": "Parti socialiste", "note": "France"}]},
    {
        "term": "Authentic text",
        "entries": [{"text": "Français", "url": "#fr", "lang": "fr", "note": "decides"}],
    },
]
ATTACHMENTS = [
    {"title": "The resolution as signed", "url": "#a", "type": "PDF", "size": 214_300},
    {
        "title": "Annexe : liste des organisations signataires, par région et par pays, avec la "
        "date de leur adhésion",
        "url": "#b",
        "type": "DOCX",
        "size": 1_843_200,
        "language": "Français",
    },
]


def group(*, chosen: bool = False) -> Thing:
    """Return a filter with its choices."""
    rows = [("resolution", 42), ("declaration", 17), ("press release", 1204)]
    choices = [
        Thing(label=label, count=count, url=f"#{label}", chosen=chosen and not number)
        for number, (label, count) in enumerate(rows)
    ]
    return Thing(label="Kind", choices=choices, chosen=choices[0] if chosen else None)


def listing(number: int):
    """Return a page of a long list."""
    return Paginator(range(400), 20).page(number)


class SampleForm(forms.Form):
    """A form with every sort of field."""

    use_required_attribute = False
    required_css_class = "required"

    name = forms.CharField(label="Your name", help_text="As it should appear under the appeal.")
    email = forms.EmailField(label="E-mail address")
    country = forms.ChoiceField(
        label="Country", choices=[("", ""), ("CL", "Chile"), ("SN", "Senegal")], required=False
    )
    answer = forms.ChoiceField(
        label="Will you take part?",
        choices=[("yes", "Yes, on site"), ("online", "Yes, online"), ("no", "No")],
        widget=forms.RadioSelect,
    )
    message = forms.CharField(label="Message", widget=forms.Textarea({"rows": 3}), required=False)
    consent = forms.BooleanField(label="My name may be shown under the appeal.")


EMPTY_FORM = SampleForm(auto_id="empty_%s")
WRONG_FORM = SampleForm({"name": "Amina Diallo", "email": "amina@"}, auto_id="wrong_%s")


class SampleActionForm(forms.Form):
    """The form of an act that one gives a reason for."""

    use_required_attribute = False
    required_css_class = "required"

    reason = forms.CharField(label="Reason", help_text="Everybody who can see it reads this.")


ACTION_FORM = SampleActionForm(auto_id="action_%s")
LAST_ACTION_FORM = SampleActionForm(auto_id="last_action_%s")


def body():
    """Return a text with every block that needs neither a picture nor a file."""
    block = BodyBlock()
    paragraphs = (
        "<p>The Board, meeting in Dakar on 12 March 2026, recalls its resolution on "
        "<i>fair wages</i> of 2024.<sup>1</sup></p><p>It notes that the number of workers without "
        "a contract has grown in four of five regions, and that women are most of "
        "them.<sup>2</sup></p>"
    )
    more = (
        "<p>It therefore asks every member to bring before its parliament a law that</p>"
        "<ul><li>binds a company to what happens in its supply chain;</li>"
        "<li>gives those who are harmed a court to go to;</li>"
        "<li>protects whoever reports it.</li></ul>"
        '<p>It asks the coordinator to <a href="#report">report</a> on what was done at the next '
        "meeting, and <b>no later than December</b>.</p>"
    )
    table = {
        "columns": [
            {"type": "text", "heading": "Region"},
            {"type": "number", "heading": "Without a contract, %"},
        ],
        "rows": [{"values": ["Africa", "61"]}, {"values": ["Americas", "38"]}],
        "caption": "Workers without a contract, 2025",
    }
    notes = [
        {"mark": "1", "text": "<p>Resolution 2024/7 of the Board.</p>"},
        {"mark": "2", "text": "<p>Figures of the International Labour Organization.</p>"},
    ]
    quote = {
        "text": "El trabajo no es una mercancía.",
        "source": "Declaración de Filadelfia, 1944",
        "language": "es",
    }
    return block.to_python(
        [
            {"type": "paragraph", "value": paragraphs},
            {"type": "heading", "value": {"text": "What we ask for", "level": "2"}},
            {"type": "paragraph", "value": more},
            {"type": "quote", "value": quote},
            {"type": "heading", "value": {"text": "Figures", "level": "3"}},
            {"type": "table", "value": table},
            {
                "type": "callout",
                "value": {
                    "title": "Who is bound",
                    "text": "<p>Members and associated partners.</p>",
                },
            },
            {
                "type": "footnotes",
                "value": [{"type": "item", "id": note["mark"], "value": note} for note in notes],
            },
        ]
    )
