// What is not saved is kept on this device, and offered again.

export function keepDraft(form, grid) {
  const key = `availability ${form.dataset.draft}`;
  const offer = form.querySelector("[data-draft-offer]");
  const draft = { keep, leave, kept: false, leaving: false };
  const found = read();
  if (found && differs(found.cells)) show(found);
  else drop();
  return draft;

  function keep() {
    if (!offer.hidden && grid.value) offer.hidden = true;
    try {
      if (grid.value) localStorage.setItem(key, JSON.stringify({ cells: grid.value, at: Date.now() }));
      else if (offer.hidden) localStorage.removeItem(key);
      draft.kept = true;
    } catch {
      draft.kept = false; // no room, or none for us
    }
  }

  /** The page is left on purpose, with all that is in the form. */
  function leave() {
    draft.leaving = true;
  }

  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(key));
      return typeof kept?.cells === "string" ? kept : null;
    } catch {
      return null;
    }
  }

  function drop() {
    try {
      localStorage.removeItem(key);
    } catch {
      // then there is none
    }
  }

  function differs(cells) {
    const codes = new Map(grid.table.cells.map(({ at }, cell) => [at, grid.levels.code(cell)]));
    return cells.split(" ").some((code) => {
      const [at, level] = code.split("=");
      return codes.has(at) && codes.get(at) !== level;
    });
  }

  function show({ cells, at }) {
    const time = offer.querySelector("[data-draft-time]");
    const then = new Date(at);
    time.dateTime = then.toISOString();
    time.textContent = then.toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    offer.querySelector("[data-draft-restore]").addEventListener("click", () => {
      offer.hidden = true;
      grid.restore(cells);
    });
    offer.querySelector("[data-draft-drop]").addEventListener("click", () => {
      offer.hidden = true;
      drop();
    });
    offer.hidden = false;
  }
}
