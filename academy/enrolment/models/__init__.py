from .selection_note import SelectionNote

__all__ = ["SelectionNote"]
