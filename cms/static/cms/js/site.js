// What makes reading a little easier. Everything works without it.
// English is read everywhere: the day before the month, the hour of twenty-four.
const language = document.documentElement.lang.replace(/^en$/, "en-GB");

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    const said = document.getElementById(button.dataset.said);
    said.textContent = button.dataset.done;
    setTimeout(() => { said.textContent = ""; }, 4000);
  });
}

// A citation names the paragraph that the address does.
const cited = document.getElementById("citation");
if (cited) {
  const whole = cited.textContent;
  const { href } = document.querySelector("link[rel=canonical]");
  const cite = () => {
    const number = location.hash.match(/^#p-(\d+)$/)?.[1];
    cited.textContent = number ? whole.replace(href, `§ ${number}, ${href}#p-${number}`) : whole;
  };
  addEventListener("hashchange", cite);
  cite();
}

// An event keeps the time of its place; a reader elsewhere is told theirs.
for (const line of document.querySelectorAll("[data-local-time]")) {
  const moment = new Date(line.dataset.localTime);
  const here = Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" });
  const there = (zone) => moment.toLocaleString("en", { timeZone: zone });
  if (there(line.dataset.zone) === there(here.resolvedOptions().timeZone)) continue;
  line.querySelector("span").textContent = here.format(moment);
  line.hidden = false;
}

// What somebody types by the clock of a place is told by their own.
const ownClock = document.querySelector("[data-own-clock]");
if (ownClock) import(ownClock.dataset.script);

// The day on paper is the day it was printed.
addEventListener("beforeprint", () => {
  for (const day of document.querySelectorAll("[data-retrieved]")) {
    day.textContent = new Date().toLocaleDateString(language, { dateStyle: "long" });
  }
});

document.querySelector(".error-summary")?.focus();

// The search box suggests; what that takes is fetched when somebody goes there.
for (const form of document.querySelectorAll("[data-suggest]")) {
  const begin = async () => (await import(form.dataset.script)).suggest(form);
  form.addEventListener("focusin", begin, { once: true });
}
