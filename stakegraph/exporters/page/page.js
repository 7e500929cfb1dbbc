// What the reader does: choose, find, filter, move in time, and go about the picture.

const search = document.getElementById("search");
const found = document.getElementById("found");
const slider = document.getElementById("slider");
const date = document.getElementById("date");
const dated = document.getElementById("dated");
const news = document.getElementById("news");

// An address ends in #view:actor@day, each part of which may be missing; an id has none of these.
function hashOf({ view = state.view, actor = state.actor, day = state.day }) {
  const place = view === "network" ? "" : `${view}:`;
  return `${place}${actor === null ? "" : actors[actor].id}${day === null ? "" : `@${isoOf(day)}`}`;
}

function readHash() {
  let text = location.hash.slice(1);
  try {
    text = decodeURIComponent(text);
  } catch {
    // not an address of ours
  }
  const [, view, id, day] = /^(?:(network|chart|list):)?([^@:]*)(?:@(.*))?$/.exec(text) || [];
  state.view = view || "network";
  state.actor = indexOf.get(id) ?? null;
  state.tie = null;
  state.day = facts.days.length && day ? dayOf(day) : null;
  if (id && state.actor === null) tell(`Nobody here has the id ${id}`);
  refresh();
  if (state.actor !== null) {
    cursor = state.actor;
    bring(state.actor, afar);
    afar = false;
  }
}

function go(change) {
  const hash = `#${hashOf(change)}`;
  if (hash !== location.hash && (hash !== "#" || location.hash)) history.pushState(null, "", hash);
  readHash();
}

function choose(actor) {
  go({ actor });
}

function tell(text) {
  news.textContent = text;
}

let lastView = "";
let afar = true; // what is chosen was not pointed at in the picture: bring it into view

// Bring the whole page in line with what is chosen.
function refresh() {
  document.body.dataset.view = state.view;
  for (const button of document.querySelectorAll("#views button")) {
    button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
  }
  const isPicture = state.view !== "list";
  document.getElementById("stage").hidden = !isPicture;
  lists.hidden = isPicture;
  drawings.network.classList.toggle("gone", state.view !== "network");
  drawings.chart.classList.toggle("gone", state.view !== "chart");
  document.getElementById("empty").hidden = state.view !== "chart" || chart.boxes.length > 0;
  showTime();
  redraw();
  showPanel();
  showLists();
  if (lastView !== state.view) {
    lastView = state.view;
    if (isPicture) fit();
  }
}

function showTime() {
  document.body.classList.toggle("dated", state.day !== null);
  dated.checked = state.day !== null;
  if (!facts.days.length) return;
  const day = state.day ?? facts.days[2];
  slider.value = day;
  date.value = isoOf(day);
  slider.setAttribute("aria-valuetext", inWords(day));
  const tally = document.getElementById("tally");
  if (state.day === null) {
    const asked = ties.some((tie) => tie.undetermined);
    const all = state.view === "chart" ? "The chart shows what is so now." : "Lines of all times are shown.";
    tally.textContent = asked ? "Lines are shown as of the day asked for." : all;
    return;
  }
  const number = (wanted) => ties.filter((tie) => heldOn(tie, day) === wanted).length;
  tally.textContent = `${inWords(day)}: ${number("held")} held, ${number("undetermined")} cannot be said (dashed), ${number("not held")} not held (hidden)`;
}

function setDay(day) {
  state.day = day;
  history.replaceState(null, "", `#${hashOf({})}`);
  showTime();
  redraw();
  showPanel();
  showLists();
}

function buildTime() {
  if (!facts.days.length) return;
  document.getElementById("time").hidden = false;
  [slider.min, slider.max] = [facts.days[0], facts.days[1]];
  slider.addEventListener("input", () => setDay(Number(slider.value)));
  date.addEventListener("change", () => {
    const day = dayOf(date.value);
    if (day !== null) setDay(day);
  });
  dated.addEventListener("change", () => setDay(dated.checked ? Number(slider.value) : null));
}

