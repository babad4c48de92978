"""Files as people really make them, and those that cannot be read."""

import datetime
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from cms.core.tabular import reading
from cms.core.tabular.cells import guard, normal, unguard
from cms.core.tabular.errors import CellError, TableError
from cms.core.tabular.reading import read_table
from cms.core.tabular.writing import write_csv, write_xlsx

# Everything a label may hold, with what spreadsheets stumble over more often than chance has it.
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30),
    st.text(st.sampled_from("=+-@'\",;\n\t 1aé😀שلام"), max_size=12),
).map(normal)


@settings(deadline=None)
@given(TEXTS)
def test_a_guarded_text_is_restored(text):
    assert normal(unguard(normal(guard(text)))) == text


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-x", "@SUM(A1)", "'=1", "-1+1"])
def test_what_would_be_computed_is_guarded(text):
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "-3.14", "+33 1 23 45 67", "+221 (33) 869-0000", "a=b", ""])
def test_numbers_and_telephones_stay_as_they_are(text):
    assert guard(text) == text


@pytest.mark.parametrize(("write", "name"), [(write_csv, "a.csv"), (write_xlsx, "a.xlsx")])
@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(TEXTS.filter(bool), TEXTS), min_size=1, max_size=4))
def test_what_is_written_reads_the_same(write, name, rows):
    table = read_table(write(["code", "label_en"], [list(row) for row in rows]), name)
    assert table.headers == ["code", "label_en"]
    assert table.rows == [list(row) for row in rows]


def test_no_cell_of_a_spreadsheet_is_a_formula():
    book = load_workbook(io.BytesIO(write_xlsx(["code"], [["=1+1"], ["@a"], ["-5"]])))
    assert [(cell.value, cell.data_type) for cell in book.active["A"]] == [
        ("code", "s"),
        ("'=1+1", "s"),
        ("'@a", "s"),
        ("-5", "s"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_usual_encoding_and_delimiter_is_read(encoding, delimiter):
    text = f"Code{delimiter}label_fr\r\n\r\nSN{delimiter}Sénégal\r\n"
    table = read_table(text.encode(encoding), "places.csv")
    assert (table.headers, table.rows, table.lines) == (
        ["code", "label_fr"],
        [["SN", "Sénégal"]],
        [3],
    )


def test_lines_are_counted_where_cells_hold_line_breaks():
    table = read_table(b'code,note\na,"one\ntwo"\nb,\n')
    assert table.lines == [2, 4]
    assert table.rows[0][1] == "one\ntwo"


def test_values_of_a_spreadsheet_become_texts():
    book, output = Workbook(), io.BytesIO()
    book.active.append(["code", "founded", "public", "starts_on"])
    book.active.append(["a", 1974.0, True, datetime.datetime(2026, 3, 31)])
    book.active.append([None, None])
    book.active.append(["b"])
    book.save(output)
    table = read_table(output.getvalue(), "a.xlsx")
    assert table.rows == [["a", "1974", "true", "2026-03-31"], ["b", "", "", ""]]
    assert table.lines == [2, 4]


def refused(content: bytes, name: str = "a.csv") -> list[CellError]:
    with pytest.raises(TableError) as caught:
        read_table(content, name)
    return caught.value.errors


def test_a_row_of_another_width_names_its_line():
    errors = refused(b"code,label_en\na,A\nb\nc,C,x\n")
    assert [str(error) for error in errors] == [
        "Line 3: Cells on this line: 1; in the header: 2.",
        "Line 4: Cells on this line: 3; in the header: 2.",
    ]


def test_a_control_character_names_its_line_and_column():
    assert [str(error) for error in refused(b"code,label_en\na,A\x00\n")] == [
        "Line 2, column “label_en”: There is a control character in this text."
    ]


@pytest.mark.parametrize("content", [b"", b"  \n ", b"\xef\xbb\xbf", b",,\n"])
def test_an_empty_file_is_refused(content):
    assert [error.message for error in refused(content)] == ["The file is empty."]


def test_an_open_quotation_is_refused():
    assert "quotation mark" in refused(b'code,a\n"x"y,b\n')[0].message


def test_a_spreadsheet_that_is_none_is_refused():
    assert "cannot be read" in refused(b"PK\x03\x04nonsense", "a.xlsx")[0].message
    assert "do not agree" in refused(b"code\na\n", "a.xlsx")[0].message
    assert "do not agree" in refused(write_xlsx(["code"], []), "a.csv")[0].message


def test_a_file_has_limits(monkeypatch):
    monkeypatch.setattr(reading, "MAX_ROWS", 2)
    assert "more than 2 rows" in refused(b"code\na\nb\nc\n")[0].message
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    assert "larger than" in refused(b"code\n" + b"a" * 10)[0].message


def test_a_spreadsheet_may_not_unpack_to_something_enormous(monkeypatch):
    monkeypatch.setattr(reading, "_MAX_UNPACKED", 100)
    assert "cannot be read" in refused(write_xlsx(["code"], []), "a.xlsx")[0].message
