"""Every value of a table stands under its own heading."""

import io

import docx
import pytest

from home.importing import read_bytes


def table(data, name="a.html"):
    data = data.encode() if isinstance(data, str) else data
    value = read_bytes(data, name, language="en", title="-").blocks[-1]["value"]
    return [one["heading"] for one in value["columns"]], [row["values"] for row in value["rows"]]


def in_html(rows):
    return table(f"<p>Some figures follow here.</p><table>{rows}</table>")


def in_word(cells, merged, header_rows=0):
    document = docx.Document()
    document.add_paragraph("Some figures follow here.")
    made = document.add_table(rows=len(cells), cols=len(cells[0]))
    for row, texts in zip(made.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for (top, left), (bottom, right) in merged:
        made.cell(top, left).merge(made.cell(bottom, right))
    for row in made.rows[:header_rows]:
        properties = row._tr.get_or_add_trPr()
        properties.append(docx.oxml.OxmlElement("w:tblHeader"))
    out = io.BytesIO()
    document.save(out)
    return table(out.getvalue(), "a.docx")


@pytest.mark.parametrize(
    ("rows", "heads", "values"),
    [
        (
            "<tr><th>Region<th>Country<th>Votes<tr><td rowspan=2>Africa<td>Mali<td>3"
            "<tr><td>Togo<td>4",
            ["Region", "Country", "Votes"],
            [["Africa", "Mali", "3"], ["Africa", "Togo", "4"]],
        ),
        (
            "<tr><th>Name</th><th>Old</th><th>New</th></tr>"
            "<tr><td colspan=2>Total</td><td>9</td></tr>",
            ["Name", "Old", "New"],
            [["Total", "", "9"]],
        ),
        (
            "<thead><tr><th rowspan=2>Country</th><th colspan=2>Votes</th></tr>"
            "<tr><th>2020</th><th>2021</th></tr></thead>"
            "<tbody><tr><td>Chile</td><td>3</td><td>4</td></tr></tbody>",
            ["Country", "Votes – 2020", "Votes – 2021"],
            [["Chile", "3", "4"]],
        ),
        (
            "<tr><th>Name</th><td>Ana</td></tr><tr><th>Town</th><td>Lima</td></tr>",
            ["", ""],
            [["Name", "Ana"], ["Town", "Lima"]],
        ),
        (
            "<tr><td>A</td><td>B</td></tr><tr><td rowspan=0>x</td><td>1</td></tr>"
            "<tr><td>2</td></tr>",
            ["A", "B"],
            [["x", "1"], ["x", "2"]],
        ),
        (
            "<tr><td>A</td><td>B</td></tr><tr><td>x</td><td rowspan=99>1</td></tr>"
            "<tr><td>y</td></tr>",
            ["A", "B"],
            [["x", "1"], ["y", "1"]],
        ),
    ],
)
def test_cells_of_a_web_page_that_span(rows, heads, values):
    assert in_html(rows) == (heads, values)


def test_cells_of_word_that_are_merged_down():
    cells = [["Region", "Country"], ["Africa", "Mali"], ["", "Togo"]]
    assert in_word(cells, [((1, 0), (2, 0))]) == (
        ["Region", "Country"],
        [["Africa", "Mali"], ["Africa", "Togo"]],
    )


def test_cells_of_word_that_are_merged_across():
    cells = [["Name", "Old", "New"], ["Total", "", "9"]]
    assert in_word(cells, [((1, 0), (1, 1))]) == (["Name", "Old", "New"], [["Total", "", "9"]])


def test_heading_rows_of_word_become_one():
    cells = [["Country", "Votes", ""], ["", "2020", "2021"], ["Chile", "3", "4"]]
    found = in_word(cells, [((0, 1), (0, 2)), ((0, 0), (1, 0))], header_rows=2)
    assert found == (["Country", "Votes – 2020", "Votes – 2021"], [["Chile", "3", "4"]])


def test_a_span_that_never_ends_is_read():
    heads, _rows = in_html("<tr><td colspan=99999>A</td><td>B</td></tr><tr><td>1</td><td>2</td>")
    assert heads[0] == "A"
