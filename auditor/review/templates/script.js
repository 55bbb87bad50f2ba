"use strict";
const decisions = { a: "accept", p: "prefer", f: "fix", s: "scope" };
const links = { j: "next", ArrowRight: "next", k: "prev", ArrowLeft: "prev", l: "index" };

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const field = event.target.closest("input:not([type=radio]), select, textarea");
  if (event.key === "Escape") {
    if (field) field.blur();
    return;
  }
  if (field) return;
  const link = links[event.key] && document.querySelector(`a[rel=${links[event.key]}]`);
  const radio = decisions[event.key] && document.querySelector(`input[value=${decisions[event.key]}]`);
  if (link) link.click();
  else if (radio) {
    radio.checked = true;
    document.getElementById(radio.value === "prefer" ? "prefer" : "reason").focus();
  } else if (event.key === "o") {
    for (const each of document.querySelectorAll(".statements details")) each.open = !each.open;
  } else return;
  event.preventDefault();
});
