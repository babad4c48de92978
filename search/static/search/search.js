// Filters change the results in place. Without this file they are plain links.
Object.assign(window.htmx.config, {
  allowEval: false,
  includeIndicatorStyles: false,
  // Nothing of what somebody searched for stays in the browser; going back asks again.
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  scrollBehavior: "instant",
});

const found = () => document.getElementById("search-results");
let open = [], wasOpen = false, pressed = "";

document.addEventListener("htmx:beforeRequest", (event) => {
  pressed = event.detail.elt.id;
  found().setAttribute("aria-busy", "true");
});

document.addEventListener("htmx:beforeSwap", () => {
  open = [...found().querySelectorAll(".filter-group[open]")].map((group) => group.id);
  wasOpen = found().querySelector(".search-filters")?.open;
});

document.addEventListener("htmx:afterSettle", () => {
  sessionStorage.clear();
  const filters = found().querySelector(".search-filters");
  if (filters && wasOpen) filters.open = true;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  const same = pressed && document.getElementById(pressed);
  if (same) same.focus({ preventScroll: true });
  else {
    // Another page, or a filter that is no more: begin at the results.
    found().focus({ preventScroll: true });
    found().scrollIntoView();
  }
  const sentence = found().querySelector(".filter-state p").textContent;
  document.getElementById("search-status").textContent = sentence;
});

// No line, or a server that is not well: follow the link as ever.
for (const name of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(name, (event) => {
    location = event.detail.pathInfo.finalRequestPath || event.detail.pathInfo.requestPath;
  });
}
