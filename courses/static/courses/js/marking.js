// Makes what was selected in the text the place of a criterion, and shows in the text what is pointed at.

const text = document.getElementById("work-text");
const sentences = [...text.querySelectorAll("[data-start]")];
const places = [...document.querySelectorAll("[data-place]")];
const selects = places.map((place) => place.querySelector("select"));
let selected = null;

const startOf = (sentence) => Number(sentence.dataset.start);
// The server counts characters, this browser halves of some of them.
const characters = (words) => [...words].length;

const whole = [];
for (const sentence of sentences) [...sentence.textContent].forEach((one, at) => (whole[startOf(sentence) + at] = one));
const quoted = ([start, end]) => Array.from(whole.slice(start, end), (one) => one ?? "\n").join("").trim();

// Characters from the beginning of the text to a point in or beside a sentence.
function offset(sentence, node, at, fallback) {
  if (!sentence.contains(node)) return startOf(sentence) + fallback;
  const before = document.createRange();
  before.selectNodeContents(sentence);
  before.setEnd(node, at);
  return startOf(sentence) + characters(before.toString());
}

function remember() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  const touched = sentences.filter((sentence) => range.intersectsNode(sentence));
  if (!touched.length) return;
  const [first, last] = [touched[0], touched.at(-1)];
  let start = offset(first, range.startContainer, range.startOffset, 0);
  let end = offset(last, range.endContainer, range.endOffset, characters(last.textContent));
  while (start < end && !whole[start]?.trim()) start += 1;
  while (start < end && !whole[end - 1]?.trim()) end -= 1;
  if (start < end) selected = [start, end];
}

function point(place, select) {
  if (!selected) {
    place.querySelector("[role=status]").textContent = place.dataset.nothing;
    return;
  }
  const value = selected.join("-");
  if (![...select.options].some((option) => option.value === value)) {
    const quote = quoted(selected);
    const short = quote.length > 60 ? `${quote.slice(0, 59)}…` : quote;
    select.add(new Option(place.dataset.own.replace("{quote}", () => short), value), 1);
  }
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

function rangesOf(span) {
  return sentences.flatMap((sentence) => {
    const all = [...sentence.textContent];
    const [from, to] = span.map((at) => Math.min(Math.max(at - startOf(sentence), 0), all.length));
    if (from === to) return [];
    const range = document.createRange();
    range.setStart(sentence.firstChild, all.slice(0, from).join("").length);
    range.setEnd(sentence.firstChild, all.slice(0, to).join("").length);
    return [range];
  });
}

function show() {
  const spans = selects.map((select) => select.value && select.value.split("-").map(Number));
  places.forEach((place, at) => {
    place.querySelector("[role=status]").textContent = spans[at] ? `“${quoted(spans[at])}”` : "";
  });
  if (globalThis.Highlight) CSS.highlights.set("place", new Highlight(...spans.filter(Boolean).flatMap(rangesOf)));
}

document.addEventListener("selectionchange", remember);
places.forEach((place, at) => {
  const button = place.querySelector("button");
  button.parentElement.hidden = false;
  button.addEventListener("click", () => point(place, selects[at]));
  selects[at].addEventListener("change", show);
});
show();
