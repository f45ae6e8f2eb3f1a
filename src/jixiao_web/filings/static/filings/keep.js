// Keeps typed words that did not reach the server (a session that ended, a line that broke) until they have, in this
// tab only, and puts them back into the form; and keeps the place where one was. Nothing is kept for another person.
"use strict";
window.jixiaoKeep = (form) => {
  const key = "jixiao:" + location.pathname + location.search;
  const focusKey = key + ":focus";
  const longest = 24 * 60 * 60 * 1000;
  const field = (name) => form.elements.namedItem(name);
  const read = (name) => { try { return JSON.parse(sessionStorage.getItem(name)); } catch { return null; } };
  const put = (name, value) => { try { sessionStorage.setItem(name, JSON.stringify(value)); } catch { /* full or forbidden */ } };

  function cells(names) {
    return Object.fromEntries([...names].map((name) => [name, [field(name).value, field("was:" + name).value]]));
  }

  function free() {
    const kept = [...form.querySelectorAll("textarea")].filter((each) => /^(answer|paste):/.test(each.name) && each.value.trim());
    return Object.fromEntries(kept.map((each) => [each.name, each.value]));
  }

  return {
    words(names) {
      const said = free();
      if (!names.size && !Object.keys(said).length) return;
      const attempt = Date.now() + "-" + Math.random().toString(36).slice(2);
      form.elements.attempt.value = attempt;
      const version = form.elements.version.value;
      put(key, { who: form.dataset.who, attempt, at: Date.now(), version, shape: form.elements.shape.value, unit: form.elements.money_unit.value, cells: cells(names), free: said });
    },
    forget() { sessionStorage.removeItem(key); },
    // What was kept and did not reach the server: the form tells in a cookie which sending it took in.
    waiting() {
      const kept = read(key);
      if (!kept) return null;
      const taken = document.cookie.split("; ").includes("jixiao_taken=" + kept.attempt);
      if (!taken && kept.who === form.dataset.who && Date.now() - kept.at < longest) return kept;
      sessionStorage.removeItem(key);
      return null;
    },
    place(name) {
      const own = name && field(name);
      if (own) put(focusKey, { name, y: scrollY, from: own.selectionStart });
    },
    // Back to the cell where one was; after a row moved, to the same column of the row that the address names.
    comeBack() {
      const was = read(focusKey);
      sessionStorage.removeItem(focusKey);
      const row = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      const column = was && /\]\.(\w+)$/.exec(was.name);
      const inRow = row && column && row.querySelector(`[name$="].${column[1]}"]:not([name^="was:"])`);
      const first = row && (row.matches("input, select, textarea") ? row : row.querySelector("textarea, input:not([type=hidden]), select") || row.querySelector("button"));
      const own = inRow || first || (was && !row && field(was.name));
      if (!own || !own.focus) return;
      if (own.closest("details:not([open])")) return;
      own.focus({ preventScroll: true });
      if (was && own.name === was.name && !row) scrollTo(0, was.y);
      const box = own.getBoundingClientRect();
      if (box.top < 60 || box.bottom > innerHeight) own.scrollIntoView({ block: "center" });
      if (own === inRow || own.name === (was && was.name)) try { own.setSelectionRange(was.from, was.from); } catch { /* a select has none */ }
    },
  };
};
