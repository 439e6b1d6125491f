// Dragging a meeting: only the places it may have are shown, each with how much it is liked there.
// They are fetched for the days that it is dragged over.

import { tell } from "./page.js";

const SLACK = 6; // pixels that a hand trembles
const EDGE = 48; // pixels from the window's end in which it scrolls
const SCROLL = 12; // pixels a step

export function startDrag(pressed, link, board) {
  const drag = new Drag(pressed, link, board);
  drag.listen("pointermove", drag.moved);
  drag.listen("pointerup", drag.released);
  drag.listen("pointercancel", drag.end);
  drag.listen("keydown", drag.typed);
}

class Drag {
  constructor(pressed, link, board) {
    this.pressed = pressed;
    this.link = link;
    this.board = board;
    this.card = link.closest(".meet");
    this.over = new AbortController();
    this.targets = [];
    this.known = [];
    this.begun = false;
  }

  listen(type, listener) {
    document.addEventListener(type, listener.bind(this), { signal: this.over.signal });
  }

  moved(event) {
    if (event.buttons === 0) {
      this.end();
      return;
    }
    const across = event.clientX - this.pressed.clientX;
    const down = event.clientY - this.pressed.clientY;
    if (!this.begun && Math.hypot(across, down) < SLACK) return;
    if (!this.begun) this.begin();
    const scrolled = window.scrollY - this.scrolledAt;
    this.card.style.transform = `translate(${across}px, ${down + scrolled}px)`;
    this.look(event);
    this.fetchPlaces(this.dayUnder(event));
    scrollAtEdges(event);
  }

  async begin() {
    this.begun = true;
    this.scrolledAt = window.scrollY;
    this.link.setPointerCapture(this.pressed.pointerId);
    this.card.classList.add("dragged");
    this.board.classList.add("dragging");
    const choices = await this.fetchPlaces(this.card.closest("[data-day]").dataset.day);
    if (!choices || this.targets.length) return;
    const others = choices.querySelector("a[rel]");
    tell(this.board.dataset[others ? "elsewhere" : "nowhere"], "warning");
  }

  /** Show the places around a day, unless they are shown already. */
  async fetchPlaces(day) {
    if (!day || this.known.some(({ from, to }) => from <= day && day <= to)) return null;
    this.known.push({ from: day, to: day });
    const inside = await this.board.fetchChoices(`${this.link.href}?day=${day}`);
    if (!inside || this.over.signal.aborted) return null;
    const choices = new DOMParser().parseFromString(inside, "text/html");
    const { from, to } = choices.querySelector(".choices").dataset;
    if (from) this.known.push({ from, to });
    const places = choices.querySelectorAll("input[name=times]:not(:disabled, [checked])");
    const shown = new Set(this.targets.map((target) => target.dataset.times));
    const fresh = [...places].filter((place) => !shown.has(place.value));
    this.targets.push(...fresh.map((place) => this.draw(place)).filter(Boolean));
    return choices;
  }

  dayUnder({ clientX, clientY }) {
    const under = document.elementsFromPoint(clientX, clientY);
    const ground = under.find((element) => !this.card.contains(element));
    return ground?.closest("[data-day]")?.dataset.day;
  }

  draw(place) {
    const ground = this.board.querySelector(`[data-day="${place.dataset.day}"] .ground`);
    if (!ground) return null;
    const target = document.createElement("div");
    target.className = `target level-${place.dataset.level} ${place.dataset.at}`;
    target.dataset.times = place.value;
    const label = place.closest("label");
    const difference = label.querySelector("[data-difference]")?.textContent ?? "";
    target.textContent = `${label.querySelector("time").textContent} ${difference}`;
    ground.append(target);
    return target;
  }

  /** Light up the place under the pointer, wherever it is by now. */
  look({ clientX, clientY }) {
    const under = this.targets.find((target) => {
      const box = target.getBoundingClientRect();
      const beside = clientX < box.left || clientX > box.right;
      return !beside && clientY >= box.top && clientY <= box.bottom;
    });
    for (const target of this.targets) target.classList.toggle("hot", target === under);
    this.under = under;
  }

  released() {
    if (this.begun) this.swallowClick();
    const times = this.under?.dataset.times;
    this.end();
    if (times) this.board.put(this.link.href, times);
  }

  /** A drag ends in a click on what was dragged, which is not meant. */
  swallowClick() {
    document.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => document.removeEventListener("click", swallow, { capture: true }));
  }

  typed(event) {
    if (event.key === "Escape") this.end();
  }

  end() {
    this.over.abort();
    // Not asked first, Chromium leaves an empty one, which htmx copies against the policy.
    if (this.card.hasAttribute("style")) this.card.removeAttribute("style");
    this.card.classList.remove("dragged");
    this.board.classList.remove("dragging");
    for (const target of this.targets) target.remove();
  }
}

function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}

function scrollAtEdges({ clientY }) {
  if (clientY < EDGE) window.scrollBy(0, -SCROLL);
  if (clientY > window.innerHeight - EDGE) window.scrollBy(0, SCROLL);
}
