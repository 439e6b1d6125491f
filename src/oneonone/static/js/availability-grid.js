// <availability-grid>: a week of quarter hours to paint levels on. Its value in a form is what was
// painted: "1772355600=3 1772356500=0", the start of each cell and its level.

import { watchKeys } from "./availability-grid-keys.js";
import { Levels } from "./availability-grid-levels.js";
import { watchPointer } from "./availability-grid-pointer.js";
import { watchSaving } from "./availability-grid-saving.js";
import { fill, Table } from "./availability-grid-table.js";
import { watchTools } from "./availability-grid-tools.js";

class AvailabilityGrid extends HTMLElement {
  static formAssociated = true;

  #internals = this.attachInternals();
  #corner = null;
  #focusable = 0;
  #previewed = [];
  selected = [];

  connectedCallback() {
    if (this.table) return;
    this.brushes = [...this.form.querySelectorAll("input[name=brush]")];
    this.table = new Table(this.querySelector("table"), this.dataset, (level) => this.#nameOf(level));
    this.levels = new Levels(this.table.codes);
    this.said = this.querySelector("[data-said]");
    for (const [cell, { td }] of this.table.cells.entries()) {
      td.tabIndex = cell ? -1 : 0;
      this.table.show(cell, this.levels.code(cell));
    }
    this.table.element.toggleAttribute("data-disabled", this.disabled);
    if (this.disabled) this.table.element.setAttribute("aria-readonly", "true");
    this.pointer = watchPointer(this, this.form.querySelector(".availability-bar"));
    watchKeys(this);
    watchTools(this);
    watchSaving(this);
  }

  get form() {
    return this.#internals.form;
  }

  get disabled() {
    return this.matches(":disabled");
  }

  get brush() {
    return this.brushes.find(({ checked }) => checked)?.value ?? "3";
  }

  get value() {
    return this.table.write(this.levels.changes);
  }

  get corners() {
    return this.querySelector("[data-tool=corners]").getAttribute("aria-pressed") === "true";
  }

  /** The one cell that the Tab key leads to. */
  set focusable(cell) {
    this.table.cells[this.#focusable].td.tabIndex = -1;
    this.table.cells[cell].td.tabIndex = 0;
    this.#focusable = cell;
  }

  #nameOf(level) {
    return this.dataset[`level${level}`];
  }

  /** Give the level that painting from here gives: the brush's, or none where it is that already. */
  levelFor(cells) {
    const painted = cells.every((cell) => this.levels.code(cell) === this.brush);
    return painted ? "0" : this.brush;
  }

  apply(cells) {
    this.paint(cells, this.levelFor(cells));
  }

  /** Take a cell that was clicked or tapped: paint it, or let it be a corner. */
  choose(cell) {
    if (!this.corners) return this.apply([cell]);
    if (this.#corner === null) {
      this.#mark(cell);
      return this.say(fill(this.dataset.corner, { cell: this.table.name(cell, this.levels.code(cell)) }));
    }
    const cells = this.table.between(this.#corner, cell);
    const level = this.levelFor([this.#corner]);
    this.#mark(null);
    return this.paint(cells, level);
  }

  #mark(cell) {
    if (this.#corner !== null) this.table.cells[this.#corner].td.removeAttribute("data-corner");
    if (cell !== null) this.table.cells[cell].td.setAttribute("data-corner", "");
    this.#corner = cell;
  }

  paint(cells, level) {
    if (!cells.length) return;
    this.step(cells.map((cell) => [cell, level]), this.table.describe(cells, level));
  }

  /** Paint as one step that can be undone, and say what it was. */
  step(painted, words) {
    this.#show(this.levels.paint(painted));
    this.say(words);
  }

  undo() {
    this.#stepBack(this.levels.undo(), this.dataset.undone);
  }

  redo() {
    this.#stepBack(this.levels.redo(), this.dataset.redone);
  }

  #stepBack(cells, words) {
    if (cells) this.#show(cells);
    this.say(cells ? words : this.dataset.nothing);
  }

  #show(cells) {
    for (const cell of cells) this.table.show(cell, this.levels.code(cell));
    this.#changed();
  }

  #changed() {
    this.#internals.setFormValue(this.value);
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** Show what would be painted. */
  preview(cells, level) {
    for (const cell of this.#previewed) delete this.table.cells[cell].td.dataset.preview;
    for (const cell of cells) this.table.cells[cell].td.dataset.preview = level;
    this.#previewed = cells;
  }

  select(cells) {
    for (const cell of this.selected) this.table.cells[cell].td.removeAttribute("aria-selected");
    for (const cell of cells) this.table.cells[cell].td.setAttribute("aria-selected", "true");
    this.selected = cells;
    if (cells.length) this.say(fill(this.dataset.selected, { count: cells.length }));
  }

  cancel() {
    this.pointer.cancel();
    this.#mark(null);
  }

  say(words) {
    // The same words again are said again only when they differ.
    this.said.textContent = this.said.textContent === words ? `${words}\u00a0` : words;
  }

  /** Paint what a value tells, as after a draft is put back. */
  restore(value) {
    const told = new Map(value.split(" ").map((code) => code.split("=")));
    const painted = this.table.cells.flatMap(({ at }, cell) => (told.has(at) ? [[cell, told.get(at)]] : []));
    this.#show(this.levels.paint(painted));
  }

  settle(sent) {
    this.levels.settle(sent);
    this.#changed();
  }

  /** Start from what is there now, and from `now`, if given, on top of it. */
  rebase(saved, now) {
    this.levels.rebase(saved, now);
    this.#show(this.table.cells.keys());
  }

  formResetCallback() {
    this.rebase(this.levels.saved);
  }
}

customElements.define("availability-grid", AvailabilityGrid);
