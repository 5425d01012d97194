// Counts the words of a text as it is typed, and leads from a finding to its place in it.

const WORD = /[\p{L}\p{N}](?:\S*[\p{L}\p{N}])?/gu;
const field = document.querySelector("[data-writing]");
const state = document.getElementById("words");

function count() {
  const number = (field.value.match(WORD) ?? []).length;
  state.textContent = number === 1 ? state.dataset.word : state.dataset.words.replace("{number}", number);
}

// The server counts characters, this browser halves of some of them.
const offset = (text, characters) => [...text].slice(0, characters).join("").length;

function show(event) {
  const { start, end } = event.currentTarget.dataset;
  event.preventDefault();
  field.focus();
  field.setSelectionRange(offset(field.value, start), offset(field.value, end));
}

if (field) {
  field.addEventListener("input", count);
  for (const place of document.querySelectorAll("#findings [data-start]")) place.addEventListener("click", show);
}
