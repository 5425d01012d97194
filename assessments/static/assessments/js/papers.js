// Keeps what is done and what is open up to date, and shows a marked document as it would read.

class Papers {
  constructor(root) {
    this.root = root;
    this.steps = [...root.querySelectorAll("[data-step]")];
    root.addEventListener("change", (event) => this.changed(event.target));
    root.closest("form")?.addEventListener("change", () => this.count());
    this.count();
  }

  changed(input) {
    const clause = input.closest("[data-clause]");
    if (clause) this.copy(clause, input);
  }

  isDone(step) {
    const names = new Set([...step.querySelectorAll("input:not([type=hidden])")].map((input) => input.name));
    return [...names].every((name) => step.querySelector(`input[name="${CSS.escape(name)}"]:checked`));
  }

  count() {
    let done = 0;
    for (const step of this.steps) {
      const isDone = this.isDone(step);
      done += isDone;
      const state = step.querySelector("[data-state]");
      state.textContent = isDone ? state.dataset.done : state.dataset.open;
      state.classList.toggle("badge--good", isDone);
    }
    const said = this.root.querySelector("[data-done-count]");
    said.textContent = said.dataset.text.replace("{done}", done).replace("{all}", this.steps.length);
  }

  copy(clause, input) {
    const copy = this.root.querySelector(`[data-copy="${CSS.escape(clause.dataset.clause)}"]`);
    const { effect } = input.dataset;
    const label = input.closest("label");
    const wording = label.querySelector("[data-wording]");
    copy.dataset.mark = effect;
    const said = label.textContent.trim();
    copy.querySelector("[data-new]").textContent = effect === "change" ? (wording?.textContent ?? `[${said}]`) : "";
    copy.querySelector("[data-note]").textContent = effect === "ask" || effect === "strike" ? said : "";
  }
}

for (const root of document.querySelectorAll("[data-papers]")) new Papers(root);
