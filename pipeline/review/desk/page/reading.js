"use strict";

// The reading text, and the way between its places and those of the raw text.

const reading = {
  pane: null,
  placed: [],
  tree: [],

  show(tree) {
    const last = this.tree;
    this.tree = tree;
    this.clear();
    if (tree.length && tree.length === last.length) {
      [...this.pane.children].forEach((element, place) => regrown(element, last[place], tree[place]));
    } else if (tree.length) fill(this.pane, ...tree.map(grown));
    else fill(this.pane, make("p", { class: "nothing" }, "An error keeps this text from being read. Mend it first."));
    this.placed = [...this.pane.querySelectorAll("[data-line]")]
      .map((element) => [Number(element.dataset.line), Number(element.dataset.column), element])
      .sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  },

  // The last element that begins at a place of the raw text or before it.
  at(line, column) {
    let low = 0;
    let high = this.placed.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const [hereLine, hereColumn] = this.placed[middle];
      if (hereLine < line || (hereLine === line && hereColumn <= column)) low = middle + 1;
      else high = middle;
    }
    return low ? this.placed[low - 1][2] : null;
  },

  // Point to nothing.
  clear() {
    for (const old of this.pane.querySelectorAll(".pointed")) old.classList.remove("pointed");
    if (window.CSS && CSS.highlights) CSS.highlights.delete("pointed");
  },

  // Show what stands at a place: the words up to its end, or all of the run without one.
  point([line, column, endLine, endColumn]) {
    this.clear();
    if (this.pane.hidden) {
      pages.point([line]);
      return;
    }
    const first = this.at(line, column);
    if (!first) return;
    const ranges = endLine === undefined ? [] : this.ranges([line, column], [endLine, endColumn]);
    if (window.CSS && CSS.highlights) CSS.highlights.set("pointed", new Highlight(...ranges));
    if (!ranges.length || !(window.CSS && CSS.highlights)) first.classList.add("pointed");
    centre(this.pane, first);
  },

  // The words from one place of the raw text to another, as far as they read as they are written.
  ranges(start, end) {
    const before = (one, other) => one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]);
    const found = [];
    for (const [line, column, element] of this.placed) {
      const words = element.firstChild;
      const isText = element.classList.contains("t") && words;
      if (!isText || !before([line, column], end)) continue;
      const last = [line, column + words.length];
      if (!before(start, last)) continue;
      const range = new Range();
      range.setStart(words, before(start, [line, column]) ? 0 : start[1] - column);
      range.setEnd(words, before(end, last) ? end[1] - column : words.length);
      found.push(range);
    }
    return found;
  },
};

// Both panes show the same line at the same height, a third from above.
const together = {
  leader: null,

  start() {
    for (const pane of [raw.pane, reading.pane, pages.pane]) {
      for (const name of ["pointerenter", "wheel", "touchstart", "focus", "keydown"]) {
        pane.addEventListener(name, () => { this.leader = pane; }, { passive: true });
      }
      pane.addEventListener("scroll", () => this.follow(pane), { passive: true });
    }
  },

  follow(pane) {
    if (pane !== this.leader) return;
    const [from, to] = pane === raw.pane ? [rawAnchors(), rightAnchors]
      : [rightAnchors(), rawAnchors];
    const right = reading.pane.hidden ? pages.pane : reading.pane;
    const other = pane === raw.pane ? right : raw.pane;
    const line = lineAt(from, pane.scrollTop + pane.clientHeight / 3);
    if (line !== null) other.scrollTop = topOf(to(), line) - other.clientHeight / 3;
  },
};

// Line, distance from above, and height of what begins each line; measured once for each text.
const measured = { raw: null, right: null };

function forget() {
  measured.raw = null;
  measured.right = null;
}

function placesIn(pane, rows) {
  const above = pane.scrollTop - pane.getBoundingClientRect().top;
  return rows.map(([line, element]) => {
    const box = element.getBoundingClientRect();
    return [line, box.top + above, box.height];
  });
}

function rawAnchors() {
  measured.raw ||= placesIn(raw.pane, raw.lines.map((line, place) => [place, line]));
  return measured.raw;
}

function rightAnchors() {
  if (!measured.right && reading.pane.hidden) {
    const found = placesIn(pages.pane, pages.figures.map((one) => [Number(one.dataset.line), one]));
    const ends = found.slice(-1).map(([, top, height]) => [raw.lines.length, top + height, 0]);
    measured.right = [...found, ...ends];
  }
  if (!measured.right) {
    const rows = [];
    let last = -1;
    for (const [line, , element] of reading.placed) {
      if (line > last && !["SPAN", "SUP", "A"].includes(element.tagName)) {
        rows.push([line, element]);
        last = line;
      }
    }
    measured.right = placesIn(reading.pane, rows);
  }
  return measured.right;
}

// A line with its fraction, by how far down the element of it the place is.
function lineAt(anchors, place) {
  const found = anchors.findLast((anchor) => anchor[1] <= place) || anchors[0];
  if (!found) return null;
  const [line, start, height] = found;
  return line + Math.min(Math.max((place - start) / Math.max(height, 1), 0), 0.999);
}

function topOf(anchors, line) {
  const found = anchors.findLast((anchor) => anchor[0] <= line) || anchors[0];
  if (!found) return 0;
  const [first, start, height] = found;
  const next = anchors.find((anchor) => anchor[0] > first);
  const lines = next ? next[0] - first : 1;
  return start + Math.min((line - first) / lines, 1) * height;
}
