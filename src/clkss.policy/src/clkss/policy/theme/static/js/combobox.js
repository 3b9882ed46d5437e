// A field that leads on while one types (a combobox after WAI-ARIA): search fields suggest where
// to go, fields for places tick what is chosen. Without this file both have a button that finds.

function combobox(input, { words, host, label, delay, shortest, find, draw, choose, asks, failed }) {
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let timer;
  let asked;
  let active = -1;

  list.id = `${input.id}-list`;
  list.className = "clkss-suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", label);
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  input.after(list);
  host.append(status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  function close(said = "") {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    list.replaceChildren();
    point(-1);
    input.setAttribute("aria-expanded", "false");
    status.textContent = said;
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
        option.item = item;
        option.id = `${list.id}-${number}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        note.textContent = draw(item);
        option.append(`${item.title} `, note);
        return option;
      }),
    );
    point(-1);
    list.hidden = !items.length;
    input.setAttribute("aria-expanded", String(items.length > 0));
    status.textContent = items.length ? words.found.replace("{n}", items.length) : words.none || "";
  }

  async function ask() {
    const typed = input.value.trim();
    if (typed.length < shortest) {
      close();
      return;
    }
    clearTimeout(timer);
    asked?.abort();
    const mine = (asked = new AbortController());
    try {
      const items = await find(typed, mine.signal);
      if (!mine.signal.aborted && document.activeElement === input) show(items);
    } catch {
      if (!mine.signal.aborted) close(failed());
    }
  }

  function take(option) {
    close(choose(option.item));
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, delay);
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
    } else if (event.key === "Enter" && (list.children[active] || asks)) {
      event.preventDefault();
      if (list.children[active]) {
        take(list.children[active]);
      } else {
        ask();
      }
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  input.addEventListener("blur", () => close(status.textContent));
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (option) take(option);
  });
}

async function fetched(service, query, signal) {
  const answer = await fetch(`${service}?${new URLSearchParams(query)}`, {
    headers: { Accept: "application/json" },
    signal,
  });
  if (!answer.ok) throw new Error(answer.status);
  return (await answer.json()).items;
}

// A search field: titles, terms and places to go to.
export function suggest(input) {
  if (input.getAttribute("role") === "combobox") return;
  const words = JSON.parse(input.dataset.words);
  const known = new Map();
  combobox(input, {
    words,
    host: input.form,
    label: words.label,
    delay: 150,
    shortest: 2,
    async find(typed, signal) {
      if (!known.has(typed)) {
        known.set(typed, await fetched(input.dataset.suggestions, { q: typed }, signal));
      }
      return known.get(typed);
    },
    draw: (item) => item.note || words[item.kind] || "",
    choose(item) {
      location.assign(item["@id"]);
    },
    // Nobody waits for a suggestion: the button finds as before.
    failed: () => "",
  });
}

// A field for places: what is chosen is ticked, and a further one can be looked for.
function places(root) {
  const input = root.querySelector("input[type=search]");
  const button = root.querySelector("button");
  const chosen = root.querySelector(".clkss-territories-chosen");
  const model = root.querySelector("template").content.firstElementChild;
  const words = JSON.parse(root.dataset.words);

  function box({ code, title, level }) {
    const boxes = [...root.querySelectorAll("input.form-check-input")];
    const there = boxes.find((each) => each.value === code);
    if (there) return there;
    const item = model.cloneNode(true);
    const label = item.querySelector("label");
    const made = item.querySelector("input");
    made.value = code;
    made.id = label.htmlFor = `${input.id}-${code}`;
    label.querySelector("span").textContent = title;
    label.querySelector("small").textContent = words.levels[level];
    chosen.append(item);
    return made;
  }

  button.type = "button";
  button.hidden = true;
  combobox(input, {
    words,
    host: root,
    label: document.querySelector(`label[for="${input.id}"]`)?.textContent.trim() || input.name,
    delay: 200,
    shortest: 1,
    asks: true,
    find: (typed, signal) => fetched(root.dataset.service, { q: typed, limit: 8 }, signal),
    draw: (place) => words.levels[place.level],
    choose(place) {
      const ticked = box(place);
      ticked.checked = true;
      ticked.dispatchEvent(new Event("change", { bubbles: true }));
      input.value = "";
      return words.added.replace("{title}", place.title);
    },
    failed() {
      button.type = "submit";
      button.hidden = false;
      return words.failed;
    },
  });
}

document.querySelectorAll(".clkss-territories").forEach(places);
