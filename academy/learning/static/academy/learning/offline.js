// Saves lessons to be read without a connection, lists and removes them, and loads videos of other
// hosts once they are asked for. Everything else works without it.
const STORE = "academy-lessons";
const CHECKED = "/academy-lessons-checked";
const INDEX = "/academy-lessons-index";
// A file that is larger is not saved with the text.
const SMALL = 5 * 1024 * 1024;
const settings = document.querySelector("script[data-offline]").dataset;

for (const video of document.querySelectorAll("[data-frame]")) {
  const button = video.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.src = video.dataset.frame;
    frame.title = video.dataset.title;
    frame.allow = "fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    button.replaceWith(frame);
    frame.focus();
  });
}

// What is saved: {owner, lessons: {key: {title, url, lang, addresses}}}.
async function readIndex() {
  if (!(await caches.has(STORE))) return { owner: settings.owner, lessons: {} };
  const found = await (await caches.open(STORE)).match(INDEX);
  return found ? found.json() : { owner: settings.owner, lessons: {} };
}

async function writeIndex(index) {
  if (!Object.keys(index.lessons).length) {
    await forgetAll();
    return;
  }
  await (await caches.open(STORE)).put(INDEX, Response.json(index));
}

async function forgetAll() {
  await caches.delete(STORE);
  for (const worker of await navigator.serviceWorker.getRegistrations()) {
    if (worker.scope.endsWith("/learn/")) await worker.unregister();
  }
}

async function forget(key) {
  const index = await readIndex();
  const gone = index.lessons[key];
  delete index.lessons[key];
  const kept = new Set(Object.values(index.lessons).flatMap((lesson) => lesson.addresses));
  const store = await caches.open(STORE);
  for (const address of gone?.addresses ?? []) {
    if (!kept.has(address)) await store.delete(address, { ignoreVary: true });
  }
  await writeIndex(index);
}

// Whoever is signed in now, and may read what is saved, keeps it; nobody else does.
async function check() {
  if (!(await caches.has(STORE))) return;
  const index = await readIndex();
  let answer;
  try {
    answer = await fetch(settings.allowed, { cache: "no-store" });
  } catch {
    return; // No connection: the worker counts the days.
  }
  if (answer.redirected || answer.status === 403 || answer.status === 404) {
    await forgetAll();
    return;
  }
  if (!answer.ok) return;
  const allowed = await answer.json();
  if (allowed.owner !== index.owner) {
    await forgetAll();
    return;
  }
  for (const key of Object.keys(index.lessons)) {
    if (!allowed.lessons.includes(Number(key.split(":")[0]))) await forget(key);
  }
  if (await caches.has(STORE)) {
    await (await caches.open(STORE)).put(CHECKED, new Response(String(Date.now())));
  }
}

// One lesson in two languages is saved twice.
const article = document.querySelector("[data-lesson]");
const key = article && `${article.dataset.lesson}:${document.documentElement.lang}`;

function addresses(withMedia) {
  const shell = performance.getEntriesByType("resource")
    .filter((entry) => ["link", "css", "script", "other", "img"].includes(entry.initiatorType))
    .map((entry) => entry.name);
  const parts = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], use, .site-name__emblem")]
    .map((part) => part.href?.baseVal ?? part.src ?? part.href);
  const kept = [...article.querySelectorAll("[data-keep]")]
    .filter((part) => Number(part.dataset.size ?? 0) <= SMALL)
    .map((part) => part.src ?? part.href);
  const played = withMedia
    ? [...article.querySelectorAll("[data-keep-media] source, [data-keep-media] track")].map((part) => part.src)
    : [];
  const local = [...shell, ...parts, ...kept, ...played, settings.list]
    .filter(Boolean)
    .map((address) => new URL(address, location.href))
    .filter((address) => address.origin === location.origin && !address.pathname.startsWith("/admin/")
      && address.pathname !== settings.allowed && address.pathname !== settings.worker);
  for (const address of local) address.hash = "";
  return [...new Set([location.origin + location.pathname, ...local.map(String)])];
}

async function save(withMedia) {
  await navigator.serviceWorker.register(settings.worker, { scope: settings.scope, updateViaCache: "none" });
  const wanted = addresses(withMedia);
  const fetched = await Promise.all(wanted.map((address) => fetch(address, { cache: "no-store" })));
  const page = fetched[0];
  if (!page.ok || page.redirected) throw new Error("The lesson is not there.");
  const index = await readIndex();
  if (index.owner !== settings.owner) await caches.delete(STORE);
  const store = await caches.open(STORE);
  const good = wanted.filter((_, place) => fetched[place].ok && !fetched[place].redirected);
  await Promise.all(wanted.map((address, place) => (
    good.includes(address) ? store.put(address, fetched[place]) : null
  )));
  const lessons = index.owner === settings.owner ? index.lessons : {};
  const heading = article.querySelector("h1");
  lessons[key] = {
    title: heading.textContent, url: location.pathname, lang: heading.lang || document.documentElement.lang, addresses: good,
  };
  await store.put(CHECKED, new Response(String(Date.now())));
  await writeIndex({ owner: settings.owner, lessons });
}

function panel() {
  const box = document.querySelector("[data-offline-panel]");
  if (!box) return;
  const said = box.querySelector("[data-offline-said]");
  const saving = box.querySelector("[data-offline-save]");
  const removing = box.querySelector("[data-offline-remove]");
  box.hidden = false;
  const show = async (words = "") => {
    removing.hidden = !(key in (await readIndex()).lessons);
    said.textContent = words;
  };
  saving.addEventListener("click", async () => {
    saving.disabled = true;
    try {
      await save(box.querySelector("[data-offline-media]")?.checked);
      await show(box.dataset.saved);
    } catch {
      await show(box.dataset.failed);
    }
    saving.disabled = false;
  });
  removing.addEventListener("click", async () => {
    await forget(key);
    await show(box.dataset.removed);
    saving.focus();
  });
  show();
}

async function list() {
  const box = document.querySelector("[data-offline-list]");
  if (!box) return;
  const lessons = Object.entries((await readIndex()).lessons);
  const clear = box.querySelector("[data-offline-clear]");
  clear.hidden = !lessons.length;
  box.querySelector("[data-offline-none]").hidden = lessons.length > 0;
  clear.onclick = async () => { await forgetAll(); await list(); };
  box.querySelector("[data-offline-rows]").replaceChildren(...lessons.map(([name, lesson]) => {
    const row = document.createElement("li");
    const link = document.createElement("a");
    const button = document.createElement("button");
    Object.assign(link, { href: lesson.url, textContent: lesson.title, lang: lesson.lang });
    Object.assign(button, { type: "button", className: "button button--quiet", textContent: box.dataset.remove });
    button.setAttribute("aria-label", `${box.dataset.remove}: ${lesson.title}`);
    button.addEventListener("click", async () => { await forget(name); await list(); });
    row.className = "lesson-row lesson-buttons";
    row.append(link, button);
    return row;
  }));
}

if ("caches" in window && "serviceWorker" in navigator) {
  // Before the form goes, whatever the answer to it says.
  for (const form of document.querySelectorAll("form[action$='/logout/']")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await forgetAll();
      form.submit();
    }, { once: true });
  }
  await check();
  panel();
  await list();
}
