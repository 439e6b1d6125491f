// What was moved by hand in this tab, to take it back: each move is a move of the server's too.

export class History {
  constructor(calendar, tag) {
    this.key = `schedule:${calendar}`;
    this.tag = tag;
    this.moves = JSON.parse(sessionStorage.getItem(this.key)) ?? { undo: [], redo: [] };
    this.settle();
  }

  /** What was expected has happened when the schedule is another; by other hands nothing fits. */
  settle() {
    const { pending, tag } = this.moves;
    if (tag !== this.tag) {
      if (!pending) this.moves = { undo: [], redo: [] };
      if (pending?.kind === "move") this.moves.redo = [];
      if (pending) this.moves[pending.kind === "undo" ? "redo" : "undo"].push(pending.move);
    } else if (pending && pending.kind !== "move") {
      this.moves[pending.kind].push(pending.move);
    }
    delete this.moves.pending;
    this.moves.tag = this.tag;
    this.save();
  }

  get canUndo() {
    return this.moves.undo.length > 0;
  }

  get canRedo() {
    return this.moves.redo.length > 0;
  }

  /** Note a move that was sent; it counts when the next page shows another schedule. */
  expect(move, kind = "move") {
    this.moves.pending = { kind, move };
    this.save();
  }

  undo() {
    return this.take("undo");
  }

  redo() {
    return this.take("redo");
  }

  take(kind) {
    const move = this.moves[kind].pop();
    if (move) this.expect(move, kind);
    return move;
  }

  save() {
    sessionStorage.setItem(this.key, JSON.stringify(this.moves));
  }
}
