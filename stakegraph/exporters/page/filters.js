// The filters, which are the legend too: each with how many it lets through.

const MEANINGS = {
  reporting: "Who answers to whom in a line of management.",
  role: "Who holds which post, or has a part in what.",
  structure: "What belongs to what, and where posts are.",
  succession: "Which body came after which.",
  partnership: "Who works with, commissions, funds or owns whom.",
  authority: "Who appoints, regulates, audits or answers to whom.",
  stance: "Who supports, opposes or takes no side on what.",
  location: "Where something is.",
  stated: "A source says so plainly.",
  hedged: "A source says so with a doubt.",
  inferred: "Whoever wrote the facts concludes it, and says why.",
  disputed: "Sources contradict each other, or call it contested.",
  denied: "A source says that it is not so.",
  derived: "The program concludes it from other facts, which it names.",
};
const tallies = []; // of the filters: where to write how many there are, and how to count them

// Write at each filter how many there are to be seen, and of how many.
function showCounts() {
  for (const { small, list, key, isSeen } of tallies) {
    const all = list.filter(key);
    const seen = all.filter(isSeen).length;
    small.textContent = seen === all.length ? seen.toLocaleString("en") : `${seen.toLocaleString("en")} of ${all.length.toLocaleString("en")}`;
  }
}

function explained(keys) {
  const list = el("dl", {});
  for (const [key, name] of keys) if (MEANINGS[key]) list.append(el("dt", {}, name), el("dd", {}, MEANINGS[key]));
  return el("details", { class: "explained" }, el("summary", {}, "What each means"), list);
}

function buildFilters() {
  const choices = document.getElementById("choices");
  const keysOf = (list, key) => new Set(list.map(key));
  const group = (title, about, rows, hidden, list, keyOf, isSeen) => {
    const set = el("fieldset", {}, el("legend", {}, title), about ? el("p", { class: "about" }, about) : "");
    for (const [key, text, sign] of rows) {
      const box = el("input", { type: "checkbox" });
      box.checked = true;
      box.dataset.key = key;
      box.addEventListener("change", () => {
        if (box.checked) hidden.delete(key);
        else hidden.add(key);
        refreshFilters();
      });
      const small = el("small", {});
      tallies.push({ small, list, key: (item) => keyOf(item) === key, isSeen });
      set.append(el("label", { class: "check" }, box, sign, el("span", {}, text), small));
    }
    if (about) set.append(explained(rows));
    if (rows.length) choices.append(set);
  };
  const kinds = keysOf(actors, (actor) => actor.kind);
  group("Actors", "", Object.entries(facts.kinds).filter(([key]) => kinds.has(key)).map(([key, plural]) => {
    const icon = shape("svg", { viewBox: "-14 -14 28 28", class: "sign", "aria-hidden": "true" });
    const mark = shape("g", { class: `actor k-${key}` });
    const form = outline(key);
    form.setAttribute("transform", "scale(9)");
    mark.append(form);
    icon.append(mark);
    return [key, plural, icon];
  }), state.hiddenKinds, actors, (actor) => actor.kind, (actor) => presence(indexOf.get(actor.id)) !== "hidden");
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
  const families = keysOf(ties, (tie) => tie.family);
  group("Lines", "What ties two actors, one colour for each sort of tie.", Object.keys(facts.families).filter((key) => families.has(key)).map((key) => [key, facts.families[key], sample(`f-${key} s-stated`)]), state.hiddenFamilies, ties, (tie) => tie.family, isTieShown);
  const statuses = keysOf(ties, statusOf);
  group("How firm", "How the source puts it, or who concludes it.", ["stated", ...Object.keys(SYMBOLS)].filter((key) => statuses.has(key)).map((key) => [key, key, sample(`s-${key}`, SYMBOLS[key])]), state.hiddenStatuses, ties, statusOf, isTieShown);
  const loose = el("input", { type: "checkbox", id: "loose" });
  loose.checked = true;
  loose.addEventListener("change", () => {
    state.loose = loose.checked;
    refreshFilters();
  });
  const apartBox = el("input", { type: "checkbox", id: "apart" });
  apartBox.addEventListener("change", () => {
    state.apart = apartBox.checked;
    refreshFilters();
  });
  choices.append(el("fieldset", {}, el("label", { class: "check" }, loose, el("span", {}, "Actors without a line")),
    kinds.has("post") ? el("label", { class: "check" }, apartBox, el("span", {}, "Posts apart from their holders")) : "",
    el("p", { class: "check legend" }, sample("s-stated open"), el("span", {}, "cannot be said for the day"))));
}

function refreshFilters() {
  redraw();
  showPanel();
  showLists();
  const shown = ties.filter(isTieShown).length;
  tell(`${count(actors.filter((_, at) => presence(at) !== "hidden").length, "actor")} and ${count(shown, "line")} shown`);
}
