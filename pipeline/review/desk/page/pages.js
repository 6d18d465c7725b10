"use strict";

// The pane on the right as pictures: the pages of the PDF, or those of the printed source.

const KINDS = { reading: "as it reads", pdf: "as it is printed", scans: "in its source" };
const PAUSE = 800; // milliseconds without a change, after which the PDF is made anew

const pages = {
  pane: null,
  kind: "reading",
  figures: [],
  timer: 0,

  // Go over to the next kind that there is.
  turn() {
    const kinds = Object.keys(KINDS).filter((kind) => kind !== "scans" || state.shown.scans.length);
    this.kind = kinds[(kinds.indexOf(this.kind) + 1) % kinds.length];
    this.figures = [];
    this.show(state.shown, 0);
    if (this.kind === "reading" && card.found && card.found.at) reading.point(card.found.at);
    tell(`On the right the text ${KINDS[this.kind]}.`);
  },

  show(shown, pause = this.figures.length ? PAUSE : 0) {
    clearTimeout(this.timer);
    this.pane.hidden = this.kind === "reading";
    reading.pane.hidden = !this.pane.hidden;
    fill(byId("kind"), KINDS[this.kind]);
    forget();
    if (this.kind === "scans") this.fill(shown.scans.map(([number, line]) => [`Page ${number} of the source`, `scans/${encodeURIComponent(number)}`, line, 3, 4]));
    if (this.kind !== "pdf") return;
    if (!this.figures.length) fill(this.pane, make("p", { class: "nothing" }, "The PDF is being made …"));
    this.timer = setTimeout(() => this.print(shown).catch((error) => {
      this.figures = [];
      fill(this.pane, make("p", { class: "nothing" }, error.message));
    }), pause);
  },

  async print(shown) {
    const address = `${addressOf(shown)}/pages`;
    const made = await fetched(address);
    if (state.shown !== shown || this.kind !== "pdf") return;
    this.fill(made.pages.map(([place, number, line, ...size]) => [
      `Page ${number} of the PDF`, `${address}/${place}?${shown.revision}`, line, ...size,
    ]));
  },

  fill(found) {
    this.figures = found.map(([words, src, line, width, height]) => make(
      "figure", { "data-line": line, "data-column": 0 },
      make("img", { src, alt: words, width, height, loading: "lazy", onload: forget }), make("figcaption", {}, words),
    ));
    fill(this.pane, ...this.figures);
    if (!found.length) fill(this.pane, make("p", { class: "nothing" }, "There are no pictures of its pages."));
    forget();
    if (card.found && card.found.at) this.point(card.found.at);
  },

  // Show the page that a line of the raw text is on.
  point([line]) {
    this.pane.scrollTop = topOf(rightAnchors(), line) - this.pane.clientHeight / 3;
  },
};
