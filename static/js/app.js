// Small comforts on top of pages that work without them.
"use strict";

function closeMenus(except) {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (menu !== except) menu.open = false;
  });
}

document.addEventListener("click", (event) => {
  closeMenus(event.target.closest("details.menu"));
  if (event.target.closest("[data-print]")) window.print();
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A form on a slow line must not be sent twice by a second, impatient press.
function release(form) {
  delete form.dataset.sent;
  form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
  form.querySelectorAll("button[type=submit]").forEach((button) => button.setAttribute("aria-disabled", "true"));
  // The answer may be a download, which leaves this page standing.
  setTimeout(() => release(form), 8000);
});

// Coming back by the browser's back button must find the form usable again.
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

// Every sign-in gives a new token, one in another tab too; a page that was open before still holds the old one.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  if (event.detail.verb === "get" || !token) return;
  event.detail.formData.delete("csrfmiddlewaretoken");
  event.detail.headers["X-CSRFToken"] = token;
});

// A small move that fails must not fail in silence; the next one that works takes the words away again.
const messages = document.getElementById("pesan");

function unreachable() {
  if (messages.querySelector("[data-failure]")) return;
  const notice = document.createElement("p");
  notice.className = "notice notice-warning";
  notice.dataset.failure = "";
  notice.textContent = messages.dataset.unreachable;
  messages.append(notice);
}

// What somebody pressed stands in a form or a row, and is told about there. What asks by itself has no such place.
const placeOf = (element) => (element.matches("[hx-trigger^=every]") ? null : element.closest("form, li"));

function wordsFor(verb, status) {
  if (verb === "get") return "gagal-buka";
  if (!status) return "gagal-sambungan";
  return status === 403 ? "gagal-masuk" : "gagal-simpan";
}

function failed(event) {
  const place = placeOf(event.target);
  if (!place) return unreachable();
  const words = document.getElementById(wordsFor(event.detail.requestConfig.verb, event.detail.xhr.status));
  place.append(words.content.cloneNode(true));
  place.lastElementChild.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:sendError", failed);
document.addEventListener("htmx:responseError", failed);
document.addEventListener("htmx:beforeRequest", (event) => {
  placeOf(event.target)?.querySelectorAll("[data-failure]").forEach((notice) => notice.remove());
});
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!event.detail.isError) messages.querySelector("[data-failure]")?.remove();
});

document.querySelector("[data-focus]")?.focus();
