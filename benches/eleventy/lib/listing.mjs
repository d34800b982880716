// The archives of letters, briefs and newsletter issues, twenty a page, under the years of their dates.
import { frame } from "./frame.mjs";
import { card, head, items, iso } from "./parts.mjs";

// Returns the data and the function of one archive.
export function listing(kind, title) {
  const at = (number) => (number ? `/${kind}/page/${number + 1}/` : `/${kind}/`);
  return {
    data: {
      pagination: { data: `collections.${kind}`, size: 20, alias: "shown" },
      permalink: (data) => at(data.pagination.pageNumber),
    },
    render({ pagination, shown, collections, page }) {
      const { pageNumber: current, pages } = pagination;
      const byline = `<span>${collections[kind].length} publications</span><span>page ${current + 1} of ${pages.length}</span>`;
      const main = `${head(title, { byline })}
${years(shown)}
${pages.length > 1 ? pager(at, current, pages.length) : ""}`;
      return frame(page.url, { title, main, section: kind });
    },
  };
}

// Returns the cards under their years.
function years(pages) {
  const groups = new Map();
  for (const page of pages) {
    const year = iso(page.date).slice(0, 4);
    groups.set(year, [...(groups.get(year) ?? []), page]);
  }
  const sections = [...groups].map(
    ([year, among]) => `<section class="year">
<h2>${year}</h2>
<ul class="cards">
${items(among, card)}
</ul>
</section>`,
  );
  return sections.join("\n");
}

// Returns links to the first page, the last, and three on either side.
function pager(at, current, total) {
  const near = Array.from({ length: total }, (_, n) => n).filter(
    (n) => n === 0 || n === total - 1 || Math.abs(n - current) <= 3,
  );
  const step = (n, rel, name) =>
    n >= 0 && n < total ? `<li class="pager-step"><a href="${at(n)}" rel="${rel}">${name}</a></li>\n` : "";
  const links = near.map(
    (n) =>
      `<li><a href="${at(n)}"${n === current ? ' aria-current="page"' : ""}><span class="visually-hidden">page </span>${n + 1}</a></li>`,
  );
  return `<nav class="pager" aria-label="Pages">
<ul>
${step(current - 1, "prev", "Newer")}${links.join("\n")}
${step(current + 1, "next", "Older")}</ul>
</nav>`;
}
