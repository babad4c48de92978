// A text field takes words alone: what is pasted into it keeps its headings, lists and tables.
document.addEventListener("paste", event => {
    if (!event.target.matches?.("[data-paste-markup]")) return
    const markup = event.clipboardData.getData("text/html")
    if (!markup) return
    event.preventDefault()
    event.target.setRangeText(markup, event.target.selectionStart, event.target.selectionEnd, "end")
    event.target.dispatchEvent(new Event("input", { bubbles: true }))
})
