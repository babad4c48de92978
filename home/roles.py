"""Who words what statements begin with."""

PERMISSIONS = {
    "secretariat": [
        f"home.{action}_startingpoint" for action in ("add", "change", "delete", "view")
    ]
}
