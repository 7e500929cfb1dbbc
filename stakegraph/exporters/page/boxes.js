// The boxes of the org chart and the lines between them, as they are drawn.

// Say whether a post is said to stand empty on the day chosen, or may do so on that of the latest source.
function isVacant(box) {
  return (actors[box.actor].vacant || []).some((empty) =>
    state.day === null ? heldOn(empty, facts.days[2]) !== "not held" : heldOn(empty, state.day) === "held");
}

// Say why nobody is shown as the holder of a post.
function noHolder(box) {
  if (box.holders.length && !box.holders.some(([, tie]) => isWanted(ties[tie]))) return "holders hidden by the filters";
  if (isVacant(box)) return "vacant";
  if (!box.holders.length) return "holder not given";
  return state.day === null ? "no present holder named" : "no holder known that day";
}

// Give the rows of words in a box: who, the post, where it is.
function boxRows(box) {
  const rows = [];
  const put = (kind, text, most, weight = 400, size = 12.5) => broken(text, WIDE - 16, most, size, weight).forEach((line) => rows.push([kind, line]));
  if (actors[box.actor].kind !== "post") {
    put("holder", actors[box.actor].name, 3, 650);
    return rows;
  }
  const now = holdersNow(box);
  if (!now.length) put("vacant", noHolder(box), 1);
  else {
    const tie = ties[now[0][1]];
    const doubt = doubtOf(tie);
    const who = actors[now[0][0]].name;
    const more = now.length > 1 ? ` and ${now.length - 1} more` : "";
    const mark = doubt && (held(tie) === "held" ? ` (${statusOf(tie)})` : " (?)");
    put(doubt ? "holder open" : "holder", `${more ? `\u2068${who}\u2069` : who}${tie.says[3]}${mark}${more}`, 2, 650);
  }
  put("role", actors[box.actor].name, 2);
  if (box.house) put("house", box.house, 1, 400, 11.5);
  return rows;
}

function drawChart() {
  const group = drawings.chart;
  group.replaceChildren();
  if (state.view !== "chart") return;
  const badges = [];
  for (const line of chart.lines) {
    const [low, high] = line.boxes.map((at) => laid.places.get(at));
    const own = line.ties.map((tie) => ties[tie]).filter((tie) => isTieShown(tie) && isOfTheTime(tie));
    if (!low || !high || !own.length) continue;
    const best = own.find((tie) => held(tie) === "held") || own[0];
    const right = Math.max(low.x, high.x) + WIDE / 2 + BETWEEN / 2;
    const corners = line.aside
      ? [[low.x + WIDE / 2, low.y + 8], [right, low.y + 8], [right, high.y + 8], [high.x + WIDE / 2, high.y + 8]]
      : laid.lines.get(line.boxes[0]);
    if (!corners) continue;
    const d = corners.map(([x, y], at) => `${at ? "L" : "M"}${x} ${y}`).join("");
    const open = held(best) === "undetermined" ? " open" : "";
    group.append(shape("path", { class: `rung s-${statusOf(best)}${open}${line.aside ? " aside" : ""}`, d }));
    const symbol = SYMBOLS[statusOf(best)];
    if (!symbol) continue;
    const [x, y] = corners[corners.length - 1];
    const [px, py] = corners[corners.length - 2];
    const badge = shape("g", { class: "badge f-reporting" });
    badge.append(shape("circle", { r: 6.5 }), shape("text", { y: 3.6 }, symbol));
    badge.setAttribute("transform", px === x ? `translate(${x} ${Math.max(py, y - 9)})` : `translate(${x - 7} ${y})`);
    badges.push(badge);
  }
  if (laid.caption) {
    const caption = shape("text", { class: "caption pill", ...laid.caption }, `${isApartOpen ? "▾" : "▸"} ${count(apart.length, "post")} without a reporting line here`);
    caption.dataset.toggle = -1;
    group.append(caption);
  }
  for (const [at, place] of laid.places) group.append(drawBox(at, place));
  group.append(...badges);
}

function drawBox(at, { x, y }) {
  const box = chart.boxes[at];
  const group = shape("g", { class: `box k-${actors[box.actor].kind}`, transform: `translate(${x} ${y})` });
  group.dataset.box = at;
  group.append(shape("rect", { x: -WIDE / 2, y: -HIGH / 2, width: WIDE, height: HIGH, rx: 6 }));
  const rows = boxRows(box);
  rows.forEach(([kind, text], row) => {
    group.append(shape("text", { class: kind, y: (row - (rows.length - 1) / 2) * 15.5 + 3 }, text));
  });
  group.classList.toggle("chosen", boxActors(box).includes(state.actor));
  group.classList.toggle("cursor", boxActors(box).includes(cursor));
  if (below[at].length) {
    const words = `${opened.has(at) ? "▾" : "▸"} ${below[at].length.toLocaleString("en")}`;
    const wide = widthOf(words, 11.5, 600) + 14;
    const pill = shape("g", { class: "pill", transform: `translate(0 ${HIGH / 2})` });
    pill.append(shape("rect", { x: -wide / 2, y: -9, width: wide, height: 18, rx: 9 }), shape("text", { y: 4 }, words));
    pill.dataset.toggle = at;
    group.append(pill);
  }
  return group;
}
