// The picture: a camera over two drawings, the network and the org chart.

const SVG = "http://www.w3.org/2000/svg";
const svg = document.getElementById("picture");
const SYMBOLS = {
  hedged: "?",
  inferred: "∴",
  disputed: "!",
  denied: "×",
  derived: "⇒",
};

function shape(name, attributes = {}, text = null) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== null) node.textContent = text;
  return node;
}

const camera = { x: 0, y: 0, k: 1, width: 800, height: 600 };
const drawings = { network: shape("g", { id: "network" }), chart: shape("g", { id: "chart" }) };
const layer = {};
for (const name of ["lines", "badges", "actors", "words"]) {
  layer[name] = drawings.network.appendChild(shape("g", { class: name }));
}

const RADIUS = actors.map((_, at) => 9 + Math.min(9, Math.sqrt(tiesOf[at].length) * 1.4));
const byDegree = actors.map((_, at) => at).sort((a, b) => tiesOf[b].length - tiesOf[a].length || a - b);
const marks = [];
const paths = [];
const badges = [];
const bends = bendsOf();
let scale = 0; // how much larger than life marks and names are drawn, so as to stay legible
let cursor = null;
const many = actors.length > 150;
svg.classList.toggle("many", many);

// Give how far each line bends, so that lines between the same two do not cover each other.
function bendsOf() {
  const between = new Map();
  ties.forEach((tie, at) => {
    const key = [...tie.ends].sort((a, b) => a - b).join(" ");
    if (!between.has(key)) between.set(key, []);
    between.get(key).push(at);
  });
  const found = [];
  for (const group of between.values()) {
    group.forEach((at, number) => {
      const [one, other] = ties[at].ends;
      const turn = (number - (group.length - 1) / 2) * 26;
      found[at] = one <= other ? turn : -turn;
    });
  }
  return found;
}

// Give how much larger than life marks are drawn: less so than names, or they would cover all.
function markScale() {
  return scale ** (many ? 0.5 : 0.8);
}

// Give the outline of a kind of actor, of radius 1.
const OUTLINES = {
  person: () => shape("circle", { r: 1 }),
  organisation: () => shape("rect", { x: -0.9, y: -0.9, width: 1.8, height: 1.8, rx: 0.28 }),
  post: () => shape("path", { d: "M0-1.18L1.18 0L0 1.18L-1.18 0Z" }),
  partnership: () => shape("path", { d: "M-.58-1H.58L1.15 0L.58 1H-.58L-1.15 0Z" }),
};

function outline(kind) {
  return (OUTLINES[kind] || OUTLINES.organisation)();
}

function drawNetwork() {
  const defs = svg.appendChild(shape("defs"));
  for (const family of facts.families) {
    const marker = shape("marker", {
      id: `arrow-${family}`,
      class: `arrow f-${family}`,
      viewBox: "0 0 10 10",
      refX: 9,
      refY: 5,
      markerUnits: "userSpaceOnUse",
      orient: "auto-start-reverse",
    });
    marker.append(shape("path", { d: "M0 1L10 5L0 9Z" }));
    defs.append(marker);
  }
  ties.forEach((tie, at) => {
    const path = shape("path", { class: `tie f-${tie.family} s-${statusOf(tie)}` });
    if (!tie.both) path.setAttribute("marker-end", `url(#arrow-${tie.family})`);
    paths[at] = layer.lines.appendChild(path);
  });
  actors.forEach((actor, at) => {
    const mark = shape("g", { class: `actor k-${actor.kind}${actor.unnamed ? " unnamed" : ""}` });
    mark.dataset.at = at;
    const name = shape("text");
    actor.lines.forEach((line, row) => name.append(shape("tspan", { x: 0, dy: row ? "1.15em" : "0.9em" }, line)));
    mark.append(outline(actor.kind), name);
    marks[at] = layer.actors.appendChild(mark);
  });
  svg.append(drawings.network, drawings.chart);
}

