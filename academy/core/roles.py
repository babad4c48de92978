"""Who runs the academy: courses, cohorts, trainers."""

_MODELS = ("course", "cohort", "quota", "target", "trainer")
_RIGHTS = [
    f"academy.{action}_{model}"
    for model in _MODELS
    for action in ("add", "change", "delete", "view")
]
PERMISSIONS = {"academy": _RIGHTS, "secretariat": _RIGHTS}
