// What is known, in words: of an actor, a line, an event; the panel on what is chosen.

const panel = document.getElementById("panel");
const sourceOf = new Map(facts.sources.map((source) => [source.id, source]));
// The order in which an actor is told of: first what somebody is.
const FIRST = ["role", "reporting"];
const TOLD = [...FIRST, ...Object.keys(facts.families).filter((family) => !FIRST.includes(family))];
const SEVERAL = 3; // more lines than this that say the same are told of together
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
    if (there.size) {
      item.append(el("details", { class: "passage" }, el("summary", {}, "What stands there"), ...[...there].map((text) => el("blockquote", {}, text))));
    }
    list.append(item);
  }
  return list;
}

function heldWords(tie) {
  const now = held(tie);
  const day = state.day === null ? "the day asked for" : inWords(state.day);
  if (now === "undetermined") return `Cannot be said for ${day}: ${missing(tie)}.`;
  if (state.day === null) return tie.tense ? `${tie.tense[0].toUpperCase()}${tie.tense.slice(1)}.` : "";
  if (isAhead(state.day)) return `Is ${now === "held" ? "" : "not "}to hold on ${day}.`;
  if (now !== "held") return `Did not hold on ${day}.`;
  return tie.tense === "to come" ? `Still to come on ${day}.` : `Held on ${day}.`; // of who is designate
}

function sentence(tie) {
  const [one, other] = tie.ends;
  const [who, verb, whom, after] = tie.says;
  return [link(one, who), verb, link(other, whom), `${after}.`];
}

function statementClass(tie) {
  const now = held(tie);
  return `statement f-${tie.family}${now === "undetermined" ? " open" : now === "held" && isOfTheTime(tie) ? "" : " past"}`;
}

function statement(at) {
  const tie = ties[at];
  const item = el("li", { class: statementClass(tie) });
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
  if (tie.disputed_by) item.append(el("p", {}, `Against it: ${tie.disputed_by.join(", ")}`));
  item.append(places(tie.evidence), behind(tie));
  return item;
}

// Give what is behind a statement: what it follows from, and its id.
function behind(tie) {
  const follows = Boolean(tie.rule || tie.premises.length);
  const more = el("details", { class: "behind" }, el("summary", {}, follows ? "What it follows from" : "Fact id"));
  if (tie.rule) more.append(el("p", {}, `Rule: ${tie.rule}.`));
  if (tie.premises.length) more.append(el("ul", {}, ...tie.premises.map((premise) => el("li", {}, `${typeof premise === "number" ? ties[premise].says.join("") : premise}.`))));
  more.append(el("p", { class: "id" }, tie.id));
  return more;
}

// Give statements in their order, those gathered that say the same of or to an actor.
function statements(list, at) {
  const groups = new Map();
  for (const number of list) {
    const tie = ties[number];
    const side = tie.ends[0] === at ? "of" : "to";
    const words = side === "of" ? tie.says[1] : tie.inverse;
    const alone = tie.says[3] || tie.both || tie.ends[0] === tie.ends[1] ? number : "";
    const key = [side, words, firmnessOf(tie), held(tie), heldWords(tie), alone].join("|");
    if (!groups.has(key)) groups.set(key, { side, words, own: [] });
    groups.get(key).own.push(number);
  }
  return [...groups.values()].flatMap(({ side, words, own }) => (own.length > SEVERAL ? [gathered(side, words, own, at)] : own.map(statement)));
}

function gathered(side, words, own, at) {
  const tie = ties[own[0]];
  const others = own.map((number) => ties[number].ends[side === "of" ? 1 : 0]);
  const whom = side === "of" ? tie.says[0] : tie.says[2].replace(/^./, (first) => first.toUpperCase());
  const says = [whom, side === "of" ? words.trimEnd() : ` ${words}`, ": "];
  const item = el("li", { class: statementClass(tie) }, el("p", { class: "sentence" }, ...says));
  others.forEach((other, number) => item.firstChild.append(number ? ", " : "", link(other)));
  item.firstChild.append(` (${own.length.toLocaleString("en")}).`);
  const told = [firmnessOf(tie) === "stated" ? "" : firmnessOf(tie), heldWords(tie)].filter(Boolean).join(" · ");
  if (told) item.append(el("p", { class: "held" }, told));
  const each = el("details", { class: "each" }, el("summary", {}, "Each with its evidence"));
  each.addEventListener("toggle", () => each.open && each.childNodes.length === 1 && each.append(el("ul", { class: "statements" }, ...own.map(statement))));
  item.append(each);
  return item;
}

