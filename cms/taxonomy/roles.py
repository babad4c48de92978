"""Who keeps the vocabularies."""

PERMISSIONS = {
    "secretariat": [
        f"taxonomy.{action}_{model}"
        for model in ("topic", "place")
        for action in ("add", "change", "delete", "view")
    ]
}
