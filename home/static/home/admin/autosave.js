// A page that is sent while it saves itself for the first time would be made twice, and the second
// one refused for its address: what is sent waits for the answer, and no longer than `PATIENCE`;
// what has been sent does not save itself besides.
(() => {
    const PATIENCE = 15000
    let saving = false
    let held = null
    let sentAt = -Infinity

    const done = () => {
        saving = false
        if (!held) return
        const { form, button, timer } = held
        held = null
        clearTimeout(timer)
        // The button looks busy since it was pressed; disabled it would not say which it was.
        if (button) button.disabled = false
        form.requestSubmit(button)
    }

    // On the window, after every other listener: one of them may have said that nothing is saved.
    window.addEventListener("w-autosave:save", event => {
        if (Date.now() - sentAt < PATIENCE) event.preventDefault()
        if (!event.defaultPrevented) saving = true
    })
    window.addEventListener("submit", event => {
        if (!event.defaultPrevented && event.target.matches("form[data-edit-form]")) sentAt = Date.now()
    })
    for (const end of ["w-autosave:success", "w-autosave:error"]) document.addEventListener(end, done)

    document.addEventListener("submit", event => {
        if (!saving || !event.target.matches("form[data-edit-form]")) return
        event.preventDefault()
        event.stopImmediatePropagation()
        if (held) clearTimeout(held.timer)
        held = { form: event.target, button: event.submitter, timer: setTimeout(done, PATIENCE) }
    }, true)
})()
