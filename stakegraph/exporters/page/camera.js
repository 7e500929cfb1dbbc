// The camera: the picture's point in the middle of the window, and pixels for each of its units.

const SVG = "http://www.w3.org/2000/svg";
const svg = document.getElementById("picture");
const SYMBOLS = {
  hedged: "?",
  inferred: "∴",
  disputed: "!",
  denied: "×",
  derived: "⇒",
};
const camera = { x: 0, y: 0, k: 1, width: 800, height: 600 };
const drawings = { network: shape("g", { id: "network" }), chart: shape("g", { id: "chart" }) };
const RADIUS = actors.map((_, at) => 9 + Math.min(9, Math.sqrt(tiesOf[at].length) * 1.4));
const byDegree = actors.map((_, at) => at).sort((a, b) => tiesOf[b].length - tiesOf[a].length || a - b);
let cursor = null;
let hovered = null;

function shape(name, attributes = {}, text = null) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== null) node.textContent = text;
  return node;
}

// Say how much larger than life names are drawn: on the screen they stay between 12 and 15 pixels.
function nameScale(k = camera.k) {
  return k < 0.92 ? Math.min(9, 0.92 / k) : k > 1.15 ? 1.15 / k : 1;
}

// Say how much larger than life marks are drawn: less so than names, or they would cover all.
function markScale(k = camera.k) {
  return Math.max(1, nameScale(k)) ** 0.8;
}

function onScreen(x, y) {
  return [(x - camera.x) * camera.k + camera.width / 2, (y - camera.y) * camera.k + camera.height / 2];
}

function inPicture(x, y) {
  const frame = svg.getBoundingClientRect();
  return [
    (x - frame.left - camera.width / 2) / camera.k + camera.x,
    (y - frame.top - camera.height / 2) / camera.k + camera.y,
  ];
}

function isOverview() {
  return state.view === "network" && drawn.marks.length > CROWD;
}

let waiting = 0;
let resting = 0;

// Show what the camera sees: at once without naming anew, and named when it has come to rest.
function look() {
  if (!waiting) {
    waiting = requestAnimationFrame(() => {
      waiting = 0;
      aim();
    });
  }
  clearTimeout(resting);
  resting = setTimeout(rest, 140);
}

function aim() {
  const { x, y, k, width, height } = camera;
  svg.setAttribute("viewBox", `${x - width / k / 2} ${y - height / k / 2} ${width / k} ${height / k}`);
  if (isOverview()) paintOverview(false);
}

function rest() {
  clearTimeout(resting);
  if (isOverview()) paintOverview(true);
  else if (state.view === "network") nameAll();
}

function measure() {
  const frame = svg.getBoundingClientRect();
  if (frame.width) [camera.width, camera.height] = [frame.width, frame.height];
}

// Give the edges of all that is drawn, its names included.
function bounds(size) {
  let boxes = [];
  if (state.view === "chart") boxes = chartFrames();
  else if (isOverview()) boxes = drawn.marks.map((at) => [actors[at].x - 40, actors[at].y - 40, actors[at].x + 40, actors[at].y + 60]);
  else {
    boxes = drawn.marks.map((at) => {
      const { x, y } = placeOf(at);
      const { left, above, below } = roomOf(at, size);
      return [x - left, y - above, x + left, y + below];
    });
  }
  const edge = (at, choose) => boxes.reduce((found, box) => choose(found, box[at]), boxes[0]?.[at] ?? 0);
  return [edge(0, Math.min), edge(1, Math.min), edge(2, Math.max), edge(3, Math.max)];
}

function fit() {
  measure();
  fitWindow();
}

function fitWindow() {
  let edges = [];
  const head = isCrowd || state.view === "chart" ? 44 : 0; // for the buttons above
  const most = state.view === "chart" ? 1.15 : 1.4;
  for (let round = 0, size = 1; round < 4; round += 1, size = nameScale(camera.k)) {
    edges = bounds(size);
    const [wide, high] = [edges[2] - edges[0] + 32, edges[3] - edges[1] + 32];
    camera.k = Math.max(0.02, Math.min(most, camera.width / wide, (camera.height - 52 - head) / high));
  }
  [camera.x, camera.y] = [(edges[0] + edges[2]) / 2, (edges[1] + edges[3]) / 2 + (16 - head / 2) / camera.k];
  if (state.view === "chart" && camera.k < READABLE) beginAtTop(edges);
  aim();
  rest();
}

function zoom(factor, x = camera.width / 2, y = camera.height / 2) {
  const k = Math.max(0.02, Math.min(6, camera.k * factor));
  const share = 1 / camera.k - 1 / k;
  camera.x += (x - camera.width / 2) * share;
  camera.y += (y - camera.height / 2) * share;
  camera.k = k;
  look();
}

// Give where an actor stands in the present view, or null.
function standOf(at) {
  if (state.view === "chart") return chartPlaceOf(at);
  const unit = drawn.unitOf[at];
  return isOverview() ? actors[unit] : standing.get(unit) || null;
}

// Move the camera as far as is needed to see an actor; or, where others are drawn as well, to see all
// that it is tied to.
function bring(at, afar = false) {
  const place = standOf(at);
  const all = afar && state.reach === Infinity;
  if (!place) return;
  const margin = 70;
  const [x, y] = onScreen(place.x, place.y);
  if (!all && x > margin && y > margin && x < camera.width - margin && y < camera.height - margin) return;
  if (all && state.view === "network") {
    const unit = drawn.unitOf[at];
    const there = [unit, ...(drawn.near.get(unit) || [])].map(standOf).filter(Boolean);
    const xs = there.map((stand) => stand.x);
    const ys = there.map((stand) => stand.y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const k = Math.min(camera.width / (right - left + 200), camera.height / (bottom - top + 130));
    camera.k = Math.max(0.2, Math.min(1.4, k));
    [camera.x, camera.y] = [(left + right) / 2, (top + bottom) / 2 + 16];
  } else {
    if (camera.k < 0.5) camera.k = 0.95;
    [camera.x, camera.y] = [place.x, place.y];
  }
  look();
}

// Give the actor nearest to another in one direction.
function beyond(at, dx, dy) {
  const here = standOf(at);
  if (!here) return at;
  let best = at;
  let least = Infinity;
  const others = state.view === "chart" ? chartActors() : drawn.marks;
  for (const other of others) {
    const there = other === at ? null : standOf(other);
    if (!there) continue;
    const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const across = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    const far = along + 2 * across;
    if (along > 1 && across < along * 1.5 && far < least) [best, least] = [other, far];
  }
  return best;
}
