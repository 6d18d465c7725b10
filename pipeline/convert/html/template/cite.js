// While “cite this” is open, each paragraph has a link to itself, and the citation names the one
// that is chosen; without it the citation is that of the page.
"use strict";
(() => {
  const box = document.querySelector("details.cite");
  const place = box.querySelector(".cited-place");
  const address = box.querySelector(".cited-address");
  const base = address ? address.textContent : "";
  const numberOf = (id) => (id.match(/:p([0-9]+)$/) || [])[1];
  const worded = (number) => place.dataset.pattern.replace("{number}", number);

  function name() {
    const id = decodeURIComponent(location.hash.slice(1));
    const number = document.getElementById(id) && numberOf(id);
    place.textContent = number ? worded(number) : "";
    if (address) {
      address.textContent = number ? base + "#" + id : base;
    }
  }

  function mark() {
    for (const paragraph of document.querySelectorAll("main p[id]")) {
      const number = numberOf(paragraph.id);
      if (number) {
        const link = document.createElement("a");
        link.href = "#" + paragraph.id;
        link.className = "paragraph-link";
        link.textContent = number;
        link.setAttribute("aria-label", worded(number).slice(2));
        paragraph.prepend(link);
      }
    }
  }

  box.addEventListener("toggle", () => {
    document.querySelectorAll(".paragraph-link").forEach((link) => link.remove());
    if (box.open) {
      mark();
      name();
    }
  });
  addEventListener("hashchange", name);
  name();
})();
