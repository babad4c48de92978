"""Who finds documents beyond their body: a share is a token of its own."""

from collections.abc import Iterator

from extranet.core.audiences import register
from extranet.core.standing import Standing
from extranet.documents.models import Share
from extranet.documents.querysets import shares_in_force


@register
def shares(standing: Standing) -> Iterator[str]:
    """Yield a token for each share in force, such as `share:7`."""
    for pk in shares_in_force(Share, standing).values_list("pk", flat=True):
        yield f"share:{pk}"