// Give a line's two ends, trimmed to the marks, its bend and its middle.
function courseOf(at) {
  const [one, other] = ties[at].ends.map((end) => actors[end]);
  const [from, to] = ties[at].ends.map((end) => (RADIUS[end] + 3) * markScale());
  if (one === other) {
    const r = from + 4;
    return { loop: r, x: one.x, y: one.y, mx: one.x, my: one.y - 2.6 * r };
  }
  const dx = other.x - one.x;
  const dy = other.y - one.y;
  const length = Math.hypot(dx, dy) || 1;
  const bend = bends[at] * Math.min(scale, 2);
  const cx = (one.x + other.x) / 2 - (dy / length) * bend * 2;
  const cy = (one.y + other.y) / 2 + (dx / length) * bend * 2;
  const toward = (x, y, r) => {
    const d = Math.hypot(cx - x, cy - y) || 1;
    const step = Math.min(r, d * 0.8);
    return [x + ((cx - x) / d) * step, y + ((cy - y) / d) * step];
  };
  const [x1, y1] = toward(one.x, one.y, from);
  const [x2, y2] = toward(other.x, other.y, to);
  return { x1, y1, cx, cy, x2, y2, mx: (x1 + 2 * cx + x2) / 4, my: (y1 + 2 * cy + y2) / 4 };
}

function lay(at) {
  const c = courseOf(at);
  const round = (number) => Math.round(number * 10) / 10;
  const d = c.loop
    ? `M${round(c.x - c.loop * 0.5)} ${round(c.y - c.loop)}C${round(c.x - 2 * c.loop)} ${round(c.y - 3 * c.loop)} ` +
      `${round(c.x + 2 * c.loop)} ${round(c.y - 3 * c.loop)} ${round(c.x + c.loop * 0.5)} ${round(c.y - c.loop)}`
    : `M${round(c.x1)} ${round(c.y1)}Q${round(c.cx)} ${round(c.cy)} ${round(c.x2)} ${round(c.y2)}`;
  paths[at].setAttribute("d", d);
  if (badges[at]) badges[at].setAttribute("transform", `translate(${c.mx} ${c.my}) scale(${scale})`);
}

function stand(at) {
  const { x, y } = actors[at];
  marks[at].setAttribute("transform", `translate(${x} ${y})`);
}

// Size marks, names and arrows for the present zoom.
function rescale() {
  const wanted = Math.max(1, Math.min(9, 0.9 / camera.k));
  if (Math.abs(wanted / (scale || 1e-9) - 1) < 0.04) return;
  scale = wanted;
  svg.style.setProperty("--words", String(scale));
  svg.style.setProperty("--strokes", String(many ? markScale() : scale ** 0.9));
  for (const marker of svg.querySelectorAll("marker")) {
    marker.setAttribute("markerWidth", 9 * markScale());
    marker.setAttribute("markerHeight", 9 * markScale());
  }
  const small = markScale();
  marks.forEach((mark, at) => {
    const r = RADIUS[at] * small;
    mark.firstChild.setAttribute("transform", `scale(${r})`);
  });
  ties.forEach((_, at) => lay(at));
}

// Show which lines and actors there are to be seen, and how.
function redraw() {
  ties.forEach((tie, at) => {
    const shown = isTieShown(tie);
    paths[at].classList.toggle("gone", !shown);
    paths[at].classList.toggle("open", held(tie) === "undetermined");
    if (badges[at]) badges[at].classList.toggle("gone", !shown);
  });
  actors.forEach((_, at) => {
    const now = presence(at);
    marks[at].classList.toggle("gone", now === "hidden");
    marks[at].classList.toggle("faint", now === "faint");
  });
  redrawChart();
  highlight();
}

// Lift out the chosen actor or line with what it is tied to.
function highlight() {
  const chosen = hovered ?? state.actor;
  const near = new Set(chosen === null ? [] : [chosen]);
  const lit = new Set();
  if (chosen !== null) {
    for (const tie of tiesOf[chosen]) {
      if (isTieShown(ties[tie])) {
        lit.add(tie);
        ties[tie].ends.forEach((end) => near.add(end));
      }
    }
  } else if (state.tie !== null) {
    lit.add(state.tie);
    ties[state.tie].ends.forEach((end) => near.add(end));
  }
  svg.classList.toggle("focussed", near.size > 0);
  marks.forEach((mark, at) => {
    mark.classList.toggle("near", near.has(at));
    mark.classList.toggle("chosen", at === state.actor);
    mark.classList.toggle("cursor", at === cursor);
  });
  paths.forEach((path, at) => path.classList.toggle("lit", lit.has(at)));
  for (const box of drawings.chart.querySelectorAll(".box")) {
    const own = boxHolders(chart.boxes[box.dataset.box]);
    box.classList.toggle("chosen", own.includes(state.actor));
    box.classList.toggle("cursor", own.includes(cursor));
  }
  name(near, lit);
}

