"""What is asked of every page in a real browser: accessible, whole, open to the keyboard."""

from axe_playwright_python.base import AXE_FILE_PATH

AXE = AXE_FILE_PATH.read_text()
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
# What changes with width and colours.
SEEN = {"runOnly": ["target-size", "color-contrast"]}
CONTRAST = {"runOnly": ["color-contrast"]}
NARROWEST = 320
FOCUSABLE = "a[href], button, input, select, textarea, summary"
# Steps of the Tab key between two looks at what it reached: more than the parts of two dates.
ROUND = 20


def violations(page, rules=None) -> list[str]:
    """Return what axe objects to on the page as it stands, with the elements."""
    # Its script is large: it is handed over once, and the next pages of the window begin with it.
    if not page.evaluate("'axe' in window"):
        page.context.add_init_script(AXE)
        page.evaluate(AXE)
    options = {"resultTypes": ["violations"]} | (rules or RULES)
    found = page.evaluate("options => axe.run(options).then(all => all.violations)", options)
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
    page.evaluate(
        """() => {
            window.unmarked = []
            window.first = null
            window.once_around = false
            document.addEventListener("focusin", event => {
                const e = event.target
                if (e === window.first) window.once_around = true
                if ("reached" in e.dataset) return
                e.dataset.reached = ""
                window.first ||= e
                // A field may show it on the line that holds it and its button.
                const shown = [e, e.parentElement].some(element => {
                    const style = getComputedStyle(element)
                    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
                })
                if (!shown) window.unmarked.push(e.outerHTML.slice(0, 100))
            })
        }"""
    )
    reached, steps = -1, page.locator(FOCUSABLE).filter(visible=True).count() + 2
    # Until the first comes again, or a round of steps reaches nothing new: that would be a trap.
    while (now := page.locator("[data-reached]").count()) > reached:
        reached = now
        # Held down, as the key goes on by itself.
        for _step in range(steps):
            page.keyboard.down("Tab")
        page.keyboard.up("Tab")
        if page.evaluate("window.once_around"):
            break
        steps = ROUND
    # What shows only while it has the focus may cover something.
    page.evaluate("document.activeElement.blur()")
    missed = page.locator(FOCUSABLE).evaluate_all(
        """elements => elements
            .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled
                && e.type !== "hidden" && e.tabIndex >= 0 && !("reached" in e.dataset))
            // Among the choices of a group the arrows move.
            .filter(e => e.type !== "radio" || !elements.some(
                other => other.name === e.name && "reached" in other.dataset))
            .map(e => e.outerHTML.slice(0, 100))"""
    )
    return page.evaluate("window.unmarked") + missed


def faults(page, *, walk: bool = False) -> list[str]:
    """Return what is wrong with a page: on a desk by day, and on a narrow phone by night.

    With `walk`, it is walked by the keyboard too, and looked at on a desk by night.
    """
    page.set_viewport_size({"width": 1280, "height": 900})
    # Without motion, for a colour on its way to another has no contrast of its own.
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found = violations(page)
    if walk:
        found += unreachable_by_keyboard(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    if walk:
        found += violations(page, CONTRAST)
    if page.locator("h1").count() != 1 or not page.title():
        found.append("no single heading, or no title")
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    return found + overflowing_elements(page) + violations(page, SEEN)
