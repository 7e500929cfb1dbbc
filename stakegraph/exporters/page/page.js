// The page as a whole: what is chosen, what of it stands in the address, and what is then shown.

const news = document.getElementById("news");
const NO_LINE = "No reporting line is among these facts.";

// An address ends in #view:actor@day, each part of which may be missing; an id has none of these.
function hashOf({ view = state.view, actor = state.actor, day = state.day }) {
  const place = view === HOME ? "" : `${view}:`;
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
  state.view = view || HOME;
  state.actor = indexOf.get(id) ?? null;
  state.tie = null;
  if (state.actor !== null) state.centre = state.actor;
  state.day = facts.days.length && day ? dayOf(day) : null;
  state.stranger = id && state.actor === null ? id : "";
  if (state.stranger) tell(strangerWords());
  refresh();
  if (state.actor !== null) {
    cursor = state.actor;
    bring(state.actor, afar);
    afar = false;
  }
}

function strangerWords() {
  return `Nobody here has the id “${state.stranger}” that the address ends in.`;
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

let lastPicture = "";
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
  const empty = document.getElementById("empty");
  empty.hidden = actors.length > 0 && (state.view !== "chart" || chart.lines.length > 0);
  empty.textContent = actors.length ? NO_LINE : "Nobody and nothing is among these facts.";
  showTime();
  showPanel();
  measure();
  redraw();
  showLists();
}

// Draw what there is to be seen, and fit the window to it where that is another picture.
function redraw() {
  showCounts();
  draw();
  const picture = `${state.view} ${state.view === "network" && state.reach !== Infinity ? `${state.centre} ${state.reach}` : state.reach}`;
  if (state.view === "chart") {
    if (!laid.places.size && chart.boxes.length) openReadably();
    if (state.actor !== null) reveal(state.actor);
    layChart();
    drawChart();
  } else if (state.view === "network") {
    showBeginning();
    arrange();
    drawNetwork();
  }
  showReach();
  if (state.view !== "list" && picture !== lastPicture) fit();
  lastPicture = picture;
  highlight();
}

// Show how much is drawn, where not everything is.
function showReach() {
  const isNetwork = state.view === "network";
  document.getElementById("overview").hidden = !isOverview();
  document.getElementById("reach").hidden = !isNetwork || !isCrowd || isBeginning();
  document.getElementById("boxes").hidden = state.view !== "chart" || !chart.lines.length;
  for (const button of document.querySelectorAll("#reach [data-reach]")) {
    button.setAttribute("aria-pressed", String(Number(button.dataset.reach) === state.reach));
  }
  const more = document.getElementById("more");
  more.hidden = !state.stranger && (!isNetwork || !drawn.more);
  more.textContent = state.stranger ? strangerWords() : `${count(drawn.marks.length, "actor")} of ${(drawn.marks.length + drawn.more).toLocaleString("en")} drawn, the best connected`;
}

function setReach(reach) {
  state.reach = reach;
  if (reach === Infinity) state.centre = null;
  else state.centre = state.actor ?? state.centre;
  redraw();
}

// Begin a crowd with the search and the best connected of each kind.
function showBeginning() {
  const start = document.getElementById("start");
  start.hidden = !isBeginning();
  if (start.hidden || start.dataset.key === JSON.stringify([state.day, ...state.hiddenKinds])) return;
  start.dataset.key = JSON.stringify([state.day, ...state.hiddenKinds]);
  const parts = [el("h2", {}, `${count(actors.length, "actor")}, ${count(ties.length, "line")}`), el("p", {}, "Find a name above, or begin with one of the best connected.")];
  const columns = el("div", { class: "columns" });
  for (const [kind, plural] of Object.entries(facts.kinds)) {
    const best = byDegree.filter((at) => actors[at].kind === kind && presence(at) !== "hidden").slice(0, 12);
    if (!best.length) continue;
    const where = (at) => (seatOf.get(at)?.house ? `, ${seatOf.get(at).house}` : "");
    const rows = best.map((at) => el("li", {}, link(at), el("small", {}, `${where(at)} · ${count(tiesOf[at].length, "line")}`)));
    columns.append(el("section", {}, el("h3", {}, `${plural[0].toUpperCase()}${plural.slice(1)}`), el("ol", {}, ...rows)));
  }
  const all = el("button", { type: "button" }, "Draw everything");
  all.addEventListener("click", () => setReach(Infinity));
  start.replaceChildren(...parts, columns, el("p", {}, all));
}

function showTie(tie) {
  history.replaceState(null, "", `#${hashOf({ actor: null })}`);
  [state.actor, state.tie] = [null, tie];
  highlight();
  showPanel();
  ties[tie].ends.forEach((end) => bring(drawn.unitOf[end]));
}

buildNetwork();
if (isCrowd) state.reach = 1;
buildFilters();
buildTime();
buildSearch();
buildKeys();
buildPointer();
for (const button of document.querySelectorAll("#views button")) {
  button.addEventListener("click", () => go({ view: button.dataset.view }));
}
if (!chart.lines.length) {
  const button = document.querySelector("#views [data-view=chart]");
  button.disabled = true;
  button.title = NO_LINE;
}
for (const button of document.querySelectorAll("#reach [data-reach]")) {
  button.addEventListener("click", () => setReach(Number(button.dataset.reach)));
}
document.getElementById("anew").addEventListener("click", () => {
  [state.reach, state.centre] = [1, null];
  if (state.actor === null) redraw();
  else choose(null);
});
document.getElementById("open-all").addEventListener("click", () => openAll(true));
document.getElementById("close-all").addEventListener("click", () => openAll(false));
document.getElementById("skip").addEventListener("click", () => {
  go({ view: "list" });
  lists.focus();
});
document.getElementById("closer").addEventListener("click", () => zoom(1.25));
document.getElementById("further").addEventListener("click", () => zoom(1 / 1.25));
document.getElementById("fit").addEventListener("click", fit);
if (matchMedia("(max-width: 900px)").matches) document.getElementById("filters").open = false;
addEventListener("hashchange", readHash);
buildPrint();
addEventListener("resize", () => {
  measure();
  look();
});
readHash();
