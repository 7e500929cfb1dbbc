// The whole of a crowd, painted: thousands of marks, the names of the best connected.

const overview = document.getElementById("overview");
const SOUGHT = 250; // the most names looked for
const dark = matchMedia("(prefers-color-scheme: dark)");
const colours = new Map();
dark.addEventListener("change", () => colours.clear());

function colour(name) {
  if (!colours.size) {
    const style = getComputedStyle(document.documentElement);
    for (const key of ["edge", "ink", "paper", "accent", ...Object.keys(facts.families).map((family) => `f-${family}`), ...Object.keys(facts.kinds).map((kind) => `k-${kind}`)]) {
      colours.set(key, style.getPropertyValue(`--${key}`).trim());
    }
  }
  return colours.get(name);
}

function dotRadius(at) {
  return Math.max(1.6, Math.min(RADIUS[at], RADIUS[at] * Math.max(camera.k, 0.22) * 0.9));
}

function byKey(list, key) {
  const groups = new Map();
  for (const item of list) {
    if (!groups.has(key(item))) groups.set(key(item), []);
    groups.get(key(item)).push(item);
  }
  return groups;
}

// Paint all marks and lines; their names only where the camera rests.
function paintOverview(isNamed) {
  const ratio = devicePixelRatio || 1;
  const [width, height] = [Math.round(camera.width * ratio), Math.round(camera.height * ratio)];
  if (overview.width !== width || overview.height !== height) [overview.width, overview.height] = [width, height];
  const pen = overview.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, camera.width, camera.height);
  const { unit, near, lit } = lifted();
  const spots = new Map(drawn.marks.map((at) => [at, onScreen(actors[at].x, actors[at].y)]));
  const inside = ([x, y]) => x > -20 && y > -20 && x < camera.width + 20 && y < camera.height + 20;
  const trace = (lines) => {
    pen.beginPath();
    for (const { ends } of lines) {
      const [from, to] = ends.map((end) => spots.get(end));
      if (!inside(from) && !inside(to)) continue;
      pen.moveTo(...from);
      pen.lineTo(...to);
    }
    pen.stroke();
  };
  if (isNamed || drawn.lines.length < 4000) {
    pen.lineWidth = 0.6;
    pen.globalAlpha = near.size ? 0.08 : 0.22;
    for (const [family, lines] of byKey(drawn.lines, (line) => line.family)) {
      pen.strokeStyle = colour(`f-${family}`);
      trace(lines);
    }
  }
  pen.globalAlpha = 1;
  pen.lineWidth = 1.4;
  for (const [family, lines] of byKey([...lit], (line) => line.family)) {
    pen.strokeStyle = colour(`f-${family}`);
    trace(lines);
  }
  pen.lineWidth = 0.8;
  pen.strokeStyle = colour("edge");
  for (const isNear of [false, true]) {
    pen.globalAlpha = near.size && !isNear ? 0.3 : 1;
    const shown = drawn.marks.filter((at) => near.has(at) === isNear && inside(spots.get(at)));
    for (const [kind, group] of byKey(shown, (at) => actors[at].kind)) {
      pen.fillStyle = colour(`k-${kind}`);
      pen.beginPath();
      for (const at of group) dot(pen, kind, spots.get(at), dotRadius(at));
      pen.fill();
      if (isNamed) pen.stroke();
    }
  }
  pen.globalAlpha = 1;
  if (isNamed) nameOverview(pen, spots, unit, near);
}

function dot(pen, kind, [x, y], r) {
  if (kind === "person") {
    pen.moveTo(x + r, y);
    pen.arc(x, y, r, 0, 7);
  } else if (kind === "post") {
    pen.moveTo(x, y - r);
    pen.lineTo(x + r, y);
    pen.lineTo(x, y + r);
    pen.lineTo(x - r, y);
    pen.closePath();
  } else pen.rect(x - r * 0.9, y - r * 0.9, 1.8 * r, 1.8 * r);
}

function nameOverview(pen, spots, unit, near) {
  const order = [...drawn.marks].sort(
    (a, b) => (b === unit) - (a === unit) || near.has(b) - near.has(a) || tiesOf[b].length - tiesOf[a].length || a - b,
  );
  const wanted = order.filter((at) => !near.size || near.has(at)).slice(0, SOUGHT);
  const free = board();
  buttonBoxes().forEach(free.take);
  const found = placedNames(wanted, (at) => spots.get(at), dotRadius, 0.95, free);
  pen.textAlign = "center";
  pen.lineJoin = "round";
  for (const [at, box] of found) {
    captionOf(at).rows.forEach(({ text, size, weight }, row) => {
      pen.font = `${at === unit ? 700 : weight} ${size * 0.95}px ${FONT}`;
      const y = box[1] + (12 + row * LINE) * 0.95;
      pen.lineWidth = 4;
      pen.strokeStyle = colour("paper");
      pen.strokeText(text, box[0] + box[2] / 2, y);
      pen.fillStyle = colour("ink");
      pen.fillText(text, box[0] + box[2] / 2, y);
    });
  }
}

// Give the mark of the overview at a point on the screen, or null.
function dotAt(x, y) {
  const frame = svg.getBoundingClientRect();
  let best = null;
  let least = 12;
  for (const at of drawn.marks) {
    const [dx, dy] = onScreen(actors[at].x, actors[at].y);
    const far = Math.hypot(dx - (x - frame.left), dy - (y - frame.top));
    if (far < least) [best, least] = [at, far];
  }
  return best;
}
