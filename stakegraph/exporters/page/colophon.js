// What a printed page says besides.

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
