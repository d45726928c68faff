// Rows of a roster by keyboard: j/k or arrows move, Enter opens, Esc closes, ? tells. Everything also works without.
"use strict";

const typing = (element) => element.closest("input, select, textarea, [contenteditable]");
const rowOf = (element) => element.closest("[data-row]");

function move(step) {
  const rows = [...document.querySelectorAll("[data-rows] > [data-row]")];
  const here = rows.indexOf(rowOf(document.activeElement));
  const next = here < 0 ? rows[0] : rows[here + step];
  if (!next) return;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  Enter: (row) => row.querySelector("[data-open]")?.click(),
  "?": () => document.querySelector("details.keys")?.toggleAttribute("open"),
};
const aboutRows = new Set(["ArrowDown", "ArrowUp", "Enter"]);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const open = event.target.closest?.(".roster-row-open");
  if (event.key === "Escape" && open) {
    open.querySelector("[data-close]").click();
    return;
  }
  const row = rowOf(document.activeElement);
  // On a link or button inside a row, Enter is theirs; arrows outside the rows scroll the page.
  const isOthers = event.key === "Enter" ? row !== document.activeElement : aboutRows.has(event.key) && !row;
  if (!Object.hasOwn(keys, event.key) || typing(event.target) || isOthers) return;
  event.preventDefault();
  keys[event.key](row);
});

// Whoever mended a row by keyboard goes on from that row.
document.addEventListener("htmx:afterSettle", (event) => {
  const row = event.detail.elt.matches?.("[data-row]") ? event.detail.elt : null;
  const fresh = row && document.getElementById(row.id);
  if (fresh?.hasAttribute("data-focus")) fresh.focus();
});

// A page of two forms: what was ticked in the other one goes along, so that it is still ticked afterwards.
document.addEventListener("submit", (event) => {
  const form = event.target, name = form.dataset.carries;
  if (!name) return;
  for (const kept of form.querySelectorAll("input[data-carried]")) kept.remove();
  for (const box of document.querySelectorAll(`input[type="checkbox"][name="${name}"]:checked`)) {
    const kept = Object.assign(document.createElement("input"), { type: "hidden", name, value: box.value });
    kept.dataset.carried = "";
    form.append(kept);
  }
});
