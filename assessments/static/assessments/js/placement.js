// Lets people be put on the drawing; the lists beside it do the same without it.

class Placement {
  constructor(root) {
    this.root = root;
    this.state = root.querySelector("[data-placement-state]");
    this.places = [...root.querySelectorAll("[data-place]")];
    this.guests = [...root.querySelectorAll("[data-guest]")];
    this.guests.forEach((guest) => this.offerToPick(guest));
    this.places.forEach((place) => this.offerToFill(place));
    root.addEventListener("change", () => this.draw());
    root.addEventListener("keydown", (event) => event.key === "Escape" && this.pick(null));
    this.draw();
  }

  select(guest) {
    return guest.querySelector("select");
  }

  name(guest) {
    return guest.querySelector("[data-guest-name]").textContent.trim();
  }

  offerToPick(guest) {
    if (!this.select(guest)) return;
    const letter = guest.querySelector("[data-pick]");
    const button = Object.assign(document.createElement("button"), { type: "button", className: letter.className });
    button.textContent = letter.textContent;
    button.ariaLabel = this.root.dataset.textPick.replace("{guest}", () => this.name(guest));
    button.ariaPressed = "false";
    button.addEventListener("click", () => this.pick(this.picked === guest ? null : guest));
    letter.replaceWith(button);
    guest.button = button;
  }

  offerToFill(place) {
    place.setAttribute("role", "button");
    place.setAttribute("tabindex", "0");
    place.addEventListener("click", () => this.choose(place));
    place.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      this.choose(place);
    });
  }

  holder(place) {
    const id = place.dataset.place;
    return this.guests.find((guest) => (this.select(guest) ? this.select(guest).value === id : guest.dataset.at === id));
  }

  pick(guest) {
    this.picked = guest;
    this.root.classList.toggle("placement--picking", Boolean(guest));
    for (const other of this.guests) {
      other.classList.toggle("placement__guest--picked", other === guest);
      if (other.button) other.button.ariaPressed = String(other === guest);
    }
    if (guest) this.say("textPicked", { guest });
  }

  choose(place) {
    const other = this.holder(place);
    if (other && !this.select(other)) return this.say("textFixed", { guest: other });
    if (!this.picked) return other && this.pick(other);
    const guest = this.picked;
    if (guest === other) return this.pick(null);
    const before = this.select(guest).value;
    this.select(guest).value = place.dataset.place;
    if (other) this.select(other).value = before;
    this.pick(null);
    this.say(other ? (before ? "textSwapped" : "textMovedOut") : "textPlaced", { guest, other, place });
    this.root.dispatchEvent(new Event("change", { bubbles: true }));
  }

  draw() {
    for (const place of this.places) {
      const guest = this.holder(place);
      const { name } = place.dataset;
      place.classList.toggle("plan__place--taken", Boolean(guest));
      place.querySelector("[data-mark]").textContent = guest ? guest.dataset.mark : "";
      place.setAttribute("aria-label", guest ? `${name}: ${this.name(guest)}` : this.text("textEmpty", { place }));
    }
  }

  text(key, { guest, other, place }) {
    return this.root.dataset[key]
      .replace("{guest}", () => this.name(guest))
      .replace("{other}", () => this.name(other))
      .replace("{place}", () => place.dataset.name);
  }

  say(key, named) {
    this.state.textContent = this.text(key, named);
  }
}

for (const root of document.querySelectorAll("[data-placement]")) new Placement(root);
