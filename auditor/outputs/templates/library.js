"use strict";
(() => {
  const form = document.getElementById("search");
  const entries = [...document.querySelectorAll(".shelf li")];
  const words = entries.map((entry) => entry.textContent.toLowerCase());
  const apply = () => {
    const wanted = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    entries.forEach((entry, at) => {
      entry.hidden = !wanted.every((word) => words[at].includes(word));
      shown += !entry.hidden;
    });
    form.querySelector("output").textContent = wanted.length ? `${shown} of ${entries.length}` : "";
  };
  const changed = () => {
    apply();
    const text = form.elements.text.value.trim();
    history.replaceState(null, "", text ? `#${new URLSearchParams({ text })}` : location.pathname + location.search);
  };
  const arrive = () => {
    form.elements.text.value = new URLSearchParams(location.hash.slice(1)).get("text") ?? "";
    apply();
  };
  form.hidden = false;
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input")) return;
    event.preventDefault();
    form.elements.text.focus();
  });
  window.addEventListener("hashchange", arrive);
  arrive();
})();
