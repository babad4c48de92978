"""What is asked of every page in a real browser: accessible, whole, open to the keyboard."""

from axe_playwright_python.sync_playwright import Axe

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
# What changes with width and colours.
SEEN = {"runOnly": ["target-size", "color-contrast"]}
NARROWEST = 320
FOCUSABLE = "a[href], button, input, select, textarea, summary"


def violations(page, rules=None) -> list[str]:
    """Return what axe objects to on the page as it stands, with the elements."""
    # Its script is large: a page that has it keeps it.
    axe = Axe("") if page.evaluate("'axe' in window") else Axe()
    options = {"resultTypes": ["violations"]} | (rules or RULES)
    found = axe.run(page, options=options).response["violations"]
    return [
        f"{item['id']}: {node['target']} {node['html'][:160]}"
        for item in found
        for node in item["nodes"]
    ]


def overflowing_elements(page) -> list[str]:
    """Return the elements that stand out of the window on the inline side."""
    return page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth
            if (document.documentElement.scrollWidth <= width) return []
            return [...document.body.querySelectorAll("*")]
                .filter(element => element.getBoundingClientRect().right > width + 1)
                .map(element => element.outerHTML.slice(0, 120))
        }"""
    )


def unreachable_by_keyboard(page) -> list[str]:
    """Return what the keyboard does not reach, or reaches without showing where it is."""
    elements = page.locator(FOCUSABLE)
    unmarked, ends = [], 0
    # A date takes several steps, and a page may begin at its first field.
    for _step in range(4 * elements.count() + 10):
        page.keyboard.press("Tab")
        mark = page.evaluate(
            """() => {
                const e = document.activeElement
                if (e === document.body) return null
                // The parts within a date mark themselves.
                if ("reached" in e.dataset) return [true, ""]
                e.dataset.reached = ""
                // A field may show it on the line that holds it and its button.
                const shown = [e, e.parentElement].some(element => {
                    const style = getComputedStyle(element)
                    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
                })
                return [shown, e.outerHTML.slice(0, 100)]
            }"""
        )
        if mark is None:
            ends += 1
            if ends == 2:
                break
        elif not mark[0]:
            unmarked.append(mark[1])
    missed = elements.evaluate_all(
        """elements => elements
            .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled
                && e.type !== "hidden" && e.tabIndex >= 0 && !("reached" in e.dataset))
            // Among the choices of a group the arrows move.
            .filter(e => e.type !== "radio" || !elements.some(
                other => other.name === e.name && "reached" in other.dataset))
            .map(e => e.outerHTML.slice(0, 100))"""
    )
    return unmarked + missed
