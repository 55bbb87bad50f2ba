"use strict";
(() => {
  const form = document.getElementById("filter");
  const findings = [...document.querySelectorAll(".f")];
  const kinds = [...document.querySelectorAll("section.kind")];
  const output = form.querySelector("output");
  const fields = ["kind", "source", "text"];
  const words = new Map();

  const matches = (item, wanted) => {
    if (wanted.kind && !item.dataset.k.split(" ").includes(wanted.kind)) return false;
    if (wanted.source && !item.dataset.s.split(" ").includes(wanted.source)) return false;
    if (!wanted.text) return true;
    if (!words.has(item)) words.set(item, item.textContent.toLowerCase());
    return wanted.text.toLowerCase().split(/\s+/).every((word) => words.get(item).includes(word));
  };

  const apply = () => {
    const wanted = Object.fromEntries(fields.map((name) => [name, form.elements[name].value.trim()]));
    const active = fields.some((name) => wanted[name]);
    let shown = 0;
    for (const item of findings) {
      item.hidden = active && !matches(item, wanted);
      shown += !item.hidden;
    }
    for (const kind of kinds) {
      kind.hidden = active && !kind.querySelector(".f:not([hidden])");
    }
    output.textContent = active ? `${shown} of ${findings.length}` : "";
    return wanted;
  };

  const changed = () => {
    const wanted = apply();
    const query = new URLSearchParams(fields.filter((name) => wanted[name]).map((name) => [name, wanted[name]]));
    history.replaceState(null, "", String(query) ? `#${query}` : location.pathname + location.search);
  };

  const arrive = () => {
    const hash = location.hash.slice(1);
    if (hash.includes("=")) {
      const query = new URLSearchParams(hash);
      for (const name of fields) form.elements[name].value = query.get(name) ?? "";
      apply();
      return;
    }
    const target = hash && document.getElementById(hash);
    if (!target) return;
    if (target.closest("[hidden]")) {
      form.reset();
      apply();
    }
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
  };

  const unfold = () => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  };

  form.hidden = false;
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(changed));
  document.getElementById("unfold").addEventListener("click", unfold);
  window.addEventListener("beforeprint", unfold);
  window.addEventListener("hashchange", arrive);
  arrive();
})();
