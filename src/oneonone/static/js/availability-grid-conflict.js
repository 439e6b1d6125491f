// Two versions of one week: both are shown, and the person chooses.

import { fill } from "./availability-grid-table.js";

/** Resolve to whether something is to be saved; the grid holds what was chosen. */
export function resolveConflict(grid, dialog, { cells }) {
  const { table } = grid;
  const theirs = table.read(cells);
  const mine = grid.levels.codes;
  const changes = new Map(grid.levels.changes);
  const both = theirs.map((code, cell) => changes.get(cell) ?? code);
  if (same(mine, theirs)) {
    grid.rebase(theirs);
    return Promise.resolve(false);
  }
  draw("mine", mine);
  draw("theirs", theirs);
  dialog.querySelector("[data-differences]").replaceChildren(...differences());
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    dialog.addEventListener("click", function choose({ target }) {
      const choice = target.closest("[data-choose]")?.dataset.choose;
      if (!choice) return;
      dialog.removeEventListener("click", choose);
      dialog.close();
      for (const version of dialog.querySelectorAll("[data-version]")) version.replaceChildren();
      grid.rebase(theirs, { mine, theirs, both }[choice]);
      resolve(Boolean(grid.value));
    });
  });

  function draw(version, codes) {
    const small = table.element.cloneNode(true);
    for (const name of ["role", "aria-label", "aria-multiselectable"]) small.removeAttribute(name);
    small.setAttribute("aria-hidden", "true");
    small.classList.add("small");
    for (const [number, td] of [...small.querySelectorAll("td[data-at]")].entries()) {
      for (const name of ["tabindex", "aria-label", "aria-selected", "data-level", "data-partly"]) td.removeAttribute(name);
      if (codes[number][0] !== "0") td.dataset.level = codes[number][0];
    }
    dialog.querySelector(`[data-version=${version}]`).replaceChildren(small);
  }

  function differences() {
    return table.days.flatMap((day, x) => runsOf(x).map((run) => itemOf(day, run)));
  }

  /** Give stretches of a day in which the two differ in one way. */
  function runsOf(x) {
    const runs = [];
    for (const y of table.rows.keys()) {
      const cell = table.at(x, y);
      const last = runs.at(-1);
      if (cell === null || mine[cell] === theirs[cell]) continue;
      if (last?.until === y - 1 && mine[cell] === last.mine && theirs[cell] === last.theirs) last.until = y;
      else runs.push({ from: y, until: y, mine: mine[cell], theirs: theirs[cell] });
    }
    return runs;
  }

  function itemOf(day, run) {
    const item = document.createElement("li");
    item.textContent = fill(dialog.dataset.differs, {
      day: day.dataset.day,
      start: table.rows[run.from].dataset.from,
      end: table.rows[run.until].dataset.until,
      mine: grid.dataset[`level${run.mine[0]}`],
      theirs: grid.dataset[`level${run.theirs[0]}`],
    });
    return item;
  }
}

function same(one, other) {
  return one.every((code, cell) => code === other[cell]);
}