// Write as many names as fit without covering each other, the most tied first; and what lines say.
function name(near, lit) {
  const taken = new Map();
  const cell = 64;
  const cells = ([x, y, w, h]) => {
    const found = [];
    for (let i = Math.floor(x / cell); i <= (x + w) / cell; i += 1) {
      for (let j = Math.floor(y / cell); j <= (y + h) / cell; j += 1) found.push(`${i} ${j}`);
    }
    return found;
  };
  const fits = (box) => {
    const keys = cells(box);
    for (const key of keys) {
      for (const [x, y, w, h] of taken.get(key) || []) {
        if (box[0] < x + w && x < box[0] + box[2] && box[1] < y + h && y < box[1] + box[3]) return false;
      }
    }
    return true;
  };
  const take = (box) => {
    for (const key of cells(box)) {
      if (!taken.has(key)) taken.set(key, []);
      taken.get(key).push(box);
    }
  };
  const k = camera.k;
  const small = markScale();
  const size = 13 * scale * k;
  const wanted = [...byDegree].sort((a, b) => near.has(b) - near.has(a));
  if (actors.length < 400 && k > 0.45) {
    for (const at of wanted) {
      if (marks[at].classList.contains("gone")) continue;
      const [x, y] = onScreen(actors[at].x, actors[at].y);
      const r = RADIUS[at] * small * k * 0.85;
      take([x - r, y - r, 2 * r, 2 * r]);
    }
  }
  for (const at of wanted) {
    const actor = actors[at];
    const [x, y] = onScreen(actor.x, actor.y);
    const r = RADIUS[at] * small * k;
    const width = Math.max(...actor.lines.map((line) => line.length)) * size * 0.54;
    const high = actor.lines.length * size * 1.17 + 2;
    const room = many ? 7 : 0;
    const far = RADIUS[at] * small; // from here on in units of the picture, the boxes in pixels
    const rise = (actor.lines.length * 1.15 + 0.1) * 13 * scale;
    const spots = [
      ["below", x - width / 2, y + r, 0, far + 2 * scale],
      ["above", x - width / 2, y - r - high, 0, -far - rise],
      ["right", x + r + 3, y - high / 2, far + 4 * scale, -rise / 2],
      ["left", x - r - 3 - width, y - high / 2, -far - 4 * scale, -rise / 2],
    ];
    const inside = x > -200 && y > -60 && x < camera.width + 200 && y < camera.height + 60;
    let shown = inside && !marks[at].classList.contains("gone") && !(many && near.size && !near.has(at));
    const boxOf = ([, left, top]) => [left - room, top, width + 2 * room, high + room];
    const spot = shown ? spots.find((one) => fits(boxOf(one))) : null;
    const [side, , , along, drop] = spot || spots[0];
    const box = boxOf(spot || spots[0]);
    shown = shown && (Boolean(spot) || at === state.actor);
    const text = marks[at].lastChild;
    text.setAttribute("class", side);
    text.setAttribute("transform", `translate(${along} ${drop})`);
    text.classList.toggle("gone", !shown);
    if (shown) take(box);
  }
  const close = k > 1.7 ? ties.map((_, at) => at).filter((at) => isTieShown(ties[at])) : [];
  const spoken = new Set([...lit, ...close]);
  layer.words.replaceChildren();
  layer.badges.replaceChildren();
  badges.length = 0;
  for (const at of spoken) {
    const c = courseOf(at);
    const words = ties[at].verb.length > 32 ? `${ties[at].verb.slice(0, 30)}…` : ties[at].verb;
    const width = words.length * size * 0.46;
    let spot = null;
    for (const t of c.loop ? [0.5] : [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]) {
      const u = 1 - t;
      const px = c.loop ? c.mx : u * u * c.x1 + 2 * u * t * c.cx + t * t * c.x2;
      const py = c.loop ? c.my : u * u * c.y1 + 2 * u * t * c.cy + t * t * c.y2;
      const [x, y] = onScreen(px, py);
      const box = [x - width / 2, y - size * 0.55, width, size * 1.1];
      if (x > 0 && y > 0 && x < camera.width && y < camera.height && fits(box)) {
        take(box);
        spot = [px, py];
        break;
      }
    }
    if (!spot) continue;
    const text = shape("text", { class: `verb f-${ties[at].family}`, x: spot[0], y: spot[1], dy: "0.32em" }, words);
    layer.words.append(text);
  }
  ties.forEach((tie, at) => {
    const symbol = SYMBOLS[statusOf(tie)];
    if (!symbol || !isTieShown(tie) || (k < (many ? 0.9 : 0.5) && !lit.has(at))) return;
    const badge = shape("g", { class: `badge f-${tie.family}${lit.has(at) ? " lit" : ""}` });
    badge.append(shape("circle", { r: 6.5 }), shape("text", { y: 3.6 }, symbol));
    badges[at] = layer.badges.appendChild(badge);
    const c = courseOf(at);
    const t = lit.has(at) && !c.loop ? 0.86 : 0.5; // beside what the line says
    const u = 1 - t;
    const x = c.loop ? c.mx : u * u * c.x1 + 2 * u * t * c.cx + t * t * c.x2;
    const y = c.loop ? c.my : u * u * c.y1 + 2 * u * t * c.cy + t * t * c.y2;
    badge.setAttribute("transform", `translate(${x} ${y}) scale(${scale})`);
  });
}

