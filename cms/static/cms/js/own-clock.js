// Says what the reader's own clock shows when another one shows what is typed. Pages say it as they
// are sent; this says it anew as one types. It runs as a module and as a plain script.
(() => {
  // English is read everywhere: the day before the month, the hour of twenty-four.
  const language = document.documentElement.lang.replace(/^en$/, "en-GB");
  const DAY = 864e5;

  // What a clock in the zone shows at a moment, as if it were in UTC.
  const shown = (moment, zone) => {
    const parts = new Intl.DateTimeFormat("en", {
      timeZone: zone, hourCycle: "h23",
      year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric",
    }).formatToParts(moment);
    const of = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(of.year, of.month - 1, of.day, of.hour, of.minute);
  };

  // The moments at which a clock in the zone shows this: none where it skips it, two where it repeats.
  const moments = (wall, zone) => {
    const offsets = new Set([wall - DAY, wall + DAY].map((near) => shown(near, zone) - near));
    return [...offsets].map((offset) => wall - offset)
      .filter((moment) => shown(moment, zone) === wall)
      .sort((one, other) => one - other);
  };

  const say = (output) => {
    output.textContent = "";
    const input = document.getElementById(output.htmlFor.value);
    const { ownClock: own, zoneField } = output.dataset;
    const zone = zoneField ? document.getElementById(zoneField)?.value : output.dataset.zone;
    const typed = /^\s*(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)/.exec(input?.value ?? "");
    if (!typed || !zone || typed[1] < 1000) return;
    const [, year, month, day, hour, minute] = typed.map(Number);
    const wall = Date.UTC(year, month - 1, day, hour, minute);
    try {
      const found = moments(wall, zone);
      const which = document.getElementById(`${input.id}-which`)?.value;
      const moment = found.length > 1 ? found[which || NaN] : found[0];
      if (moment === undefined) return;
      const here = shown(moment, own);
      if (here === wall) return;
      const sameDay = Math.floor(here / DAY) === Math.floor(wall / DAY);
      const part = (options) => new Intl.DateTimeFormat(language, { timeZone: own, ...options }).format(moment);
      output.textContent = (sameDay ? output.dataset.sameDay : output.dataset.otherDay)
        .replace("{day}", part({ dateStyle: "long" }))
        .replace("{time}", part({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }));
    } catch (error) {
      // A zone that is being typed is none yet.
      if (!(error instanceof RangeError)) throw error;
    }
  };

  const sayAll = () => document.querySelectorAll("[data-own-clock]").forEach(say);
  for (const event of ["input", "change"]) {
    document.addEventListener(event, ({ target }) => {
      const near = target.closest?.("input, select");
      if (near && document.querySelector("[data-own-clock]")) sayAll();
    });
  }
})();
