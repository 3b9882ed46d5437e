// Where there is room, the facets stand open beside the results.
if (matchMedia("(min-width: 62rem)").matches) {
  for (const facet of document.querySelectorAll(".clkss-facet")) facet.open = true;
}

// Titles, terms and places are suggested while somebody types; choosing one goes there.
const input = document.querySelector("#repository-text");
if (input) {
  const service = input.form.action.replace(/repository$/, "@typeahead");
  const list = document.createElement("datalist");
  list.id = "repository-suggestions";
  input.after(list);
  input.setAttribute("list", list.id);
  const addresses = new Map();
  let waiting;

  async function suggest(text) {
    const answer = await fetch(`${service}?q=${encodeURIComponent(text)}`, {
      headers: { Accept: "application/json" },
    });
    if (!answer.ok || input.value !== text) return;
    const { items } = await answer.json();
    addresses.clear();
    list.replaceChildren(
      ...items.map((item) => {
        addresses.set(item.title, item["@id"]);
        const option = document.createElement("option");
        option.value = item.title;
        option.label = item.note ? `${item.title} (${item.note})` : item.title;
        return option;
      }),
    );
  }

  input.addEventListener("input", (event) => {
    clearTimeout(waiting);
    const isChosen = event.inputType === "insertReplacementText" || !event.inputType;
    if (isChosen && addresses.has(input.value)) {
      location.assign(addresses.get(input.value));
    } else if (input.value.trim().length > 1) {
      waiting = setTimeout(suggest, 200, input.value);
    }
  });
}
