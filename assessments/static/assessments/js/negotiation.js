// Says what the offer being prepared is worth; without it the number behind each option says the same, one by one.

class Offer {
  constructor(root) {
    this.root = root;
    this.state = root.querySelector("[data-worth-state]");
    this.selects = [...root.querySelectorAll("select[name^='issue-']")];
    if (!this.state) return;
    this.state.hidden = false;
    root.addEventListener("change", () => this.say());
    this.say();
  }

  say() {
    const chosen = this.selects.map((select) => select.selectedOptions[0]);
    const { textOpen, textWorth, textBelow, textForbidden, reserve } = this.root.dataset;
    if (chosen.some((option) => !option.value)) return this.show([textOpen], false);
    const worth = chosen.reduce((sum, option) => sum + Number(option.dataset.worth), 0);
    const isBelow = worth < Number(reserve);
    const isForbidden = chosen.some((option) => "forbidden" in option.dataset);
    const words = [textWorth.replace("{worth}", worth)];
    if (isBelow) words.push(textBelow.replace("{reserve}", reserve));
    if (isForbidden) words.push(textForbidden);
    this.show(words, isBelow || isForbidden);
  }

  show(words, isWarning) {
    this.state.textContent = words.join(" ");
    this.state.classList.toggle("offer__worth--warn", isWarning);
  }
}

const isWide = matchMedia("(min-width: 60rem)").matches;

for (const root of document.querySelectorAll("[data-negotiation]")) {
  new Offer(root);
  // Beside the talk there is room for the papers.
  if (isWide) root.querySelectorAll("[data-papers] details").forEach((paper) => (paper.open = true));
}
