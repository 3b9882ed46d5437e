// Builds ../static/clkss.css: Bootstrap's parts, the frame and the rooms' own styles,
// without the rules that no page of CLKSS can use.
//
// Run from anywhere with "npm run css". Scans the templates and sources of both packages and
// those of Plone's pages that visitors and members can meet, so it needs the installed .venv.

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { PurgeCSS } from "purgecss";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../../../../../../..");
const target = resolve(here, "../static/clkss.css");

function findPackages() {
  const lib = join(root, ".venv/lib");
  const python = existsSync(lib) && readdirSync(lib).find((name) => name.startsWith("python3"));
  if (!python) {
    console.error("No .venv here: run `make build` first, its templates are scanned.");
    process.exit(1);
  }
  return join(lib, python, "site-packages");
}

function roomStyles() {
  const rooms = join(here, "rooms");
  return readdirSync(rooms)
    .filter((name) => /\.(scss|css)$/.test(name))
    .sort()
    .map((name) => readFileSync(join(rooms, name), "utf8"))
    .join("\n");
}

function compile() {
  const source = readFileSync(join(here, "clkss.scss"), "utf8") + "\n" + roomStyles();
  return sass.compileString(source, {
    url: new URL(`file://${join(here, "clkss.scss")}`),
    loadPaths: [here, join(root, "node_modules")],
    style: "compressed",
    quietDeps: true,
    silenceDeprecations: ["import", "global-builtin", "color-functions"],
  }).css;
}

const packages = findPackages();

// Pages of Plone that are met in our frame; members get Plone's own stylesheet as well.
const met = [
  "Products/CMFPlone/browser/login/templates/*.pt",
  "Products/CMFPlone/browser/templates/search.pt",
  "Products/CMFPlone/browser/templates/title.pt",
  "Products/CMFPlone/browser/templates/description.pt",
  "Products/CMFPlone/browser/templates/sitemap*.pt",
  "plone/app/contenttypes/browser/templates/*.pt",
  "plone/app/contenttypes/behaviors/*.pt",
  "plone/app/discussion/browser/*.pt",
  "plone/app/layout/viewlets/keywords.pt",
  "plone/app/layout/viewlets/document_relateditems.pt",
  "plone/app/users/browser/*.pt",
  "plone/app/z3cform/templates/*.pt",
  "plone/batching/*.pt",
  "z3c/form/browser/*.pt",
].map((pattern) => join(packages, pattern));

const ours = [
  "src/clkss.content/src/clkss/**/*.pt",
  "src/clkss.content/src/clkss/**/*.py",
  "src/clkss.policy/src/clkss/**/*.pt",
  "src/clkss.policy/src/clkss/**/*.py",
  "src/clkss.policy/src/clkss/policy/theme/static/js/*.js",
].map((pattern) => join(root, pattern));

const raw = compile();
const [purged] = await new PurgeCSS().purge({
  content: [...ours, ...met],
  css: [{ raw }],
  defaultExtractor: (text) => text.match(/[A-Za-z0-9_-]+/g) ?? [],
  safelist: {
    standard: [/^clkss/, /^(is|was)-(in)?valid/, "col-content", "edit-zone", "toolbar-header", "lead", "discreet", "hiddenStructure"],
    deep: [/^clkss/],
    // Attributes of states that the browser sets.
    greedy: [/\[open\]/, /aria-/],
  },
  keyframes: true,
  variables: true,
});

const css = purged.css.replace(/^\uFEFF/, "").trim() + "\n";
writeFileSync(target, css);
console.log(
  `${relative(root, target)}: ${css.length} bytes (before purging ${raw.length}), ` +
    `gzip ${gzipSync(css, { level: 9 }).length}, brotli ${brotliCompressSync(css).length}`,
);
