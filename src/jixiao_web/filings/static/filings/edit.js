// Enhances the edit page: saves changed cells while one types, shows findings at once, pastes from Excel, keys for rows.
// Without it the form saves whole; nothing here decides anything.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("sheet");
  const status = document.getElementById("status");
  if (!form || !window.htmx) return;
  const changed = new Set();
  let timer = 0, busy = false, leaving = false;

  const was = (field) => form.elements.namedItem("was:" + field.name);
  const say = (words, level) => { status.textContent = words; status.className = level || ""; };

  form.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.name || !was(field)) return;
    changed.add(field.name);
    say(status.dataset.unsaved);
    clearTimeout(timer);
    timer = setTimeout(save, 1200);
  });
  form.addEventListener("change", () => { clearTimeout(timer); timer = setTimeout(save, 100); });
  form.addEventListener("submit", () => { leaving = true; clearTimeout(timer); });
  window.addEventListener("beforeunload", (event) => { if (changed.size && !leaving) event.preventDefault(); });

  function save() {
    if (busy || leaving || !changed.size) return;
    busy = true;
    const values = { shape: form.elements.shape.value, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value };
    const sent = new Map();
    for (const name of changed) {
      const field = form.elements.namedItem(name);
      values[name] = field.value;
      values["was:" + name] = was(field).value;
      sent.set(name, field.value);
    }
    say(status.dataset.saving);
    let done = false;
    htmx.ajax("POST", form.dataset.cells, { target: "#live", swap: "innerHTML", source: "#live", values: values })
      .then(() => { done = true; settle(sent); })
      .catch(() => say(status.dataset.failed, "wrong"))
      .finally(() => { busy = false; if (done && changed.size) { clearTimeout(timer); timer = setTimeout(save, 300); } });
  }

  document.body.addEventListener("htmx:beforeSwap", (event) => { if (event.detail.xhr.status === 409) event.detail.shouldSwap = true; });
  document.body.addEventListener("htmx:sendError", () => say(status.dataset.failed, "wrong"));

  function settle(sent) {
    const live = document.getElementById("live");
    const told = live.querySelector("[data-saved]");
    if (!told) { const failed = live.querySelector("[data-failed]"); say(failed ? failed.textContent : status.dataset.failed, "wrong"); live.replaceChildren(); return; }
    for (const [name, words] of sent) if (form.elements.namedItem(name).value === words) changed.delete(name);
    for (const stand of live.querySelectorAll("[data-stands]")) {
      const field = form.elements.namedItem(stand.dataset.stands);
      if (field && was(field)) was(field).value = stand.value;
    }
    const moved = live.querySelector("[data-moved], [data-lost]");
    say((moved || told).textContent.trim(), moved ? "wrong" : "");
    if (!live.querySelector("[data-moved]")) show(live);
    document.getElementById("counts").replaceChildren(...live.querySelector("[data-counts]").childNodes);
    document.getElementById("whole").replaceChildren(...live.querySelector("[data-whole]").childNodes);
    live.replaceChildren();
  }

  function show(live) {
    const notes = new Map([...live.querySelectorAll("[data-holder]")].map((each) => [each.dataset.holder, each]));
    for (const holder of form.querySelectorAll("[id^='n-']")) {
      const now = notes.get(holder.id);
      const open = new Set([...holder.querySelectorAll("details[open] > summary")].map((each) => each.textContent));
      holder.replaceChildren(...(now ? now.childNodes : []));
      for (const each of holder.querySelectorAll("details > summary")) if (open.has(each.textContent)) each.parentElement.open = true;
      (holder.tagName === "TD" ? holder.parentElement : holder).hidden = !now;
    }
  }

  const row = (field) => field.closest("tr, .item");
  const button = (line, what) => line && line.querySelector(`button[value^="${what}:"]`);

  form.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); form.requestSubmit(form.querySelector('button[value="save"]')); return; }
    const what = event.altKey && { ArrowUp: "up", ArrowDown: "down", Insert: "add", Delete: "delete" }[event.key];
    const found = what && button(row(event.target), what);
    if (found) { event.preventDefault(); form.requestSubmit(found); }
  });

  form.addEventListener("paste", (event) => {
    const words = event.clipboardData.getData("text/plain");
    const place = /^(projects\[\d+\]\.indicators)\[(\d+)\]\.(\w+)$/.exec(event.target.name || "");
    if (!place || !words.includes("\t") && !/\n./.test(words.trim()) || event.target.tagName === "TEXTAREA" && !words.includes("\t")) return;
    event.preventDefault();
    form.elements.pasted.disabled = form.elements.paste_column.disabled = false;
    form.elements.pasted.value = words;
    form.elements.paste_column.value = place[3];
    const go = document.createElement("button");
    go.name = "do";
    go.value = `paste:${place[1]}:${place[2]}`;
    go.hidden = true;
    form.append(go);
    form.requestSubmit(go);
  });

  // After the browser's own jump, which takes the focus away from whatever has it.
  if (location.hash) window.addEventListener("load", () => setTimeout(() => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const field = place && (place.matches("input, select, textarea") ? place : place.querySelector("textarea, input:not([type=hidden]), select"));
    if (field) field.focus({ preventScroll: true });
  }, 0));
});
