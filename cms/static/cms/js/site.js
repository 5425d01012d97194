// On every page: sends answers that an exercise could not send before it was closed, and keeps a page for the time
// without a connection. A form sends the token of today, also when its page is older than a sign-in in another tab.

const NAME = "chancery-answers-";
const LONGEST_KEPT = 30 * 24 * 3600 * 1000;

const read = (name) => JSON.parse(localStorage.getItem(name));
const namesOfAnswers = () => Object.keys(localStorage).filter((name) => name.startsWith(NAME));
const csrfToken = () => document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? "";

// An exercise in another tab may have stored newer answers: only what was sent is forgotten.
function forget(name, seq) {
  if (read(name)?.seq === seq) localStorage.removeItem(name);
}

async function sendLeftOver(name) {
  const { seq, base, at, url, fields } = read(name);
  if (Date.now() - at > LONGEST_KEPT) return forget(name, seq);
  const body = new URLSearchParams([...fields, ["client_seq", seq], ["base_version", base]]);
  const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": csrfToken() } });
  if (answer.ok || answer.status === 409) forget(name, seq);
}

// Without storage nothing was left over; without a connection it waits for the next page.
function sendLeftOvers() {
  const open = document.querySelector("form[data-attempt]")?.dataset.attempt;
  try {
    const names = namesOfAnswers().filter((name) => name !== NAME + open);
    for (const name of names) sendLeftOver(name).catch(() => {});
  } catch {}
}

// What the next person at this computer must not find. An exercise holds a sign-out back until its answers have arrived.
// The header Clear-Site-Data is not used for this: it makes Chromium hang now and then (crbug.com/40233601).
function forgetEverything() {
  try {
    for (const name of namesOfAnswers()) localStorage.removeItem(name);
  } catch {}
}

addEventListener("submit", ({ target, defaultPrevented }) => {
  const token = target.elements.csrfmiddlewaretoken;
  if (token) token.value = csrfToken() || token.value;
  if ("signOut" in target.dataset && !defaultPrevented) forgetEverything();
});
sendLeftOvers();
addEventListener("online", sendLeftOvers);
navigator.serviceWorker?.register("/service-worker.js", { updateViaCache: "none" }).catch(() => {});
