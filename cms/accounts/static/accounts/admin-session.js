// What was typed in the admin outlives the session. Nothing is sent without one: the page says
// "not saved: sign in again", keeps its text, and saves it once somebody has signed in again.
(() => {
    const texts = document.currentScript.dataset
    const PATIENCE = 8000
    const plainFetch = window.fetch
    const letThrough = new WeakSet()
    const waiting = new WeakSet()
    const unanswered = new WeakSet()
    let token = null
    let ended = false
    let retried = 0
    let notice = null

    // True: somebody is signed in, and the forms of the page hold the token of now. False: nobody
    // is. Null: there was no answer to tell.
    async function signedIn() {
        let answer
        try {
            answer = await plainFetch(texts.session, {
                cache: "no-store",
                headers: { Accept: "application/json" },
                redirect: "manual",
                signal: AbortSignal.timeout(PATIENCE),
            })
        } catch {
            return null
        }
        if ([401, 403].includes(answer.status) || answer.type === "opaqueredirect") return false
        if (!answer.ok) return null
        token = (await answer.json()).token
        for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) renew(field)
        return true
    }

    // The first token tells what is sent twice from what is written twice: it is kept beside.
    function renew(field) {
        if (field.form && !field.form.elements.showing) {
            const first = document.createElement("input")
            Object.assign(first, { type: "hidden", name: "showing", value: field.value })
            field.after(first)
        }
        field.value = token
    }

    function say(text, link) {
        if (!notice) {
            notice = document.createElement("div")
            notice.className = "session-notice"
            notice.setAttribute("role", "alert")
        }
        const words = document.createElement("p")
        words.textContent = text
        notice.replaceChildren(words)
        if (link) {
            const way = document.createElement("a")
            way.href = texts.signIn
            way.target = "_blank"
            way.rel = "opener"
            way.className = "button"
            way.textContent = texts.signInLabel
            const again = document.createElement("button")
            again.type = "button"
            again.className = "button button-secondary"
            again.textContent = texts.againLabel
            again.addEventListener("click", goOn)
            notice.append(way, again)
        }
        document.body.append(notice)
    }

    function sayEnded() {
        ended = true
        say(texts.ended, true)
    }

    function saveByItself() {
        const form = document.querySelector("form[data-edit-form][data-controller~=w-autosave]")
        if (!form) return false
        form.dispatchEvent(new CustomEvent("w-unsaved:add", {
            bubbles: true, cancelable: true, detail: { type: "edits" },
        }))
        return true
    }

    // Somebody comes back to this window, perhaps from signing in.
    async function goOn() {
        if (!ended || !(await signedIn())) return
        ended = false
        say(saveByItself() ? texts.saving : texts.back)
    }
    window.addEventListener("focus", goOn)
    document.addEventListener("visibilitychange", () => document.hidden || goOn())

    document.addEventListener("w-autosave:error", async event => {
        const { response, type } = event.detail
        if (response?.error_code === "signed_out") {
            event.detail.text = response.error_message
            sayEnded()
        } else if (type === "server_error" && Date.now() - retried > 60000) {
            // Signed in anew in another window: the token of this one no longer held.
            retried = Date.now()
            const state = await signedIn()
            if (state === false) sayEnded()
            else if (state) saveByItself()
        }
    }, true)
    document.addEventListener("w-autosave:success", () => {
        ended = false
        notice?.remove()
    })

    // The translation editor and other parts of the page that send for themselves.
    window.fetch = async (resource, options = {}) => {
        const header = Object.keys(options.headers || {}).find(name => name.toLowerCase() === "x-csrftoken")
        if (token && header) options = { ...options, headers: { ...options.headers, [header]: token } }
        const answer = await plainFetch(resource, options)
        const writes = !["GET", "HEAD"].includes((options.method || "GET").toUpperCase())
        if (writes && (answer.status === 401 || answer.status === 403 || answer.redirected)) {
            if ((await signedIn()) === false) sayEnded()
        }
        return answer
    }

    const isGuarded = form => form.method === "post" && !form.closest(".modal") &&
        new URL(form.action, location.href).origin === location.origin

    document.addEventListener("submit", async event => {
        const form = event.target
        if (!isGuarded(form) || letThrough.delete(form)) return
        event.preventDefault()
        event.stopImmediatePropagation()
        if (waiting.has(form)) return
        waiting.add(form)
        const button = event.submitter
        const state = await signedIn()
        waiting.delete(form)
        if (button) {
            button.disabled = false
            if (!state) button.dataset.wProgressLoadingValue = "false"
        }
        if (state === false) return sayEnded()
        // Whoever presses once more means it: perhaps it is this question alone that fails.
        if (state === null && !unanswered.has(form)) {
            unanswered.add(form)
            return say(texts.unanswered)
        }
        letThrough.add(form)
        form.requestSubmit(button)
        // Where the browser refuses the form for a missing field, nothing is sent.
        setTimeout(() => letThrough.delete(form))
    }, true)
})()
