"use strict";

// Elements are made here and nowhere else, and text goes into them as text: what a transcription
// holds is never read as markup.

const ELEMENTS = new Set([
  "a", "blockquote", "br", "caption", "del", "div", "em", "h2", "ins", "li", "p", "section", "span",
  "strong", "sub", "sup", "table", "tbody", "td", "tr", "u", "ul",
]);

const byId = (id) => document.getElementById(id);

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "class") element.className = value;
    else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

function fill(element, ...children) {
  element.replaceChildren(...children);
}

// A node of the reading text: a string, or [name, {c, at, id, to, title}, ...children].
function grown(node) {
  if (typeof node === "string") return document.createTextNode(node);
  const [name, about, ...children] = node;
  const element = document.createElement(ELEMENTS.has(name) ? name : "span");
  if (about.c) element.className = about.c;
  if (about.title) element.title = about.title;
  if (about.id) element.id = `t-${about.id}`;
  if (about.to) {
    element.dataset.to = about.to;
    if (name === "a") element.href = `#t-${about.to.replace(/^#/, "")}`;
  }
  if (about.at) [element.dataset.line, element.dataset.column] = about.at;
  element.append(...children.map(grown));
  return element;
}

// Make of an element that was grown from a node what another node says; what both have alike stays.
function regrown(element, was, node) {
  if (JSON.stringify(was) === JSON.stringify(node)) return;
  const parts = ([name, about, ...children]) => JSON.stringify([name, about, children.length]);
  if (typeof was === "string" || typeof node === "string" || parts(was) !== parts(node)) {
    element.replaceWith(grown(node));
    return;
  }
  [...element.childNodes].forEach((child, place) => regrown(child, was[place + 2], node[place + 2]));
}

function key(name) {
  return make("kbd", {}, name);
}

function plural(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
