"""Who decides how many people a kind of page needs, and who releases pages together."""

_RELEASES = [f"publishing.{action}_release" for action in ("add", "change", "delete", "view")]
PERMISSIONS = {
    "coordinators": _RELEASES,
    "secretariat": ["publishing.change_requiredeyes"],
}
