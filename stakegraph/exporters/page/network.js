// The network: marks, lines between them, and above both the names.

const layer = {};
for (const name of ["lines", "badges", "marks", "words", "names"]) {
  layer[name] = drawings.network.appendChild(shape("g", { class: name }));
}
const marks = new Map();
const labels = new Map();
let lettering = 0; // the scale for which marks and lines are laid

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

function buildNetwork() {
  const defs = svg.appendChild(shape("defs"));
  for (const family of Object.keys(facts.families)) {
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
  svg.append(drawings.network, drawings.chart);
}

// Give a line's two ends, trimmed to the marks, its bend and its middle.
function courseOf(line) {
  const [one, other] = line.ends.map(placeOf);
  const [from, to] = line.ends.map((end) => (RADIUS[end] + 3) * markScale());
  if (line.ends[0] === line.ends[1]) {
    const r = from + 4;
    return { loop: r, x: one.x, y: one.y, mx: one.x, my: one.y - 2.6 * r };
  }
  const dx = other.x - one.x;
  const dy = other.y - one.y;
  const length = Math.hypot(dx, dy) || 1;
  const bend = line.bend * Math.min(Math.max(1, lettering), 2);
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

// Give the point at a share of the way along a line.
function pointOn(c, t) {
  if (c.loop) return [c.mx, c.my];
  const u = 1 - t;
  return [u * u * c.x1 + 2 * u * t * c.cx + t * t * c.x2, u * u * c.y1 + 2 * u * t * c.cy + t * t * c.y2];
}

function lay(line) {
  const c = courseOf(line);
  const round = (number) => Math.round(number * 10) / 10;
  const d = c.loop
    ? `M${round(c.x - c.loop * 0.5)} ${round(c.y - c.loop)}C${round(c.x - 2 * c.loop)} ${round(c.y - 3 * c.loop)} ` +
      `${round(c.x + 2 * c.loop)} ${round(c.y - 3 * c.loop)} ${round(c.x + c.loop * 0.5)} ${round(c.y - c.loop)}`
    : `M${round(c.x1)} ${round(c.y1)}Q${round(c.cx)} ${round(c.cy)} ${round(c.x2)} ${round(c.y2)}`;
  line.path.setAttribute("d", d);
}

function stand(at) {
  const { x, y } = placeOf(at);
  marks.get(at).setAttribute("transform", `translate(${x} ${y})`);
}

// Draw the marks and lines that there are to be seen, and name them.
function drawNetwork() {
  marks.clear();
  labels.clear();
  for (const name of Object.keys(layer)) layer[name].replaceChildren();
  if (isOverview()) return;
  for (const line of drawn.lines) {
    const open = held(line.tie) === "undetermined" ? " open" : "";
    const path = shape("path", { class: `tie f-${line.family} s-${statusOf(line.tie)}${open}` });
    if (!line.tie.both) path.setAttribute("marker-end", `url(#arrow-${line.family})`);
    line.path = layer.lines.appendChild(path);
  }
  for (const at of drawn.marks) {
    const actor = actors[at];
    const look = `actor k-${actor.kind}${actor.unnamed ? " unnamed" : ""}${presence(at) === "faint" ? " faint" : ""}`;
    const mark = shape("g", { class: look });
    mark.dataset.at = at;
    mark.append(outline(actor.kind));
    marks.set(at, layer.marks.appendChild(mark));
    stand(at);
    const text = shape("text", { class: `label k-${actor.kind}` });
    text.dataset.at = at;
    captionOf(at).rows.forEach(({ text: words, role }, row) => {
      text.append(shape("tspan", { x: 0, y: 12 + row * LINE, class: role ? "role" : "" }, words));
    });
    labels.set(at, layer.names.appendChild(text));
  }
  svg.classList.toggle("many", drawn.marks.length > 100);
  lettering = 0;
  aim();
}

// Size marks, lines and arrows for the present zoom.
function rescale() {
  const wanted = nameScale();
  if (Math.abs(wanted / (lettering || 1e-9) - 1) < 0.02) return;
  lettering = wanted;
  svg.style.setProperty("--words", String(lettering));
  svg.style.setProperty("--strokes", String(Math.max(1, lettering) ** 0.9));
  for (const marker of svg.querySelectorAll("marker")) {
    marker.setAttribute("markerWidth", 9 * markScale());
    marker.setAttribute("markerHeight", 9 * markScale());
  }
  for (const [at, mark] of marks) mark.firstChild.setAttribute("transform", `scale(${RADIUS[at] * markScale()})`);
  drawn.lines.forEach(lay);
}

// Give the marks and lines to be lifted out: the chosen actor or line and what it is tied to.
function lifted() {
  const chosen = hovered ?? state.actor;
  const unit = chosen === null ? null : drawn.unitOf[chosen];
  const near = new Set(unit === null || !(marks.has(unit) || isOverview()) ? [] : [unit]);
  const lit = new Set();
  for (const line of drawn.lines) {
    if (near.size ? line.ends.includes(unit) : line.ties.includes(state.tie)) lit.add(line);
  }
  for (const line of lit) line.ends.forEach((end) => near.add(end));
  return { unit, near, lit };
}

function highlight() {
  if (state.view !== "network") return undefined;
  if (isOverview()) return rest();
  const { near, lit } = lifted();
  svg.classList.toggle("focussed", near.size > 0 && near.size < drawn.marks.length);
  const chosen = state.actor === null ? null : drawn.unitOf[state.actor];
  for (const group of [marks, labels]) {
    for (const [at, node] of group) {
      node.classList.toggle("near", near.has(at));
      node.classList.toggle("chosen", at === chosen);
      node.classList.toggle("cursor", at === cursor);
    }
  }
  for (const line of drawn.lines) line.path.classList.toggle("lit", lit.has(line));
  return nameAll();
}

// Write as many names as there is room for, the best connected first; and what lines say.
function nameAll() {
  if (state.view !== "network" || isOverview()) return;
  rescale();
  const { unit, near, lit } = lifted();
  const size = nameScale() * camera.k;
  const free = board();
  buttonBoxes().forEach(free.take);
  const order = [...drawn.marks].sort(
    (a, b) => (b === unit) - (a === unit) || near.has(b) - near.has(a) || tiesOf[b].length - tiesOf[a].length || a - b,
  );
  const placeOn = (at) => onScreen(placeOf(at).x, placeOf(at).y);
  const radiusOf = (at) => RADIUS[at] * markScale() * camera.k * 1.15;
  const found = placedNames(order, placeOn, radiusOf, size, free);
  for (const [at, text] of labels) {
    const box = found.get(at);
    text.classList.toggle("gone", !box);
    if (!box) continue;
    const x = (box[0] + box[2] / 2 - camera.width / 2) / camera.k + camera.x;
    const y = (box[1] - camera.height / 2) / camera.k + camera.y;
    text.setAttribute("transform", `translate(${x} ${y}) scale(${nameScale()})`);
  }
  layer.words.replaceChildren();
  layer.badges.replaceChildren();
  const few = drawn.lines.length <= 150 || camera.k > 0.9;
  for (const line of drawn.lines) {
    const symbol = SYMBOLS[statusOf(line.tie)];
    if (symbol && (few || lit.has(line))) mark(line, symbol, lit.has(line), size, free);
  }
  const spoken = camera.k > 1.7 ? drawn.lines : [...lit];
  const often = new Map(); // of many lines that say the same, a few say it for all
  for (const line of spoken) {
    const said = often.get(line.tie.verb) || 0;
    if (spoken.length > 12 && said > 2) continue;
    if (speak(line, size, free)) often.set(line.tie.verb, said + 1);
  }
}

// Write what a line says where there is room on it, and say whether there is.
function speak(line, size, free) {
  const c = courseOf(line);
  const [words] = broken(wordsOf(line), 220, 1, 11);
  const [width, height] = [widthOf(words, 11) * size + 4, 12 * size];
  for (const t of c.loop ? [0.5] : [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]) {
    const [px, py] = pointOn(c, t);
    const [x, y] = onScreen(px, py);
    const box = [x - width / 2, y - height / 2, width, height];
    if (x < 0 || y < 0 || x > camera.width || y > camera.height || !free.isFree(box)) continue;
    free.take(box);
    layer.words.append(shape("text", { class: `verb f-${line.family}`, x: px, y: py, dy: "0.32em" }, words));
    return true;
  }
  return false;
}

// Put the sign of what is not plainly stated on a line, where it covers nothing.
function mark(line, symbol, isLit, size, free) {
  const c = courseOf(line);
  const r = 7 * size;
  for (const t of [0.5, 0.4, 0.6, 0.3, 0.7]) {
    const [px, py] = pointOn(c, t);
    const [x, y] = onScreen(px, py);
    const box = [x - r, y - r, 2 * r, 2 * r];
    if (!free.isFree(box)) continue;
    free.take(box);
    const badge = shape("g", { class: `badge f-${line.family}${isLit ? " lit" : ""}` });
    badge.append(shape("circle", { r: 6.5 }), shape("text", { y: 3.6 }, symbol));
    badge.setAttribute("transform", `translate(${px} ${py}) scale(${nameScale()})`);
    layer.badges.append(badge);
    return;
  }
}

// Give the line within a few pixels of a point on the screen, or null.
function lineAt(x, y) {
  const [px, py] = inPicture(x, y);
  let best = null;
  let least = 7 / camera.k;
  for (const line of isOverview() ? [] : drawn.lines) {
    const c = courseOf(line);
    if (c.loop) continue;
    for (let step = 1; step < 24; step += 1) {
      const [lx, ly] = pointOn(c, step / 24);
      const far = Math.hypot(lx - px, ly - py);
      if (far < least) [best, least] = [line, far];
    }
  }
  return best;
}
