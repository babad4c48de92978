"""The pages of the public site; thin: fields, panels, rules, and what their templates show."""

from .directory import BodyIndexPage, DirectoryPage
from .event_time_check import EventTimeCheck
from .events import EventIndexPage, EventPage
from .home import HomePage
from .import_file import ImportFile
from .position import PositionPage, withdrawn_with_a_reason
from .standard import StandardPage
from .starting_point import StartingPoint
from .statement import StatementPage
from .statement_index import StatementIndexPage
from .wordpress_origin import WordPressOrigin

__all__ = [
    "BodyIndexPage",
    "DirectoryPage",
    "EventIndexPage",
    "EventPage",
    "EventTimeCheck",
    "HomePage",
    "ImportFile",
    "PositionPage",
    "StandardPage",
    "StartingPoint",
    "StatementIndexPage",
    "StatementPage",
    "WordPressOrigin",
    "withdrawn_with_a_reason",
]
