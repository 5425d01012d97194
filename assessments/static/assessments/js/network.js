// Keeps budget, needs and map up to date while partners are ticked; without it the server does so at every save.

class Network {
  constructor(root) {
    this.root = root;
    this.text = root.dataset;
    this.candidates = [...root.querySelectorAll("[data-candidate]")];
    root.addEventListener("change", () => this.draw());
    this.draw();
  }

  draw() {
    const chosen = this.candidates.filter((one) => one.querySelector("input").checked);
    for (const part of this.root.querySelectorAll("[data-resource]")) this.drawPart(part, chosen);
    for (const need of this.root.querySelectorAll("[data-need]")) this.drawNeed(need, chosen);
    this.drawMap(chosen);
  }

  drawPart(part, chosen) {
    const { resource, limit } = part.dataset;
    const costs = chosen.map((one) => Number(one.querySelector(`[data-cost="${resource}"]`).dataset.amount));
    const left = Number(limit) - costs.reduce((sum, cost) => sum + cost, 0);
    const words = left < 0 ? this.text.textOver.replace("{over}", -left) : this.text.textLeft.replace("{left}", left);
    part.classList.toggle("network__resource--over", left < 0);
    this.write(part.querySelector("[data-left]"), words.replace("{limit}", limit));
  }

  drawNeed(need, chosen) {
    const names = chosen.filter((one) => words(one.dataset.meets).includes(need.dataset.need)).map(nameOf);
    this.write(need.querySelector("[data-partners]"), names.join(", ") || this.text.textNobody);
  }

  drawMap(chosen) {
    const ids = chosen.map((one) => one.dataset.candidate);
    const isReached = (one) => words(one.dataset.linked).some((id) => ids.includes(id));
    for (const one of this.candidates) {
      const id = one.dataset.candidate;
      const [taken, near] = [ids.includes(id), !ids.includes(id) && isReached(one)];
      const spot = this.root.querySelector(`[data-spot="${id}"]`);
      spot.classList.toggle("network__spot--chosen", taken);
      spot.classList.toggle("network__spot--reached", near);
      this.root.querySelector(`[data-spoke="${id}"]`).classList.toggle("network__spoke--chosen", taken);
      one.querySelector("[data-badge]").hidden = !near || !this.counter;
    }
    const reached = this.candidates.filter((one) => ids.includes(one.dataset.candidate) || isReached(one));
    if (this.counter) this.write(this.counter, String(reached.length));
  }

  get counter() {
    return this.root.querySelector("[data-reached]");
  }

  // Screen readers are told only of what has changed.
  write(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }
}

const words = (text) => text.split(" ").filter(Boolean);
const nameOf = (one) => one.querySelector("[data-name]").textContent.trim();

for (const root of document.querySelectorAll("[data-network]")) new Network(root);
