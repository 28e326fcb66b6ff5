// A button that copies what stands in a block of code. Without it the text can be marked and copied.
"use strict";
for (const block of document.querySelectorAll("pre[data-copy]")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = block.dataset.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(block.textContent);
    button.textContent = block.dataset.copied;
  });
  block.before(button);
}
