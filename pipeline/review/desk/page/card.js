"use strict";

// The finding at hand: what was read, what comes next, why, and the keys that settle it.

const ROLES = {
  source: "a note on the source", heading: "a heading", dateline: "a dateline",
  opener: "a line above the letter", salutation: "a salutation", paragraph: "a paragraph",
  "list-head": "the head of a list", label: "the label of an item", item: "an item of a list",
  valediction: "a complimentary close", signature: "a signature", closer: "a line below the letter",
  postscript: "a postscript", continuation: "a part of what stands above it",
};
const OPTION = { MARKER: "marker", REFERENCE: "reference", READING: "reading", ROLE: "role" };

const card = {
  pane: null,
  one: null, // the row of the queue
  found: null, // the finding as the document has it
  shown: null, // the document, as it was when its finding came onto the card
  actions: [], // {keys, words, about, act}
  chosen: -1, // of the places that a marker can go to
  since: Infinity, // when it was to be seen
  turns: 0, // how many findings it has shown
  acts: null, // what actions call

  show(found, one, total) {
    const isNew = !isSame(one, this.one) || JSON.stringify(found) !== JSON.stringify(this.found);
    this.one = one;
    this.found = found;
    this.shown = state.shown;
    this.chosen = -1;
    if (isNew) this.seen();
    wait();
    if (!found) {
      fill(this.pane, make("p", { class: "nothing" }, total ? "" : "Nothing is open in this edition."));
      this.actions = [];
      return;
    }
    this.actions = this.acts ? actionsFor(found, this.acts) : [];
    const head = make(
      "p", { class: "head" },
      make("span", { class: `badge ${found.severity}` }, found.severity),
      make("strong", {}, `${found.code} ${found.name}`),
      make("span", { class: "where" }, `${one.document}, line ${one.row[LINE]}`),
      make("span", { class: "count" }, `${(one.place + 1).toLocaleString("en")} of ${total.toLocaleString("en")}`),
    );
    this.list = make("ul", { class: "actions" });
    this.more = make("ul", { class: "more" });
    fill(
      this.pane, head, make("p", { class: "message" }, found.message),
      make("ul", { class: "related" }, ...found.related.slice(0, found.places.length ? 1 : 2).map(related)),
      this.list, make("div", { id: "ask" }), this.more, make("p", { class: "hint" }, found.hint),
    );
    this.draw();
    this.pane.scrollTop = 0;
  },

  // Take note of when a finding that is new on the card can be seen.
  seen() {
    const turn = this.turns += 1;
    this.since = Infinity;
    requestAnimationFrame(() => setTimeout(() => {
      if (turn === this.turns) this.since = performance.now();
    }));
  },

  draw() {
    const [ways, tools] = [this.actions.filter((one) => !one.tool && !one.hidden), this.actions.filter((one) => one.tool)];
    const button = ({ keys, words, about, act }) => make(
      "li", {},
      make(
        "button",
        {
          type: "button", class: keys[0] === "Enter" ? "first" : null,
          onclick: (event) => { if (isReady(event)) act(); },
        },
        make("span", { class: "keys" }, ...keys.map((name) => key(SIGNS[name] || name))),
        make("span", { class: "what" }, words),
        about ? make("span", { class: "about" }, about) : "",
      ),
    );
    fill(this.list, ...ways.map(button));
    fill(this.more, ...tools.map(button));
  },

  // Show a marker at the next or the last place that it can go to; Enter writes it there.
  move(by) {
    const { found } = this;
    if (!found || !found.places.length || !this.acts) return;
    if (this.chosen < 0) {
      const [, , here] = found.choices[0];
      const now = found.places.findIndex(([span]) => span[0] === here[0]);
      this.chosen = now < 0 ? (by > 0 ? -1 : found.places.length) : now;
    }
    const last = found.places.length - 1;
    this.chosen = Math.min(Math.max(this.chosen + by, 0), last);
    const [span, at] = found.places[this.chosen];
    const placed = {
      keys: ["Enter"], act: () => this.acts.decide(OPTION.MARKER, found.note, span),
      words: `Set the marker of note ${found.note} here`,
      about: `line ${at[0] + 1}, place ${this.chosen + 1} of ${last + 1}`,
    };
    const others = this.actions.filter(({ keys }) => keys[0] !== "Enter" || keys.length > 1);
    this.actions = [placed, ...others.map((one) => ({ ...one, keys: one.keys.filter((name) => name !== "Enter") }))];
    this.draw();
    this.acts.preview(found.places.map((place) => place[1]), at);
  },

  // Ask for words below the actions; Enter takes them and Escape does not.
  ask(label, value, take, list = []) {
    const field = make("input", { id: "asked", autocomplete: "off", list: list.length ? "asked-list" : null });
    field.value = value;
    const form = make(
      "form", { class: "ask" }, make("label", { for: "asked" }, label), field,
      make("datalist", { id: "asked-list" }, ...list.map((one) => make("option", { value: one }))),
      make("button", { type: "submit" }, "Write it ", key("⏎")),
    );
    const close = () => { fill(byId("ask")); queue.pane.focus(); };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!field.value.trim()) return;
      close();
      take(field.value.trim());
    });
    form.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") close();
    });
    fill(byId("ask"), form);
    field.focus();
    field.select();
  },
};

