"""The extranet's addresses, below the language."""

from importlib import import_module

app_name = "extranet"

# One module a room, in the order of the menu.
ROOMS = (
    "overview",
    "meetings",
    "documents",
    "bodies",
    "minutes",
    "demands",
    "decisions",
    "preferences",
    "calendar",
)

urlpatterns = [
    pattern for room in ROOMS for pattern in import_module(f"{__name__}.{room}").urlpatterns
]
