// What is known, in words: the panel on one actor or line, and everything as lists.

const panel = document.getElementById("panel");
const lists = document.getElementById("lists");
const sourceOf = new Map(facts.sources.map((source) => [source.id, source]));
const FAMILY = {
  reporting: "Reporting",
  role: "Roles",
  structure: "Structure",
  succession: "Predecessors and successors",
  partnership: "Partnership",
  authority: "Authority",
  stance: "Stance",
  location: "Places",
};
function el(name, attributes = {}, ...inside) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...inside.filter((part) => part !== null && part !== "")); // texts become text nodes
  return node;
}

function link(at, text = actors[at].name) {
  return el("a", { href: `#${hashOf({ actor: at })}`, class: "name" }, text);
}

// Name a source: in short, or with its title, linked to where it can be read.
function sourceName(id, whole = false) {
  const source = sourceOf.get(id);
  if (!source) return id;
  const title = `“${source.title}”`;
  const author = whole ? source.author : "";
  const words = [author, source.publisher || (whole ? "" : title), whole ? title : "", source.when].filter(Boolean).join(", ");
  return webLink(source.url, words);
}

function webLink(url, words) {
  if (!/^https?:\/\//i.test(url)) return words;
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, words);
}

// Give the evidence: a line for each source, with its places and what is quoted from them, each
// linked to where it can be read.
function places(evidence) {
  if (!evidence.length) return el("p", { class: "evidence none" }, "No source is cited.");
  const bySource = new Map();
  for (const [id, ...row] of evidence) {
    if (!bySource.has(id)) bySource.set(id, []);
    bySource.get(id).push(row);
  }
  const list = el("ul", { class: "evidence", "aria-label": "Evidence" });
  for (const [id, rows] of bySource) {
    const item = el("li", {}, sourceName(id));
    const at = new Map(rows.map(([place, , url]) => [place, url]).filter(([place]) => place));
    [...at].forEach(([place, url], n) => item.append(n ? ", " : " ", el("b", {}, webLink(url, place))));
    rows.forEach(([, quote, url]) => quote && item.append(el("q", {}, webLink(url, quote))));
    const passages = (sourceOf.get(id) || {}).passages || {};
    const there = new Set(rows.flatMap(([place]) => passages[place] || []));
    there.forEach((text) => item.append(el("blockquote", {}, text)));
    list.append(item);
  }
  return list;
}

function heldWords(tie) {
  const now = held(tie);
  const day = state.day === null ? "the day asked for" : inWords(state.day);
  if (now === "undetermined") return `Cannot be said for ${day}: ${missing(tie)}.`;
  if (state.day === null) return tie.tense ? `${tie.tense[0].toUpperCase()}${tie.tense.slice(1)}.` : "";
  return now === "held" ? `Held on ${day}.` : `Did not hold on ${day}.`;
}

function sentence(tie) {
  const [one, other] = tie.ends;
  const [who, verb, whom, after] = tie.says;
  return [link(one, who), verb, link(other, whom), `${after}.`];
}

function statement(at) {
  const tie = ties[at];
  const now = held(tie);
  const item = el("li", { class: `statement f-${tie.family}${now === "undetermined" ? " open" : now === "held" && isOfTheTime(tie) ? "" : " past"}` });
  item.dataset.tie = at;
  item.append(el("p", { class: "sentence" }, ...sentence(tie)));
  const meta = el("p", { class: "meta" });
  const firmness = firmnessOf(tie);
  if (firmness !== "stated") {
    meta.append(el("span", { class: "firmness" }, `${SYMBOLS[statusOf(tie)] || ""} ${firmness}`));
  }
  if (tie.when) meta.append(el("span", {}, tie.when));
  for (const [key, value] of Object.entries(tie.more)) meta.append(el("span", {}, `${key}: ${value}`));
  if (meta.childNodes.length) item.append(meta);
  const told = heldWords(tie);
  if (told) item.append(el("p", { class: "held" }, told));
  if (tie.because) item.append(el("p", {}, `Because ${tie.because}.`));
  if (tie.note) item.append(el("p", {}, `Note: ${tie.note}.`));
  if (tie.rule || tie.premises.length) {
    item.append(el("p", {}, `Follows from${tie.rule ? ` (${tie.rule})` : ""}:`));
    item.append(el("ul", {}, ...tie.premises.map((premise) => el("li", {}, premise))));
  }
  if (tie.disputed_by) item.append(el("p", {}, `Against it: ${tie.disputed_by.join(", ")}`));
  item.append(places(tie.evidence));
  item.append(el("p", { class: "id" }, tie.id));
  return item;
}

