// Where there is room, the facets stand open beside the results.
if (matchMedia("(min-width: 62rem)").matches) {
  for (const facet of document.querySelectorAll(".clkss-facet")) facet.open = true;
}
