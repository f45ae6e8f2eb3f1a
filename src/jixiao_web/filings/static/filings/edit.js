// Enhances the edit page: saves changed cells while one types, shows findings at once, pastes from Excel, keys for rows.
// Without it the form saves whole; nothing here decides anything. What could not be saved is kept by keep.js.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("sheet");
  const status = document.getElementById("status");
  const told = document.getElementById("told");
  const ended = document.getElementById("ended");
  const kept = document.getElementById("kept");
  if (!form) return;
  const changed = new Set();
  const keep = window.jixiaoKeep(form);
  let timer = 0, busy = false, leaving = false, last = "";

  const was = (field) => form.elements.namedItem("was:" + field.name);
  // What is said to the eye is said to the ear only when it matters: not at every key.
  const say = (words, level, aloud) => { status.textContent = words; status.className = level || ""; if (aloud !== undefined) told.textContent = aloud; };
  const soon = (wait) => { clearTimeout(timer); timer = setTimeout(save, wait); };

  form.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.name || !was(field)) return;
    changed.add(field.name);
    say(status.dataset.unsaved);
    soon(1200);
  });
  form.addEventListener("change", () => soon(100));
  form.addEventListener("focusin", (event) => { if (event.target.name && was(event.target)) last = event.target.name; });
  form.addEventListener("submit", (event) => {
    leaving = true;
    clearTimeout(timer);
    keep.words(changed);
    if (!event.submitter || event.submitter.value !== "finish") keep.place(last);
  });
  window.addEventListener("beforeunload", (event) => { if (changed.size && !leaving) event.preventDefault(); });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("focus", () => { if (!ended.hidden) save(); });
  document.getElementById("again").addEventListener("click", () => save());

  function post(values) {
    return fetch(form.dataset.cells, { method: "POST", body: new URLSearchParams(values), headers: { "HX-Request": "true" } });
  }

  // The sign of a form changes with every log-in: after one in another window this page needs the new one.
  async function renewed() {
    const answer = await fetch(form.dataset.fresh);
    const sign = /name="csrfmiddlewaretoken" value="(\w+)"/.exec(await answer.text());
    if (answer.redirected || !sign) return false;
    form.elements.csrfmiddlewaretoken.value = sign[1];
    return true;
  }

  // The answer to some cells; null where nobody is logged in any more.
  async function sent(values) {
    let answer = await post({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, ...values });
    if (answer.status === 403 && await renewed()) answer = await post({ ...values, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    if (answer.status === 401 || answer.status === 403 || answer.redirected) return null;
    if (!answer.ok && answer.status !== 409) throw new Error(answer.status);
    return answer.text();
  }

  async function save() {
    if (busy || leaving || !changed.size) return;
    busy = true;
    clearTimeout(timer);
    const values = { shape: form.elements.shape.value, money_unit: form.elements.money_unit.value };
    const words = new Map();
    for (const name of changed) {
      const field = form.elements.namedItem(name);
      values[name] = field.value;
      values["was:" + name] = was(field).value;
      words.set(name, field.value);
    }
    say(status.dataset.saving);
    let done = false;
    try {
      const markup = await sent(values);
      if (markup === null) stop();
      else { ended.hidden = true; done = settle(words, markup); }
    } catch {
      keep.words(changed);
      say(status.dataset.failed, "wrong", status.dataset.failed);
    }
    busy = false;
    if (done && changed.size) soon(300);
  }

  function stop() {
    keep.words(changed);
    say(status.dataset.ended, "wrong");
    ended.hidden = false;
  }

  function settle(words, markup) {
    const live = document.getElementById("live");
    live.innerHTML = markup;
    const saved = live.querySelector("[data-saved]");
    if (!saved) {
      const failed = live.querySelector("[data-failed]");
      const why = failed ? failed.textContent : status.dataset.failed;
      keep.words(changed);
      say(why, "wrong", why);
      live.replaceChildren();
      return false;
    }
    for (const [name, text] of words) if (form.elements.namedItem(name).value === text) changed.delete(name);
    for (const stand of live.querySelectorAll("[data-stands]")) {
      const field = form.elements.namedItem(stand.dataset.stands);
      if (field && was(field)) was(field).value = stand.value;
    }
    const moved = live.querySelector("[data-moved], [data-lost]");
    const now = (moved || saved).textContent.trim();
    say(now, moved ? "wrong" : "", moved ? now : saved.dataset.saved);
    if (!live.querySelector("[data-moved]")) show(live);
    document.getElementById("counts").replaceChildren(...live.querySelector("[data-counts]").childNodes);
    document.getElementById("whole").replaceChildren(...live.querySelector("[data-whole]").childNodes);
    live.replaceChildren();
    if (!changed.size) keep.forget();
    return true;
  }

  const known = (details) => details.dataset.talk || details.querySelector("summary").textContent;

  function show(live) {
    const notes = new Map([...live.querySelectorAll("[data-holder]")].map((each) => [each.dataset.holder, each]));
    for (const holder of form.querySelectorAll("[id^='n-']")) {
      const now = notes.get(holder.id);
      const open = new Set([...holder.querySelectorAll("details[open]")].map(known));
      const typed = new Map([...holder.querySelectorAll("textarea")].map((each) => [each.name, each.value]));
      const at = holder.contains(document.activeElement) ? document.activeElement.name : "";
      holder.replaceChildren(...(now ? now.childNodes : []));
      for (const each of holder.querySelectorAll("details")) if (open.has(known(each))) each.open = true;
      for (const each of holder.querySelectorAll("textarea")) {
        each.value = typed.get(each.name) || "";
        if (at && each.name === at) each.focus({ preventScroll: true });
      }
      (holder.tagName === "TD" ? holder.parentElement : holder).hidden = !now;
    }
  }

  // ---- words that were kept ----

  async function putBack() {
    const own = keep.waiting();
    if (!own) return;
    const names = Object.keys(own.cells);
    for (const [name, words] of Object.entries(own.free)) {
      const field = form.elements.namedItem(name);
      if (!field) continue;
      field.value = words;
      for (let each = field.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
    }
    if (own.shape === form.elements.shape.value && own.unit === form.elements.money_unit.value) {
      for (const name of names) {
        const field = form.elements.namedItem(name);
        if (!field || field.value === own.cells[name][0]) continue;
        [field.value, was(field).value] = own.cells[name];
        changed.add(name);
      }
      tell(changed.size || Object.keys(own.free).length);
      await save();
      return;
    }
    // Rows came and went meanwhile: the server knows where the cells stand now.
    const values = { shape: own.shape, money_unit: own.unit };
    for (const name of names) [values[name], values["was:" + name]] = own.cells[name];
    const markup = await sent(values);
    if (markup === null || !markup.includes("data-saved")) return;
    keep.forget();
    tell(names.length);
    const lost = new DOMParser().parseFromString(markup, "text/html").querySelector("[data-lost]");
    if (lost) kept.append(" ", lost.textContent.trim());
    say(status.dataset.stale, "wrong");
  }

  function tell(number) {
    if (!number) { keep.forget(); return; }
    kept.querySelector("[data-number]").textContent = number;
    kept.hidden = false;
  }

  putBack().catch(() => say(status.dataset.failed, "wrong"));

  // ---- keys ----

  const row = (field) => field.closest("tr, .item");
  const button = (line, what) => line && line.querySelector(`button[value^="${what}:"]`);
  const place = (field) => /^(projects\[\d+\]\.indicators)\[(\d+)\]\.(\w+)$/.exec(field.name || "");
  const press = (which) => form.requestSubmit(which);

  form.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // Enter ends a word of the input method
    if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); if (changed.size) save(); else say(status.dataset.nothing, "", status.dataset.nothing); return; }
    const what = event.altKey && { ArrowUp: "up", ArrowDown: "down", Insert: "add", Delete: "delete", Enter: "add" }[event.key];
    const found = what && button(row(event.target), what);
    if (found) { event.preventDefault(); last = event.target.name; press(found); return; }
    const here = place(event.target);
    if (!here || event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const below = form.elements.namedItem(`${here[1]}[${Number(here[2]) + 1}].${here[3]}`);
    const add = button(row(event.target), "add");
    if (below) { below.focus(); if (below.select) below.select(); } else if (add) press(add);
  });

  form.addEventListener("paste", (event) => {
    const words = event.clipboardData.getData("text/plain");
    const at = place(event.target);
    // One column of a table has no tabs: that it is one tells the markup which Excel and WPS give with it.
    const cells = (event.clipboardData.getData("text/html").match(/<td\b/gi) || []).length;
    const isTable = words.includes("\t") || cells > 1 || event.target.tagName !== "TEXTAREA" && /\n./.test(words.trim());
    if (!at || !isTable) return;
    event.preventDefault();
    form.elements.pasted.disabled = form.elements.paste_column.disabled = false;
    form.elements.pasted.value = words;
    form.elements.paste_column.value = at[3];
    const go = document.createElement("button");
    go.name = "do";
    go.value = `paste:${at[1]}:${at[2]}`;
    go.hidden = true;
    form.append(go);
    press(go);
  });

  // After the browser's own jump, which takes the focus away from whatever has it.
  window.addEventListener("load", () => setTimeout(keep.comeBack, 0));
});
