"use strict";

// The raw text, line by line, with what was read of it. Lines are made again one by one when marks
// of the moment, as the places that a marker can go to, come and go.

const raw = {
  pane: null,
  shown: null,
  lines: [],
  marks: [],
  roles: new Map(),
  passing: [],

  isEdited() {
    return this.pane.querySelector(".edit") !== null;
  },

  // What is shown of a line as it was before stays in its place.
  show(shown) {
    if (this.shown) this.pass([]);
    const says = (place) => JSON.stringify([this.shown.lines[place], this.marks[place], this.roles.get(place)]);
    const before = this.lines.map((_, place) => says(place));
    this.shown = shown;
    this.roles = new Map(shown.roles.map(([line, role, sure]) => [line, [role, sure]]));
    this.marks = shown.lines.map(() => []);
    shown.marks.forEach(([kind, at, value, id, sure]) => {
      const words = described(kind, value, sure);
      this.spread(this.marks, at, { kind, title: words, id });
    });
    for (const found of Object.values(shown.findings)) {
      if (found.at) this.spread(this.marks, found.at, { kind: `found ${found.severity}` });
    }
    if (before.length === shown.lines.length && !this.isEdited()) {
      before.forEach((words, place) => { if (words !== says(place)) this.exchange(place); });
      return;
    }
    this.lines = shown.lines.map((_, place) => this.line(place));
    fill(this.pane, ...this.lines);
  },

  exchange(place, passing = []) {
    const line = this.line(place, passing);
    this.lines[place].replaceWith(line);
    this.lines[place] = line;
  },

  spread(marks, [line, column, endLine, endColumn], mark) {
    for (let here = line; here <= endLine && here < marks.length; here += 1) {
      const start = here === line ? column : 0;
      const end = here === endLine ? endColumn : this.shown.lines[here].length;
      if (end > start || line === endLine) marks[here].push({ ...mark, start, end });
    }
  },

  line(place, passing = []) {
    const text = this.shown.lines[place].replace(/\r$/, "");
    const marks = [...this.marks[place], ...passing];
    const words = make("span", { class: "words" });
    if (!marks.length) words.append(text);
    else words.append(...segments(text, marks));
    const [role, sure] = this.roles.get(place) || ["", 100];
    const kind = make("span", { class: sure < 45 ? "role unsure" : "role" }, role);
    const number = make("span", { class: "number" }, String(place + 1));
    const line = make("div", { class: "line", "data-line": place }, number, kind, words);
    return line;
  },

  // Put marks of the moment in the place of those before.
  pass(marks) {
    const lines = new Map();
    for (const place of this.passing) lines.set(place, []);
    const spread = this.shown.lines.map(() => null);
    for (const [at, kind] of marks) {
      const here = { length: spread.length };
      for (let line = at[0]; line <= at[2] && line < spread.length; line += 1) here[line] = [];
      this.spread(here, at, { kind });
      for (let line = at[0]; line <= at[2] && line < spread.length; line += 1) {
        lines.set(line, [...(lines.get(line) || []), ...here[line]]);
      }
    }
    this.passing = [];
    for (const [place, here] of lines) {
      this.exchange(place, here);
      if (here.length) this.passing.push(place);
    }
  },

  scrollTo(at, kind) {
    const line = this.lines[at[0]];
    if (!line) return;
    const mark = kind && line.querySelector(kind);
    centre(this.pane, mark || line);
  },
};

// Part a line where a mark begins or ends; each part has the classes of all marks it lies in.
function segments(text, marks) {
  const ends = new Set([0, text.length]);
  for (const { start, end } of marks) {
    ends.add(Math.min(start, text.length));
    ends.add(Math.min(end, text.length));
  }
  const places = [...ends].sort((one, other) => one - other);
  const parts = [];
  places.forEach((start, index) => {
    const empty = marks.filter((mark) => mark.start === start && mark.end === start);
    if (empty.length) parts.push(make("span", { class: `m empty ${kinds(empty)}` }));
    const end = places[index + 1];
    if (end === undefined) return;
    const here = marks.filter((mark) => mark.start <= start && mark.end >= end);
    const words = text.slice(start, end);
    if (!here.length) {
      parts.push(words);
      return;
    }
    const titles = here.map((mark) => mark.title).filter(Boolean);
    const about = { class: `m ${kinds(here)}`, "data-column": start, title: titles.join("; ") || null };
    parts.push(make("span", about, words));
  });
  return parts;
}

const kinds = (marks) => [...new Set(marks.map((mark) => mark.kind))].join(" ");

function described(kind, value, sure) {
  const how = sure < 100 ? ` (${sure}%)` : "";
  const words = {
    marker: `marker of note ${value}`, note: `note ${value}`, page: `page ${value}`,
    reference: `leads to ${value}`, person: `person ${value}`, place: `place ${value}`,
    term: `term ${value}`, date: value, mark: value,
  };
  return (words[kind] || kind) + how;
}

function centre(pane, element) {
  const box = pane.getBoundingClientRect();
  const here = element.getBoundingClientRect();
  if (here.top >= box.top + 24 && here.bottom <= box.bottom - 24) return;
  pane.scrollTop += here.top - box.top - (box.height - Math.min(here.height, box.height)) / 2;
}