function boxHolders(box) {
  return [box.actor, ...box.holders.map(([who]) => who)];
}

function noHolder(box, shown) {
  if (shown.length) return "no present holder named";
  return box.holders.length ? "no holder known that day" : "holder not given";
}

function redrawChart() {
  drawings.chart.replaceChildren();
  const [width, height] = chart.box;
  for (const line of chart.lines) {
    const own = line.ties.map((tie) => ties[tie]).filter((tie) => isTieShown(tie) && isOfTheTime(tie));
    if (!own.length) continue;
    const best = own.find((tie) => held(tie) === "held") || own[0];
    const d = line.corners.map(([x, y], at) => `${at ? "L" : "M"}${x} ${y}`).join("");
    const open = held(best) === "undetermined" ? " open" : "";
    const path = shape("path", { class: `rung s-${statusOf(best)}${open}${line.aside ? " aside" : ""}`, d });
    drawings.chart.append(path);
    const symbol = SYMBOLS[statusOf(best)];
    if (symbol) {
      const [x, y] = line.corners[line.corners.length - 1];
      const [px, py] = line.corners[line.corners.length - 2];
      const badge = shape("g", { class: "badge f-reporting" });
      badge.append(shape("circle", { r: 6.5 }), shape("text", { y: 3.6 }, symbol));
      badge.setAttribute("transform", px === x ? `translate(${x} ${Math.max(py, y - 9)})` : `translate(${x - 7} ${y})`);
      line.badge = badge;
    } else line.badge = null;
  }
  if (chart.foot !== null) {
    const left = Math.min(...chart.boxes.map((box) => box.x)) - width / 2;
    drawings.chart.append(shape("text", { class: "caption", x: left, y: chart.foot - height / 2 - 12 }, "Posts without a reporting line here"));
  }
  chart.boxes.forEach((box, at) => {
    const shown = box.holders.filter(([, tie]) => isTieShown(ties[tie]));
    const now = shown.filter(([, tie]) => isOfTheTime(ties[tie]));
    const group = shape("g", { class: `box k-${actors[box.actor].kind}`, transform: `translate(${box.x} ${box.y})` });
    group.dataset.box = at;
    group.append(shape("rect", { x: -width / 2, y: -height / 2, width, height, rx: 6 }));
    const rows = [];
    const cut = (text) => (text.length > 29 ? `${text.slice(0, 28)}…` : text);
    if (box.lines.length) {
      now.slice(0, 1).forEach(([who, tie]) => {
        const sure = held(ties[tie]) === "held";
        rows.push([sure ? "holder" : "holder open", cut(actors[who].name) + (sure ? "" : " (?)")]);
      });
      if (now.length > 1) rows[0][1] = `${cut(actors[now[0][0]].name).slice(0, 20)} + ${now.length - 1} more`;
      if (!now.length) rows.push(["vacant", noHolder(box, shown)]);
      box.lines.forEach((line) => rows.push(["role", line]));
    } else actors[box.actor].lines.forEach((line) => rows.push(["holder", line]));
    if (box.house) rows.push(["house", cut(box.house)]);
    rows.forEach(([kind, text], row) => {
      group.append(shape("text", { class: kind, y: (row - (rows.length - 1) / 2) * 17 + 4.5 }, text));
    });
    drawings.chart.append(group);
  });
  chart.lines.forEach((line) => line.badge && drawings.chart.append(line.badge));
}

// The camera: the picture's point in the middle of the window, and pixels for each of its units.

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

let waiting = 0;

function look() {
  const { x, y, k, width, height } = camera;
  svg.setAttribute("viewBox", `${x - width / k / 2} ${y - height / k / 2} ${width / k} ${height / k}`);
  if (!waiting) {
    waiting = requestAnimationFrame(() => {
      waiting = 0;
      rescale();
      if (state.view === "network") highlight();
    });
  }
}

