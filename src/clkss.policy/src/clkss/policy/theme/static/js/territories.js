// Offers places while one types (a combobox after WAI-ARIA) and ticks the one that is chosen.
// Without this file, or where the service does not answer, the search button does it.
const DELAY = 200;
const MOST = 8;

function enhance(root) {
  const input = root.querySelector("input[type=search]");
  const button = root.querySelector("button");
  const chosen = root.querySelector(".clkss-territories-chosen");
  const model = root.querySelector("template").content.firstElementChild;
  const words = JSON.parse(root.dataset.words);
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let timer;
  let asked;
  let active = -1;

  list.id = `${input.id}-list`;
  list.className = "clkss-territories-list-box";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", document.querySelector(`label[for="${input.id}"]`)?.textContent.trim() || input.name);
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  input.after(list);
  root.append(status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  button.type = "button";
  button.hidden = true;

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

  function choose(option) {
    const { code, title, level } = option.place;
    let box = [...root.querySelectorAll("input.form-check-input")].find((each) => each.value === code);
    if (!box) {
      const item = model.cloneNode(true);
      const label = item.querySelector("label");
      box = item.querySelector("input");
      box.value = code;
      box.id = label.htmlFor = `${input.id}-${code}`;
      label.querySelector("span").textContent = title;
      label.querySelector("small").textContent = words.levels[level];
      chosen.append(item);
    }
    box.checked = true;
    box.dispatchEvent(new Event("change", { bubbles: true }));
    input.value = "";
    close();
    status.textContent = words.added.replace("{title}", title);
  }

  function show(places) {
    list.replaceChildren(
      ...places.map((place, number) => {
        const option = document.createElement("li");
        const level = document.createElement("small");
        option.place = place;
        option.id = `${list.id}-${number}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        level.className = "clkss-territories-level";
        level.textContent = words.levels[place.level];
        option.append(`${place.title} `, level);
        return option;
      }),
    );
    point(-1);
    list.hidden = !places.length;
    input.setAttribute("aria-expanded", String(places.length > 0));
    status.textContent = places.length ? words.found.replace("{n}", places.length) : words.none;
  }

  async function ask() {
    if (!input.value.trim()) {
      close();
      status.textContent = "";
      return;
    }
    clearTimeout(timer);
    asked?.abort();
    const mine = (asked = new AbortController());
    try {
      const query = new URLSearchParams({ q: input.value, limit: MOST });
      const answer = await fetch(`${root.dataset.service}?${query}`, {
        headers: { Accept: "application/json" },
        signal: mine.signal,
      });
      if (!answer.ok) {
        throw new Error(answer.status);
      }
      const { items } = await answer.json();
      if (!mine.signal.aborted) {
        show(items);
      }
    } catch {
      if (!mine.signal.aborted) {
        close();
        button.type = "submit";
        button.hidden = false;
        status.textContent = words.failed;
      }
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
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (list.children[active]) {
        choose(list.children[active]);
      } else {
        ask();
      }
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (option) {
      choose(option);
    }
  });
}

document.querySelectorAll(".clkss-territories").forEach(enhance);
