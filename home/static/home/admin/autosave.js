// A page that is sent while it saves itself for the first time would be made twice, and the second
// one refused for its address: what is sent waits for the answer.
(() => {
    let saving = false
    let held = null

    document.addEventListener("w-autosave:save", () => { saving = true })
    for (const end of ["w-autosave:success", "w-autosave:error"]) {
        document.addEventListener(end, () => {
            saving = false
            if (!held) return
            const { form, button } = held
            held = null
            // The button looks busy since it was pressed; disabled it would not say which it was.
            if (button) button.disabled = false
            form.requestSubmit(button)
        })
    }

    document.addEventListener("submit", event => {
        if (!saving || !event.target.matches("form[data-edit-form]")) return
        event.preventDefault()
        event.stopImmediatePropagation()
        held = { form: event.target, button: event.submitter }
    }, true)
})()
