// Parts that several layouts share. What depends on one thing alone is made once and kept.
import { instruments, sessions, site, source, states, treaty } from "./data.mjs";

const MONTHS = "January February March April May June July August September October November December".split(" ");

// Keeps what a function returns for each key.
export function once(make, key = (value) => value) {
  const kept = new Map();
  return (value) => {
    const name = key(value);
    let made = kept.get(name);
    if (made === undefined) kept.set(name, (made = make(value)));
    return made;
  };
}

// Escapes a text for HTML.
export function esc(text) {
  const value = String(text ?? "");
  if (!/[&<>"']/.test(value)) return value;
  return value.replace(/[&<>"']/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" })[c]);
}

export const iso = (date) => date.toISOString().slice(0, 10);
export const long = once((day) => `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`);
export const number = (id) => id.replace("upr-", "");
export const stateLink = once((code) => `<a href="/states/${code}/">${esc(states[code].name)}</a>`);
export const sessionDates = once((id) => {
  const { starts, ends } = sessions[id];
  return `${long(starts).replace(/ \d+$/, "")} to ${long(ends)}`;
});
export const sessionLink = once(
  (id) => `<a href="/sessions/${id}/">UPR ${number(id)}</a> <span class="muted">${sessionDates(id)}</span>`,
);
export const underReview = once(
  (id) => `<ul class="inline">
${sessions[id].states.map((code) => `<li>${stateLink(code)}</li>`).join("\n")}
</ul>`,
);

const url = (page) => page.url;

export const card = once(
  (page) => `<article class="card">
<div class="card-text">
<p class="card-meta"><span class="kicker">${page.data.label}</span> <time datetime="${iso(page.date)}">${long(iso(page.date))}</time>
</p>
<h3 class="card-title"><a href="${page.url}">${esc(page.data.title)}</a></h3>
<p class="card-text-line">${esc(page.data.description)}</p>
</div>
</article>`,
  url,
);
export const line = once(
  (page) =>
    `<span class="line"><a href="${page.url}">${esc(page.data.title)}</a> <time datetime="${iso(page.date)}">${long(iso(page.date))}</time></span>`,
  url,
);
export const recCard = once(
  (page) => `<article class="rec-card">
<h3 class="rec-card-title"><a href="${page.url}">${esc(page.data.title)}</a></h3>
<p class="card-text-line">${esc(page.data.description)}</p>
</article>`,
  url,
);

// Returns a list of parts, each in an item.
export const items = (pages, part) => pages.map((page) => `<li>${part(page)}</li>`).join("\n");

// Returns a band with a heading.
export const band = (id, title, inner) => `<section class="band" aria-labelledby="_${id}">
<h2 id="_${id}">${title}</h2>
${inner}
</section>`;
export const cards = (id, title, pages) =>
  pages.length ? band(id, title, `<ul class="cards cards-columns">\n${items(pages, card)}\n</ul>`) : "";
export const lines = (id, title, pages) =>
  pages.length ? band(id, title, `<ul class="lines">\n${items(pages, line)}\n</ul>`) : "";
export const recCards = (pages) => `<ol class="rec-cards">\n${items(pages, recCard)}\n</ol>`;

// Returns the head of a page that lists things.
export const head = (title, more = "") => `<header class="page-head">
${more.kicker ? `<p class="kicker">${more.kicker}</p>\n` : ""}<h1>${esc(title)}</h1>
${more.standfirst ? `<p class="standfirst">${esc(more.standfirst)}</p>\n` : ""}${more.byline ? `<p class="byline">${more.byline}</p>\n` : ""}</header>`;

export const note = `<p class="note">The depositary’s own record prevails. Unknown means that our sources do not settle the question; it does not mean that the State has not joined.</p>`;
export const unknownNote = `<p class="note">Unknown means that our sources do not settle the question. It does not mean no.</p>`;

const act = (status) => `<span class="act">${status.act} <span class="act-date">${long(status.date)}</span></span>`;

// Returns the cells of a status: what it is, its act, its source.
export const statusCells = (status) => `<td><span class="status status-${status.status}">${status.text}</span></td>
<td>${status.date ? act(status) : '<span class="muted">none recorded</span>'}</td>
<td class="table-source">${source}</td>
<td class="nowrap"><time datetime="2026-06-30">30 June 2026</time></td>`;

const HEADS = ["Status", "Acts", "Source", "As of"].map((name) => `<th scope="col">${name}</th>`).join("");

// Returns a table of statuses: its caption, what its rows are, and the rows.
export const statusTable = (caption, first, rows) => `<table class="data">
<caption>${caption}</caption>
<thead>
<tr><th scope="col">${first}</th>${HEADS}</tr>
</thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>`;

export const statuses = once((code) => {
  const name = esc(states[code].name);
  const rows = instruments.map(
    ({ id, short }) => `<tr><th scope="row"><a href="/instruments/${id}/">${esc(short)}</a></th>
${statusCells(treaty[code][id])}</tr>`,
  );
  return `<div class="table-scroll" role="region" tabindex="0" aria-label="Instruments of ${name}">
${statusTable(`Instruments of ${name}`, "Instrument", rows)}
</div>
${note}`;
});

export const statusesShort = once((code) => {
  const rows = instruments.map(({ id, short }) => {
    const status = treaty[code][id];
    return `<tr><th scope="row"><a href="/instruments/${id}/">${esc(short)}</a></th>
<td><span class="status status-${status.status}">${status.text}</span>${status.date ? act(status) : ""}</td>
<td>30 June 2026</td></tr>`;
  });
  return `<table class="data data-dense">
<caption class="visually-hidden">Instruments of ${esc(states[code].name)}</caption>
<thead><tr><th scope="col">Instrument</th><th scope="col">Status</th><th scope="col">As of</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>`;
});

export const absolute = (url) => site.url + url;