function buildFilters() {
  const choices = document.getElementById("choices");
  const counted = (list, key) => list.reduce((sums, item) => sums.set(key(item), (sums.get(key(item)) || 0) + 1), new Map());
  const group = (title, rows, hidden) => {
    const set = el("fieldset", {}, el("legend", {}, title));
    for (const [key, text, number, sign] of rows) {
      const box = el("input", { type: "checkbox" });
      box.checked = true;
      box.dataset.key = key;
      box.addEventListener("change", () => {
        if (box.checked) hidden.delete(key);
        else hidden.add(key);
        refreshFilters();
      });
      set.append(el("label", { class: "check" }, box, sign, el("span", {}, text), el("small", {}, String(number))));
    }
    if (rows.length) choices.append(set);
  };
  const kinds = counted(actors, (actor) => actor.kind);
  group("Actors", Object.entries(facts.kinds).filter(([key]) => kinds.has(key)).map(([key, plural]) => {
    const icon = shape("svg", { viewBox: "-14 -14 28 28", class: "sign", "aria-hidden": "true" });
    const mark = shape("g", { class: `actor k-${key}` });
    const form = outline(key);
    form.setAttribute("transform", "scale(9)");
    mark.append(form);
    icon.append(mark);
    return [key, plural, kinds.get(key), icon];
  }), state.hiddenKinds);
  const sample = (classes, symbol = "") => {
    const icon = shape("svg", { viewBox: "0 0 34 14", class: "sign wide", "aria-hidden": "true" });
    icon.append(shape("path", { class: `tie ${classes}`, d: "M1 7H33" }));
    if (symbol) {
      const badge = shape("g", { class: "badge", transform: "translate(17 7)" });
      badge.append(shape("circle", { r: 6.5 }), shape("text", { y: 3.6 }, symbol));
      icon.append(badge);
    }
    return icon;
  };
  const families = counted(ties, (tie) => tie.family);
  group("Lines", facts.families.filter((key) => families.has(key)).map((key) => [key, FAMILY[key] || key, families.get(key), sample(`f-${key} s-stated`)]), state.hiddenFamilies);
  const statuses = counted(ties, statusOf);
  group("How firm", ["stated", ...Object.keys(SYMBOLS)].filter((key) => statuses.has(key)).map((key) => [key, key, statuses.get(key), sample(`s-${key}`, SYMBOLS[key])]), state.hiddenStatuses);
  const loose = el("input", { type: "checkbox", id: "loose" });
  loose.checked = true;
  loose.addEventListener("change", () => {
    state.loose = loose.checked;
    refreshFilters();
  });
  choices.append(el("fieldset", {}, el("label", { class: "check" }, loose, el("span", {}, "Actors without a line")),
    el("p", { class: "check legend" }, sample("s-stated open"), el("span", {}, "cannot be said for the day"))));
}

function refreshFilters() {
  redraw();
  showPanel();
  showLists();
  const shown = ties.filter(isTieShown).length;
  tell(`${count(actors.filter((_, at) => presence(at) !== "hidden").length, "actor")} and ${count(shown, "line")} shown`);
}

let option = -1;

function showFound() {
  const hits = find(search.value);
  option = hits.length ? 0 : -1;
  found.replaceChildren();
  hits.forEach((at, number) => {
    const row = el("li", { role: "option", id: `option-${number}` }, el("b", {}, actors[at].name), el("span", {}, actors[at].what));
    row.dataset.at = at;
    row.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      pick(at);
    });
    found.append(row);
  });
  if (!hits.length && search.value.trim()) found.append(el("li", { class: "none" }, "Nobody here is called that."));
  const open = found.childNodes.length > 0;
  found.hidden = !open;
  search.setAttribute("aria-expanded", String(open));
  markOption();
}

function markOption() {
  [...found.children].forEach((row, number) => row.setAttribute("aria-selected", String(number === option)));
  if (option >= 0) search.setAttribute("aria-activedescendant", `option-${option}`);
  else search.removeAttribute("aria-activedescendant");
  found.children[option]?.scrollIntoView({ block: "nearest" });
}

function closeFound() {
  found.hidden = true;
  search.setAttribute("aria-expanded", "false");
  search.removeAttribute("aria-activedescendant");
}

function pick(at) {
  search.value = "";
  closeFound();
  afar = true;
  choose(at);
  if (state.view !== "list") svg.focus({ preventScroll: true });
}

