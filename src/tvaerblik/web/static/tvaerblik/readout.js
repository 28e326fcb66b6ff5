// Arrow keys step through a chart and say each of its measurements, units or municipalities.
// Everything it says also stands in the table: without it nothing is lost.
"use strict";
for (const figure of document.querySelectorAll("figure.chart:has(.readout)")) {
  const said = figure.querySelector(".readout");
  let at = null;
  const shown = () => [...figure.querySelectorAll(".tb-chart")].find((svg) => svg.checkVisibility());
  const text = (mark) => mark.querySelector(":scope > title")?.textContent ?? "";
  // A series in time's order; units by name, since their order on the paper says nothing
  const marks = () => {
    const all = [...shown().querySelectorAll(".tb-point, .tb-tile")].filter(text);
    if (shown().matches(".tb-run-chart")) return all;
    // Drawn twice, as around the capital: the last and larger one is shown
    const once = new Map(all.map((mark) => [text(mark), mark]));
    return [...once.values()].sort((a, b) => text(a).localeCompare(text(b), document.documentElement.lang));
  };
  figure.tabIndex = 0;
  figure.setAttribute("role", "group");
  figure.setAttribute("aria-label", text(shown()));
  said.hidden = false;
  said.textContent = said.dataset.hint;
  said.setAttribute("aria-live", "polite");
  figure.addEventListener("keydown", (event) => {
    const all = marks();
    const here = all.indexOf(at);
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || !all.length) return;
    event.preventDefault();
    at?.classList.remove("is-read");
    at = all[Math.max(0, Math.min(all.length - 1, to))];
    at.classList.add("is-read");
    said.textContent = text(at);
  });
}
