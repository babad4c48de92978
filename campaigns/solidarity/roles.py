"""Who keeps cases, and the records of what may be published of whom."""

PERMISSIONS = {
    "coordinators": [
        *(f"solidarity.{action}_case" for action in ("add", "change", "view")),
        *(f"solidarity.{action}_personconcerned" for action in ("add", "change", "view")),
    ],
}