function buildSearch() {
  search.addEventListener("input", showFound);
  search.addEventListener("focus", () => search.value && showFound());
  search.addEventListener("blur", closeFound);
  search.addEventListener("keydown", (event) => {
    const rows = found.querySelectorAll("[role=option]");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (rows.length) option = (option + (event.key === "ArrowDown" ? 1 : rows.length - 1)) % rows.length;
      markOption();
    } else if (event.key === "Enter" && rows[option]) {
      event.preventDefault();
      pick(Number(rows[option].dataset.at));
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (search.value) search.value = "";
      else search.blur();
      closeFound();
    }
  });
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function buildKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input:not([type=checkbox]):not([type=range])");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "Escape" && !typing) {
      const had = state.actor !== null || state.tie !== null;
      choose(null);
      if (had && state.view !== "list") svg.focus({ preventScroll: true });
    } else if (state.view !== "list" && !typing && ["+", "=", "-", "0"].includes(event.key)) {
      if (event.key === "0") fit();
      else zoom(event.key === "-" ? 1 / 1.25 : 1.25);
    }
  });
  svg.addEventListener("keydown", (event) => {
    const way = ARROWS[event.key];
    if (way && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      const inView = (at) => presence(at) !== "hidden" && placeOf(at);
      const from = cursor ?? state.actor;
      cursor = from === null || !inView(from) ? byDegree.find(inView) ?? null : beyond(from, ...way);
      if (cursor === null) return;
      bring(cursor);
      highlight();
      const { name: called, what } = actors[cursor];
      tell(`${called}, ${what}, ${count(tiesOf[cursor].length, "line")}`);
    } else if ((event.key === "Enter" || event.key === " ") && cursor !== null) {
      event.preventDefault();
      choose(cursor);
      panel.focus({ preventScroll: true });
    }
  });
}

function buildPointer() {
  const pointers = new Map();
  let dragged = null;
  let moved = 0;
  const actorAt = (target) => {
    const mark = target.closest?.(".actor");
    if (mark) return Number(mark.dataset.at);
    const box = target.closest?.(".box");
    if (!box) return null;
    const { actor, holders } = chart.boxes[box.dataset.box];
    const now = holders.filter(([, tie]) => isTieShown(ties[tie]) && isOfTheTime(ties[tie]));
    return target.classList.contains("holder") && now.length ? now[0][0] : actor;
  };
  svg.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
    moved = 0;
    dragged = state.view === "network" ? actorAt(event.target) : null;
    pressed = event.target;
  });
  let pressed = null;
  svg.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const [dx, dy] = [event.clientX - before[0], event.clientY - before[1]];
    moved += Math.abs(dx) + Math.abs(dy);
    if (moved < 4) return;
    if (!svg.hasPointerCapture(event.pointerId)) svg.setPointerCapture(event.pointerId);
    if (pointers.size === 2) {
      const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
      const span = (x, y) => Math.hypot(x - other[0], y - other[1]) || 1;
      const frame = svg.getBoundingClientRect();
      zoom(span(event.clientX, event.clientY) / span(...before), (event.clientX + other[0]) / 2 - frame.left, (event.clientY + other[1]) / 2 - frame.top);
    } else if (dragged !== null) {
      actors[dragged].x += dx / camera.k;
      actors[dragged].y += dy / camera.k;
      stand(dragged);
      tiesOf[dragged].forEach(lay);
      look();
    } else {
      svg.classList.add("panning");
      camera.x -= dx / camera.k;
      camera.y -= dy / camera.k;
      look();
    }
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
  });
  const end = (event) => {
    if (!pointers.delete(event.pointerId)) return;
    svg.classList.remove("panning");
    if (event.type === "pointerup" && moved < 4) {
      const actor = actorAt(pressed);
      if (actor !== null) choose(actor);
      else {
        const tie = state.view === "network" ? tieAt(event.clientX, event.clientY) : null;
        if (tie === null) choose(null);
        else showTie(tie);
      }
    }
    dragged = null;
  };
  svg.addEventListener("pointerup", end);
  svg.addEventListener("pointercancel", end);
  svg.addEventListener("pointerover", (event) => {
    const over = pointers.size || event.pointerType === "touch" || state.view !== "network" ? null : actorAt(event.target);
    if (over !== hovered && !pointers.size) {
      hovered = over;
      highlight();
    }
  });
  svg.addEventListener("pointerleave", () => {
    if (hovered !== null) {
      hovered = null;
      highlight();
    }
  });
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    const frame = svg.getBoundingClientRect();
    zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)), event.clientX - frame.left, event.clientY - frame.top);
  }, { passive: false });
}

function showTie(tie) {
  history.replaceState(null, "", `#${hashOf({ actor: null })}`);
  [state.actor, state.tie] = [null, tie];
  highlight();
  showPanel();
}

drawNetwork();
actors.forEach((_, at) => stand(at));
buildFilters();
buildTime();
buildSearch();
buildKeys();
buildPointer();
for (const button of document.querySelectorAll("#views button")) {
  button.addEventListener("click", () => go({ view: button.dataset.view }));
}
document.getElementById("closer").addEventListener("click", () => zoom(1.25));
document.getElementById("further").addEventListener("click", () => zoom(1 / 1.25));
document.getElementById("fit").addEventListener("click", fit);
if (matchMedia("(max-width: 760px)").matches) document.getElementById("filters").open = false;
addEventListener("hashchange", readHash);
addEventListener("resize", () => {
  measure();
  look();
});
addEventListener("beforeprint", fit);
readHash();
