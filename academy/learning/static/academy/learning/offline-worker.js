// Answers with a saved lesson where there is no connection, and with nothing else. The page's own
// script saves and removes; here nothing is added to what is kept.
const STORE = "academy-lessons";
const LONGEST = 30 * 24 * 3600 * 1000;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

// Who has not been asked for thirty days may have been taken out of the cohort.
async function outdated(store) {
  const checked = await store.match("/academy-lessons-checked");
  return !checked || Date.now() - Number(await checked.text()) > LONGEST;
}

async function saved(request) {
  if (!(await caches.has(STORE))) return null;
  const store = await caches.open(STORE);
  if (await outdated(store)) {
    await caches.delete(STORE);
    return null;
  }
  return store.match(request, { ignoreVary: true });
}

async function part(request, response) {
  // A player asks for parts; what is saved is whole.
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("Range") || "");
  if (!range || response.status !== 200) return response;
  const bytes = await response.blob();
  const start = Number(range[1]);
  const end = range[2] ? Math.min(Number(range[2]), bytes.size - 1) : bytes.size - 1;
  return new Response(bytes.slice(start, end + 1, bytes.type), {
    status: 206,
    headers: {
      "Content-Type": response.headers.get("Content-Type"),
      "Content-Range": `bytes ${start}-${end}/${bytes.size}`,
      "Content-Length": String(end + 1 - start),
    },
  });
}

async function answer(event) {
  const request = event.request;
  try {
    const response = await fetch(request);
    const page = request.mode === "navigate";
    // Led to the door: nobody is signed in any more.
    const shut = response.type === "opaqueredirect" && page && (await isShut());
    if (shut) await caches.delete(STORE);
    else if (page && [403, 404, 410].includes(response.status) && (await caches.has(STORE))) {
      await (await caches.open(STORE)).delete(request, { ignoreVary: true });
    }
    return response;
  } catch (error) {
    let found = await saved(request);
    if (!found && request.mode === "navigate") found = await saved(listOf());
    if (!found) throw error;
    return part(request, found);
  }
}

// Where a redirect leads is not told to a worker: ask what may be kept, without following.
async function isShut() {
  const response = await fetch(new URL("saved/allowed.json", registration.scope), { redirect: "manual" });
  return response.type === "opaqueredirect" || response.status === 403;
}

function listOf() {
  return new Request(new URL("saved/", registration.scope));
}

addEventListener("fetch", (event) => {
  const request = event.request;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith(answer(event));
});
