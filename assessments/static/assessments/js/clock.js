// Counts down the last minutes of a try: in sight every minute, aloud at ten, five and one. The server decides.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SHOWN_FROM = 10;
const SPOKEN = [10, 5, 1];

class Clock {
  constructor(place) {
    this.place = place;
    this.read(place);
    this.tick();
    document.addEventListener("visibilitychange", () => document.hidden || this.tick());
  }

  // The server's time counts, so what this device's clock is off by is added.
  read({ dataset }) {
    this.end = Date.parse(dataset.closes) - Date.parse(dataset.now) + Date.now();
  }

  tick() {
    clearTimeout(this.timer);
    const left = this.end - Date.now();
    const minutes = Math.max(0, Math.ceil(left / MINUTE));
    if (minutes !== this.minutes && minutes <= SHOWN_FROM) this.turn(minutes);
    this.minutes = minutes;
    if (minutes) this.timer = setTimeout(() => this.tick(), Math.min(HOUR, left - (minutes - 1) * MINUTE));
  }

  async turn(minutes) {
    const isMark = SPOKEN.includes(minutes) || minutes === 0;
    if (isMark && this.minutes !== undefined && (await this.hasMoved())) return this.tick();
    const text = this.words(minutes);
    const shown = this.place.querySelector("[data-left]");
    shown.textContent = text;
    shown.hidden = false;
    if (isMark) this.place.querySelector("[data-said]").textContent = text;
  }

  words(minutes) {
    const { textOver, textOne, textLeft } = this.place.dataset;
    if (minutes === 0) return textOver;
    return minutes === 1 ? textOne : textLeft.replace("{minutes}", minutes);
  }

  // Somebody may have given more time meanwhile, or it became late and closes later: say what holds now.
  async hasMoved() {
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok || answer.redirected) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(this.place.id);
    if (!fresh || fresh.dataset.closes === this.place.dataset.closes) return false;
    Object.assign(this.place.dataset, fresh.dataset);
    this.place.className = fresh.className;
    this.read(fresh);
    this.place.querySelector("[data-words]").replaceWith(fresh.querySelector("[data-words]"));
    this.place.querySelector("[data-said]").textContent = this.place.querySelector("[data-words]").textContent;
    this.place.querySelector("[data-left]").hidden = true;
    this.minutes = undefined;
    return true;
  }
}

for (const place of document.querySelectorAll("[data-closes]")) new Clock(place);
