// Search and filters of the page to browse. The page is complete without this script.
//
// A view is what was searched for and which options are chosen. The address holds it after "#", so a view can be sent,
// the back button works, a file on a disk has it, too, and no server is told what somebody searched for.
"use strict";

(() => {
  const form = document.getElementById("filters");
  const search = document.getElementById("q");
  const status = document.getElementById("status");
  const chosen = document.getElementById("chosen");
  const more = document.getElementById("more");
  const FIRST = 100; // cards that are laid out at once: with thousands of them a browser is slow to answer a key
  const PAUSE = 300; // milliseconds without a key before the address follows

  const options = (fieldset) =>
    [...fieldset.querySelectorAll("input")].map((box) => ({
      box,
      token: box.id,
      number: box.labels[0].querySelector(".number"),
      text: box.labels[0].querySelector("bdi").textContent,
    }));
  const filters = [...form.querySelectorAll("fieldset")].map((fieldset) => ({
    name: fieldset.dataset.name,
    noun: fieldset.dataset.noun,
    options: options(fieldset),
    unknown: fieldset.querySelector("[data-unknown]")?.id,
  }));
  const cards = [...document.querySelectorAll(".card")].map((element) => {
    const tokens = element.dataset.tokens.split(" ");
    const text = element.dataset.text.toLowerCase();
    return { element, text, tokens: filters.map(({ name }) => tokens.filter((one) => one.startsWith(`${name}-`))) };
  });

  const boxes = filters.flatMap((filter) => filter.options.map(({ box }) => box));
  const plural = (count) => `${count.toLocaleString("en-GB")} project${count === 1 ? "" : "s"}`;
  const setText = (element, text) => {
    if (element.textContent !== text) element.textContent = text; // a change of the page costs more than a question
  };

  // The projects of the view: every word occurs, and each filter with a chosen option has one that the project has.
  // A project of which no source states what a filter needs is undecided, unless another filter excludes it.
  // Of those, the first ones are on the page, as many as `most` says.
  function update(most = FIRST) {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = filters.map((filter) => new Set(filter.options.filter(({ box }) => box.checked).map((o) => o.token)));
    const counts = new Map();
    const missing = new Map(); // noun -> number of projects that lack it
    let shown = 0;
    let undecided = 0;
    for (const { element, text, tokens } of cards) {
      const found = words.every((word) => text.includes(word));
      const failed = wanted.flatMap((set, at) => (set.size && !tokens[at].some((one) => set.has(one)) ? [at] : []));
      const isShown = found && failed.length === 0;
      shown += isShown ? 1 : 0;
      const isHidden = !isShown || shown > most;
      if (element.hidden !== isHidden) element.hidden = isHidden;
      if (!found) continue;
      const open = failed.filter((at) => tokens[at].includes(filters[at].unknown));
      if (failed.length && open.length === failed.length) {
        undecided += 1;
        open.forEach((at) => missing.set(filters[at].noun, (missing.get(filters[at].noun) ?? 0) + 1));
      }
      // An option's number is what its filter would show with it, all other filters as they are.
      tokens.forEach((some, at) => {
        if (failed.every((one) => one === at)) some.forEach((one) => counts.set(one, (counts.get(one) ?? 0) + 1));
      });
    }
    for (const { token, number } of filters.flatMap((filter) => filter.options)) {
      setText(number, String(counts.get(token) ?? 0));
    }
    setText(more, `Show all ${plural(shown)}`);
    more.hidden = shown <= most;
    report(shown, undecided, missing);
  }

  function report(shown, undecided, missing) {
    const parts = filters.flatMap(({ name, options: all }) => {
      const texts = all.filter(({ box }) => box.checked).map(({ text }) => text);
      return texts.length ? [`${name} ${texts.join(" or ")}`] : [];
    });
    if (search.value.trim()) parts.push(`the words “${search.value.trim()}”`);
    const lacking = [...missing].sort((one, other) => other[1] - one[1]).map(([noun]) => noun);
    const some = shown ? `${shown.toLocaleString("en-GB")} of ${plural(cards.length)}.` : "No projects match these filters.";
    const more = undecided
      ? ` ${undecided.toLocaleString("en-GB")} more cannot be decided: no record of their ${lacking.join(", ")}.`
      : "";
    setText(status, parts.length ? some + more : `${plural(cards.length)}.`);
    setText(chosen, parts.length ? `Shown: ${parts.join("; ")}.` : "");
    chosen.hidden = !parts.length;
  }

  function address() {
    const view = new URLSearchParams();
    if (search.value.trim()) view.set("q", search.value.trim());
    for (const filter of filters) {
      for (const { box } of filter.options) if (box.checked) view.append(filter.name, box.value);
    }
    return view.size ? `#${view}` : location.pathname + location.search;
  }

  // While somebody types, the newest entry of the history changes; everything else makes a new one.
  let typed = false;
  function remember(isTyped) {
    history[isTyped && typed ? "replaceState" : "pushState"](null, "", address());
    typed = isTyped;
  }

  function restore() {
    clearTimeout(timer);
    typed = false;
    const view = new URLSearchParams(location.hash.slice(1));
    search.value = view.get("q") ?? "";
    for (const filter of filters) {
      const values = view.getAll(filter.name);
      for (const { box } of filter.options) box.checked = values.includes(box.value);
    }
    const target = document.querySelector(".card:target");
    update(target ? Infinity : FIRST);
    target?.scrollIntoView();
  }

  let timer;
  search.addEventListener("input", () => {
    update();
    clearTimeout(timer);
    timer = setTimeout(() => remember(true), PAUSE);
  });
  form.addEventListener("change", (event) => {
    if (event.target === search) return;
    clearTimeout(timer);
    update();
    remember(false);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("clear").addEventListener("click", () => {
    clearTimeout(timer);
    search.value = "";
    for (const box of boxes) box.checked = false;
    update();
    remember(false);
    search.focus();
  });
  more.addEventListener("click", () => {
    update(Infinity);
    const next = cards.filter(({ element }) => !element.hidden)[FIRST].element;
    next.tabIndex = -1;
    next.focus();
  });
  window.addEventListener("popstate", restore);
  window.addEventListener("beforeprint", () => update(Infinity));

  for (const link of document.querySelectorAll("[data-view]")) {
    link.href = `#${link.dataset.view}`;
    link.addEventListener("click", () => document.getElementById("projects").focus());
  }
  const wide = matchMedia("(min-width: 48rem)").matches;
  for (const part of document.querySelectorAll(".waves, .filter")) part.open = wide;
  form.hidden = false;
  restore();
})();
