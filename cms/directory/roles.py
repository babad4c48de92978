"""Who keeps the directory of organisations, people, bodies and mandates."""

_MODELS = (
    "body",
    "bodyrule",
    "mandate",
    "organisation",
    "organisationstatus",
    "person",
    "representative",
)
PERMISSIONS = {
    "secretariat": [
        f"directory.{action}_{model}"
        for model in _MODELS
        for action in ("add", "change", "delete", "view")
    ]
}
