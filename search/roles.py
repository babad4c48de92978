"""Who manages the search: its synonyms, its picks, and the report of what was not found."""

_ACTIONS = ("add", "change", "delete", "view")

# The secretariat may do what coordinators may.
PERMISSIONS = {
    "coordinators": [
        *(f"search.{action}_{model}" for model in ("pick", "synonym") for action in _ACTIONS),
        "search.view_searchcount",
    ]
}
