"""What people say of a course at its end, and who is on the list of alumni."""

from .alumni import AlumniEntry
from .survey import SurveyAnswer, SurveyQuestion, SurveyReply

__all__ = ["AlumniEntry", "SurveyAnswer", "SurveyQuestion", "SurveyReply"]
