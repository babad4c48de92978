"""The record of a ballot as a PDF file, with the reader's name."""

from extranet.ballots.typesetting import record_paper
from extranet.ballots.views.record import OfRecord
from extranet.records.views.pdf import PdfView


class BallotPdfView(PdfView, OfRecord):
    """The record of a ballot, once two have signed it."""

    action = "ballot.downloaded"

    def downloaded(self):
        return self.record.ballot, self.record.body

    def paper(self, context, **given):
        return record_paper(self.record.ballot, record=self.record, **given)
