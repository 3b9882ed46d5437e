// Suggests titles, terms and places while somebody types into a search field (a combobox after
// WAI-ARIA). Without this file the field is a search field, and /search-suggestions a list of links.
const DELAY = 150;
const SHORTEST = 2;

export function suggest(input) {
  if (input.getAttribute("role") === "combobox") return;
  const words = JSON.parse(input.dataset.words);
  const known = new Map();
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let timer;
  let asked;
  let active = -1;

  list.id = `${input.id}-suggestions`;
  list.className = "clkss-suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.label);
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  input.after(list);
  input.form.append(status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  function close() {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    list.replaceChildren();
    point(-1);
    input.setAttribute("aria-expanded", "false");
  }

  function point(to) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = to;
    const option = list.children[active];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function show(items) {
    list.replaceChildren(
      ...items.map((item, number) => {
        const option = document.createElement("li");
        const note = document.createElement("small");
        option.address = item["@id"];
        option.id = `${list.id}-${number}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        note.textContent = item.note || words[item.kind] || "";
        option.append(`${item.title} `, note);
        return option;
      }),
    );
    point(-1);
    list.hidden = !items.length;
    input.setAttribute("aria-expanded", String(items.length > 0));
    status.textContent = items.length ? words.found.replace("{n}", items.length) : "";
  }

  async function ask() {
    const typed = input.value.trim();
    if (typed.length < SHORTEST) {
      close();
      status.textContent = "";
      return;
    }
    clearTimeout(timer);
    asked?.abort();
    const mine = (asked = new AbortController());
    try {
      if (!known.has(typed)) {
        const query = new URLSearchParams({ q: typed });
        const answer = await fetch(`${input.dataset.suggestions}?${query}`, {
          headers: { Accept: "application/json" },
          signal: mine.signal,
        });
        known.set(typed, answer.ok ? (await answer.json()).items : []);
      }
      if (!mine.signal.aborted && document.activeElement === input) show(known.get(typed));
    } catch {
      // Nobody waits for a suggestion: the button finds as before.
      if (!mine.signal.aborted) close();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, DELAY);
  });
  input.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (last < 0) {
        ask();
      } else if (event.key === "ArrowDown") {
        point(active < last ? active + 1 : 0);
      } else {
        point(active > 0 ? active - 1 : last);
      }
    } else if (event.key === "Enter" && list.children[active]) {
      event.preventDefault();
      location.assign(list.children[active].address);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (option) location.assign(option.address);
  });
}
