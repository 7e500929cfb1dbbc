// The org chart: boxes that open and close, in layers or, where it is narrow, indented.

const READABLE = 0.96; // the least zoom at which its words are 12 pixels high
const WIDE = 208;
const HIGH = 92;
const BETWEEN = 20;
const HANG = 4; // more closed boxes than this stand in columns
const below = chart.boxes.map(() => []);
chart.boxes.forEach((box, at) => box.above >= 0 && below[box.above].push(at));
const tops = chart.boxes.map((_, at) => at).filter((at) => chart.boxes[at].above < 0 && !chart.boxes[at].apart);
const apart = chart.boxes.map((_, at) => at).filter((at) => chart.boxes[at].apart);
const opened = new Set();
let isApartOpen = false;
let laid = { places: new Map(), lines: new Map(), caption: null };

function isNarrow() {
  return camera.width < 620;
}

function across() {
  return Math.max(2, Math.floor(camera.width / READABLE / (WIDE + BETWEEN)));
}

function columnsOf(count) {
  return Math.min(count, across(), Math.max(2, Math.ceil(Math.sqrt(count * 0.9))));
}

// Give those who are to be seen, each after whom they report to.
function seenBoxes() {
  const order = [...tops];
  for (let at = 0; at < order.length; at += 1) if (opened.has(order[at])) order.push(...below[order[at]]);
  return order;
}

// Lay out what is open; no recursion, since a line may be as long as it likes.
function layChart() {
  laid = { places: new Map(), lines: new Map(), caption: null };
  if (isNarrow()) layIndented();
  else layLayered();
  if (apart.length) layApart();
}

function layIndented() {
  const stack = [...tops].reverse().map((at) => [at, 0]);
  let y = 0;
  while (stack.length) {
    const [at, depth] = stack.pop();
    const place = { x: depth * 18 + WIDE / 2, y };
    laid.places.set(at, place);
    y += HIGH + 14;
    const boss = laid.places.get(chart.boxes[at].above);
    if (boss) {
      const rail = boss.x - WIDE / 2 + 8;
      laid.lines.set(at, [[rail, boss.y + HIGH / 2], [rail, place.y], [place.x - WIDE / 2, place.y]]);
    }
    if (opened.has(at)) stack.push(...[...below[at]].reverse().map((child) => [child, depth + 1]));
  }
}

function layLayered() {
  const widths = new Map();
  const order = seenBoxes();
  const isOpen = (at) => opened.has(at) && below[at].length > 0;
  const parts = new Map();
  for (const at of [...order].reverse()) {
    const kids = isOpen(at) ? below[at] : [];
    const shut = kids.filter((kid) => !isOpen(kid));
    const hung = shut.length > Math.min(HANG, across()) ? shut : [];
    const beside = kids.filter((kid) => !hung.includes(kid));
    const columns = hung.length ? columnsOf(hung.length) : 0;
    const taken = beside.reduce((sum, kid) => sum + widths.get(kid), 0) + columns * (WIDE + BETWEEN);
    parts.set(at, { hung, beside, columns, taken });
    widths.set(at, Math.max(taken, WIDE + BETWEEN));
  }
  const room = Math.max(camera.width / READABLE, ...tops.map((at) => widths.get(at)));
  const starts = new Map();
  let [x, y, deep] = [0, 0, 0];
  const putBelow = (at) => {
    const { hung, beside, columns, taken } = parts.get(at);
    const [left, top] = starts.get(at);
    const place = { x: left + widths.get(at) / 2, y: top };
    laid.places.set(at, place);
    deep = Math.max(deep, top + HIGH);
    const rail = top + HIGH / 2 + 22;
    const under = top + HIGH + 44;
    let start = left + (widths.get(at) - taken) / 2;
    for (const kid of beside) {
      starts.set(kid, [start, under]);
      const middle = start + widths.get(kid) / 2;
      laid.lines.set(kid, [[place.x, place.y + HIGH / 2], [place.x, rail], [middle, rail], [middle, under - HIGH / 2]]);
      start += widths.get(kid);
    }
    const rows = Math.ceil(hung.length / (columns || 1));
    hung.forEach((kid, number) => {
      const [column, row] = [Math.floor(number / rows), number % rows];
      const side = start + column * (WIDE + BETWEEN) + BETWEEN / 4;
      const middle = under + row * (HIGH + 16);
      laid.places.set(kid, { x: side + BETWEEN / 2 + WIDE / 2, y: middle });
      laid.lines.set(kid, [[place.x, place.y + HIGH / 2], [place.x, rail], [side, rail], [side, middle], [side + BETWEEN / 2, middle]]);
      deep = Math.max(deep, middle + HIGH);
    });
  };
  for (const top of tops) {
    if (x && x + widths.get(top) > room + 1) [x, y] = [0, deep + 30];
    starts.set(top, [x, y]);
    x += widths.get(top);
    const tree = [top];
    for (let at = 0; at < tree.length; at += 1) if (isOpen(tree[at])) tree.push(...below[tree[at]]);
    tree.forEach((at) => starts.has(at) && putBelow(at));
  }
}

