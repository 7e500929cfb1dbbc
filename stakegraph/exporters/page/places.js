// Where marks stand: near those they are tied to, with room for their names as measured here.

const GAP = 14;
const standing = new Map(); // of the marks of the network, by actor
let arranged = ""; // what they were last arranged for

function placeOf(at) {
  return standing.get(at) || actors[at];
}

const reserved = new Set(); // the marks beneath which there is room for a name

function degreeOf(at) {
  return drawn.near.get(at)?.size || 0;
}

// Reserve room for the names of the best connected, as many as the window has room for.
function reserve() {
  reserved.clear();
  let left = (drawn.marks.length <= MOST ? 0.9 : 0.5) * camera.width * camera.height;
  const order = [...drawn.marks].sort((a, b) => degreeOf(b) - degreeOf(a) || a - b);
  for (const at of order) {
    const caption = captionOf(at);
    left -= (caption.width + GAP) * (caption.height + 2 * RADIUS[at] + GAP);
    if (left > 0) reserved.add(at);
  }
}

// Give the box that a mark takes, with its name beneath where that has room, in the picture's units.
function roomOf(at, size) {
  const caption = captionOf(at);
  const r = RADIUS[at] * size ** 0.8 * 1.2;
  if (!reserved.has(at)) return { left: r, above: r, below: r };
  return { left: Math.max(r, (caption.width * size) / 2), above: r, below: r + 3 + caption.height * size };
}

// Bring marks into place when others are drawn than before; else only find room for new ones.
function arrange() {
  const key = state.reach === Infinity ? `all ${state.apart}` : `${drawn.unitOf[state.centre]} ${state.reach} ${state.apart}`;
  if (drawn.marks.length > CROWD) {
    standing.clear();
    arranged = "";
    return;
  }
  if (key !== arranged) {
    arranged = key;
    standing.clear();
    reserve();
    spread();
    settle();
    return;
  }
  const fresh = drawn.marks.filter((at) => !standing.has(at));
  if (!fresh.length) return;
  for (const at of fresh) {
    const beside = [...(drawn.near.get(at) || [])].find((other) => standing.has(other));
    const { x, y } = beside === undefined ? { x: 0, y: 0 } : standing.get(beside);
    standing.set(at, { x: x + 30, y: y + 40 });
  }
  separate(1);
}

// Place the marks by forces (Fruchterman and Reingold 1991), from where the whole network has them
// or, around one actor, from a ring.
function spread() {
  const { marks, lines } = drawn;
  const index = new Map(marks.map((at, number) => [at, number]));
  const side = Math.sqrt(marks.length);
  const all = state.reach === Infinity;
  const xs = marks.map((at) => actors[at].x);
  const ys = marks.map((at) => actors[at].y);
  const spans = [xs, ys].map((list) => Math.max(...list) - Math.min(...list) || 1);
  const start = (at, number) => {
    if (all) return [((actors[at].x - xs[0]) / spans[0]) * side * 1.5, ((actors[at].y - ys[0]) / spans[1]) * side];
    if (!number) return [0, 0];
    const angle = number * 2.39996; // the golden angle: no two the same
    return [Math.cos(angle) * (1 + number / 30), Math.sin(angle) * (1 + number / 30)];
  };
  const now = marks.map(start);
  const joined = lines.map(({ ends }) => ends.map((end) => index.get(end))).filter(([a, b]) => a !== b);
  const degree = marks.map((at) => degreeOf(at) || 1);
  const rounds = all ? 120 : 200;
  for (let round = 0; round < rounds; round += 1) {
    push(now, joined, degree, 0.02 + (all ? 0.15 : 0.6) * (1 - round / rounds) ** 1.5);
  }
  const stage = Math.max(0.6, Math.min(2.2, camera.width / camera.height));
  const span = [0, 1].map((axis) => Math.max(...now.map((p) => p[axis])) - Math.min(...now.map((p) => p[axis])) || 1);
  const turned = (span[0] / span[1] > 1) !== (stage > 1) && !all;
  const sizes = marks.map((at) => roomOf(at, 1));
  const mean = (of) => sizes.reduce((sum, size) => sum + of(size), 0) / (sizes.length || 1) + GAP;
  const wide = mean(({ left }) => 2 * left) * 0.7;
  const high = mean(({ above, below }) => above + below) * 0.95;
  marks.forEach((at, number) => {
    const [x, y] = turned ? [now[number][1], now[number][0]] : now[number];
    standing.set(at, { x: x * wide, y: y * high });
  });
}

