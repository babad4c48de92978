"""The accent colour of an editor as a style sheet: a strict policy allows no inline one."""

from django.http import HttpResponse

A_YEAR = 31_536_000


def accent(request, colour: str) -> HttpResponse:
    """Return the style sheet for one colour, given as six hexadecimal digits; it never changes."""
    return HttpResponse(
        f":root{{--accent:#{colour}}}",
        content_type="text/css; charset=utf-8",
        headers={"Cache-Control": f"public, max-age={A_YEAR}, immutable"},
    )
