// Names: how wide they are, how they are broken, and where each stands so that it covers nothing.

const ruler = document.createElement("canvas").getContext("2d");
const FONT = getComputedStyle(document.body).fontFamily;
const LINE = 15; // from one line of a name to the next
const widths = new Map();

function widthOf(text, size = 13, weight = 400) {
  const key = `${weight} ${size} ${text}`;
  if (!widths.has(key)) {
    ruler.font = `${weight} ${size}px ${FONT}`;
    widths.set(key, ruler.measureText(text).width);
  }
  return widths.get(key);
}

// Give the beginning of a text that is no wider than `room`.
function beginning(text, room, size, weight) {
  const letters = [...text];
  let end = letters.length;
  while (end > 1 && widthOf(letters.slice(0, end).join(""), size, weight) > room) end -= 1;
  return letters.slice(0, end).join("");
}

const WORD = 150; // the width up to which a word is not broken

// Break a text into lines no wider than `room`, where its words allow; of more than `most` lines the
// last ends in "…". A hyphen is a place to break.
function broken(text, room, most, size = 13, weight = 400) {
  const lines = [];
  const words = text.split(/\s+|(?<=\p{L}-)(?=\p{L})/u).filter(Boolean);
  while (words.length) {
    const last = lines.length - 1;
    const joint = last >= 0 && /\p{L}-$/u.test(lines[last]) ? "" : " ";
    if (last >= 0 && widthOf(`${lines[last]}${joint}${words[0]}`, size, weight) <= room) {
      lines[last] += `${joint}${words.shift()}`;
    } else if (widthOf(words[0], size, weight) <= Math.max(room, WORD)) lines.push(words.shift());
    else {
      const piece = beginning(words[0], room, size, weight);
      lines.push(piece);
      words[0] = words[0].slice(piece.length);
      if (!words[0]) words.shift();
    }
  }
  if (lines.length <= most) return lines.length ? lines : ["?"];
  const end = beginning(`${lines[most - 1]} ${lines[most]}`, room - widthOf("…", size, weight), size, weight);
  return [...lines.slice(0, most - 1), `${end.trimEnd()}…`];
}

// Give what stands at a mark: the name and, of whoever holds a post, the post; with its measures.
const captions = new Map();

function captionOf(at) {
  const held = drawn.seats.get(at) || [];
  const titles = held.map(({ post, sure }) => actors[post].name + (sure ? "" : " (?)"));
  const title = titles.length > 1 ? `${titles[0]} and ${titles.length - 1} more` : titles[0] || "";
  const room = innerWidth < 1200 ? 112 : 150;
  const key = `${at} ${title} ${room}`;
  if (!captions.has(key)) {
    const weight = actors[at].kind === "partnership" ? 600 : 400;
    const rows = broken(actors[at].name, room, room < 150 ? 4 : 3, 13, weight).map((text) => ({ text, size: 13, weight }));
    if (title) rows.push(...broken(title, room, 2, 11.5).map((text) => ({ text, size: 11.5, weight: 400, role: true })));
    captions.set(key, {
      key,
      rows,
      width: Math.max(...rows.map(({ text, size, weight: w }) => widthOf(text, size, w))) + 2,
      height: rows.length * LINE,
    });
  }
  return captions.get(key);
}

// Keep the boxes on the screen that are taken, in cells, so that it is soon known what is free.
function board(cell = 64) {
  const taken = new Map();
  const cells = ([x, y, w, h]) => {
    const keys = [];
    for (let i = Math.floor(x / cell); i <= (x + w) / cell; i += 1) {
      for (let j = Math.floor(y / cell); j <= (y + h) / cell; j += 1) keys.push(`${i} ${j}`);
    }
    return keys;
  };
  const meets = (a, b) => a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3];
  return {
    isFree: (box) => cells(box).every((key) => !(taken.get(key) || []).some((other) => meets(box, other))),
    take: (box) => {
      for (const key of cells(box)) {
        if (!taken.has(key)) taken.set(key, []);
        taken.get(key).push(box);
      }
    },
  };
}

// Give the boxes, in pixels, that the buttons above the picture take.
function buttonBoxes() {
  if (isPrinting) return [];
  const frame = svg.getBoundingClientRect();
  const all = [...document.querySelectorAll("#stage .buttons:not([hidden]), #filters")];
  return all.map((one) => one.getBoundingClientRect()).map(({ left, top, width, height }) => [left - frame.left, top - frame.top, width, height]);
}

// Give the boxes, in pixels, in which a name may stand beside its mark: at best beneath it.
function sidesOf([x, y], radius, caption, size) {
  const [w, h, gap] = [caption.width * size, caption.height * size, 2];
  const [under, over, middle] = [y + radius + gap, y - radius - gap - h, y - h / 2];
  return [
    [x - w / 2, under, w, h],
    [x - w / 2, over, w, h],
    [x + radius + gap + 1, middle, w, h],
    [x - radius - gap - 1 - w, middle, w, h],
    ...[0.15, 0.85].flatMap((share) => [under, over].map((top) => [x - w * share, top, w, h])),
  ];
}

// Find room for names among marks, the first of `order` first; give the boxes found, by actor.
function placedNames(order, placeOn, radiusOf, size, free) {
  const isWithin = ([x, y, w, h]) => x >= 0 && y >= 0 && x + w <= camera.width && y + h <= camera.height;
  const inside = ([x, y]) => x > -200 && y > -80 && x < camera.width + 200 && y < camera.height + 80;
  const seen = order.filter((at) => inside(placeOn(at)));
  for (const at of seen) {
    const [x, y] = placeOn(at);
    const r = radiusOf(at);
    free.take([x - r, y - r, 2 * r, 2 * r]);
  }
  const found = new Map();
  const place = (at, most) => {
    if (found.has(at)) return;
    const sides = sidesOf(placeOn(at), radiusOf(at), captionOf(at), size).slice(0, most);
    const box = sides.find((side) => isWithin(side) && free.isFree(side));
    if (!box) return;
    free.take(box);
    found.set(at, box);
  };
  if (seen.length <= MOST) seen.forEach((at) => place(at, 1)); // there beneath all marks is room
  seen.forEach((at) => place(at));
  return found;
}
