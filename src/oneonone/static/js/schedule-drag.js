// Dragging a meeting: only the places it may have are shown, each with how much it is liked there.

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
    scrollAtEdges(event);
  }

  async begin() {
    this.begun = true;
    this.scrolledAt = window.scrollY;
    this.link.setPointerCapture(this.pressed.pointerId);
    this.card.classList.add("dragged");
    this.board.classList.add("dragging");
    const inside = await this.board.fetchChoices(this.link.href);
    if (!inside || this.over.signal.aborted) return;
    const choices = new DOMParser().parseFromString(inside, "text/html");
    const places = choices.querySelectorAll("input[name=times]:not(:disabled, [checked])");
    this.targets = [...places].map((place) => this.draw(place)).filter(Boolean);
    if (!this.targets.length) tell(this.board.dataset.nowhere, "warning");
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
