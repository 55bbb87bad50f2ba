"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const plain = (element) => (element ? element.textContent.replace(/\s+/g, " ").trim() : "");

  const form = $("#filter");
  const fields = ["text", "kind", "source", "attribute", "severity", "status"];
  let findings = all(".f");
  const kinds = all("section.kind");
  const output = $("output", form);
  const words = new Map();
  const name = (item) => plain($("h4 a, summary b", item));

  // What a large report holds back as text, until somebody comes near it or nothing else is to be done

  const held = new Set(all("noscript"));
  const parser = new DOMParser();
  const parsed = (text) => parser.parseFromString(text, "text/html").body;  // this page's own markup, every text escaped
  const bring = (root) => {
    for (const each of all("noscript", root)) {
      held.delete(each);
      each.replaceWith(...parsed(each.textContent).childNodes);
    }
    if (root.matches(".f")) tools(root);
  };
  const begin = (piece) => {  // the findings of a piece, with their first lines; what stands below those is held on
    const below = [];
    const made = parsed(piece.textContent.replace(/<!--\(-->([^]*?)<!--\)-->/g, (_, part) => (below.push(part), "")));
    const begun = all(".f", made);
    for (const [number, item] of begun.entries()) {
      const rest = make("noscript", { textContent: below[number] });
      item.append(rest);
      held.add(rest);
    }
    held.delete(piece);
    piece.replaceWith(...made.childNodes);
    findings = all(".f");
    begun.forEach(watch);
  };
  const beginAll = () => all("noscript.rest").forEach(begin);
  const bringOne = (each) => {
    if (each.parentElement === frame) lay();
    else if (each.className) begin(each);
    else bring(each.closest(".f, .source"));
  };
  const bringAll = () => { for (const each of held) bringOne(each); };  // and what comes to be held meanwhile
  const find = (id) => {
    for (const each of held) {
      if (document.getElementById(id)) break;
      if (each.textContent.includes(` id="${id}"`)) bringOne(each);
    }
    return document.getElementById(id);
  };

  // The matrix; of a large one, each group shows its first rows, and the others stay text until they are asked for

  const frame = $(".frame");
  const FIRST = 12;
  const ROW = '<tr><th scope="row">';
  const rows = [];
  const groups = [];
  const later = new Map();
  const enter = (made) => {
    for (const row of made) rows.push([row, $("a", row).getAttribute("href").slice(1)]);
    return made;
  };
  const lengthen = (group) => {
    const { more, cut } = later.get(group);
    later.delete(group);
    more.replaceWith(...enter([...$("tbody", parsed(`<table><tbody>${cut}</table>`)).rows]));
  };
  const shorten = (group, number, cut) => {
    const show = make("button", { type: "button", textContent: `Show ${number} more` });
    const more = make("tr", { className: "group more" }, make("td", { colSpan: $("th", group).colSpan }, show));
    show.addEventListener("click", () => {
      lengthen(group);
      $("a", group.rows[FIRST + 1]).focus();
    });
    group.append(more);
    later.set(group, { more, cut });
  };
  const foldable = (group) => {
    const head = $("th", group);
    const button = make("button", { type: "button", ariaExpanded: "true" }, ...head.childNodes);
    button.addEventListener("click", () => {
      const open = button.ariaExpanded !== "true";
      button.ariaExpanded = String(open);
      group.classList.toggle("folded", !open);
    });
    head.append(button);
  };
  const lay = () => {
    if (!frame || groups.length) return;
    const text = $("noscript", frame);
    const cuts = [];
    if (text) {  // what follows the first rows of a group is left out before it is parsed
      const bodies = text.textContent.replace("</table>", "").split("<tbody").map((body, at) => {
        const lines = at ? body.split(ROW) : [body];
        const cut = lines.length > FIRST + 2 ? lines.splice(FIRST + 1) : [];
        if (at) cuts.push([cut.length, cut.map((line) => ROW + line).join("")]);
        return lines.join(ROW);
      });
      frame.replaceChildren(...parsed(`${bodies.join("<tbody")}</table>`).childNodes);
      held.delete(text);
    }
    groups.push(...all(".matrix tbody", frame));
    for (const [at, group] of groups.entries()) {
      enter([...group.rows].slice(1));
      foldable(group);
      if (cuts[at]?.[0]) shorten(group, ...cuts[at]);
    }
  };
  const column = (cell) => {
    let number = 0;
    for (let at = cell.previousElementSibling; at; at = at.previousElementSibling) number += at.colSpan;
    return number;
  };
  const narrow = (active) => {  // of a wide one, only the sources that speak in the rows that are shown
    if (!$(".map", frame)) return;
    const speaking = new Set([0, 1]);
    for (const [row] of rows) if (!row.hidden) for (const cell of all("td ~ td:not(:empty)", row)) speaking.add(column(cell));
    for (const [at, each] of all("col", frame).entries()) each.classList.toggle("none", active && !speaking.has(at));
  };

  const nothing = make("p", { className: "meaning", hidden: true, textContent: "No finding is all of what the filters ask for." });
  $("#findings-title").after(nothing);
  const said = make("p", { className: "said", role: "status" });
  let quiet = 0;
  const say = (text) => {
    said.textContent = text;
    clearTimeout(quiet);
    quiet = setTimeout(() => { said.textContent = ""; }, 2500);
  };

  // Filters, kept in the fragment

  const wanted = () => Object.fromEntries(fields.map((field) => [field, form.elements[field].value.trim()]));

  const matches = (item, want) => {
    const { k, s, v, d } = item.dataset;
    if (want.kind && !k.split(" ").includes(want.kind)) return false;
    if (want.source && !s.split(" ").includes(want.source)) return false;
    if (want.severity && v !== want.severity) return false;
    if (want.status && !(d ?? "").split(" ").includes(want.status)) return false;
    if (want.attribute && !name(item).toLowerCase().includes(want.attribute.toLowerCase())) return false;
    if (!want.text) return true;
    bringAll();
    if (!words.has(item)) words.set(item, all(":scope > :not(.tools)", item).map(plain).join(" ").toLowerCase());
    return want.text.toLowerCase().split(/\s+/).every((word) => words.get(item).includes(word));
  };

  const apply = () => {
    const want = wanted();
    const active = fields.some((field) => want[field]);
    let shown = 0;
    if (active) beginAll();
    for (const item of findings) {
      item.hidden = active && !matches(item, want);
      shown += !item.hidden;
    }
    for (const kind of kinds) kind.hidden = active && !$(".f:not([hidden])", kind);
    if (active) lay();
    if (active) for (const group of [...later.keys()]) lengthen(group);
    for (const [row, id] of rows) row.hidden = active && document.getElementById(id).hidden;
    for (const group of groups) group.hidden = !$("tr:not(.group):not([hidden])", group);
    if (groups.length) narrow(active);
    nothing.hidden = !active || shown > 0;
    output.textContent = active ? `${shown} of ${findings.length}` : "";
    return want;
  };

  const reveal = () => form.nextElementSibling.scrollIntoView({ behavior: "instant" });
  const changed = () => {
    const want = apply();
    if (form.getBoundingClientRect().top <= 0) reveal();  // it is stuck to the edge, and what is left is above
    const query = new URLSearchParams(fields.filter((field) => want[field]).map((field) => [field, want[field]]));
    history.replaceState(null, "", String(query) ? `#${query}` : location.pathname + location.search);
  };

  const show = (target) => {
    if (target.closest("[hidden]")) {
      form.reset();
      apply();
    }
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    const finding = target.closest(".f");
    if (finding) bring(finding);
    if (finding) current = finding;
    const place = finding && target.closest(".marks") ? finding : target;
    const reach = (turns) => {  // what lies between is laid out on the way, and may be higher than it was taken for
      place.scrollIntoView({ behavior: "instant" });
      if (turns) requestAnimationFrame(() => reach(turns - 1));
    };
    reach(4);
  };

  const arrive = () => {
    const hash = location.hash.slice(1);
    if (hash.includes("=")) {
      const query = new URLSearchParams(hash);
      for (const field of fields) form.elements[field].value = query.get(field) ?? "";
      apply();
      reveal();
      return;
    }
    if (!hash) return;
    const early = document.getElementById(hash);
    const target = early ?? find(hash);
    if (!early && target) location.replace(`#${hash}`);  // it was not there to become the target
    if (target) show(target);
  };

  // Copying

  const escaped = (text) => text.replace(/\s+/g, " ").trim().replace(/[\\`*_[\]<>|#~&@]/g, "\\$&");

  const padded = (text) => (text.trim() ? `${/^\s/.test(text) ? " " : ""}${escaped(text)}${/\s$/.test(text) ? " " : ""}` : " ");

  const markdown = (item) => {
    const kind = [...new Set(all(".marks .w", item).map((mark) => plain(mark).replace(/ \d+$/, "")))].join(", ");
    const kinds = item.tagName === "DETAILS" ? plain($(".kind-title .w", item.closest("section.kind"))) : kind;
    const lines = [`**${escaped(name(item))}** (${escaped(kinds.toLowerCase())})`, "", escaped(plain($(".says, summary span", item)))];
    for (const note of all(":scope > .decided > .told, :scope > .remark", item)) lines.push("", escaped(plain(note).replace(/^(\w+( \w+)*)\. (?=\S)/, note.className === "told" ? "$&" : "$1: ")));
    lines.push("");
    for (const quote of all("figure", item)) {
      const words = [...$("blockquote", quote).childNodes]
        .map((node) => (node.nodeName === "MARK" ? `**${escaped(node.textContent)}**` : padded(node.textContent)))
        .join("").trim();
      const letter = plain($("figcaption b", quote));
      const about = plain($("figcaption", quote)).slice(letter.length).replace(" · in the page", "").replaceAll(" · ", ", ");
      lines.push(`- ${letter}: ${words} (${escaped(about)})`);
    }
    return `${lines.join("\n")}\n`;
  };

  const decision = (item) => all("[data-code]", item).map((badge) => [
    `# ${badge.dataset.code}, ${plain(badge).toLowerCase()}: ${name(item)}`,
    `- id: "${badge.id.slice(2)}"`,
    `  attribute: ${JSON.stringify(badge.dataset.attribute ?? name(item))}`,
    "  decision: accept",
    '  reason: ""  # to be filled in',
    "  # owner: who decided",
    "  # until: YYYY-MM-DD, the last day on which it holds; for ever without it",
    "",
  ].join("\n")).join("");

  const dialog = (id, title, ...content) => {
    const made = make("dialog", { id }, make("h2", { id: `${id}-title`, textContent: title }), ...content);
    made.setAttribute("aria-labelledby", `${id}-title`);
    const close = make("button", { type: "button", textContent: "Close" });
    close.addEventListener("click", () => made.close());
    made.append(close);
    document.body.append(made);
    return made;
  };

  const copy = async (text, what) => {
    try {
      await navigator.clipboard.writeText(text);
      say(`${what} copied`);
    } catch {
      const area = make("textarea", { value: text, readOnly: true });
      area.setAttribute("aria-label", what);
      const shown = dialog("copy", `${what}, to be copied by hand`, area);
      shown.addEventListener("close", () => shown.remove());
      shown.showModal();
      area.select();
    }
  };

  const tools = (item) => {
    if ($(".tools", item)) return;
    const button = (text, act) => {
      const made = make("button", { type: "button", textContent: text });
      made.addEventListener("click", act);
      return made;
    };
    const line = make("p", { className: "tools" }, button("Copy as Markdown", () => copy(markdown(item), "Markdown")));
    if ($("[data-code]", item)) line.append(button("Copy decision", () => copy(decision(item), "Decision")));
    item.append(line);
  };

  // Keyboard

  let current = null;
  const beside = (by) => {
    let at = findings.indexOf(current);
    do at += by; while (findings[at]?.hidden);
    return findings[at];
  };
  const step = (by) => {
    if (current && beside(by)?.parentElement !== current.parentElement) beginAll();
    const next = beside(by);
    if (!next) return;
    current = next;
    $("h4 a, summary", next).focus({ preventScroll: true });
    next.scrollIntoView({ block: "start" });
  };

  const unfold = () => {
    const item = current ?? findings.find((each) => !each.hidden);
    if (!item) return;
    bring(item);
    const folds = item.tagName === "DETAILS" ? [item] : all("details", item);
    const open = folds.some((fold) => !fold.open);
    for (const fold of folds) fold.open = open;
  };

  const keys = [
    ["j", "next finding", () => step(1)],
    ["k", "finding before", () => step(-1)],
    ["e", "evidence and reasons of the finding, open or closed", unfold],
    ["/", "search", () => form.elements.text.focus()],
    ["?", "these keys", () => $("#help").showModal()],
  ];

  const help = () => {
    const list = make("dl");
    for (const [key, meaning] of [...keys, ["Esc", "leave the search, close what is open"]]) {
      list.append(make("dt", {}, make("kbd", { textContent: key })), make("dd", { textContent: meaning }));
    }
    dialog("help", "Keys", list);
  };

  const pressed = (event) => {
    if (event.key === "Escape") {
      tip.hidePopover();
      if (document.activeElement.closest("#filter")) document.activeElement.blur();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
    if (event.target.closest("input, select, textarea")) return;
    const found = keys.find(([key]) => key === event.key);
    if (!found) return;
    event.preventDefault();
    found[2]();
  };

  // The other sources' word on a claim of the source view

  const tip = make("div", { id: "tip", popover: "manual" });
  let waiting = 0;

  const tell = (mark) => {
    clearTimeout(waiting);
    const item = find(mark.hash.slice(1));
    if (!item) return;
    bring(item);
    const list = make("ul");
    for (const row of all(".rows:not(.time) tbody tr", item).slice(0, 8)) {
      list.append(make("li", {}, make("strong", { textContent: plain($("th", row)) }), " ", make("small", { textContent: plain(row.cells[3]) })));
    }
    if (!list.children.length) list.append(make("li", { textContent: "No other source speaks of this." }));
    const kind = item.dataset.k.split(" ")[0];
    tip.className = `k-${kind}`;
    const title = plain($(`#${kind} .w`)) || kind;
    tip.replaceChildren(
      make("b", { textContent: name(item) }), make("span", { className: "w", textContent: title }), list,
      make("a", { href: mark.hash, textContent: "Go to the finding" }),
    );
    mark.setAttribute("aria-describedby", "tip");
    place(mark.getBoundingClientRect());
  };
  const place = (box) => {
    tip.showPopover();
    const below = box.bottom + tip.offsetHeight + 8 < innerHeight;
    tip.style.setProperty("top", `${below ? box.bottom + 4 : Math.max(4, box.top - tip.offsetHeight - 4)}px`);
    tip.style.setProperty("left", `${Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8))}px`);
  };
  const overMap = (event) => {
    const cell = event.target.closest(".map td ~ td");
    if (!cell || event.pointerType !== "mouse") return;
    const row = cell.parentElement;
    const box = cell.getBoundingClientRect();
    const at = Math.min(cell.colSpan - 1, Math.floor(((event.clientX - box.left) / box.width) * cell.colSpan));
    const head = cell.closest("table").tHead.rows[0].cells[column(cell) + at];
    for (const other of all(".map .on")) other.classList.remove("on");
    head.classList.add("on");
    clearTimeout(waiting);
    const list = make("ul");
    for (const letter of all("b", row.cells[1])) {
      if (!cell.textContent.includes(letter.textContent)) continue;
      list.append(make("li", {}, make("strong", { textContent: letter.nextSibling.textContent.trim() }), " ", letter.nextElementSibling.cloneNode(true)));
    }
    tip.className = cell.className || cell.closest("tbody").className;
    tip.replaceChildren(make("b", { textContent: plain(head) }), ...(list.children.length ? [list] : ["says nothing of this"]));
    place({ left: event.clientX + 12, top: box.top, bottom: box.bottom });
  };
  const offMap = () => {
    for (const other of all(".map .on")) other.classList.remove("on");
    leave();
  };
  const leave = () => { waiting = setTimeout(() => tip.hidePopover(), 200); };

  const listen = (source) => {
    const marked = (event) => event.target.closest?.("a.m[href]");
    let touched = null;
    source.addEventListener("pointerover", (event) => { if (marked(event) && event.pointerType === "mouse") tell(marked(event)); });
    source.addEventListener("pointerout", (event) => { if (marked(event) && event.pointerType === "mouse") leave(); });
    source.addEventListener("focusin", (event) => { if (marked(event)) tell(marked(event)); });
    source.addEventListener("focusout", (event) => { if (marked(event)) leave(); });
    source.addEventListener("click", (event) => {
      const mark = marked(event);
      if (mark && event.pointerType === "touch" && touched !== mark) {
        event.preventDefault();
        tell(mark);
      }
      touched = mark;
    });
  };

  // Beginning

  frame?.addEventListener("pointerover", overMap);
  frame?.addEventListener("pointermove", (event) => { if (event.target.matches(".map td:empty")) overMap(event); });
  frame?.addEventListener("pointerleave", offMap);
  frame?.addEventListener("click", (event) => {
    const source = event.target.closest("[data-s]")?.dataset.s;
    if (source) location.hash = source;
    const row = event.target.closest("tbody tr:not(.group)");
    if (row && !event.target.closest("a")) location.hash = $("a", row).hash;
  });
  const near = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) {
      if (!isIntersecting) continue;
      (target === frame ? lay : bring)(target);
      if (target.nextElementSibling?.matches(".rest")) begin(target.nextElementSibling);
    }
  }, { rootMargin: "50% 0px" });
  const watch = (item) => {
    if (item.tagName === "DETAILS") item.addEventListener("toggle", () => bring(item), { once: true });
    else if ($("noscript", item)) near.observe(item);
    else tools(item);
  };
  if (!held.size) lay();
  else if (frame) near.observe(frame);
  findings.forEach(watch);
  for (const text of held.size ? all(".text") : []) text.addEventListener("toggle", () => bring(text.parentElement), { once: true });
  form.elements.attribute.addEventListener("focus", () => {
    beginAll();
    $("#attributes").append(...[...new Set(findings.map(name))].sort().map((value) => make("option", { value })));
  }, { once: true });
  document.body.append(said, tip);
  all(".source").forEach(listen);
  tip.addEventListener("pointerenter", () => clearTimeout(waiting));
  tip.addEventListener("pointerleave", leave);
  tip.addEventListener("click", () => tip.hidePopover());
  help();
  form.hidden = false;
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(changed));
  form.elements.keys.addEventListener("click", () => $("#help").showModal());
  document.addEventListener("keydown", pressed);
  window.addEventListener("beforeprint", () => {
    lay();
    bringAll();
    for (const group of [...later.keys()]) lengthen(group);
    for (const fold of all("details")) fold.open = true;
  });
  window.addEventListener("hashchange", arrive);
  arrive();
  const idle = window.requestIdleCallback ?? ((act) => setTimeout(() => act({ timeRemaining: () => 8 }), 40));
  const rest = (deadline) => {
    for (const each of [...all("noscript.rest"), ...held]) {
      if (deadline.timeRemaining() < 4) break;
      if (held.has(each)) bringOne(each);
    }
    if (held.size) idle(rest);
  };
  if (held.size) idle(rest);
})();
