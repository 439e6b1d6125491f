// Saving without leaving the page, and saying of it what is true.

import { keepDraft } from "./availability-grid-draft.js";
import { resolveConflict } from "./availability-grid-conflict.js";

const FIRST_PAUSE = 2; // seconds; each further one is twice as long
const LONGEST_PAUSE = 60; // seconds
const PATIENCE = 20_000; // milliseconds for one try
const AGAIN = new Set([429, 500, 502, 503, 504]);

export function watchSaving(grid) {
  const { form } = grid;
  const shown = form.querySelector("[data-state]");
  if (!shown) return;
  const states = form.querySelector("[data-states]").content;
  const draft = keepDraft(form, grid);
  let csrf = form.elements.csrfmiddlewaretoken.value;
  let saving = null; // the save under way
  let waiting = 0; // the timer of the next try
  let pause = FIRST_PAUSE;

  grid.addEventListener("change", () => {
    draft.keep();
    if (!saving) tell(grid.value ? "unsaved" : "saved");
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "copy") return draft.leave();
    event.preventDefault();
    return save();
  });
  document.addEventListener("click", goOnceSaved);
  addEventListener("online", tryAgain);
  addEventListener("focus", tryAgain);
  addEventListener("beforeunload", (event) => {
    if (grid.value && !draft.leaving) event.preventDefault();
  });

  function tell(name, more = "") {
    const words = states.querySelector(`[data-name="${name}"]`).cloneNode(true);
    words.append(more);
    shown.dataset.state = name;
    shown.replaceChildren(words);
  }

  /** Save what is painted; true once it is, and nothing is left to save. */
  function save() {
    saving ??= send().finally(() => {
      saving = null;
    });
    return saving;
  }

  async function send() {
    clearTimeout(waiting);
    waiting = 0;
    const sent = grid.levels.changes;
    tell("saving");
    const answer = await post();
    if (answer?.ok) return settle(sent, await answer.json());
    if (answer === null || AGAIN.has(answer.status)) return wait(answer);
    return refuse(answer);
  }

  async function post() {
    const headers = { Accept: "application/json", "X-CSRFToken": csrf };
    const body = new URLSearchParams(new FormData(form));
    body.delete("csrfmiddlewaretoken");
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      return await fetch(form.action, { method: "POST", headers, body, signal });
    } catch {
      return null;
    }
  }

  function settle(sent, { tag }) {
    form.elements.tag.value = tag;
    pause = FIRST_PAUSE;
    grid.settle(sent);
    const declined = document.querySelector("[data-declined]");
    if (declined) declined.hidden = grid.levels.codes.some((code) => code !== "0");
    tell(grid.value ? "unsaved" : "saved");
    draft.keep();
    return !grid.value;
  }

  function wait(answer) {
    const asked = Number(answer?.headers.get("Retry-After") ?? 0);
    waiting = setTimeout(save, Math.max(asked, pause) * 1000);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
    tell(draft.kept ? "kept" : "lost");
    return false;
  }

  async function refuse(answer) {
    const told = await answer.json().catch(() => ({}));
    if (answer.status === 401) return waitForLogin();
    if (answer.status === 403 && (await renewToken())) return send();
    if (answer.status === 412) {
      tell("unsaved");
      const goesOn = await resolveConflict(grid, form.querySelector("[data-conflict]"), told);
      form.elements.tag.value = told.tag;
      draft.keep();
      if (goesOn) return send();
      tell("saved");
      return true;
    }
    tell("refused", told.detail ?? "");
    return false;
  }

  function waitForLogin() {
    waiting = -1;
    tell("logged-out");
    return false;
  }

  /** After another login the page's token is worth nothing; a fresh page has a good one. */
  async function renewToken() {
    const page = await fetch(location.href).catch(() => null);
    if (!page?.ok) return false;
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
    const token = fresh.querySelector(".availability-form input[name=csrfmiddlewaretoken]")?.value;
    const known = csrf;
    csrf = token ?? csrf;
    return Boolean(token) && token !== known;
  }

  function tryAgain() {
    if (waiting && grid.value) save();
  }

  async function goOnceSaved(event) {
    const link = event.target.closest("a[data-saves]");
    if (!link || !grid.value || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (await save()) location.assign(link.href);
  }
}
