"""Who writes lessons and tests: those who run the academy, and nobody who edits the site."""

_MODELS = ("lesson", "quiz")
_RIGHTS = [
    f"academy_learning.{action}_{model}"
    for model in _MODELS
    for action in ("add", "change", "delete", "view")
]
PERMISSIONS = {"academy": _RIGHTS, "secretariat": _RIGHTS}
