// A combobox as the ARIA practices describe it; the server writes the list.
export function suggest(form) {
  const input = form.querySelector("[type=search]");
  const box = document.createElement("div");
  const said = document.createElement("p");
  let options = [], at = -1, timer, wait;
  const set = (name, value) => input.setAttribute(name, value);

  box.className = "suggest";
  box.id = input.id + "-suggestions";
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  form.append(box, said);
  set("role", "combobox");
  set("aria-autocomplete", "list");
  set("aria-controls", box.id);

  function show(open) {
    box.hidden = !open;
    set("aria-expanded", open);
    if (!open) choose(-1);
  }

  function choose(next) {
    options[at]?.setAttribute("aria-selected", false);
    at = next;
    const option = options[at];
    option?.setAttribute("aria-selected", true);
    option?.scrollIntoView({ block: "nearest" });
    if (option) set("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  async function ask() {
    wait?.abort();
    wait = new AbortController();
    const text = input.value.trim();
    try {
      const url = form.dataset.suggest + "?q=" + encodeURIComponent(text);
      const answer = text && await fetch(url, { signal: wait.signal });
      choose(-1);
      box.innerHTML = answer?.ok ? await answer.text() : "";
      options = [...box.querySelectorAll("li")];
      said.textContent = box.firstElementChild?.dataset.said || "";
      show(options.length > 0 && document.activeElement === input);
    } catch { /* A newer question, or no line: the form works as ever. */ }
  }

  show(false);
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  input.addEventListener("blur", () => show(false));
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) {
      const next = box.hidden && step > 0 ? 0 : at + step;
      show(true);
      choose(next < -1 ? options.length - 1 : next < options.length ? next : -1);
    } else if (event.key === "Escape" && !box.hidden) show(false);
    else if (event.key === "Enter" && at >= 0) location = options[at].dataset.url;
    else return;
    event.preventDefault();
  });
  box.addEventListener("mousedown", (event) => event.preventDefault());
  box.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (option) location = option.dataset.url;
  });
}