function pastLast(list) {
  const rank = { held: 0, undetermined: 1, "not held": 2 };
  const place = (at) => (isOfTheTime(ties[at]) ? rank[held(ties[at])] : rank["not held"]);
  return [...list].sort((a, b) => place(a) - place(b) || a - b);
}

function about(at, level) {
  const actor = actors[at];
  const parts = [];
  const lead = [actor.what === actor.kind ? actor.kind : `${actor.what} (${actor.kind})`, actor.when];
  parts.push(el("p", { class: "lead" }, lead.filter(Boolean).join(" · ")));
  if (actor.aliases) parts.push(el("p", {}, `Also called ${actor.aliases.join("; ")}.`));
  if (actor.ids) parts.push(el("p", {}, `Identifiers: ${actor.ids.join("; ")}.`));
  if (actor.description) parts.push(el("p", {}, actor.description));
  if (actor.remit) parts.push(el("p", {}, `Responsible for ${actor.remit}.`));
  if (actor.unnamed) parts.push(el("p", {}, `Not named: ${actor.unnamed}.`));
  if (actor.note) parts.push(el("p", {}, `Note: ${actor.note}.`));
  parts.push(places(actor.evidence || []));
  for (const family of facts.families) {
    const own = pastLast(tiesOf[at].filter((tie) => ties[tie].family === family));
    if (!own.length) continue;
    parts.push(el(level, { class: `f-${family}` }, `${FAMILY[family] || family} (${own.length})`));
    parts.push(el("ul", { class: "statements" }, ...own.map(statement)));
  }
  const took = facts.events.filter((event) => event.who.includes(at));
  if (took.length) {
    parts.push(el(level, {}, `Events (${took.length})`));
    parts.push(el("ul", { class: "statements" }, ...took.map(happening)));
  }
  return parts;
}

function happening(event) {
  const item = el("li", { class: "statement" }, el("p", { class: "sentence" }, el("b", {}, event.when), `: ${event.what}.`));
  const firmness = [event.status === "stated" ? "" : event.status, event.retracted ? "source retracted" : ""].filter(Boolean).join(", ");
  if (firmness) {
    item.append(el("p", { class: "meta" }, el("span", { class: "firmness" }, `${SYMBOLS[event.status] || ""} ${firmness}`)));
  }
  if (event.because) item.append(el("p", {}, `Because ${event.because}.`));
  if (event.note) item.append(el("p", {}, `Note: ${event.note}.`));
  if (event.who.length) {
    const who = el("p", {}, "With ");
    event.who.forEach((at, number) => who.append(number ? ", " : "", link(at)));
    item.append(who);
  }
  item.append(places(event.evidence || []));
  return item;
}

function showPanel() {
  const shown = state.view !== "list" && (state.actor !== null || state.tie !== null);
  const was = !panel.hidden;
  panel.hidden = !shown;
  if (shown) {
    const close = el("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
    close.addEventListener("click", () => choose(null));
    const head = state.actor !== null ? actors[state.actor].name : "One line";
    const scroll = panel.dataset.key === `${state.actor} ${state.tie}` ? panel.scrollTop : 0;
    panel.replaceChildren(close, el("h2", {}, head));
    if (state.actor !== null) panel.append(...about(state.actor, "h3"));
    else panel.append(el("ul", { class: "statements" }, statement(state.tie)));
    panel.append(el("h3", {}, "Sources"), ...facts.sources.map((source) => el("p", { class: "evidence" }, sourceName(source.id, true))).slice(0, 20));
    panel.dataset.key = `${state.actor} ${state.tie}`;
    panel.scrollTop = scroll;
  }
  if (was !== shown) {
    measure();
    look();
  }
}

function showLists() {
  if (state.view !== "list") return;
  const parts = [el("h2", {}, "Actors")];
  for (const [kind, plural] of Object.entries(facts.kinds)) {
    const own = actors.map((_, at) => at).filter((at) => actors[at].kind === kind && presence(at) !== "hidden");
    if (!own.length) continue;
    own.sort((a, b) => actors[a].name.localeCompare(actors[b].name, "en"));
    parts.push(el("h3", {}, `${plural[0].toUpperCase()}${plural.slice(1)} (${own.length})`));
    for (const at of own) {
      const section = el("details", { class: "entry" }, el("summary", {}, actors[at].name, el("span", {}, ` ${actors[at].what}, ${count(tiesOf[at].length, "line")}`)));
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
  for (const family of facts.families) {
    const own = pastLast(shown.filter((at) => ties[at].family === family));
    if (!own.length) continue;
    const section = el("details", { class: "entry" }, el("summary", { class: `f-${family}` }, `${FAMILY[family] || family} (${own.length})`));
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

function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
