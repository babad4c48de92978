"""What the tests of publication share."""

import pytest
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from cms.publishing.rules import Publication, refuse_unfit


@pytest.fixture
def gate(monkeypatch):
    """Wagtail's publishing action asks the rules, whoever calls it."""
    plain = PublishPageRevisionAction.execute

    def execute(self, *args, **kwargs):
        refuse_unfit(Publication(self.object, self.user, self.revision))
        return plain(self, *args, **kwargs)

    monkeypatch.setattr(PublishPageRevisionAction, "execute", execute)
