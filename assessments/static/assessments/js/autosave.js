// Saves a form while it is being filled in; a copy stays in this browser until the server has confirmed it.

const PAUSE = 600;
const LONGEST_WAIT = 60000;
const NOT_ANSWERS = ["csrfmiddlewaretoken", "client_seq", "base_version", "next"];

const newSeq = () => crypto.getRandomValues(new Uint32Array(4)).join("-").slice(0, 40);
const csrfToken = () => document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? "";

// Storage may be switched off; the answers are then kept in memory only.
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

class Autosave {
  constructor(form) {
    this.form = form;
    this.data = form.dataset;
    this.state = document.getElementById("save-state");
    this.version = Number(form.elements.base_version.value);
    this.failures = 0;
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", (event) => this.submitting(event));
    window.addEventListener("online", () => this.send());
    window.addEventListener("focus", () => this.failures && this.send());
    document.addEventListener("visibilitychange", () => document.hidden && this.send());
    this.save = this.copy = copyOf(this.data.attempt);
    if ("unsaved" in this.data) this.changed();
    if (this.copy) this.send();
  }

  changed() {
    this.isDirty = true;
    copyOf(this.data.attempt, this.current());
    this.again(PAUSE);
  }

  current() {
    const fields = [...new FormData(this.form)].filter(([name]) => !NOT_ANSWERS.includes(name));
    return { seq: newSeq(), base: this.version, fields };
  }

  again(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
  }

  // A save that was not confirmed is sent again as it was; newer answers wait for it.
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
    const answer = await fetch(this.data.autosave, { method: "POST", body, headers, keepalive: true })
      .then(async (response) => ({ status: response.status, ...(await response.json().catch(() => ({}))) }))
      .catch(() => ({ status: 0 }));
    this.isSending = false;
    this.answered(answer);
  }

  answered(answer) {
    if (answer.version !== undefined) this.saved(answer);
    else if (answer.status === 401 || answer.status === 403) this.failed("textSignedOut");
    else if (answer.status === 404 || answer.status === 409) this.refused(answer);
    else this.failed(navigator.onLine ? "textTrouble" : "textOffline");
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
    this.say(this.submitter ? "textHold" : reason);
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
    const { base_version: base, client_seq: seq, csrfmiddlewaretoken: token } = this.form.elements;
    if (this.save) {
      event.preventDefault();
      this.submitter = event.submitter;
      this.send();
    }
    base.value = this.version;
    seq.value = newSeq();
    token.value = csrfToken() || token.value;
  }

  goOn() {
    const submitter = this.submitter;
    this.submitter = null;
    if (submitter) this.form.requestSubmit(submitter);
  }

  say(text, time) {
    const words = this.data[text].replace("{time}", time);
    if (this.state.textContent !== words) this.state.textContent = words;
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
for (const { dataset } of document.querySelectorAll("[data-forget]")) copyOf(dataset.forget, null);
