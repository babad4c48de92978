"""Who decides how many people a kind of page needs, releases pages together, keeps names back."""

_ACTIONS = ("add", "change", "delete", "view")
PERMISSIONS = {
    "coordinators": [
        f"publishing.{action}_{model}"
        for model in ("release", "securityhold")
        for action in _ACTIONS
    ],
    "secretariat": ["publishing.change_requiredeyes"],
}
