// Everything as lists.

const lists = document.getElementById("lists");

function showLists() {
  if (state.view !== "list") return;
  const parts = [state.stranger ? el("p", {}, strangerWords()) : "", el("h2", {}, `Actors (${actors.length.toLocaleString("en")})`)];
  for (const [kind, plural] of Object.entries(facts.kinds)) {
    const own = actors.map((_, at) => at).filter((at) => actors[at].kind === kind && presence(at) !== "hidden");
    if (!own.length) continue;
    own.sort((a, b) => inOrder(orderName(a), orderName(b)));
    parts.push(el("h3", {}, `${plural[0].toUpperCase()}${plural.slice(1)} (${own.length})`));
    for (const at of own) {
      const section = el("details", { class: "entry" }, el("summary", {}, actors[at].name, el("span", {}, ` ${postsOf(at).map(({ box }) => actors[box.actor].name).join("; ") || actors[at].what}, ${count(tiesOf[at].filter((tie) => isTieShown(ties[tie])).length, "line")}`)));
      section.dataset.at = at;
      if (at === state.actor) section.open = true;
      const fill = () => section.open && section.childNodes.length === 1 && section.append(...about(at, "h4"));
      section.addEventListener("toggle", fill);
      fill();
      parts.push(section);
    }
  }
  const shown = ties.map((_, at) => at).filter((at) => isTieShown(ties[at]));
  parts.push(el("h2", {}, `Lines (${shown.length})`));
  for (const family of Object.keys(facts.families)) {
    const own = pastLast(shown.filter((at) => ties[at].family === family));
    if (!own.length) continue;
    const section = el("details", { class: "entry" }, el("summary", { class: `f-${family}` }, `${facts.families[family]} (${own.length})`));
    section.addEventListener("toggle", () => section.open && section.childNodes.length === 1 && section.append(el("ul", { class: "statements" }, ...own.map(statement))));
    parts.push(section);
  }
  if (facts.events.length) {
    parts.push(el("h2", {}, `Events (${facts.events.length})`), el("ul", { class: "statements" }, ...facts.events.map(happening)));
  }
  if (facts.sources.length) {
    parts.push(el("h2", {}, `Sources (${facts.sources.length})`));
    const rows = facts.sources.map((source) => el("li", { class: "statement" }, el("p", {}, el("b", {}, source.id), ": ", sourceName(source.id, true)), source.further.length ? el("p", {}, `${source.further.join("; ")}.`) : null, source.note ? el("p", {}, source.note) : null));
    parts.push(el("ul", { class: "statements" }, ...rows));
  }
  lists.replaceChildren(...parts);
  lists.querySelector("details[open]")?.scrollIntoView({ block: "start" });
}
