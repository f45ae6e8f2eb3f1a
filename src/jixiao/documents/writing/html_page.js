
// Keeps entries in the page itself, so that a saved copy holds them, and moves from row to row by keys.
(() => {
  "use strict";
  const fields = "input, select, textarea";
  let unsaved = false;

  const keep = (field) => {
    if (field.matches("textarea")) field.textContent = field.value;
    else if (field.matches("select")) for (const option of field.options) option.toggleAttribute("selected", option.selected);
    else field.setAttribute("value", field.value);
  };

  const save = () => {
    document.querySelectorAll(fields).forEach(keep);
    const page = "<!DOCTYPE html>\n" + document.documentElement.outerHTML + "\n";
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([page], { type: "text/html" }));
    link.download = (document.title || "document") + ".html";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    unsaved = false;
  };

  // The nearest field above or below in the same table whose cell shares some of this cell's width.
  const neighbour = (field, down) => {
    const here = field.closest("td").getBoundingClientRect();
    let best = null, nearest = Infinity;
    for (const other of field.closest("table").querySelectorAll(fields)) {
      const there = other.closest("td").getBoundingClientRect();
      const gap = down ? there.top - here.bottom : here.top - there.bottom;
      const shared = Math.min(here.right, there.right) - Math.max(here.left, there.left);
      const distance = gap + Math.abs(there.left - here.left) / 10000;
      if (gap > -2 && shared > 2 && distance < nearest) [best, nearest] = [other, distance];
    }
    return best;
  };

  const step = (event) => {
    const field = event.target;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === "Enter") {
      if (field.matches("textarea") && !event.ctrlKey && !event.metaKey) return 0;
      return event.shiftKey ? -1 : 1;
    }
    if (!plain || event.shiftKey || field.matches("select")) return 0;
    const whole = field.matches("input") || field.selectionEnd - field.selectionStart === field.value.length;
    if (event.key === "ArrowUp") return whole || field.selectionEnd === 0 ? -1 : 0;
    if (event.key === "ArrowDown") return whole || field.selectionStart === field.value.length ? 1 : 0;
    return 0;
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || !event.target.matches(fields) || !event.target.closest("td")) return;
    const direction = step(event);
    const next = direction && neighbour(event.target, direction > 0);
    if (event.key === "Enter" && direction) event.preventDefault();
    if (!next) return;
    event.preventDefault();
    next.focus();
    if (next.select) next.select();
  });
  document.addEventListener("click", (event) => {
    if (event.target.matches("td.entry")) event.target.firstElementChild.focus();
  });
  document.addEventListener("change", (event) => keep(event.target));
  document.addEventListener("input", () => { unsaved = true; });
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
  document.querySelector(".toolbar button").addEventListener("click", save);
})();
