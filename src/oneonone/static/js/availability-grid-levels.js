// What a grid holds: a code for each cell ("0" to "3", with "p" where only part of it is so), as it
// was saved, as it is now, and every step between.

export class Levels {
  #saved;
  #now;
  #past = [];
  #future = [];

  constructor(codes) {
    this.#saved = [...codes];
    this.#now = [...codes];
  }

  code(cell) {
    return this.#now[cell];
  }

  level(cell) {
    return Number(this.#now[cell][0]);
  }

  get saved() {
    return [...this.#saved];
  }

  get codes() {
    return [...this.#now];
  }

  /** Give the cells that differ from what was saved, with their levels. */
  get changes() {
    return this.#now.flatMap((code, cell) => (code === this.#saved[cell] ? [] : [[cell, code]]));
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /** Paint cells as one step; give those that changed. */
  paint(painted) {
    const step = painted
      .map(([cell, level]) => ({ cell, before: this.#now[cell], after: String(level) }))
      .filter(({ before, after }) => before !== after);
    if (step.length) {
      this.#past.push(step);
      this.#future = [];
    }
    for (const { cell, after } of step) this.#now[cell] = after;
    return step.map(({ cell }) => cell);
  }

  undo() {
    return this.#go(this.#past, this.#future, "before");
  }

  redo() {
    return this.#go(this.#future, this.#past, "after");
  }

  #go(from, to, side) {
    const step = from.pop();
    if (!step) return null;
    to.push(step);
    for (const change of step) this.#now[change.cell] = change[side];
    return step.map(({ cell }) => cell);
  }

  /** Take what was sent as saved; what was painted meanwhile stays unsaved. */
  settle(sent) {
    for (const [cell, code] of sent) this.#saved[cell] = code;
  }

  /** Take other codes as the saved ones; `now`, where given, is what there is to be seen. */
  rebase(saved, now = saved) {
    this.#saved = [...saved];
    this.#now = [...now];
    this.#past = [];
    this.#future = [];
  }
}
