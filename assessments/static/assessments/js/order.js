// Moves entries on the page; without it the buttons are sent.

function move(list, button) {
  const isUp = button.value.endsWith(":up");
  const entry = button.closest("[data-entry]");
  const other = isUp ? entry.previousElementSibling : entry.nextElementSibling;
  if (!other) return announce(list, entry, isUp ? "textFirst" : "textLast");
  if (isUp) other.before(entry);
  else other.after(entry);
  button.focus();
  for (const row of list.children) {
    const [up, down] = row.querySelectorAll("button");
    up.ariaDisabled = row === list.firstElementChild;
    down.ariaDisabled = row === list.lastElementChild;
  }
  number(list);
  announce(list, entry, "textMoved");
  button.form.dispatchEvent(new Event("change"));
}

function announce(list, entry, text) {
  document.querySelector("[data-order-state]").textContent = list.dataset[text]
    .replace("{entry}", () => entry.querySelector("[data-entry-text]").textContent)
    .replace("{place}", [...list.children].indexOf(entry) + 1)
    .replace("{count}", list.children.length);
}

// Numbers the ranks where entries may share one or be left out.
function number(list) {
  let rank = 0;
  for (const row of list.children) {
    const select = row.querySelector("select");
    if (!select) return;
    row.dataset.mark = select.value;
    if (select.value === "" || (select.value === "same" && !rank)) rank += 1;
    row.dataset.rank = select.value === "out" ? "–" : rank;
  }
}

for (const list of document.querySelectorAll("[data-order-list]")) {
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault();
    move(list, button);
  });
  list.addEventListener("change", () => number(list));
}
