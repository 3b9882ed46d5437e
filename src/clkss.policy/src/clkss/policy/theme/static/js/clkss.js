// Closes the menu when the reader leaves it; without this file it stays a plain <details>.
const menu = document.querySelector("details.clkss-menu");

if (menu) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) {
      menu.open = false;
    }
  });
}

// Fetches what suggests while one types, when a search field that wants it is first entered.
document.addEventListener("focusin", async ({ target }) => {
  if (target.dataset?.suggestions) {
    const { suggest } = await import(target.dataset.script);
    suggest(target);
  }
});

// The same for a field in which people are mentioned.
document.addEventListener("focusin", async ({ target }) => {
  if (target.dataset?.mentions) {
    const { mention } = await import(target.dataset.script);
    mention(target);
  }
});
