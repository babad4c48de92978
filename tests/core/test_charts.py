"""Charts: what is drawn has the proportions of the figures, and the figures are a table."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from cms.core.charts import Chart, Series
from cms.core.views.kit_samples import CHARTS

FIGURES = st.lists(st.integers(0, 10**9), min_size=1, max_size=40)


def chart(values, **changes) -> Chart:
    labels = tuple(f"label {at}" for at in range(len(values)))
    return Chart("Caption", "Head", labels, (Series("Name", tuple(values)),), **changes)


def html(drawn: Chart) -> str:
    return render_to_string("components/chart.html", {"chart": drawn})


def cells(text: str) -> list[str]:
    """Return what a screen reader says of the table, cell by cell."""
    table = re.sub(r"<svg.*?</svg>", "", text[text.index("<table") :], flags=re.S)
    return re.findall(r"<(?:caption|th[^>]*|td)>([^<]*)</", table)


@given(FIGURES)
def test_bars_are_as_long_as_their_share_of_the_largest(values):
    for value, row in zip(values, chart(values).rows, strict=True):
        share = row.cells[0][1]
        assert 0 <= share <= 100
        assert share == pytest.approx(100 * value / (max(values) or 1), abs=0.01)


@given(FIGURES)
def test_an_axis_ends_with_a_plain_number_above_every_figure(values):
    top = chart(values).top
    assert max(values) <= top
    assert re.fullmatch("[125]0*", str(top))
    assert top == 1 or max(values) * 2.5 >= top


@given(FIGURES)
def test_a_line_runs_from_edge_to_edge_through_every_figure(values):
    drawn = chart(values, line=True)
    points = [tuple(map(float, p)) for p in re.findall(r"([\d.e-]+) ([\d.e-]+)", drawn.paths[0])]
    assert len(points) == len(values)
    assert points[0][0] == 0
    assert points[-1][0] == (100 if len(values) > 1 else 0)
    for (_x, y), value in zip(points, values, strict=True):
        assert y == pytest.approx(100 - 100 * value / drawn.top, abs=0.01)


@pytest.mark.parametrize("values", [(1, 2, 3), (1,), (1, -2)])
def test_what_does_not_fit_together_is_refused(values):
    with pytest.raises(ValueError, match="Name has"):
        Chart("Caption", "Head", ("a", "b"), (Series("Name", values),))


@pytest.mark.parametrize("line", [False, True])
def test_the_figures_are_a_table_with_units_and_totals(line):
    series = (Series("Cost", (1204, 0.5)), Series("Gain", (3, 4)))
    drawn = Chart("Money", "Year", ("2025", "2026"), series, unit="€", totals=True, line=line)
    with override("fr"):
        said = cells(html(drawn))
    assert [text.replace("\u202f", " ").replace("\xa0", " ") for text in said] == [
        "Money",
        *("Year", "Cost", "Gain"),
        *("2025", "1 204 €", "3 €"),
        *("2026", "0,5 €", "4 €"),
        *("Total", "1 204,5 €", "7 €"),
    ]


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("name", CHARTS)
def test_no_language_writes_its_numbers_into_the_drawing(name, language):
    with override(language):
        drawn = html(CHARTS[name])
    assert "style=" not in drawn
    for numbers in re.findall(r' (?:d|width|height)="([^"]*)"', drawn):
        assert re.fullmatch(r"[MLh\d. -]*", numbers), numbers


def test_nothing_is_drawn_of_no_figures():
    for name in ("empty", "line of nothing"):
        drawn = html(CHARTS[name])
        assert "There are no figures yet." in drawn
        assert "<svg" not in drawn
