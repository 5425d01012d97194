// Saves a form as it is filled in; a copy stays in this browser until the server has it.

const PAUSE = 600;
const TYPING = 3000;
const LONGEST_WAIT = 60000;
// What is sent while a page goes away may not be longer.
const LONGEST_KEPT_ALIVE = 60000;
const NOT_ANSWERS = ["csrfmiddlewaretoken", "client_seq", "base_version", "next", "documents"];

const newSeq = () => crypto.getRandomValues(new Uint32Array(4)).join("-").slice(0, 40);
const csrfToken = () => document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? "";

// Without storage the answers are kept in memory only.
function copyOf(attempt, save) {
  const name = `chancery-answers-${attempt}`;
  try {
    if (save) localStorage.setItem(name, JSON.stringify(save));
    else if (save === null) localStorage.removeItem(name);
    else return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

// What the server compares with the fields that arrive (views/requests.py, arrived_whole).
async function digestOf(fields) {
  const sorted = [...fields].sort(([one], [other]) => (one < other ? -1 : Number(one > other)));
  const plain = sorted.map(([name, value]) => [name, value.replace(/\r\n?/g, "\n")]);
  const bytes = new TextEncoder().encode(JSON.stringify(plain));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.data = form.dataset;
    this.state = document.getElementById("save-state");
    this.signIn = document.getElementById("sign-in-again");
    this.version = Number(form.elements.base_version.value);
    this.failures = 0;
    form.addEventListener("change", () => this.changed());
    form.addEventListener("input", ({ target }) => target.matches("textarea") && this.changed(TYPING));
    form.addEventListener("submit", (event) => this.submitting(event));
    document.querySelector("form[data-sign-out]")?.addEventListener("submit", (event) => this.signingOut(event));
    addEventListener("online", () => this.send());
    addEventListener("focus", () => this.failures && this.send());
    document.addEventListener("visibilitychange", () => document.hidden && this.send());
    this.save = this.copy = copyOf(this.data.attempt);
    if ("unsaved" in this.data) this.changed();
    if (this.copy) this.send();
  }

  changed(pause = PAUSE) {
    this.isDirty = true;
    copyOf(this.data.attempt, this.current());
    this.again(pause);
  }

  current() {
    const fields = [...new FormData(this.form)].filter(([name]) => !NOT_ANSWERS.includes(name));
    return { seq: newSeq(), base: this.version, at: Date.now(), url: this.data.autosave, fields };
  }

  again(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
  }

  // What was not confirmed is sent again as it was; newer answers wait for it.
  async send() {
    clearTimeout(this.timer);
    if (this.isSending || !(this.save || this.isDirty)) return;
    if (!this.save) {
      this.save = this.current();
      this.isDirty = false;
      copyOf(this.data.attempt, this.save);
    }
    this.isSending = true;
    this.say("textSaving");
    const { seq, base, fields } = this.save;
    const body = new URLSearchParams([...fields, ["client_seq", seq], ["base_version", base]]);
    const headers = { "X-CSRFToken": csrfToken() };
    const keepalive = String(body).length < LONGEST_KEPT_ALIVE;
    const answer = await fetch(this.data.autosave, { method: "POST", body, headers, keepalive })
      .then(async (response) => ({ status: response.status, ...(await response.json().catch(() => ({}))) }))
      .catch(() => ({ status: 0 }));
    this.isSending = false;
    this.answered(answer);
  }

  answered(answer) {
    this.signIn.hidden = answer.status !== 401;
    if (answer.version !== undefined) this.saved(answer);
    else if (answer.status === 401) this.failed(this.data.textSignedOut);
    else if ([404, 409].includes(answer.status)) this.refused(answer);
    else this.failed(answer.message ?? (navigator.onLine ? this.data.textTrouble : this.data.textOffline));
  }

  saved({ version, is_branch: isBranch, time }) {
    const isNews = isBranch || version !== this.version;
    this.save = null;
    this.failures = 0;
    if (!isBranch) this.version = Math.max(version, this.version);
    if (this.isDirty) return this.send();
    copyOf(this.data.attempt, null);
    if (this.copy && isNews) return location.reload();
    this.copy = null;
    this.say(isBranch ? "textBranch" : "textSaved", time);
    this.goOn();
  }

  failed(reason) {
    this.failures += 1;
    this.state.textContent = this.submitter && this.signIn.hidden ? this.data.textHold : reason;
    this.submitter = null;
    this.again(Math.min(LONGEST_WAIT, 1000 * 2 ** this.failures));
  }

  refused({ status, message }) {
    this.save = null;
    this.isDirty = false;
    if (status === 409) copyOf(this.data.attempt, null);
    this.state.textContent = message;
    this.goOn();
  }

  submitting(event) {
    clearTimeout(this.timer);
    const inputs = this.form.elements;
    if (this.save) this.hold(event);
    else if (!navigator.onLine) {
      event.preventDefault();
      this.say("textHold");
    }
    inputs.base_version.value = this.version;
    inputs.client_seq.value = newSeq();
    const target = event.submitter?.formAction ?? "";
    const isSealable = target.endsWith("/submit/") && !this.isSealed && globalThis.crypto?.subtle;
    if (isSealable && !event.defaultPrevented) this.seal(event);
  }

  // Work out what is sent, and send it together with that; browsers offer it in secure contexts only.
  async seal(event) {
    event.preventDefault();
    const { submitter } = event;
    const sent = Object.assign(document.createElement("input"), { type: "hidden", name: "digest" });
    sent.value = await digestOf(this.current().fields);
    // A short digest is there before the event is over, and until then a form cannot be submitted again.
    await new Promise((resolve) => setTimeout(resolve));
    this.form.append(sent);
    this.isSealed = true;
    this.form.requestSubmit(submitter);
    this.isSealed = false;
    sent.remove();
  }

  // What is kept in this browser is wiped at sign-out, so it has to arrive first.
  signingOut(event) {
    if (this.save || this.isDirty) this.hold(event);
  }

  hold(event) {
    event.preventDefault();
    this.submitter = event.submitter;
    this.send();
  }

  goOn() {
    const submitter = this.submitter;
    this.submitter = null;
    if (submitter) submitter.form.requestSubmit(submitter);
  }

  say(text, time) {
    this.state.textContent = this.data[text].replace("{time}", time);
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
for (const { dataset } of document.querySelectorAll("[data-forget]")) copyOf(dataset.forget, null);
