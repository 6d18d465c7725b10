"use strict";

// What lies beside the text: all documents, the decisions on one, the keys.

// What is done to the edition, and what only looks at it: a report does nothing.
const STROKES = [
  [["⏎"], "take the reading that is named first"],
  [["n", "2"], "take the next best"],
  [["3", "…", "9"], "take another of the readings"],
  [["←", "→"], "move a marker to the next place that it can have; ⏎ writes it there"],
  [["o"], "say something else: another note, address or kind of line"],
  [["f"], "mend it as the finding says"],
  [["x"], "let it stand, with a reason"],
  [["e"], "edit the line of the raw text"],
  [["t"], "take a decision out that does not hold"],
  [["u"], "undo"],
  [["v"], "on the right the text as it reads, the pages of its PDF, or those of the source"],
  [["p"], "the PDF of this document"],
];
const LOOKS = [
  [["j", "k"], "the next, the one before"],
  [["/"], "look for findings"],
  [["s"], "worst first, or in the order of the book"],
  [["d"], "all documents"],
  [["h"], "the decisions on this document"],
  [["Esc"], "leave what is open"],
];
const LEGEND = [
  ["marker", "marker of a note"], ["note", "number of a note"], ["page", "page"],
  ["reference", "reference"], ["person", "person, place or term"], ["date", "date"],
  ["found error", "error"], ["found warning", "doubt or warning"], ["found info", "remark"],
];

function opened(name, title, ...content) {
  const dialog = byId(name);
  const close = make("button", { type: "button", class: "close", onclick: () => dialog.close() }, "Close ", key("Esc"));
  fill(dialog, make("div", { class: "top" }, make("h2", { id: `${name}-name` }, title), close), ...content);
  if (!dialog.open) dialog.showModal();
  return dialog;
}

function table(heads, rows) {
  const cells = heads.map((head) => make("th", { scope: "col" }, head));
  return make("table", {}, make("thead", {}, make("tr", {}, ...cells)), make("tbody", {}, ...rows));
}

function showHelp() {
  const rows = [...(isReport ? [] : STROKES), ...LOOKS].map(([names, words]) => make(
    "tr", {}, make("td", { class: "keys" }, ...names.map(key)), make("td", {}, words),
  ));
  const legend = LEGEND.map(([kind, words]) => make("li", {}, make("span", { class: `m ${kind}` }, words)));
  const scroll = make(
    "div", { class: "scroll", tabindex: 0 }, table(["Key", "What it does"], rows),
    make("h3", {}, "In the raw text"), make("ul", { class: "legend" }, ...legend),
  );
  opened("help", "Keys", scroll);
}

function showDocuments(documents, deciders, go) {
  const filter = make("input", { type: "search", "aria-label": "Documents with these words", placeholder: "name or words", autocomplete: "off" });
  const scroll = make("div", { class: "scroll", tabindex: 0 });
  const draw = () => {
    const words = filter.value.toLowerCase();
    const fitting = Object.entries(documents).filter(([name, row]) => `${name} ${row[0]}`.toLowerCase().includes(words));
    const rows = fitting.map(([name, [first, errors, warnings, remarks, decided]]) => {
      const open = make("button", { type: "button", class: "link", onclick: () => { byId("documents").close(); go(name); } }, name);
      const counts = [errors, warnings, remarks, decided].map((count) => make("td", { class: "figure" }, count ? count.toLocaleString("en") : "–"));
      return make("tr", { class: errors ? "error" : warnings ? "warning" : "clean" }, make("th", { scope: "row" }, open), make("td", { class: "first" }, first), ...counts, make("td", { class: "by" }, (deciders[name] || []).join(", ")));
    });
    fill(scroll, table(["Document", "Begins", "Errors", "Doubts", "Remarks", "Decided", "Last by"], rows));
  };
  filter.addEventListener("input", draw);
  filter.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const first = scroll.querySelector("button");
    if (first) first.click();
  });
  draw();
  opened("documents", "Documents", filter, scroll);
  filter.focus();
}

function showHistory(shown) {
  const rows = shown.decisions.map(([kind, words, value, why, who, day]) => make(
    "tr", {},
    make("td", {}, kind), make("td", { class: "quoted" }, words), make("td", {}, value),
    make("td", {}, why), make("td", {}, who || "not committed yet"), make("td", { class: "figure" }, day),
  ));
  const heads = ["Kind", "Words", "Decided", "Why", "By", "On"];
  const decided = rows.length ? table(heads, rows) : make("p", {}, "Nothing was decided on this document so far.");
  const changes = (shown.changed || []).map(([sign, words]) => make("li", {}, make(sign === "-" ? "del" : "ins", {}, words)));
  const changed = shown.changed ? [
    make("h3", {}, "Changed since it was last published"),
    changes.length ? make("ul", { class: "changed" }, ...changes) : make("p", {}, "No word was changed."),
  ] : [];
  opened("history", `Decisions on ${shown.name}`, make("div", { class: "scroll", tabindex: 0 }, decided, ...changed));
}
