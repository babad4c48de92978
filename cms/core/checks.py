"""The project's own rules as system checks."""

from django.apps import apps
from django.core.checks import Error, register

from cms.core.models import BasePage


@register("core")
def check_page_types(app_configs, **kwargs) -> list[Error]:
    """Return an error for each page type of ours that does not say its parents and children."""
    errors = []
    for model in apps.get_models():
        if not issubclass(model, BasePage):
            continue
        for number, rule in enumerate(("parent_page_types", "subpage_types"), start=1):
            if rule not in vars(model):
                errors.append(
                    Error(
                        f"{model.__name__} does not declare {rule}.",
                        hint="Every page type says its parents and its children.",
                        obj=model,
                        id=f"core.E00{number}",
                    )
                )
    return errors
