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

function press(event) {
  const target = document.activeElement;
  switch (event.key) {
    case "j":
      return move(1) ?? true;
    case "k":
      return move(-1) ?? true;
    case "ArrowDown":
      return rowOf(target) ? move(1) ?? true : false;
    case "ArrowUp":
      return rowOf(target) ? move(-1) ?? true : false;
    case "Enter":
      return target.matches("[data-row]") && !target.querySelector("[data-open]")?.click();
    case "?": {
      const keys = document.querySelector("details.keys");
      if (keys) keys.open = !keys.open;
      return Boolean(keys);
    }
    default:
      return false;
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const open = event.target.closest?.(".roster-row-open");
  if (event.key === "Escape" && open) {
    open.querySelector("[data-close]").click();
  } else if (typing(event.target) || !press(event)) {
    return;
  }
  event.preventDefault();
});

// Whoever mended a row by keyboard goes on from that row.
document.addEventListener("htmx:afterSettle", (event) => {
  const row = event.detail.elt.matches?.("[data-row]") ? event.detail.elt : null;
  const fresh = row && document.getElementById(row.id);
  if (fresh?.hasAttribute("data-focus")) fresh.focus();
});
