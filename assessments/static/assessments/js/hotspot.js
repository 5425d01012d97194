// Pointing at a place in the picture ticks its box in the list. Only boxes are ever sent; without script they are enough.

class Hotspot {
  constructor(root) {
    this.root = root;
    this.text = root.dataset;
    this.said = root.querySelector("[data-said]");
    const paper = root.querySelector("[data-paper]");
    paper.classList.add("hotspot__paper--live");
    paper.addEventListener("click", (event) => this.point(event.target.closest("[data-place]")));
    paper.addEventListener("pointermove", (event) => this.show(event.target.closest("[data-place]")?.dataset.place));
    paper.addEventListener("pointerleave", () => this.show());
    for (const label of root.querySelectorAll("[data-region]")) {
      const { region } = label.dataset;
      label.addEventListener("pointerenter", () => this.show(region));
      label.addEventListener("pointerleave", () => this.show());
      label.addEventListener("focusin", () => this.show(region));
      label.addEventListener("focusout", () => this.show());
    }
    root.addEventListener("change", () => this.draw());
    root.closest("fieldset").querySelector("[data-pointing]").hidden = false;
    this.draw();
  }

  point(place) {
    if (!place) {
      this.said.textContent = this.text.textNothing;
      return;
    }
    const label = this.root.querySelector(`[data-region="${place.dataset.place}"]`);
    const box = label.querySelector("input");
    box.checked = box.type === "radio" || !box.checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
    const words = box.checked ? this.text.textChosen : this.text.textLeft;
    this.said.textContent = words.replace("{place}", label.querySelector("[data-name]").textContent);
  }

  show(region) {
    for (const part of this.root.querySelectorAll("[data-place]")) {
      part.classList.toggle("is-shown", part.dataset.place === region);
    }
    for (const label of this.root.querySelectorAll("[data-region]")) {
      label.classList.toggle("is-shown", label.dataset.region === region);
    }
  }

  draw() {
    const chosen = [...this.root.querySelectorAll("input:checked")].map((box) => box.value);
    for (const part of this.root.querySelectorAll("[data-place]")) {
      part.classList.toggle("is-chosen", chosen.includes(part.dataset.place));
    }
  }
}

for (const root of document.querySelectorAll("[data-hotspot]")) new Hotspot(root);
