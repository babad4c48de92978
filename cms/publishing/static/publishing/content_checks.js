// Fills the list beside the editor when it is opened, and again when the draft has been saved.
document.addEventListener("DOMContentLoaded", () => {
    const section = document.querySelector("[data-content-checks]")
    const panel = section?.closest("[data-side-panel]")
    if (!panel) return
    const list = section.querySelector("[data-content-checks-list]")

    const fill = async () => {
        if (panel.hidden) return
        const answer = await fetch(section.dataset.contentChecks)
        if (answer.ok && !answer.redirected) list.innerHTML = await answer.text()
    }

    panel.addEventListener("show", () => setTimeout(fill))
    document.addEventListener("w-autosave:success", fill)
    fill()
})
