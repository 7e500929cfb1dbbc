// What the page knows: the facts, and what of them is to be seen at the moment.

const facts = JSON.parse(document.getElementById("facts").textContent);
const { actors, ties, chart } = facts;
const indexOf = new Map(actors.map((actor, at) => [actor.id, at]));
const tiesOf = actors.map(() => []);
ties.forEach((tie, at) => new Set(tie.ends).forEach((end) => tiesOf[end].push(at)));

// A small window begins with lists, which need no room to the side.
const HOME = matchMedia("(max-width: 760px)").matches ? "list" : "network";

// What is chosen. `day` counts from 1 January 1970; null is any day.
const state = {
  view: HOME,
  actor: null,
  tie: null,
  day: null,
  hiddenKinds: new Set(),
  hiddenFamilies: new Set(),
  hiddenStatuses: new Set(),
  loose: true,
  apart: false, // posts are drawn apart from their holders
  centre: null, // around whom is drawn
  reach: Infinity, // and how many steps away
  stranger: "", // the id in the address that nobody here has
};

// Give the number of the run of days that a day falls into: runs begin on the days of `tie.from`.
function runOf(tie, day) {
  let run = 0;
  while (run < tie.from.length && tie.from[run] <= day) run += 1;
  return run;
}

// Say whether a line held: "held", "not held" or "undetermined".
function heldOn(tie, day) {
  return tie.held[runOf(tie, day)];
}

// Say whether a day is after the last of which any source says something.
function isAhead(day) {
  return day > facts.days[2];
}

function held(tie) {
  if (state.day !== null) return heldOn(tie, state.day);
  return tie.undetermined ? "undetermined" : "held";
}

function missing(tie) {
  if (state.day !== null) return facts.reasons[tie.why[runOf(tie, state.day)]].join("; ");
  return tie.undetermined || "";
}

function statusOf(tie) {
  return tie.disputed_by ? "disputed" : tie.status;
}

function firmnessOf(tie) {
  return tie.disputed_by && tie.status !== "disputed" ? `disputed, ${tie.firm}` : tie.firm;
}

// Say whether the filters let a line through, whatever the day.
function isWanted(tie) {
  return (
    !state.hiddenFamilies.has(tie.family) &&
    !state.hiddenStatuses.has(statusOf(tie)) &&
    tie.ends.every((end) => !state.hiddenKinds.has(actors[end].kind))
  );
}

function isTieShown(tie) {
  return isWanted(tie) && held(tie) !== "not held";
}

// Say whether a line is of the day chosen, or of now where none is: not former, not to come.
function isOfTheTime(tie) {
  return state.day !== null || !tie.tense;
}

// Say how an actor is to be seen: "shown", "faint" (all its lines are hidden) or "hidden".
function presence(at) {
  if (state.hiddenKinds.has(actors[at].kind)) return "hidden";
  const own = tiesOf[at];
  if (own.some((tie) => isTieShown(ties[tie]))) return "shown";
  if (!state.loose) return "hidden";
  return own.length ? "faint" : "shown";
}

// Give the form in which names are compared, as the command line does.
function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/['’‘ʼ`´-]/g, "")
    .toLowerCase();
}

const forms = actors.map((actor) =>
  [
    ...(actor.unnamed ? [] : [actor.name]),
    ...(actor.aliases || []),
    ...(actor.ids || []),
    actor.id,
    actor.name,
  ].map(fold),
);

// Give the actors that a text may mean, the likeliest first.
function find(text, limit = 12) {
  const wanted = fold(text).trim();
  if (!wanted) return [];
  const parts = wanted.split(/\s+/);
  const ranked = [];
  forms.forEach((own, at) => {
    let best = Infinity;
    for (const form of own) {
      if (form === wanted) best = Math.min(best, 0);
      else if (form.startsWith(wanted)) best = Math.min(best, 1);
      else if (form.split(/\W+/u).includes(wanted)) best = Math.min(best, 2);
      else if (parts.every((part) => form.includes(part))) best = Math.min(best, 3);
    }
    if (best < Infinity) ranked.push([best, -tiesOf[at].length, at]);
  });
  ranked.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  return ranked.slice(0, limit).map((row) => row[2]);
}

const MONTHS =
  "January February March April May June July August September October November December".split(" ");

function dateOf(day) {
  return new Date(day * 86400000);
}

function isoOf(day) {
  const date = dateOf(day);
  const pad = (number, length) => String(number).padStart(length, "0");
  return `${pad(date.getUTCFullYear(), 4)}-${pad(date.getUTCMonth() + 1, 2)}-${pad(date.getUTCDate(), 2)}`;
}

function inWords(day) {
  const date = dateOf(day);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

// Give the day of a text such as 2008-03-13, or null where it names none.
function dayOf(text) {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return null;
  const date = new Date(0);
  date.setUTCFullYear(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  const day = Math.round(date.getTime() / 86400000);
  return isoOf(day) === text ? day : null;
}
