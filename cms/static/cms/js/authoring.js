// Offers the names that an author has given: titles of scenes under "goes on to the scene", variables under a condition,
// entries under a rule.
// Without it the names are typed; the publish check finds what does not agree.

const OFFERS = [
  { field: /^(scenes-\d+-value-options|events)-\d+-value-goes_on_to$/, names: /^scenes-(\d+)-value-title$/ },
  {
    field: /^(scenes-\d+-value-options|events|worth)-\d+-value-(when|effects)-\d+-value-variable$/,
    names: /^variables-(\d+)-value-name$/,
  },
  {
    field: /^(scenes-\d+-value-options|events)-\d+-value-effects-\d+-value-set$/,
    names: /^variables-(\d+)-value-words-\d+-value-text$/,
  },
  {
    field: /^rules-\d+-value-(guest|other|others-\d+-value)$/,
    names: /^guests-(\d+)-value-text$/,
  },
  { field: /^letters-\d+-value-action$/, names: /^actions-(\d+)-value-text$/ },
  { field: /^letters-\d+-value-owner$/, names: /^owners-(\d+)-value-text$/ },
  { field: /^letters-\d+-value-feedback-\d+-value-choice$/, names: /^(?:actions|owners)-(\d+)-value-text$/ },
  { field: /^clauses-\d+-value-(verb|feedback-\d+-value-choice)$/, names: /^verbs-(\d+)-value-text$/ },
  { field: /^reply_to$/, names: /^letters-(\d+)-value-subject$/ },
  { field: /^candidates-\d+-value-linked-\d+-value$/, names: /^candidates-(\d+)-value-text$/ },
  { field: /^rules-\d+-value-(higher|lower)-\d+-value$/, names: /^entries-(\d+)-value-text$/ },
];

function isDeleted(input) {
  const [, stream, index] = input.name.match(/^(\w+)-(\d+)-/) ?? [];
  const flag = input.form?.elements.namedItem(`${stream}-${index}-deleted`);
  return Boolean(flag?.value);
}

function namesIn(form, pattern, own) {
  const inputs = [...form.elements].filter((input) => pattern.test(input.name ?? ""));
  const names = inputs
    .filter((input) => input.name.match(pattern)[1] !== own && !isDeleted(input))
    .map((input) => input.value.trim());
  return [...new Set(names.filter(Boolean))];
}

function offer(input, names) {
  const id = "chancery-offered-names";
  document.getElementById(id)?.remove();
  const list = document.createElement("datalist");
  list.id = id;
  list.append(...names.map((name) => Object.assign(document.createElement("option"), { value: name })));
  document.body.append(list);
  input.setAttribute("list", id);
}

document.addEventListener("focusin", ({ target }) => {
  const found = OFFERS.find(({ field }) => field.test(target.name ?? ""));
  if (!found || !target.form) return;
  const own = found.names.test("scenes-0-value-title") ? target.name.match(/^scenes-(\d+)-/)?.[1] : null;
  offer(target, namesIn(target.form, found.names, own));
});

// A link from a message ("this is to be done first") unfolds the block it leads to, after the editor has unfolded what
// holds it.

const UNFOLDING_MS = 350;

function unfold() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  const toggle = target.querySelector("[data-panel-toggle]");
  if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
  setTimeout(() => target.scrollIntoView({ block: "start" }), UNFOLDING_MS);
}

document.addEventListener("click", ({ target }) => {
  if (target.closest?.(".messages a[href*='#'], .case-outline h3 a")) setTimeout(unfold, UNFOLDING_MS);
});
addEventListener("hashchange", () => setTimeout(unfold, UNFOLDING_MS));
addEventListener("load", () => setTimeout(unfold, UNFOLDING_MS));
