// What is known of a line or an event, in words, each with its evidence.

const sourceOf = new Map(facts.sources.map((source) => [source.id, source]));
const SEVERAL = 3; // more lines than this that say the same are told of together
const NAMES = 60; // the most that are then named in one sentence
const CITED = 5; // the most sources that stand beneath a statement, the others behind them
const { compare: inOrder } = new Intl.Collator("en", { numeric: true });

function el(name, attributes = {}, ...inside) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...inside.filter((part) => part !== null && part !== "")); // texts become text nodes
  return node;
}

function link(at, text = actors[at].name) {
  return el("a", { href: `#${hashOf({ actor: at })}`, class: "name" }, text);
}

// Give a name as it stands in a list: whatever article is before it.
function orderName(at) {
  return actors[at].name.replace(/^(?:the|an?) /i, "");
}

function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
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
  const items = [...bySource].map(([id, rows]) => {
    const item = el("li", {}, sourceName(id));
    const at = new Map(rows.map(([place, , url]) => [place, url]).filter(([place]) => place));
    [...at].forEach(([place, url], n) => item.append(n ? ", " : " ", el("b", {}, webLink(url, place))));
    rows.forEach(([, quote, url]) => quote && item.append(el("q", {}, webLink(url, quote))));
    const passages = (sourceOf.get(id) || {}).passages || {};
    const there = new Set(rows.flatMap(([place]) => passages[place] || []));
    if (there.size) {
      item.append(el("details", { class: "passage" }, el("summary", {}, "What stands there"), ...[...there].map((text) => el("blockquote", {}, text))));
    }
    return item;
  });
  const list = (shown) => el("ul", { class: "evidence", "aria-label": "Evidence" }, ...shown);
  const [first, others] = [items.slice(0, CITED), items.slice(CITED)];
  if (others.length < 2) return list(items);
  const more = el("details", { class: "passage" }, el("summary", {}, `${others.length} more sources`), list(others));
  return el("div", {}, list(first), more);
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

// Give statements in their order, those gathered that say the same of or to an actor; and what others
// are to it, whatever each of them is.
function statements(list, at) {
  const isOf = (tie) => tie.ends[0] === at;
  const same = gatherings(list, (tie) => (isOf(tie) ? tie.says[1] : tie.inverse), isOf);
  const left = same.filter(({ own }) => own.length <= SEVERAL).flatMap(({ own }) => own);
  const alike = gatherings(left, (tie, number) => (!isOf(tie) && tie.part ? tie.plain : number), isOf);
  const groups = [...same, ...alike].filter(({ own }) => own.length > SEVERAL);
  const groupOf = new Map(groups.flatMap((group) => group.own.map((number) => [number, group])));
  return [...new Set(list.map((number) => groupOf.get(number) ?? number))].map((one) => (typeof one === "number" ? statement(one) : gathered(one, at)));
}

// Gather lines by what they say, on which side, how firmly and of when.
function gatherings(list, wordsIn, isOf) {
  const groups = new Map();
  for (const number of list) {
    const tie = ties[number];
    const words = wordsIn(tie, number);
    const alone = tie.says[3] || tie.both || tie.ends[0] === tie.ends[1] ? number : "";
    const key = [isOf(tie), words, firmnessOf(tie), held(tie), heldWords(tie), alone].join("|");
    if (!groups.has(key)) groups.set(key, { side: isOf(tie) ? "of" : "to", words, own: [] });
    groups.get(key).own.push(number);
  }
  return [...groups.values()];
}

function gathered({ side, words, own: unsorted }, at) {
  const tie = ties[unsorted[0]];
  const other = (number) => ties[number].ends[side === "of" ? 1 : 0];
  const own = [...unsorted].sort((a, b) => inOrder(orderName(other(a)), orderName(other(b))) || a - b);
  const part = (number) => (words === ties[number].plain ? ` (${ties[number].part})` : "");
  const whom = side === "of" ? tie.says[0] : tie.says[2].replace(/^./, (first) => first.toUpperCase());
  const says = [whom, side === "of" ? words.trimEnd() : ` ${words}`, ": "];
  const item = el("li", { class: statementClass(tie) }, el("p", { class: "sentence" }, ...says));
  own.slice(0, NAMES).forEach((number, place) => item.firstChild.append(place ? ", " : "", link(other(number)), part(number)));
  if (own.length > NAMES) item.firstChild.append(` and ${(own.length - NAMES).toLocaleString("en")} more`);
  item.firstChild.append(` (${own.length.toLocaleString("en")}).`);
  const told = [firmnessOf(tie) === "stated" ? "" : firmnessOf(tie), heldWords(tie)].filter(Boolean).join(" · ");
  if (told) item.append(el("p", { class: "held" }, told));
  const each = el("details", { class: "each" }, el("summary", {}, "Each with its evidence"));
  each.addEventListener("toggle", () => each.open && each.childNodes.length === 1 && each.append(el("ul", { class: "statements" }, ...own.map(statement))));
  item.append(each);
  return item;
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
