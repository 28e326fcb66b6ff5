// Whoever is chosen in the list is written where the text stands. Without this the button beside it does so.
"use strict";
const list = document.getElementById("naevn"), text = document.getElementById("tekst");
if (list && text) {
  list.parentElement.parentElement.querySelector("[value=indsaet]").remove();
  list.addEventListener("change", () => {
    if (!list.value) return;
    const at = text.selectionStart, before = text.value.slice(0, at);
    text.setRangeText(`${before && !/\s$/.test(before) ? " " : ""}@${list.value} `, at, text.selectionEnd, "end");
    list.value = "";
    text.focus();
  });
}
