"""Files as people really make them, and those that cannot be read."""

import datetime
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from cms.core.encodings import composed
from cms.core.tabular import reading
from cms.core.tabular.cells import guard, normal, unguard
from cms.core.tabular.errors import CellError, TableError
from cms.core.tabular.reading import read_table
from cms.core.tabular.writing import write_csv, write_xlsx

# Everything a label may hold, with what spreadsheets stumble over more often than chance has it.
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30),
    st.text(st.sampled_from("=+-@'\",;\n\t 1aé😀שلام"), max_size=12),
).map(lambda text: composed(normal(text)))


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


@pytest.mark.parametrize("hint", ["sep=;", '"sep=;"', "SEP=;"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_what_parts_the_cells_may_be_said_in_the_first_line(hint, mark):
    table = read_table(f"{mark}{hint}\r\ncode;a,b\r\nx;1,5\r\n".encode(), "a.csv")
    assert (table.headers, table.rows, table.lines) == (["code", "a,b"], [["x", "1,5"]], [3])


TITLED = "Places; of the world, 2026\n\nFor; the, secretariat\ncode;label_fr\nSN;Sénégal\n"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "mac_roman", "cp850"])
def test_titles_over_the_header_are_passed_over(encoding):
    table = read_table(TITLED.encode(encoding), "a.csv", known=("code", "label_fr", "label_en"))
    assert (table.headers, table.rows, table.lines) == (
        ["code", "label_fr"],
        [["SN", "Sénégal"]],
        [5],
    )


def test_a_table_without_a_known_column_keeps_its_first_row_as_header():
    assert read_table(b"colour\nred\n", "a.csv", known=("code", "label")).headers == ["colour"]


def test_accents_are_one_letter_however_they_were_typed():
    table = read_table("code,e\u0301te\u0301\na,Se\u0301ne\u0301gal\n".encode(), "a.csv")
    assert (table.headers, table.rows) == (["code", "été"], [["a", "Sénégal"]])


def test_letters_that_nobody_can_read_are_refused_with_their_line():
    data = b"code,a\nb,\x81\x8d\x90\x9d\xdd\xb0\n"
    assert [error.line for error in refused(data)] == [2]


FAILURES = (
    "#REF!",
    "#N/A",
    "#¡REF!",
    "#N/D",
    "#VALEUR!",
    "#NOM?",
    "#¿NOMBRE?",
    "#DIV/0!",
    "Err:502",
)


@pytest.mark.parametrize("failure", FAILURES)
def test_the_failure_of_a_formula_is_refused_with_its_cell(failure):
    (error,) = refused(f"code,label\na,A\nb,{failure}\n".encode())
    assert (error.line, error.column) == (3, "label")
    assert failure in error.message
    assert refused(write_xlsx(["code", "label"], [["b", failure]]), "a.xlsx")[0].line == 2


def test_a_number_sign_is_no_failure():
    assert read_table(b"code,label\na,#1 in the list\nb,#NoMore\n", "a.csv").rows


def test_a_formula_that_was_never_computed_is_refused_with_its_cell():
    book, output = Workbook(), io.BytesIO()
    book.active.append(["code", "label"])
    book.active.append(["a", "=1+1"])
    book.save(output)
    (error,) = refused(output.getvalue(), "a.xlsx")
    assert (error.line, error.column) == (2, "label")
    assert "never computed" in error.message
