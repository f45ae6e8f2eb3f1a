// On a wide screen gathers the cards in a pane that follows the text; folds and filters them. The page is whole without it.
document.documentElement.classList.add("js");
for (const article of document.querySelectorAll("article")) {
  const buttons = [...article.querySelectorAll("button[data-level]")];
  const select = article.querySelector(".filters select");
  const shown = (item) =>
    buttons.some((b) => b.dataset.level === item.dataset.level && b.getAttribute("aria-pressed") === "true") &&
    (!select.value || select.value === item.dataset.family);
  const apply = () => {
    const hidden = new Set();
    for (const item of article.querySelectorAll("[data-family]")) {
      const off = !shown(item);
      item.classList.toggle("hidden", off);
      if (off && item.id) hidden.add(item.id);
    }
    for (const ref of article.querySelectorAll(".ref")) ref.classList.toggle("hidden", hidden.has(ref.dataset.card));
  };
  for (const button of buttons)
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") !== "true");
      apply();
    });
  select?.addEventListener("change", apply);
  article.querySelector("[data-fold]")?.addEventListener("click", (event) => {
    const unfolded = article.classList.toggle("unfolded");
    event.currentTarget.setAttribute("aria-pressed", unfolded);
  });
  for (const card of article.querySelectorAll(".card")) {
    card.tabIndex = 0;
    card.addEventListener("click", () => card.classList.toggle("open"));
    card.addEventListener("keydown", (event) => event.key === "Enter" && card.classList.toggle("open"));
  }
}

const WIDE = 901;
const desks = [...document.querySelectorAll("article")].map((article) => {
  const paper = article.querySelector(".paper");
  const cards = [...article.querySelectorAll(".card")].map((card) => ({ card, home: card.parentElement }));
  cards.sort((a, b) => a.card.id.split("-")[1] - b.card.id.split("-")[1]);
  const desk = document.createElement("div");
  const pane = document.createElement("div");
  pane.className = "pane";
  paper.replaceWith(desk);
  desk.append(paper, pane);
  return { desk, paper, pane, cards };
});

const arrange = () => {
  const wide = innerWidth >= WIDE;
  for (const { desk, pane, cards } of desks) {
    desk.classList.toggle("desk", wide && cards.length > 0);
    for (const { card, home } of cards) (wide ? pane : home).append(card);
  }
};
arrange();
addEventListener("resize", arrange);

const show = (card) => {
  for (const { card: other } of desks.flatMap((desk) => desk.cards)) other.classList.toggle("lit", other === card);
  card.classList.add("open");
  const pane = card.closest(".pane");
  if (pane) pane.scrollTop = card.offsetTop - pane.offsetTop - 8;
  else card.scrollIntoView({ block: "nearest" });
};
document.addEventListener("click", (event) => {
  const ref = event.target.closest(".ref");
  if (!ref) return;
  event.preventDefault();
  show(document.getElementById(ref.dataset.card));
});
for (const link of document.querySelectorAll(".list a"))
  link.addEventListener("click", () => show(document.getElementById(link.hash.slice(1))));
for (const { paper, cards } of desks)
  for (const { card } of cards)
    card.querySelector(".no").addEventListener("click", (event) => {
      event.stopPropagation();
      paper.querySelector(`.ref[data-card="${card.id}"]`)?.scrollIntoView({ block: "center" });
      show(card);
    });

// The pane keeps up with the text while it is read, unless the reader is in the pane.
let waiting = false;
addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    for (const { desk, paper, pane } of desks) {
      if (!desk.classList.contains("desk") || pane.matches(":hover")) continue;
      const first = [...paper.querySelectorAll(".ref:not(.hidden)")].find((ref) => ref.getBoundingClientRect().top > 80);
      const card = first && document.getElementById(first.dataset.card);
      if (card) pane.scrollTop = card.offsetTop - pane.offsetTop - 8;
    }
  });
});
