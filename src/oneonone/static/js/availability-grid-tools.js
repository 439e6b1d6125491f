// The buttons beside the grid: undo and redo, fill, turn round, clear, copy a day.

import { fill } from "./availability-grid-table.js";

export function watchTools(grid) {
  const { table } = grid;
  const tools = grid.querySelector(".availability-tools");
  if (!tools) return;
  const acts = { undo, redo, corners, all, invert, clear, copy };

  tools.addEventListener("click", ({ target }) => {
    const tool = target.closest("[data-tool]")?.dataset.tool;
    if (tool) acts[tool](target.closest("[data-tool]"));
  });
  grid.addEventListener("change", showSteps);
  showSteps();

  function showSteps() {
    tools.querySelector("[data-tool=undo]").ariaDisabled = String(!grid.levels.canUndo);
    tools.querySelector("[data-tool=redo]").ariaDisabled = String(!grid.levels.canRedo);
  }

  function undo() {
    grid.undo();
  }

  function redo() {
    grid.redo();
  }

  function corners(button) {
    button.setAttribute("aria-pressed", String(!grid.corners));
    grid.cancel();
  }

  /** Give the cells that filling is about: what is offered, or everything where nothing is. */
  function offered() {
    const cells = table.cells.flatMap(({ td }, cell) => ("off" in td.dataset ? [] : [cell]));
    return cells.length ? cells : table.cells.map((_, cell) => cell);
  }

  function level() {
    return grid.brush === "0" ? "3" : grid.brush;
  }

  function all() {
    grid.paint(offered(), level());
    close();
  }

  function clear() {
    grid.paint(table.cells.map((_, cell) => cell), "0");
    close();
  }

  function invert() {
    const painted = offered().map((cell) => [cell, grid.levels.level(cell) ? "0" : level()]);
    grid.step(painted, fill(grid.dataset.inverted, { level: grid.dataset[`level${level()}`] }));
    close();
  }

  function copy() {
    const from = Number(tools.querySelector("[data-copy=from]").value);
    const chosen = tools.querySelector("[data-copy=to]");
    const to = chosen.value === "" ? table.days.map((_, x) => x) : [Number(chosen.value)];
    const painted = table.rows.flatMap((_, y) =>
      to.filter((x) => x !== from).flatMap((x) => copied(table.at(from, y), table.at(x, y))),
    );
    const last = chosen.selectedOptions[0].text;
    grid.step(painted, fill(grid.dataset.copied, { day: table.days[from].dataset.day, last }));
    close();
  }

  function copied(source, target) {
    return source === null || target === null ? [] : [[target, grid.levels.level(source)]];
  }

  function close() {
    const menu = tools.querySelector("details");
    menu.open = false;
    menu.querySelector("summary").focus();
  }
}
