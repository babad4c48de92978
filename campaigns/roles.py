"""Who sees to appeals, to the organisations and people that sign them, and takes them out."""

PERMISSIONS = {
    "coordinators": [
        *(f"campaigns.{action}_appeal" for action in ("add", "change", "view")),
        "campaigns.moderate_signature",
    ],
    "secretariat": [
        "campaigns.export_signature",
        "campaigns.add_organisationsignature",
        "campaigns.change_organisationsignature",
        "campaigns.view_organisationsignature",
        *(f"campaigns.{action}_signingpolicy" for action in ("add", "change", "delete", "view")),
    ],
}
