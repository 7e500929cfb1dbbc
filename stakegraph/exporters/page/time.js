// The day: chosen with a slider or written, and what held on it.

const slider = document.getElementById("slider");
const date = document.getElementById("date");
const dated = document.getElementById("dated");

function showTime() {
  document.body.classList.toggle("dated", state.day !== null);
  dated.checked = state.day !== null;
  if (!facts.days.length) return;
  const day = state.day ?? facts.days[2];
  slider.value = day;
  date.value = isoOf(day);
  slider.setAttribute("aria-valuetext", state.day === null ? `off, at ${inWords(day)}` : inWords(day));
  const tally = document.getElementById("tally");
  if (state.day === null) {
    const asked = ties.some((tie) => tie.undetermined);
    const all = state.view === "chart" ? "Off: the chart shows what is so now." : "Off: lines of all times are shown.";
    tally.textContent = asked ? "Off: lines are shown as of the day asked for." : all;
    return;
  }
  const number = (wanted) => ties.filter((tie) => isWanted(tie) && heldOn(tie, day) === wanted).length;
  const [so, not] = isAhead(day) ? ["to hold", "not to hold"] : ["held", "not held"];
  tally.textContent = `${inWords(day)}: ${number("held")} ${so}, ${number("undetermined")} cannot be said (pale, long dashes), ${number("not held")} ${not} (hidden)`;
}

function setDay(day) {
  state.day = day;
  history.replaceState(null, "", `#${hashOf({})}`);
  showTime();
  redraw();
  showPanel();
  showLists();
}

function buildTime() {
  if (!facts.days.length) return;
  document.getElementById("time").hidden = false;
  [slider.min, slider.max] = [facts.days[0], facts.days[1]];
  buildTicks();
  slider.addEventListener("input", () => setDay(Number(slider.value)));
  date.addEventListener("change", () => {
    const day = dayOf(date.value);
    if (day !== null) setDay(day);
  });
  dated.addEventListener("change", () => setDay(dated.checked ? Number(slider.value) : null));
}

// Write years under the slider, and its two ends.
function buildTicks() {
  const [first, last] = facts.days;
  const [from, to] = [dateOf(first).getUTCFullYear() + 1, dateOf(last).getUTCFullYear()];
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000].find((years) => (to - from) / years <= 8);
  const ticks = document.getElementById("ticks");
  const edge = Math.max(0.12, 80 / (ticks.clientWidth || 500)); // the room of the ends
  const tick = (day, text, end) => {
    const mark = ticks.appendChild(el("span", end ? { class: end } : {}, text));
    mark.style.left = `${((day - first) / (last - first)) * 100}%`;
  };
  const month = (day) => `${MONTHS[dateOf(day).getUTCMonth()].slice(0, 3)} ${dateOf(day).getUTCFullYear()}`;
  tick(first, month(first), "first");
  tick(last, month(last), "last");
  for (let year = Math.ceil(from / step) * step; year <= to; year += step) {
    const day = dayOf(`${String(year).padStart(4, "0")}-01-01`);
    const share = (day - first) / (last - first);
    if (share > edge && share < 1 - edge) tick(day, String(year));
  }
}
