// Narrows the boxes of a terms widget to those that hold the typed words; ticked ones always stay.
const fold = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()

function start(widget) {
  const field = widget.querySelector("input[type=search]")
  if (!field?.hidden) return
  field.hidden = false
  field.addEventListener("input", () => {
    const words = fold(field.value).split(/\s+/)
    for (const item of widget.querySelectorAll("li")) {
      const found = words.every(word => item.dataset.text.includes(word))
      item.hidden = !found && !item.querySelector("input").checked
    }
  })
  // Enter in a search field would send the whole form.
  field.addEventListener("keydown", event => event.key === "Enter" && event.preventDefault())
}

document.querySelectorAll("[data-terms-widget]").forEach(start)
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-terms-widget]").forEach(start)
})
