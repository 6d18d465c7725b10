"use strict";

// The open doubts and findings, worst first. Of 10,000 rows only those in sight are elements.

const ROW = 34;
const KEY = 0, CODE = 1, RANK = 2, SURE = 3, LINE = 4, MESSAGE = 5;
const SEVERITIES = ["error", "warning", "info"];

// Rows are made anew with each change; what they are about stays the same.
const isSame = (one, other) => Boolean(one && other)
  && one.document === other.document && one.row[KEY] === other.row[KEY];

const queue = {
  pane: null,
  rows: [], // {document, order, row}
  shown: [],
  selected: null, // the row that the card shows
  worstFirst: true,
  filter: "",

  start(onSelect) {
    this.onSelect = onSelect;
    this.spacer = make("div", { class: "spacer" });
    fill(this.pane, this.spacer);
    this.pane.addEventListener("scroll", () => this.draw(), { passive: true });
    this.pane.addEventListener("click", (event) => {
      const option = event.target.closest("[data-place]");
      if (option) this.select(this.shown[Number(option.dataset.place)]);
    });
    new ResizeObserver(() => this.draw()).observe(this.pane);
  },

  // Take all rows, or those of some documents in the place of what was there of them.
  take(found, order) {
    this.rows = this.rows.filter((one) => !(one.document in found));
    for (const [document, rows] of Object.entries(found)) {
      for (const row of rows) this.rows.push({ document, order: order(document), row });
    }
    this.arrange();
  },

  arrange() {
    const words = this.filter.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = ({ document, row }) => {
      const text = `${document} ${row[CODE]} ${SEVERITIES[row[RANK]]} ${row[MESSAGE]}`.toLowerCase();
      return words.every((word) => (state.names.has(word) ? document === word : text.includes(word)));
    };
    const byPlace = (one, other) => one.order - other.order || one.row[LINE] - other.row[LINE];
    const byWeight = (one, other) => one.row[RANK] - other.row[RANK]
      || one.row[SURE] - other.row[SURE] || byPlace(one, other);
    this.shown = (words.length ? this.rows.filter(fits) : [...this.rows])
      .sort(this.worstFirst ? byWeight : byPlace);
    this.shown.forEach((one, place) => { one.place = place; });
    this.spacer.style.height = `${Math.max(this.shown.length, 1) * ROW}px`;
    this.draw();
  },

  draw() {
    const first = Math.max(Math.floor(this.pane.scrollTop / ROW) - 4, 0);
    const last = Math.min(first + Math.ceil(this.pane.clientHeight / ROW) + 8, this.shown.length);
    const options = [];
    for (let place = first; place < last; place += 1) options.push(this.option(place));
    const chosen = this.selected;
    if (chosen && this.shown[chosen.place] === chosen && (chosen.place < first || chosen.place >= last)) {
      options.push(this.option(chosen.place));
    }
    if (!this.shown.length) {
      const words = this.filter ? "Nothing here fits these words." : "Nothing is open. Well done.";
      options.push(make("p", { class: "nothing" }, words));
    }
    fill(this.spacer, ...options);
    this.pane.setAttribute("aria-activedescendant", chosen ? `row-${chosen.place}` : "");
    if (!chosen) this.pane.removeAttribute("aria-activedescendant");
  },

  option(place) {
    const { document, row } = this.shown[place];
    const severity = SEVERITIES[row[RANK]];
    const sure = row[SURE] < 100 ? `${row[SURE]}%` : "";
    const option = make(
      "div",
      {
        class: `option ${severity}`, id: `row-${place}`, role: "option", "data-place": place,
        "aria-selected": String(this.shown[place] === this.selected),
        "aria-setsize": this.shown.length, "aria-posinset": place + 1,
      },
      make("span", { class: "dot", title: severity }, make("span", { class: "spoken" }, severity)),
      make("span", { class: "code" }, row[CODE]),
      make("span", { class: "where" }, `${document.replace(/\.txt$/, "")}:${row[LINE]}`),
      make("span", { class: "sure" }, sure),
      make("span", { class: "message" }, row[MESSAGE]),
    );
    option.style.transform = `translateY(${place * ROW}px)`;
    return option;
  },

  select(one) {
    this.selected = one || null;
    if (one) {
      const top = one.place * ROW;
      if (top < this.pane.scrollTop) this.pane.scrollTop = top;
      const over = top + ROW - this.pane.clientHeight;
      if (over > this.pane.scrollTop) this.pane.scrollTop = over;
    }
    this.draw();
    this.onSelect(this.selected);
  },

  step(by) {
    const place = this.selected ? this.selected.place + by : 0;
    const one = this.shown[Math.min(Math.max(place, 0), this.shown.length - 1)];
    if (one && one !== this.selected) this.select(one);
  },

  // Once one is settled, the next takes its place; one that is still there is passed.
  onward(place, was) {
    const next = this.shown[place];
    const one = isSame(next, was) ? this.shown[place + 1] || next : next;
    this.select(one || this.shown[this.shown.length - 1]);
  },

  find(document, key) {
    return this.shown.find((one) => one.document === document && one.row[KEY] === key);
  },
};