function measure() {
  const frame = svg.getBoundingClientRect();
  if (frame.width) [camera.width, camera.height] = [frame.width, frame.height];
}

function bounds() {
  const boxes =
    state.view === "chart"
      ? chart.boxes.map(({ x, y }) => [x - chart.box[0] / 2, y - chart.box[1] / 2, x + chart.box[0] / 2, y + chart.box[1] / 2])
      : actors
          .filter((_, at) => presence(at) !== "hidden")
          .map(({ x, y, lines }) => [x - 50, y - 22, x + 50, y + 22 + 16 * lines.length]);
  const edge = (at, choose) => boxes.reduce((found, box) => choose(found, box[at]), boxes[0]?.[at] ?? 0);
  return [edge(0, Math.min), edge(1, Math.min), edge(2, Math.max), edge(3, Math.max)];
}

function fit() {
  measure();
  const [left, top, right, bottom] = bounds();
  const wide = right - left + 40;
  const high = bottom - top + 20;
  camera.k = Math.min(state.view === "chart" ? 1.2 : 1.6, camera.width / wide, (camera.height - 40) / high);
  [camera.x, camera.y] = [(left + right) / 2, (top + bottom) / 2];
  if (state.view === "chart" && camera.k < 0.55) {
    // Too large to be read as a whole: begin at the top.
    camera.k = 0.7;
    const first = chart.boxes[0];
    [camera.x, camera.y] = [first.x, top - 20 + camera.height / camera.k / 2];
  }
  look();
}

function zoom(factor, x = camera.width / 2, y = camera.height / 2) {
  const k = Math.max(0.03, Math.min(6, camera.k * factor));
  const share = 1 / camera.k - 1 / k;
  camera.x += (x - camera.width / 2) * share;
  camera.y += (y - camera.height / 2) * share;
  camera.k = k;
  look();
}

// Give where an actor stands in the present view, or null.
function placeOf(at) {
  if (state.view === "network") return actors[at];
  return chart.boxes.find((box) => box.actor === at) || chart.boxes.find((box) => boxHolders(box).includes(at)) || null;
}

// Move the camera as far as is needed to see an actor; or to see all that it is tied to.
function bring(at, all = false) {
  const place = placeOf(at);
  if (!place) return;
  const margin = 70;
  const [x, y] = onScreen(place.x, place.y);
  if (!all && x > margin && y > margin && x < camera.width - margin && y < camera.height - margin) return;
  if (all && state.view === "network") {
    const ends = new Set([at]);
    for (const tie of tiesOf[at]) if (isTieShown(ties[tie])) ties[tie].ends.forEach((end) => ends.add(end));
    const xs = [...ends].map((end) => actors[end].x);
    const ys = [...ends].map((end) => actors[end].y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const k = Math.min(camera.width / (right - left + 170), camera.height / (bottom - top + 110));
    camera.k = Math.max(0.2, Math.min(1.5, k));
    [camera.x, camera.y] = [(left + right) / 2, (top + bottom) / 2 + 10];
  } else {
    if (camera.k < 0.5) camera.k = 0.9;
    [camera.x, camera.y] = [place.x, place.y];
  }
  look();
}

// Give the actor nearest to another in one direction.
function beyond(at, dx, dy) {
  const here = placeOf(at);
  if (!here) return at;
  let best = at;
  let least = Infinity;
  actors.forEach((_, other) => {
    const there = other === at || presence(other) === "hidden" ? null : placeOf(other);
    if (!there) return;
    const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const across = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    const far = along + 2 * across;
    if (along > 1 && across < along * 1.5 && far < least) [best, least] = [other, far];
  });
  return best;
}

// Give the line within a few pixels of a point on the screen, or null.
function tieAt(x, y) {
  const [px, py] = inPicture(x, y);
  let best = null;
  let least = 7 / camera.k;
  ties.forEach((tie, at) => {
    if (!isTieShown(tie)) return;
    const c = courseOf(at);
    if (c.loop) return;
    for (let step = 1; step < 24; step += 1) {
      const t = step / 24;
      const u = 1 - t;
      const far = Math.hypot(u * u * c.x1 + 2 * u * t * c.cx + t * t * c.x2 - px, u * u * c.y1 + 2 * u * t * c.cy + t * t * c.y2 - py);
      if (far < least) [best, least] = [at, far];
    }
  });
  return best;
}

let hovered = null;
