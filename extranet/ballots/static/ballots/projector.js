// Shows the room what has changed, every few seconds while somebody looks; without it one reloads.
const every = Number(document.querySelector("[data-live]")?.dataset.live);

async function refresh() {
  if (document.hidden) return;
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector(".projector__page");
    if (!now) return;
    document.querySelector(".projector__page").replaceWith(document.adoptNode(now));
    if (!now.dataset.live) clearInterval(timer);
  } catch {
    // A line that is down for a moment is asked again.
  }
}

const timer = every ? setInterval(refresh, every * 1000) : 0;
