// The grid's table: which cell is where, what it is called, and how it shows its level.

export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export class Table {
  constructor(element, words, nameOf) {
    this.element = element;
    this.words = words;
    this.nameOf = nameOf;
    this.days = [...element.querySelectorAll("th[data-day]")];
    this.rows = [...element.querySelectorAll("tr[data-time]")];
    this.cells = [];
    this.places = this.rows.map((row, y) =>
      [...row.querySelectorAll("td")].map((td, x) => {
        if (!("at" in td.dataset)) return this.#nameAbsent(td, x);
        return this.cells.push({ td, x, y, at: td.dataset.at }) - 1;
      }),
    );
    this.numbers = new Map(this.cells.map(({ td }, cell) => [td, cell]));
  }

  #nameAbsent(td, x) {
    td.setAttribute("aria-label", fill(this.words.absent, { day: this.days[x].dataset.day }));
    return null;
  }

  get codes() {
    return this.cells.map(({ td }) => (td.dataset.level ?? "0") + ("partly" in td.dataset ? "p" : ""));
  }

  /** Read codes as the server writes them ("1772355600=2p"), for every cell. */
  read(text) {
    const known = new Map(text.split(" ").map((code) => code.split("=")));
    return this.cells.map(({ at }) => known.get(at) ?? "0");
  }

  write(changes) {
    return changes.map(([cell, code]) => `${this.cells[cell].at}=${code[0]}`).join(" ");
  }

  number(td) {
    return this.numbers.get(td);
  }

  at(x, y) {
    return this.places[y]?.[x] ?? null;
  }

  /** Give the cells of the rectangle between two. */
  between(one, other) {
    const [a, b] = [this.cells[one], this.cells[other]];
    const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
    const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
    return this.cells.flatMap(({ x, y }, cell) =>
      left <= x && x <= right && top <= y && y <= bottom ? [cell] : [],
    );
  }

  /** Find the cell nearest to a point, wherever the page has scrolled to by now. */
  nearest(clientX, clientY) {
    const x = nearestOf(this.days, clientX, "left", "right");
    const y = nearestOf(this.rows, clientY, "top", "bottom");
    return this.at(x, y);
  }

  show(cell, code) {
    const { td } = this.cells[cell];
    const level = code[0];
    if (level === "0") delete td.dataset.level;
    else td.dataset.level = level;
    td.toggleAttribute("data-partly", code.length > 1);
    td.setAttribute("aria-label", this.name(cell, code));
  }

  name(cell, code) {
    const { td, x, y } = this.cells[cell];
    const level = code.length > 1 ? fill(this.words.partly, { level: this.nameOf(code[0]) }) : this.nameOf(code[0]);
    const named = fill(this.words.cell, { day: this.days[x].dataset.day, time: this.rows[y].dataset.time, level });
    return "off" in td.dataset ? fill(this.words.off, { cell: named }) : named;
  }

  /** Say in words what a level was given to. */
  describe(cells, level) {
    const xs = cells.map((cell) => this.cells[cell].x);
    const ys = cells.map((cell) => this.cells[cell].y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const values = {
      day: this.days[left].dataset.day,
      last: this.days[right].dataset.day,
      start: this.rows[top].dataset.from,
      end: this.rows[bottom].dataset.until,
      count: cells.length,
      level: this.nameOf(level),
    };
    const whole = cells.length === (right - left + 1) * (bottom - top + 1);
    if (!whole) return fill(this.words.many, values);
    return fill(left === right ? this.words.oneDay : this.words.days, values);
  }
}

function nearestOf(elements, position, before, after) {
  const found = elements.findIndex((element) => position < element.getBoundingClientRect()[after]);
  return found < 0 ? elements.length - 1 : found;
}
