// A printed page: the whole picture, and what it says besides.

const PAPER = [1047, 484]; // pixels of the picture on a page of A4
const SHRUNK = [1, 1.2, 1.45, 1.75]; // how much larger the window may be of which it is a copy
let isPrinting = false;

// Write what a printed page is to say besides: of when it is, what is left out, and the sources.
function writeColophon() {
  const hidden = [...state.hiddenKinds, ...state.hiddenFamilies, ...state.hiddenStatuses];
  const day = state.day ?? facts.days[2];
  const lines = [
    state.day !== null ? `As of ${inWords(day)}.` : facts.days.length ? `Latest source: ${inWords(day)}.` : "",
    hidden.length ? `Left out: ${hidden.join(", ")}.` : "",
    `Written by stakegraph from ${count(facts.sources.length, "source")}:`,
  ];
  const rows = facts.sources.map((source) => el("li", {}, sourceName(source.id, true), source.url ? ` ${source.url}` : ""));
  document.getElementById("colophon").replaceChildren(el("p", {}, lines.filter(Boolean).join(" ")), el("ul", {}, ...rows));
  document.getElementById("filters").open = true;
}

// Name the marks on paper, each where there are few, in a smaller hand where that is needed for it.
function fitPaper() {
  for (const share of drawn.marks.length > MOST ? SHRUNK.slice(2, 3) : SHRUNK) {
    [camera.width, camera.height] = PAPER.map((pixels) => pixels * share);
    fitWindow();
    if ([...labels.values()].every((label) => !label.classList.contains("gone"))) return;
  }
}

// Fit the network to the paper and name it anew there; a chart is printed as it stands open.
function buildPrint() {
  let before = {};
  addEventListener("beforeprint", () => {
    before = { ...camera };
    isPrinting = true;
    writeColophon();
    if (state.view === "network") {
      fitPaper();
    }
    const { x, y, width, height } = drawings[state.view]?.getBBox() || {};
    const [left, top, right, bottom] = bounds(nameScale());
    const [from, above] = [Math.min(left, x ?? left) - 12, Math.min(top, y ?? top) - 12];
    const [to, under] = [Math.max(right, x + width || right) + 12, Math.max(bottom, y + height || bottom) + 12];
    svg.setAttribute("viewBox", `${from} ${above} ${to - from} ${under - above}`);
  });
  addEventListener("afterprint", () => {
    isPrinting = false;
    Object.assign(camera, before);
    look();
  });
}
