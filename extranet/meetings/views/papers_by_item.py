"""The papers of an agenda as rows, at their points."""

from collections import defaultdict

from extranet.documents.views.rows import Row, grouped, paper_rows


def rows_by_item(papers, standing, *, group: bool = True) -> dict[int, list[Row]]:
    """Return the rows of papers by the key of their point, without what may not be read.

    With `group` translations of one another at the same point share a row, the reader's language
    first. Two queries more than `papers`.
    """
    by_item: dict[int, list[Row]] = defaultdict(list)
    for row in paper_rows(papers, standing, group=False):
        by_item[row.thing.item_id].append(row)
    return {item: grouped(rows) if group else rows for item, rows in by_item.items()}
