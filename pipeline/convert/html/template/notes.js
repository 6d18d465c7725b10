// Puts each note beside its marker where the page is wide enough; without it notes stand below.
"use strict";
(() => {
  const GAP = 8;
  const wide = matchMedia("screen and (min-width: 74em)");
  const main = document.querySelector("main");
  const notes = Array.from(document.querySelectorAll(".footnote"));
  const markers = new Map();
  for (const link of document.querySelectorAll("a.note-marker")) {
    markers.set(link.getAttribute("href"), link);
  }

  // Everything is measured before anything is moved, so that the page is laid out once.
  function place() {
    const top = main.getBoundingClientRect().top;
    const heightOf = (element) => element.getBoundingClientRect().top - top;
    const measured = notes.map((note) => {
      const marker = markers.get("#" + note.id);
      const outer = marker && marker.closest(".footnote");
      const height = marker ? heightOf(marker) : 0;
      return { note, outer, height: outer ? height - heightOf(outer) : height, length: note.offsetHeight };
    });
    const tops = new Map();
    let end = 0;
    for (const { note, outer, height, length } of measured) {
      const wanted = outer ? tops.get(outer) + height : height;
      tops.set(note, Math.max(wanted, end));
      end = tops.get(note) + length + GAP;
    }
    for (const [note, height] of tops) {
      note.style.setProperty("--top", height + "px");
    }
    main.style.setProperty("--end", end + "px");
  }

  function arrange() {
    main.classList.toggle("beside", wide.matches);
    if (wide.matches) {
      place();
    }
  }

  function show() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && wide.matches) {
      target.scrollIntoView();
    }
  }

  let width = 0;
  new ResizeObserver(() => {
    if (main.offsetWidth !== width) {
      width = main.offsetWidth;
      arrange();
    }
  }).observe(main);
  wide.addEventListener("change", arrange);
  document.fonts.ready.then(() => {
    arrange();
    show();
  });
})();
