// Painting with a mouse, a pen or a finger.
//
// A mouse or a pen drags a rectangle. A finger taps a cell, scrolls with a swipe, and paints once
// it has been held still for a moment. With "tap start, tap end" two taps are a rectangle.

const HOLD = 220; // milliseconds
const STILL = 8; // pixels that a finger may move while it is held
const EDGE = 56; // pixels from an edge of what is visible, where the page begins to scroll
const FASTEST = 18; // pixels a frame

export function watchPointer(grid, bar) {
  const { table } = grid;
  let drag = null; // from one cell to another
  let touch = null; // a finger that may yet scroll

  table.element.addEventListener("pointerdown", (event) => {
    const cell = table.number(event.target.closest("td"));
    if (cell === undefined || grid.disabled || event.button !== 0 || drag) return;
    if (event.pointerType === "touch") hold(event, cell);
    else begin(event, cell);
  });

  table.element.addEventListener("pointermove", (event) => {
    if (touch?.id === event.pointerId && !isStill(event)) letGo();
    if (drag?.id !== event.pointerId) return;
    drag.moves = true;
    drag.point = [event.clientX, event.clientY];
    follow();
  });

  table.element.addEventListener("pointerup", (event) => {
    if (drag?.id === event.pointerId) finish();
    else if (touch?.id === event.pointerId) tap();
  });

  for (const type of ["pointercancel", "lostpointercapture"]) {
    table.element.addEventListener(type, (event) => {
      if (touch?.id === event.pointerId) letGo();
      if (drag?.id === event.pointerId) cancel();
    });
  }

  // Once a finger paints, it must not scroll as well; that has to be said of each of its moves.
  table.element.addEventListener("touchmove", (event) => drag && event.preventDefault(), { passive: false });
  table.element.addEventListener("contextmenu", (event) => (touch || drag) && event.preventDefault());

  // A click without a pointer comes from a screen reader.
  table.element.addEventListener("click", (event) => {
    const cell = table.number(event.target.closest("td"));
    if (cell !== undefined && event.detail === 0 && !grid.disabled) grid.choose(cell);
  });

  function hold(event, cell) {
    letGo();
    const timer = setTimeout(() => {
      touch = null;
      navigator.vibrate?.(10);
      begin(event, cell);
    }, HOLD);
    touch = { id: event.pointerId, cell, timer, x: event.clientX, y: event.clientY };
  }

  function isStill(event) {
    return Math.hypot(event.clientX - touch.x, event.clientY - touch.y) <= STILL;
  }

  function letGo() {
    clearTimeout(touch?.timer);
    touch = null;
  }

  function tap() {
    const { cell } = touch;
    letGo();
    focus(cell);
    grid.choose(cell);
  }

  function begin(event, cell) {
    event.preventDefault();
    focus(cell);
    table.element.setPointerCapture(event.pointerId);
    const level = grid.levelFor([cell]);
    drag = { id: event.pointerId, from: cell, to: cell, level, point: [event.clientX, event.clientY] };
    grid.preview([cell], level);
    requestAnimationFrame(scroll);
  }

  function focus(cell) {
    grid.select([]);
    table.cells[cell].td.focus({ preventScroll: true });
  }

  /** Read where everything is, anew: the page may have scrolled under the pointer. */
  function follow() {
    const to = table.nearest(...drag.point);
    if (to === null || to === drag.to) return;
    drag.to = to;
    grid.preview(table.between(drag.from, to), drag.level);
  }

  function finish() {
    const { from, to, level } = drag;
    stop();
    if (from === to) grid.choose(from);
    else grid.paint(table.between(from, to), level);
  }

  function cancel() {
    stop();
    grid.preview([], null);
  }

  function stop() {
    const { id } = drag;
    drag = null;
    if (table.element.hasPointerCapture(id)) table.element.releasePointerCapture(id);
    grid.preview([], null);
  }

  function scroll() {
    if (!drag) return;
    const head = table.days[0].getBoundingClientRect().bottom;
    const foot = bar ? bar.getBoundingClientRect().top : innerHeight;
    const y = drag.point[1];
    const beyond = y > foot - EDGE ? y - (foot - EDGE) : Math.min(0, y - (head + EDGE));
    const before = scrollY;
    if (drag.moves) scrollBy(0, Math.max(-FASTEST, Math.min(FASTEST, beyond / 3)));
    if (scrollY !== before) follow();
    requestAnimationFrame(scroll);
  }

  return { cancel: () => drag && cancel() };
}
