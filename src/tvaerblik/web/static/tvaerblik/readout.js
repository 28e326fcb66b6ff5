// Arrow keys step through the measurements of a chart and say each of them.
// Everything it says also stands in the table: without it nothing is lost.
"use strict";
for (const figure of document.querySelectorAll("figure.chart:has(.readout)")) {
  const said = figure.querySelector(".readout");
  let at = -1;
  const shown = () => [...figure.querySelectorAll(".tb-run-chart")].find((svg) => svg.checkVisibility());
  const points = () => [...shown().querySelectorAll(".tb-point")].filter((point) => point.querySelector("title"));
  figure.tabIndex = 0;
  figure.setAttribute("role", "group");
  figure.setAttribute("aria-label", shown().querySelector("title").textContent);
  said.hidden = false;
  said.textContent = said.dataset.hint;
  said.setAttribute("aria-live", "polite");
  figure.addEventListener("keydown", (event) => {
    const all = points();
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || !all.length) return;
    event.preventDefault();
    all[at]?.classList.remove("is-read");
    at = Math.max(0, Math.min(all.length - 1, to));
    all[at].classList.add("is-read");
    said.textContent = all[at].querySelector("title").textContent;
  });
}
