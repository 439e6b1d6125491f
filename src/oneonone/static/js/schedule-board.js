// The board of a schedule: a meeting is dragged to another place, or put there in a dialog.
// The server says which places there are; what is done is a form of the page's own.

import { tell, tellLoggedOut } from "./page.js";
import { History } from "./schedule-history.js";
import { watchKept } from "./schedule-kept.js";

const UNAUTHORIZED = 401;
const STALE = 412;
let focusNext = null;

class ScheduleBoard extends HTMLElement {
  connectedCallback() {
    if ("final" in this.dataset) return;
    this.gone = new AbortController();
    this.dialog = this.querySelector("dialog");
    this.history = new History(this.dataset.calendar, this.dataset.tag);
    this.listen(document, "click", this.clicked);
    this.listen(this, "pointerover", hovered);
    this.listen(this, "pointerdown", this.pressed);
    this.listen(this, "submit", this.submitted);
    this.listen(document, "keydown", this.typed);
    this.listen(document, "htmx:beforeSwap", letStaleIn);
    this.listen(document, "htmx:responseError", () => this.dialog.close());
    this.showHistory();
    watchKept(this.dataset.calendar, this.gone.signal);
    this.focusMoved();
  }

  disconnectedCallback() {
    this.gone?.abort();
  }

  listen(target, type, listener) {
    target.addEventListener(type, listener.bind(this), { signal: this.gone.signal });
  }

  focusMoved() {
    if (focusNext) document.getElementById(focusNext)?.querySelector("a")?.focus();
    focusNext = null;
  }

  clicked(event) {
    const link = event.target.closest("a.who, a[data-choose]");
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (link && plain) {
      event.preventDefault();
      this.choose(link);
    }
    if (event.target.closest("[data-undo]")) this.goBack();
    if (event.target.closest("[data-redo]")) this.goForward();
  }

  typed(event) {
    const letter = event.key.toLowerCase();
    const inside = document.activeElement === document.body || this.contains(document.activeElement);
    if (!(event.ctrlKey || event.metaKey) || !inside || this.dialog.open) return;
    if (letter === "y" || (letter === "z" && event.shiftKey)) this.goForward();
    else if (letter === "z") this.goBack();
    else return;
    event.preventDefault();
  }

  async choose(link) {
    const inside = await this.fetchChoices(link.href);
    if (!inside) return;
    const choices = this.dialog.querySelector("#choices");
    choices.innerHTML = inside;
    window.htmx.process(choices);
    if (!this.dialog.open) this.dialog.showModal();
    const further = link.rel && choices.querySelector(`a[rel=${link.rel}]`);
    const place = choices.querySelector("input:checked, input:not(:disabled, [type=hidden])");
    (further || place)?.focus();
  }

  /** Fetch where somebody's meeting could be: the inside of the dialog. */
  async fetchChoices(href) {
    try {
      const answer = await fetch(href, { headers: { "HX-Request": "true" } });
      if (answer.ok) return await answer.text();
      if (answer.status === UNAUTHORIZED) tellLoggedOut();
      else tell((await answer.json()).detail);
    } catch {
      tell(document.getElementById("notices").dataset.lost);
    }
    return null;
  }

  /** Remember what a form of the dialog changes, to take it back; what comes then is beneath it. */
  submitted(event) {
    const form = event.target;
    if (!this.dialog.contains(form) || form.method === "dialog") return;
    const times = new FormData(form).get("times") ?? "";
    this.remember(form.action.replace(/out\/$/, ""), times);
    this.dialog.close();
  }

  remember(href, after) {
    const link = this.querySelector(`a.who[href="${new URL(href).pathname}"]`);
    this.history.expect({ href, before: link?.dataset.code ?? "", after });
    focusNext = `with-${href.match(/(\d+)\/$/)[1]}`;
  }

  pressed(event) {
    const link = event.target.closest("a.who");
    if (!link || event.button !== 0 || event.pointerType === "touch") return;
    loadDrag().then(({ startDrag }) => startDrag(event, link, this));
  }

  put(href, times) {
    this.remember(href, times);
    this.send(href, times);
  }

  send(href, times) {
    const values = { tag: this.dataset.tag, force: "true", ...(times ? { times } : {}) };
    window.htmx.ajax("POST", times ? href : `${href}out/`, { source: this, values });
  }

  showHistory() {
    const buttons = document.querySelector("[data-history]");
    if (!buttons) return;
    buttons.querySelector("[data-undo]").disabled = !this.history.canUndo;
    buttons.querySelector("[data-redo]").disabled = !this.history.canRedo;
  }

  goBack() {
    const move = this.history.undo();
    if (move) this.send(move.href, move.before);
  }

  goForward() {
    const move = this.history.redo();
    if (move) this.send(move.href, move.after);
  }
}

/** What drags is fetched for a mouse or a pen over a meeting: a finger uses the dialog. */
function loadDrag() {
  return import("./schedule-drag.js");
}

function hovered(event) {
  if (event.pointerType !== "touch" && event.target.closest("a.who")) loadDrag();
}

/** Show the page which says that the schedule was changed meanwhile. */
function letStaleIn({ detail }) {
  if (detail.xhr.status !== STALE) return;
  detail.shouldSwap = true;
  detail.isError = false;
}

customElements.define("schedule-board", ScheduleBoard);
