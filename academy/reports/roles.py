"""Who writes the questions of the survey."""

_RIGHTS = [
    f"academy_reports.{action}_surveyquestion" for action in ("add", "change", "delete", "view")
]
PERMISSIONS = {"academy": _RIGHTS, "secretariat": _RIGHTS}
