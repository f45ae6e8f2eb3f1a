// Comforts of the review pages; all of them work without it: a comment begins where a cell's sign is pressed, and one
// box chooses all filings of a page.
"use strict";
document.addEventListener("click", (event) => {
  const sign = event.target.closest("a.say");
  const path = document.getElementById("say-path");
  if (!sign || !path) return;
  event.preventDefault();
  path.value = sign.closest("[data-path]").dataset.path;
  const text = document.getElementById("say-text");
  text.scrollIntoView({ block: "center" });
  text.focus({ preventScroll: true });
});
const all = document.querySelector("input[data-all]");
if (all) {
  all.hidden = false;
  document.querySelector("[data-all-words]").hidden = false;
  all.addEventListener("change", () => {
    for (const box of document.querySelectorAll("input[name=filing]")) box.checked = all.checked;
  });
}
