// What is drawn: a person and the posts held are one mark, lines that say the same are one line.

const CROWD = 300; // of more than this, names and lines say nothing when all are drawn at once
const EACH = 3200; // the square pixels of the window that an actor wants, where all are drawn at once
const isSmall = innerWidth < 500; // a telephone: there is room for fewer names
const MOST = isSmall ? 16 : 60; // around one actor
const NAMED = isSmall ? 16000 : 7000; // the square pixels that a mark with its name wants there
const windowRoom = (innerWidth - (innerWidth > 900 ? 218 : 0)) * (innerHeight - 110) / EACH;
const isCrowd = actors.length > (isSmall ? MOST : Math.max(MOST, Math.min(CROWD - 1, windowRoom)));
const seatOf = new Map(chart.boxes.map((box) => [box.actor, box]));

// Give who holds a post on the day chosen, or now: actor and line, nobody twice.
function holdersNow(box) {
  const shown = box.holders.filter(([, tie]) => isTieShown(ties[tie]) && isOfTheTime(ties[tie]));
  return [...new Map([...shown].reverse()).entries()].reverse();
}

// Say what is unsure of a line, "" of one that is stated and surely held.
function doubtOf(tie) {
  if (held(tie) !== "held") return "cannot be said for the day";
  return firmnessOf(tie) === "stated" ? "" : firmnessOf(tie);
}

// Give for each actor the one in whose mark it is drawn, and the posts drawn with their holders.
// A post that is vacant or shared is drawn by itself.
function seated() {
  const unitOf = actors.map((_, at) => at);
  const seats = new Map();
  if (!state.apart) {
    for (const box of chart.boxes) {
      const now = actors[box.actor].kind === "post" ? holdersNow(box) : [];
      if (now.length !== 1) continue;
      const [[who, tie]] = now;
      unitOf[box.actor] = who;
      if (!seats.has(who)) seats.set(who, []);
      seats.get(who).push({ post: box.actor, sure: !doubtOf(ties[tie]) });
    }
  }
  return { unitOf, seats };
}

// Give the lines between marks, each with the facts that it stands for. What follows from lines
// that are drawn is not drawn besides.
function linesBetween(unitOf) {
  const lines = new Map();
  ties.forEach((tie, at) => {
    if (!isTieShown(tie)) return;
    let [one, other] = tie.ends.map((end) => unitOf[end]);
    if (one === other && tie.ends[0] !== tie.ends[1]) return;
    const follows = !state.apart && tie.premises.length && tie.premises.every((on) => typeof on === "number" && isTieShown(ties[on]));
    if (follows) return;
    if (tie.both && one > other) [one, other] = [other, one];
    const key = [one, other, tie.verb, statusOf(tie), held(tie), Boolean(tie.tense)].join("|");
    if (!lines.has(key)) lines.set(key, { ends: [one, other], ties: [], family: tie.family, tie });
    lines.get(key).ties.push(at);
  });
  return [...lines.values()];
}

const following = ties.map(() => []); // the lines that follow from each
ties.forEach((tie, at) => tie.premises.forEach((on) => following[on]?.push(at)));

const OF_POSTS = new Set(["role", "structure"]); // the families in which a post is not its holder

// Say what a line says of its marks. Where a post is drawn in the mark of its holder, that is what
// follows for the holder; else the post is named where the holder cannot be meant.
function wordsOf(line) {
  const words = [...new Set(line.ties.map(wordsOfTie))];
  return words.length > 1 ? `${words[0]} and ${words.length - 1} more` : words[0];
}

function wordsOfTie(at) {
  const tie = ties[at];
  const units = tie.ends.map((end) => drawn.unitOf[end]);
  const isOwn = tie.ends.map((end, side) => end === units[side]);
  if ((isOwn[0] && isOwn[1]) || !OF_POSTS.has(tie.family)) return tie.verb;
  const isSaid = (one) => one.ends.every((end, side) => end === units[side]) && isTieShown(one) && held(one) === held(tie) && one.tense === tie.tense;
  const said = following[at].map((number) => ties[number]).find(isSaid);
  if (said) return said.verb;
  const [who, verb, whom, after] = tie.says;
  return `${isOwn[0] ? "" : who}${verb}${isOwn[1] ? "" : whom + after}`.trim();
}

function neighboursOf(lines) {
  const near = new Map();
  const join = (one, other) => {
    if (!near.has(one)) near.set(one, new Set());
    near.get(one).add(other);
  };
  for (const { ends } of lines) {
    join(ends[0], ends[1]);
    join(ends[1], ends[0]);
  }
  return near;
}

// Give who is within some steps of an actor, the nearest and best connected first.
function within(near, centre, steps) {
  const size = (at) => (near.get(at) || []).size || 0;
  const found = new Set([centre]);
  let edge = [centre];
  for (let step = 0; step < steps; step += 1) {
    const next = new Set(edge.flatMap((at) => [...(near.get(at) || [])]).filter((at) => !found.has(at)));
    edge = [...next].sort((a, b) => size(b) - size(a) || a - b);
    edge.forEach((at) => found.add(at));
  }
  return [...found];
}

// What is drawn at the moment: `marks` and `lines`, and how many more there would be.
let drawn = { marks: [], lines: [], unitOf: [], seats: new Map(), near: new Map(), more: 0 };

function isBeginning() {
  return state.reach !== Infinity && state.centre === null;
}

function draw() {
  const { unitOf, seats } = seated();
  const all = linesBetween(unitOf);
  const near = neighboursOf(all);
  let marks = actors.map((_, at) => at).filter((at) => unitOf[at] === at && presence(at) !== "hidden");
  let more = 0;
  if (isBeginning()) marks = [];
  else if (state.reach !== Infinity) {
    const reached = within(near, unitOf[state.centre], state.reach);
    const most = Math.max(8, Math.min(MOST, Math.floor((camera.width * camera.height) / NAMED)));
    more = Math.max(0, reached.length - most);
    marks = reached.slice(0, most);
  }
  const there = new Set(marks);
  const lines = all.filter(({ ends }) => ends.every((end) => there.has(end)));
  drawn = { marks, lines, unitOf, seats, near, more };
  bend(lines);
}

// Say how far each line bends, so that lines between the same two do not cover each other.
function bend(lines) {
  const between = new Map();
  for (const line of lines) {
    const key = [...line.ends].sort((a, b) => a - b).join(" ");
    if (!between.has(key)) between.set(key, []);
    between.get(key).push(line);
  }
  for (const group of between.values()) {
    group.forEach((line, number) => {
      const turn = (number - (group.length - 1) / 2) * 26;
      line.bend = line.ends[0] <= line.ends[1] ? turn : -turn;
    });
  }
}
