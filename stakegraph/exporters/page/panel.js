// What is known, in words: of an actor, a line, an event; the panel on what is chosen.

const panel = document.getElementById("panel");
const isTight = matchMedia("(min-width: 901px) and (max-width: 1100px)"); // no room for filters beside it
// The order in which an actor is told of: first what somebody is.
const FIRST = ["role", "reporting"];
const TOLD = [...FIRST, ...Object.keys(facts.families).filter((family) => !FIRST.includes(family))];

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
  if (actor.vacant) parts.push(el("p", {}, `Said to be vacant: ${actor.vacant.map(({ when }) => when).join("; ")}.`));
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
  const took = eventsOf(at);
  if (took.length) {
    parts.push(el(level, {}, `Events (${took.length})`));
    parts.push(el("ul", { class: "statements" }, ...took.map(happening)));
  }
  return parts;
}

function eventsOf(at) {
  return facts.events.filter((event) => event.who.includes(at));
}

// Give the sources that something is said by, by their titles.
function sourcesOf(parts) {
  const cited = new Set(parts.flatMap(({ evidence }) => (evidence || []).map(([id]) => id)));
  const rows = facts.sources.filter(({ id }) => cited.has(id)).map(({ id }) => el("p", { class: "evidence" }, sourceName(id, true)));
  return rows.length ? [el("h3", {}, "Sources"), ...rows] : [];
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
    const grow = el("button", { type: "button", class: "grow", "aria-expanded": String(panel.classList.contains("tall")) }, "All about it");
    grow.addEventListener("click", () => {
      const isTall = panel.classList.toggle("tall");
      grow.setAttribute("aria-expanded", String(isTall));
      panel.scrollTop = 0;
    });
    panel.replaceChildren(close, grow, el("h2", {}, head));
    if (state.actor !== null) panel.append(...about(state.actor, "h3"));
    else panel.append(el("ul", { class: "statements" }, ...lineWith(state.tie).map(statement)));
    panel.append(...sourcesOf(state.actor !== null ? [actors[state.actor], ...tiesOf[state.actor].map((tie) => ties[tie]), ...eventsOf(state.actor)] : lineWith(state.tie).map((tie) => ties[tie])));
    panel.dataset.key = `${state.actor} ${state.tie}`;
    panel.scrollTop = scroll;
  }
  if (was !== shown) {
    if (isTight.matches) document.getElementById("filters").open = !shown;
    measure();
    look();
  }
}