function layApart() {
  const all = [...laid.places.values()];
  const foot = all.length ? Math.max(...all.map(({ y }) => y)) + HIGH : 0;
  const left = all.length ? Math.min(...all.map(({ x }) => x)) : WIDE / 2;
  laid.caption = { x: left - WIDE / 2, y: foot };
  if (!isApartOpen) return;
  const columns = isNarrow() ? 1 : across();
  apart.forEach((at, number) => {
    const [row, column] = [Math.floor(number / columns), number % columns];
    laid.places.set(at, { x: left + column * (WIDE + BETWEEN), y: foot + 24 + HIGH / 2 + row * (HIGH + 16) });
  });
}

// Open as much, from the top, as can be read at once.
function openReadably() {
  opened.clear();
  isApartOpen = apart.length <= 12;
  const fits = () => {
    layChart();
    const frames = chartFrames();
    const size = [0, 1].map((axis) => Math.max(...frames.map((f) => f[axis + 2])) - Math.min(...frames.map((f) => f[axis])));
    return size[0] + 32 <= camera.width / READABLE && size[1] + 84 <= (camera.height / READABLE) * (isNarrow() ? 3 : 1);
  };
  let tries = 60;
  for (const at of [...tops]) opens(at);
  function opens(first) {
    const queue = [first];
    while (queue.length && tries > 0) {
      const at = queue.shift();
      if (!below[at].length) continue;
      tries -= 1;
      opened.add(at);
      if (fits() || (at === tops[0] && below[at].length <= 60)) queue.push(...below[at]);
      else opened.delete(at);
    }
  }
  layChart();
}

function chartFrames() {
  const frames = [...laid.places.values()].map(({ x, y }) => [x - WIDE / 2, y - HIGH / 2, x + WIDE / 2, y + HIGH / 2 + 8]);
  if (laid.caption) frames.push([laid.caption.x, laid.caption.y - 14, laid.caption.x + WIDE, laid.caption.y + 4]);
  return frames.length ? frames : [[0, 0, WIDE, HIGH]];
}

// Begin at the top of a chart that is too large to be read as a whole.
function beginAtTop([left, top, right]) {
  camera.k = READABLE;
  const first = laid.places.get(tops[0]) || { x: left + WIDE / 2 };
  const wide = right - left + 32 <= camera.width / camera.k;
  camera.x = isNarrow() ? left + camera.width / camera.k / 2 - 12 : wide ? (left + right) / 2 : first.x;
  camera.y = top - 48 + camera.height / camera.k / 2;
}

function boxActors(box) {
  return [box.actor, ...box.holders.map(([who]) => who)];
}

function boxOf(at) {
  const own = chart.boxes.findIndex((box) => box.actor === at);
  if (own >= 0) return own;
  const now = chart.boxes.findIndex((box) => holdersNow(box).some(([who]) => who === at));
  return now >= 0 ? now : chart.boxes.findIndex((box) => boxActors(box).includes(at));
}

function chartPlaceOf(at) {
  return laid.places.get(boxOf(at)) || null;
}

function chartActors() {
  return [...laid.places.keys()].map((at) => chart.boxes[at].actor);
}

// Open all that is above somebody, so that the box is to be seen.
function reveal(at) {
  const box = boxOf(at);
  if (box < 0) return;
  if (chart.boxes[box].apart) isApartOpen = true;
  for (let above = chart.boxes[box].above; above >= 0; above = chart.boxes[above].above) opened.add(above);
}

// Open or close a box and keep it where it is on the screen.
function toggle(at) {
  const before = laid.places.get(at);
  if (at < 0) isApartOpen = !isApartOpen;
  else if (!opened.delete(at)) opened.add(at);
  layChart();
  const after = laid.places.get(at);
  if (before && after) [camera.x, camera.y] = [camera.x + after.x - before.x, camera.y + after.y - before.y];
  drawChart();
  aim();
  if (at >= 0) tell(`${actors[chart.boxes[at].actor].name}: ${count(below[at].length, "box")} below, ${opened.has(at) ? "open" : "closed"}`);
}

function openAll(isOpen) {
  opened.clear();
  isApartOpen = isOpen;
  if (isOpen) below.forEach((kids, at) => kids.length && opened.add(at));
  layChart();
  drawChart();
  fit();
}