const SIGNS = { Enter: "⏎" };

function actionsFor(found, acts) {
  const settling = found.choices.filter(([kind]) => kind !== OPTION.READING);
  const stands = found.choices.find(([kind]) => kind === OPTION.READING);
  const actions = settling.map(([kind, value, span, at, chance], place) => ({
    keys: place === 0 ? ["Enter"] : place === 1 ? ["n", "2"] : [String(place + 1)],
    words: said(kind, value, at, found),
    about: chance === null ? "" : `${chance}%`,
    act: () => acts.decide(kind, value, span),
  }));
  const offer = (name, words, act, about = "", tool = true) => {
    const isFirst = actions.every((one) => one.tool || one.hidden); // nothing else settles it
    actions.push({ keys: isFirst ? ["Enter", name] : [name], words, about, act, tool: tool && !isFirst });
  };
  // Enter changes no word of the text: a fix that does takes a key of its own.
  const mend = () => found.fix
    && offer("f", `Mend: ${found.fix[0]}`, acts.mend, found.fix[1] ? "" : "changes words", false);
  if (found.fix && found.fix[1]) mend();
  if (found.places.length) {
    actions.push({ keys: ["←", "→"], words: "Another place", act: () => card.move(1), tool: true });
  }
  if (settling.length) offer("o", "Something else …", acts.other);
  if (stands) offer("x", "Let it stand …", acts.stand);
  if (found.fix && !found.fix[1]) mend();
  else if (found.at) actions.push({ keys: ["x"], act: acts.stand, hidden: true });
  if (found.at) offer("e", `Edit line ${found.at[0] + 1} …`, acts.edit);
  if (found.decision) offer("t", "Take the decision out", acts.takeOut);
  return actions.filter((one) => one.act);
}

// A second place that the finding speaks of, with the words there.
function related([words, at]) {
  const line = raw.shown.lines[at[0]] || "";
  const from = Math.max(Math.min(at[1], line.length) - 24, 0);
  const quoted = line.slice(from, from + 100).trim();
  return make(
    "li", {}, make("span", { class: "what" }, `${words}, line ${at[0] + 1}: `), make("q", {}, quoted),
  );
}

// The words at a place, for a marker is known by its neighbours.
function around([line, column]) {
  const words = raw.shown.lines[line];
  return `…${words.slice(Math.max(column - 16, 0), column + 10).trim()}…`;
}

function said(kind, value, at, found) {
  const isHere = found.at && at[0] === found.at[0] && at[1] === found.at[1];
  const there = isHere ? "here" : `in line ${at[0] + 1}: “${around(at)}”`;
  if (kind === OPTION.MARKER) return value === "none" ? "It is no marker" : `The marker of note ${value} is ${there}`;
  if (kind === OPTION.REFERENCE) return value === "none" ? "It is no reference" : `It leads to ${value}`;
  return `It is ${ROLES[value] || value}`;
}
