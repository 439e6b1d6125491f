// The whole grid by keyboard: one tab stop, moving, choosing, painting.

const HOUR = 4; // rows

export function watchKeys(grid) {
  const { table } = grid;
  let anchor = null;

  table.element.addEventListener("focusin", ({ target }) => {
    const cell = table.number(target);
    if (cell !== undefined) grid.focusable = cell;
  });

  table.element.addEventListener("keydown", (event) => {
    const cell = table.number(event.target);
    if (cell === undefined) return;
    const act = actOf(event, cell);
    if (!act) return;
    event.preventDefault();
    act();
  });

  function actOf(event, cell) {
    if (event.ctrlKey || event.metaKey) return withControl(event, cell);
    if (event.altKey) return null;
    const target = targetOf(event.key, cell);
    if (target !== undefined) return () => move(cell, target, event.shiftKey);
    if (event.key === "Escape") return () => release();
    if (grid.disabled) return null;
    if (event.key === " " || event.key === "Enter") return () => grid.apply(chosen(cell));
    if (/^[0-3]$/.test(event.key)) return () => grid.paint(chosen(cell), event.key);
    return null;
  }

  function withControl(event, cell) {
    const key = event.key.toLowerCase();
    if (key === "a") return () => grid.select(table.cells.map((_, each) => each));
    if (key === "home") return () => move(cell, 0, event.shiftKey);
    if (key === "end") return () => move(cell, table.cells.length - 1, event.shiftKey);
    if (grid.disabled) return null;
    if (key === "z") return () => (event.shiftKey ? grid.redo() : grid.undo());
    if (key === "y") return () => grid.redo();
    return null;
  }

  /** Give the cell that a key leads to: null is nowhere, undefined no key of ours. */
  function targetOf(key, cell) {
    const { x, y } = table.cells[cell];
    const right = getComputedStyle(table.element).direction === "rtl" ? -1 : 1;
    switch (key) {
      case "ArrowUp":
        return step(x, y, 0, -1);
      case "ArrowDown":
        return step(x, y, 0, 1);
      case "ArrowLeft":
        return step(x, y, -right, 0);
      case "ArrowRight":
        return step(x, y, right, 0);
      case "PageUp":
        return jump(x, y, -1);
      case "PageDown":
        return jump(x, y, 1);
      case "Home":
        return table.at(0, y) ?? step(0, y, 1, 0);
      case "End":
        return table.at(table.days.length - 1, y) ?? step(table.days.length - 1, y, -1, 0);
      default:
        return undefined;
    }
  }

  /** Go on in a direction, over times that do not exist that day. */
  function step(x, y, right, down) {
    for (;;) {
      x += right;
      y += down;
      if (x < 0 || y < 0 || x >= table.days.length || y >= table.rows.length) return null;
      const found = table.at(x, y);
      if (found !== null) return found;
    }
  }

  function jump(x, y, down) {
    const last = table.rows.length - 1;
    const target = Math.max(0, Math.min(last, y + down * HOUR));
    return table.at(x, target) ?? step(x, target, 0, down) ?? step(x, target, 0, -down);
  }

  function move(from, to, extends_) {
    if (to === null) return;
    if (extends_) {
      anchor ??= from;
      grid.select(table.between(anchor, to));
    } else {
      anchor = null;
      if (grid.selected.length) grid.select([]);
    }
    table.cells[to].td.focus();
  }

  function chosen(cell) {
    return grid.selected.length ? grid.selected : [cell];
  }

  function release() {
    anchor = null;
    grid.cancel();
    grid.select([]);
  }
}
