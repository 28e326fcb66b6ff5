// What is like a request while it is being written. Without this the page says it when the draft is saved.
"use strict";
const WAIT = 600;
const shown = document.querySelector("[data-similar]");
const fields = document.querySelectorAll("[data-sought]");
let waiting, asked = "";
async function look() {
  const text = [...fields].map((field) => field.value).join(" ").trim().slice(0, 1500);
  if (text === asked || text.length < 4) return;
  asked = text;
  const answer = await fetch(`${shown.dataset.similar}?${new URLSearchParams({ q: text })}`);
  if (answer.ok && text === asked) shown.innerHTML = await answer.text();
}
for (const field of shown ? fields : []) {
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, WAIT);
  });
}
