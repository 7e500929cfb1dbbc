// Keys and pointers in the picture.

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function buildKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input:not([type=checkbox]):not([type=range])");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "Escape" && !typing) {
      const had = state.actor !== null || state.tie !== null;
      choose(null);
      if (had && state.view !== "list") svg.focus({ preventScroll: true });
    } else if (state.view !== "list" && !typing && ["+", "=", "-", "0"].includes(event.key)) {
      if (event.key === "0") fit();
      else zoom(event.key === "-" ? 1 / 1.25 : 1.25);
    }
  });
  svg.addEventListener("keydown", (event) => {
    const way = ARROWS[event.key];
    if (way && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      const inView = (at) => presence(at) !== "hidden" && standOf(at) && (state.view === "chart" || drawn.unitOf[at] === at);
      const from = cursor ?? state.actor;
      cursor = from === null || !inView(from) ? byDegree.find(inView) ?? null : beyond(from, ...way);
      if (cursor === null) return;
      bring(cursor);
      if (state.view === "chart") drawChart();
      else highlight();
      const { name: called, what } = actors[cursor];
      tell(`${called}, ${what}, ${count(tiesOf[cursor].length, "line")}`);
    } else if (event.key === " " && cursor !== null && state.view === "chart") {
      event.preventDefault();
      toggle(boxOf(cursor));
    } else if ((event.key === "Enter" || event.key === " ") && cursor !== null) {
      event.preventDefault();
      choose(cursor);
      panel.focus({ preventScroll: true });
    }
  });
}

function buildPointer() {
  const pointers = new Map();
  let dragged = null;
  let moved = 0;
  const actorAt = (target) => {
    const mark = target.closest?.(".actor, .label");
    if (mark) return Number(mark.dataset.at);
    const box = target.closest?.(".box");
    if (!box) return null;
    const { actor, holders } = chart.boxes[box.dataset.box];
    const now = holdersNow({ holders });
    return target.classList.contains("holder") && now.length ? now[0][0] : actor;
  };
  svg.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
    moved = 0;
    dragged = state.view === "network" && !isOverview() ? actorAt(event.target) : null;
    pressed = event.target;
  });
  let pressed = null;
  svg.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const [dx, dy] = [event.clientX - before[0], event.clientY - before[1]];
    moved += Math.abs(dx) + Math.abs(dy);
    if (moved < 4) return;
    if (!svg.hasPointerCapture(event.pointerId)) svg.setPointerCapture(event.pointerId);
    if (pointers.size === 2) {
      const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
      const span = (x, y) => Math.hypot(x - other[0], y - other[1]) || 1;
      const frame = svg.getBoundingClientRect();
      zoom(span(event.clientX, event.clientY) / span(...before), (event.clientX + other[0]) / 2 - frame.left, (event.clientY + other[1]) / 2 - frame.top);
    } else if (dragged !== null) {
      const place = standing.get(dragged);
      place.x += dx / camera.k;
      place.y += dy / camera.k;
      stand(dragged);
      drawn.lines.filter((line) => line.ends.includes(dragged)).forEach(lay);
      look();
    } else {
      svg.classList.add("panning");
      camera.x -= dx / camera.k;
      camera.y -= dy / camera.k;
      look();
    }
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
  });
  const end = (event) => {
    if (!pointers.delete(event.pointerId)) return;
    svg.classList.remove("panning");
    if (event.type === "pointerup" && moved < 4) {
      const pill = pressed.closest?.("[data-toggle]");
      const actor = isOverview() ? dotAt(event.clientX, event.clientY) : actorAt(pressed);
      const line = actor === null && state.view === "network" ? lineAt(event.clientX, event.clientY) : null;
      if (pill) toggle(Number(pill.dataset.toggle));
      else if (line) showTie(line.ties[0]);
      else choose(actor);
    }
    dragged = null;
  };
  svg.addEventListener("pointerup", end);
  svg.addEventListener("pointercancel", end);
  svg.addEventListener("pointerover", (event) => {
    const over = pointers.size || event.pointerType === "touch" || state.view !== "network" || isOverview() ? null : actorAt(event.target);
    if (over !== hovered && !pointers.size) {
      hovered = over;
      highlight();
    }
  });
  svg.addEventListener("pointerleave", () => {
    if (hovered !== null) {
      hovered = null;
      highlight();
    }
  });
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    const frame = svg.getBoundingClientRect();
    zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)), event.clientX - frame.left, event.clientY - frame.top);
  }, { passive: false });
}
