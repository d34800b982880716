// The delegate's sheet: what applies to one state in one session.
import { site, states } from "../lib/data.mjs";
import { frame } from "../lib/frame.mjs";
import { absolute, esc, note, number, sessionDates, stateLink, statusesShort } from "../lib/parts.mjs";
import { sheets } from "../lib/site.mjs";

export const data = {
  sheets,
  pagination: { data: "sheets", size: 1, alias: "sheet" },
  permalink: (data) => `/states/${data.sheet.code}/${data.sheet.id}/`,
};

export function render({ sheet: { id, code }, page, collections }) {
  const index = collections.site;
  const state = states[code];
  const pages = index.bySession.get(id) ?? [];
  const named = index.named(code, pages);
  // What the letters and the brief of the session ask of this state by name is not asked a second time.
  const asked = new Set(named.map(({ rec }) => rec.id));
  const answers = index.answersOf.get(code).filter((row) => !asked.has(row.page.fileSlug));
  const address = absolute(page.url);
  const main = `<article class="sheet">
<header class="sheet-head">
<p class="kicker">Delegate's sheet · <a href="/sessions/${id}/">UPR ${number(id)}</a></p>
<h1>${stateLink(code)}</h1>
<p class="byline"><span>${sessionDates(id)}</span><span>${state.group}</span></p>
</header>
<div class="sheet-body">
<section class="sheet-recs" aria-labelledby="_asked">
<h2 id="_asked">What is asked</h2>
${byName(named)}<ol class="sheet-list">
${answers.filter((row) => row.answer !== "no").map((row) => standing(row, id, index)).join("\n")}
</ol>
</section>
<div class="sheet-side">
<section class="sheet-statuses" aria-labelledby="_instruments">
<h2 id="_instruments">Instruments</h2>
<div class="table-scroll" role="region" tabindex="0" aria-labelledby="_instruments">
${statusesShort(code)}
</div>
${note}
</section>
<section class="sheet-not">
<h2>Not addressed to this state</h2>
<ul>
${answers.filter((row) => row.answer === "no").map(({ page }) => `<li><a href="${page.url}">${esc(page.data.title)}</a></li>`).join("\n")}
</ul>
</section>
${more(index, pages, id, code)}
</div>
</div>
<p class="sheet-foot print-only">${site.title} · ${site.phone} · ${site.email} · ${address}</p>
</article>`;
  const title = `${state.name}: sheet for UPR ${number(id)}`;
  const crumbs = [
    `<li><a href="/sessions/">Sessions</a></li>`,
    `<li><a href="/sessions/${id}/">UPR ${number(id)}</a></li>`,
    `<li>${stateLink(code)}</li>`,
  ];
  return frame(page.url, { title, main, crumbs, section: "sheets" });
}

// Returns what is asked by name.
function byName(named) {
  if (!named.length) return "";
  const rows = named.map(
    ({ rec, page }) =>
      `<li${rec.priority ? ' class="priority"' : ""}>${esc(rec.text)} <a class="sheet-ref" href="${page.url}#${rec.id}">Wording</a></li>`,
  );
  return `<h3>Addressed to this state by name</h3>
<ol class="sheet-list">
${rows.join("\n")}
</ol>
<h3>Standing recommendations</h3>
`;
}

// Returns a standing recommendation in the newest words of the session, or in the newest of all.
function standing({ page, answer, why }, id, index) {
  const words = index.inSession.get(id)?.get(page.fileSlug) ?? index.latest.get(page.fileSlug);
  const unknown = answer === "unknown" ? ' <span class="answer answer-unknown">unknown</span>' : "";
  return `<li class="sheet-${answer}"><p class="sheet-title"><a href="${page.url}">${esc(page.data.title)}</a>${unknown}</p>
${words ? `<p class="sheet-wording">${esc(words)}</p>\n` : ""}<p class="sheet-why">${why}</p>
</li>`;
}

// Returns the brief and the letters of the session.
function more(index, pages, id, code) {
  const brief = index.byPath.get(`briefs/${id}/${code}.md`);
  const letters = pages.filter((page) => page.data.kind === "letters" && page.data.states.includes(code));
  const rows = [brief, ...letters]
    .filter(Boolean)
    .map((page) => `<li><a href="${page.url}">${esc(page.data.title)}</a> <span class="address-line">${absolute(page.url)}</span></li>`);
  return `<section class="sheet-more">
<h2>Read more</h2>
<ul>
${rows.join("\n")}
</ul>
</section>`;
}