function pastLast(list) {
  const rank = { held: 0, undetermined: 1, "not held": 2 };
  const place = (at) => (isOfTheTime(ties[at]) ? rank[held(ties[at])] : rank["not held"]);
  return [...list].sort((a, b) => place(a) - place(b) || a - b);
}

// Give the posts that somebody holds, each with the line that says so.
function postsOf(at) {
  const own = tiesOf[at].flatMap((tie) => ties[tie].ends).map((end) => seatOf.get(end));
  return [...new Set(own)].flatMap((box) => {
    const [, tie] = (box && holdersNow(box).find(([who]) => who === at)) || [];
    return tie === undefined ? [] : [{ box, tie }];
  });
}

// Say what somebody is now: the posts held and where, or who holds the post.
function leadOf(at) {
  const actor = actors[at];
  const own = seatOf.get(at);
  const doubt = (tie) => ties[tie].says[3] + (doubtOf(ties[tie]) && ` (${doubtOf(ties[tie])})`);
  if (actor.kind === "post") {
    const holders = holdersNow(own);
    const line = el("p", { class: "lead" }, own.house ? `Post at ${own.house}. ` : "");
    if (!holders.length) line.append(`${noHolder(own)}.`.replace(/^./, (first) => first.toUpperCase()));
    holders.forEach(([who, tie], number) => line.append(number ? ", " : "Held by ", link(who), doubt(tie)));
    return [line];
  }
  const posts = postsOf(at);
  if (posts.length) {
    return posts.map(({ box, tie }) => el("p", { class: "lead" }, link(box.actor), box.house ? `, ${box.house}` : "", doubt(tie)));
  }
  const firm = tiesOf[at].map((number) => ties[number]).filter((tie) => tie.ends[0] === at && tie.family === "role" && tie.status === "stated" && !tie.disputed_by && isTieShown(tie) && held(tie) === "held" && isOfTheTime(tie));
  return firm.slice(0, 3).map((tie) => el("p", { class: "lead" }, tie.says[1].trim().replace(/^./, (first) => first.toUpperCase()), " ", link(tie.ends[1], tie.says[2]), tie.says[3]));
}

function about(at, level) {
  const actor = actors[at];
  const parts = leadOf(at);
  const kind = [actor.what === actor.kind ? actor.kind : `${actor.what} (${actor.kind})`, actor.when];
  parts.push(el("p", { class: "kind" }, kind.filter(Boolean).join(" · ")));
  if (actor.aliases) parts.push(el("p", {}, `Also called ${actor.aliases.join("; ")}.`));
  if (actor.description) parts.push(el("p", {}, actor.description));
  if (actor.remit) parts.push(el("p", {}, `Responsible for ${actor.remit}.`));
  if (actor.unnamed) parts.push(el("p", {}, `Not named: ${actor.unnamed}.`));
  if (actor.vacant) parts.push(el("p", {}, `Said to be vacant: ${actor.vacant.join("; ")}.`));
  if (actor.note) parts.push(el("p", {}, `Note: ${actor.note}.`));
  parts.push(places(actor.evidence || []));
  parts.push(el("details", { class: "behind" }, el("summary", {}, "Ids"), el("p", { class: "id" }, [actor.id, ...(actor.ids || [])].join("; "))));
  const own = tiesOf[at].filter((tie) => isWanted(ties[tie]));
  for (const family of TOLD) {
    const list = pastLast(own.filter((tie) => ties[tie].family === family));
    if (!list.length) continue;
    parts.push(el(level, { class: `f-${family}` }, `${facts.families[family]} (${list.length.toLocaleString("en")})`));
    parts.push(el("ul", { class: "statements" }, ...statements(list, at)));
  }
  const left = tiesOf[at].length - own.length;
  if (left) parts.push(el("p", { class: "filtered" }, `${count(left, "line")} not shown: see the filters.`));
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

// Give the facts that one line of the picture stands for.
function lineWith(tie) {
  return (drawn.lines.find((line) => line.ties.includes(tie)) || { ties: [tie] }).ties;
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
    else panel.append(el("ul", { class: "statements" }, ...lineWith(state.tie).map(statement)));
    panel.append(el("h3", {}, "Sources"), ...facts.sources.map((source) => el("p", { class: "evidence" }, sourceName(source.id, true))).slice(0, 20));
    panel.dataset.key = `${state.actor} ${state.tie}`;
    panel.scrollTop = scroll;
  }
  if (was !== shown) {
    measure();
    look();
  }
}

function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
