// The search: names found while one is typed.

const search = document.getElementById("search");
const found = document.getElementById("found");

let option = -1;

function showFound() {
  const hits = find(search.value);
  option = hits.length ? 0 : -1;
  found.replaceChildren();
  hits.forEach((at, number) => {
    const row = el("li", { role: "option", id: `option-${number}` }, el("b", {}, actors[at].name), el("span", {}, actors[at].what));
    row.dataset.at = at;
    row.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      pick(at);
    });
    found.append(row);
  });
  if (!hits.length && search.value.trim()) found.append(el("li", { class: "none", role: "option", "aria-disabled": "true" }, "Nobody here is called that."));
  const open = found.childNodes.length > 0;
  found.hidden = !open;
  search.setAttribute("aria-expanded", String(open));
  markOption();
}

function markOption() {
  [...found.children].forEach((row, number) => row.setAttribute("aria-selected", String(number === option)));
  if (option >= 0) search.setAttribute("aria-activedescendant", `option-${option}`);
  else search.removeAttribute("aria-activedescendant");
  found.children[option]?.scrollIntoView({ block: "nearest" });
}

function closeFound() {
  found.hidden = true;
  search.setAttribute("aria-expanded", "false");
  search.removeAttribute("aria-activedescendant");
}

function pick(at) {
  search.value = "";
  closeFound();
  afar = true;
  choose(at);
  if (state.view !== "list") svg.focus({ preventScroll: true });
}

function buildSearch() {
  if (HOME === "list") search.placeholder = "Find a name";
  search.addEventListener("input", showFound);
  search.addEventListener("focus", () => search.value && showFound());
  search.addEventListener("blur", closeFound);
  search.addEventListener("keydown", (event) => {
    const rows = found.querySelectorAll("[data-at]");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (rows.length) option = (option + (event.key === "ArrowDown" ? 1 : rows.length - 1)) % rows.length;
      markOption();
    } else if (event.key === "Enter" && rows[option]) {
      event.preventDefault();
      pick(Number(rows[option].dataset.at));
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (search.value) search.value = "";
      else search.blur();
      closeFound();
    }
  });
}