function push(now, joined, degree, limit) {
  const moves = now.map(([x, y]) => [-x * 0.012, -y * 0.012]);
  for (let one = 0; one < now.length; one += 1) {
    for (let other = one + 1; other < now.length; other += 1) {
      const dx = now[one][0] - now[other][0];
      const dy = now[one][1] - now[other][1];
      const square = dx * dx + dy * dy + 1e-3;
      if (square > 7) continue;
      moves[one][0] += (dx * 1.1) / square;
      moves[one][1] += (dy * 1.1) / square;
      moves[other][0] -= (dx * 1.1) / square;
      moves[other][1] -= (dy * 1.1) / square;
    }
  }
  for (const [one, other] of joined) {
    const dx = now[one][0] - now[other][0];
    const dy = now[one][1] - now[other][1];
    const force = Math.hypot(dx, dy) / Math.sqrt(Math.min(degree[one], degree[other])) / 2;
    moves[one][0] -= dx * force;
    moves[one][1] -= dy * force;
    moves[other][0] += dx * force;
    moves[other][1] += dy * force;
  }
  now.forEach((place, at) => {
    const [dx, dy] = moves[at];
    const length = Math.hypot(dx, dy);
    const share = length ? Math.min(1, limit / length) : 0;
    place[0] += dx * share;
    place[1] += dy * share;
  });
}

// Bring the marks into the window, at the size at which it shows names, and move them apart until
// no mark with its name covers another. Where that cannot be, the picture grows beyond the window.
function settle() {
  if (!drawn.marks.length) return;
  const frame = [camera.width - 40, camera.height - 100];
  fill(frame);
  let size = 1;
  for (let growth = 1; growth < 1.6; growth *= 1.06) {
    if (separate(size, frame)) return;
    size = nameScale(1 / growth);
    frame.forEach((_, axis) => { frame[axis] *= 1.06; });
    for (const place of standing.values()) [place.x, place.y] = [place.x * 1.06, place.y * 1.06];
  }
}

// Stretch the picture to the window, but not by much more than it needs, around the point 0, 0.
function fill(frame) {
  ["x", "y"].forEach((axis, at) => {
    const all = [...standing.values()].map((place) => place[axis]);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    const share = Math.min(1.4, (frame[at] - 100) / (high - low || 1));
    for (const place of standing.values()) place[axis] = (place[axis] - (low + high) / 2) * share;
  });
}

// Move marks apart, within a frame where one is given, each pair the shorter way; say whether no
// box of mark and name covers another in the end.
function separate(size, frame = null) {
  const list = drawn.marks.map((at) => [standing.get(at), roomOf(at, size)]);
  const gap = GAP / 2;
  for (let round = 0; round < 80; round += 1) {
    let met = false;
    for (let one = 0; one < list.length; one += 1) {
      const [p, a] = list[one];
      for (let other = one + 1; other < list.length; other += 1) {
        const [q, b] = list[other];
        const over = a.left + b.left + gap - Math.abs(q.x - p.x);
        if (over <= 0.5) continue;
        const under = q.y > p.y ? p.y + a.below + gap - (q.y - b.above) : q.y + b.below + gap - (p.y - a.above);
        if (under <= 0.5) continue;
        met = true;
        const across = over / (a.left + b.left) < under / (a.above + a.below);
        const [axis, step] = across ? ["x", over / 2] : ["y", under / 2];
        const way = q[axis] >= p[axis] ? step : -step;
        p[axis] -= way;
        q[axis] += way;
      }
    }
    if (!met) return true;
    if (!frame) continue;
    for (const [place, { left, above, below }] of list) {
      place.x = Math.max(left - frame[0] / 2, Math.min(frame[0] / 2 - left, place.x));
      place.y = Math.max(above - frame[1] / 2, Math.min(frame[1] / 2 - below, place.y));
    }
  }
  return false;
}
