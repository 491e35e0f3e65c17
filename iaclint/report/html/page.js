"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const query = $("query"), status = $("status");
  const boxes = [...document.querySelectorAll('input[name="severity"]')];
  const findings = [...document.querySelectorAll(".finding")];
  const groups = [...document.querySelectorAll("section.rule")].map((section) => ({
    section,
    count: section.querySelector("h3 .count"),
    items: [...section.querySelectorAll(".finding")],
  }));
  const sections = [...document.querySelectorAll("section.group")]
    .map((section) => ({
      count: section.querySelector("h2 .count"),
      items: [...section.querySelectorAll(".finding")],
    }))
    .filter((section) => section.items.length);
  const number = (n) => n.toLocaleString("en-US");
  const counted = (n) => `${number(n)} ${n === 1 ? "finding" : "findings"}`;

  // The texts are read at the first search: most readers of a long report do not search it.
  let texts;
  const textOf = (finding) => {
    texts ??= new Map();
    if (!texts.has(finding)) {
      const rule = finding.closest("section.rule").querySelector("h3").textContent;
      texts.set(finding, `${rule} ${finding.textContent}`.toLowerCase());
    }
    return texts.get(finding);
  };

  const filter = () => {
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    const service = $("service").value, control = $("control").value;
    const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const matches = ({ dataset }, finding) =>
      severities.has(dataset.severity) &&
      (!service || dataset.service === service) &&
      (!control || dataset.control === control) &&
      words.every((word) => textOf(finding).includes(word));
    let shown = 0;
    for (const finding of findings) {
      finding.hidden = !matches(finding, finding);
      shown += !finding.hidden;
    }
    const visible = (items) => items.filter((item) => !item.hidden).length;
    for (const { section, count, items } of groups) {
      const n = visible(items);
      section.hidden = !n;
      count.textContent = n === items.length ? counted(n) : `${number(n)} of ${counted(items.length)}`;
    }
    for (const { count, items } of sections) {
      const n = visible(items), all = number(items.length);
      count.textContent = n === items.length ? all : `${number(n)} of ${all}`;
      count.setAttribute("aria-label", n === items.length ? counted(n) : `${number(n)} of ${counted(items.length)}`);
    }
    status.textContent = shown === findings.length
      ? `${counted(shown)}` : `${number(shown)} of ${counted(findings.length)} shown`;
    for (const button of document.querySelectorAll("button[data-filter]")) {
      const { filter: key, value } = button.dataset;
      const chosen = key === "severity" ? severities.size === 1 && severities.has(value) : $(key).value === value;
      button.setAttribute("aria-pressed", String(chosen));
    }
  };

  let timer;
  query.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(filter, findings.length > 500 ? 150 : 0);
  });
  query.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && query.value) {
      query.value = "";
      filter();
    }
  });
  for (const input of [...boxes, $("service"), $("control")]) input.addEventListener("change", filter);
  const reset = () => {
    query.value = $("service").value = $("control").value = "";
    for (const box of boxes) box.checked = true;
  };
  $("reset").addEventListener("click", () => {
    reset();
    filter();
    query.focus();
  });

  // What the overview names becomes a button that filters.
  for (const label of document.querySelectorAll("[data-filter]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = label.className;
    Object.assign(button.dataset, label.dataset);
    button.append(...label.childNodes);
    label.replaceWith(button);
    button.addEventListener("click", () => {
      const { filter: key, value } = button.dataset;
      const pressed = button.getAttribute("aria-pressed") === "true";
      if (key === "severity") for (const box of boxes) box.checked = pressed || box.value === value;
      else $(key).value = pressed ? "" : value;
      filter();
    });
  }

  const setAll = (open) => {
    for (const finding of findings) if (!finding.hidden) finding.firstElementChild.open = open;
  };
  $("expand").addEventListener("click", () => setAll(true));
  $("collapse").addEventListener("click", () => setAll(false));

  // The arrows go from one finding to the next.
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = document.activeElement?.closest(".finding > details > summary");
    if (!step || !here || event.altKey || event.ctrlKey || event.metaKey) return;
    const reachable = findings.filter(
      (finding) => !finding.hidden && finding.closest("section.group").querySelector(":scope > details:not([open])") === null,
    );
    const next = reachable[reachable.indexOf(here.closest(".finding")) + step];
    if (next) {
      event.preventDefault();
      next.querySelector("summary").focus();
    }
  });

  // Where pictures are wider than the page, the keyboard can scroll them.
  const narrow = matchMedia("(max-width: 62rem)");
  const pictures = document.querySelectorAll(".drawing");
  const scrollable = () => {
    for (const picture of pictures) picture.tabIndex = narrow.matches ? 0 : -1;
  };
  narrow.addEventListener("change", scrollable);
  scrollable();

  // A link to something folded unfolds it.
  const reveal = () => {
    let target = null;
    try {
      target = $(decodeURIComponent(location.hash.slice(1)));
    } catch { /* The fragment is not valid: there is nothing to show. */ }
    if (!target) return;
    if (target.closest("[hidden]")) {
      reset();
      filter();
    }
    if (target.matches(".finding, section.group")) {
      const own = target.firstElementChild;
      if (own?.matches("details")) own.open = true;
    }
    for (let at = target; at; at = at.parentElement) if (at.matches("details")) at.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);

  const themes = ["system", "light", "dark"];
  const theme = $("theme");
  const stored = (value) => {
    try {
      if (value === undefined) return localStorage.getItem("iaclint-theme");
      localStorage.setItem("iaclint-theme", value);
    } catch { /* There is no storage: the choice is for this visit. */ }
    return value;
  };
  const apply = (name) => {
    document.documentElement.dataset.theme = name;
    theme.textContent = `Theme: ${name}`;
  };
  theme.addEventListener("click", () => {
    const next = themes[(themes.indexOf(document.documentElement.dataset.theme) + 1) % themes.length];
    apply(next);
    stored(next);
  });
  apply(themes.find((name) => name === stored()) ?? "system");

  // Print everything that is not filtered out.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const details of folded) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
  });

  $("filters").hidden = theme.hidden = false;
  filter();
  reveal();
})();
