// Offers people while one types "@" in a post. Without this file one types the name in full.
const known = new WeakSet();
const BEGUN = /(^|[^\w@./:])@([\w.-]{2,60})$/u;

export function mention(field) {
  if (known.has(field)) {
    return;
  }
  known.add(field);

  const list = document.createElement("ul");
  let timer;
  let asked;

  list.id = `${field.id}-mentions`;
  list.className = "clkss-mentions";
  list.hidden = true;
  list.setAttribute("aria-live", "polite");
  field.after(list);

  function close() {
    list.hidden = true;
    list.replaceChildren();
  }

  function begun() {
    return BEGUN.exec(field.value.slice(0, field.selectionStart));
  }

  function choose(handle) {
    const found = begun();
    if (found) {
      const end = field.selectionStart;
      field.setRangeText(`${handle} `, end - found[2].length, end, "end");
    }
    close();
    field.focus();
  }

  async function offer() {
    const found = begun();
    asked?.abort();
    if (!found) {
      close();
      return;
    }
    asked = new AbortController();
    try {
      const answer = await fetch(`${field.dataset.mentions}?q=${encodeURIComponent(found[2])}`, {
        signal: asked.signal,
        headers: { Accept: "application/json" },
      });
      if (!answer.ok) {
        close();
        return;
      }
      const { items } = await answer.json();
      list.replaceChildren(
        ...items.map(({ handle, name }) => {
          const item = document.createElement("li");
          const button = document.createElement("button");
          button.type = "button";
          button.className = "btn btn-sm btn-outline-primary";
          button.textContent = name;
          button.addEventListener("click", () => choose(handle));
          item.append(button);
          return item;
        }),
      );
      list.hidden = items.length === 0;
    } catch {
      close();
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(offer, 250);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
    }
  });
}
