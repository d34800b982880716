// Letters, briefs and newsletter issues; the few parts that differ are chosen by kind.
import { sessions, site, states, topics } from "../lib/data.mjs";
import { frame } from "../lib/frame.mjs";
import { absolute, card, esc, iso, items, long, number, sessionLink, stateLink, underReview } from "../lib/parts.mjs";

const WORDS_A_MINUTE = 212;

export function render(data) {
  const { kind, session } = data;
  const upr = session && `<a href="/sessions/${session}/">UPR ${number(session)}</a>`;
  const crumbs = [`<li><a href="/${kind}/">${kind[0].toUpperCase()}${kind.slice(1)}</a></li>`];
  if (kind === "briefs") crumbs.push(`<li>${upr}</li>`);
  const main = `<article class="publication">
${heading(data, upr)}
<div class="pub-side">
${glance(data)}${contents(data)}</div>
<div class="pub-main">
${opening(data)}<div class="prose">
${data.content}${list(data)}</div>
${ending(data)}${table(data)}<p class="source"><span class="label">Source</span> ${site.title}</p>
<section class="cite">
<h2>How to cite</h2>
<p>${site.title}, “${esc(data.title)}”, ${long(iso(data.page.date))}, ${absolute(data.page.url)}.</p>
</section>
</div>
${facts(data)}
</article>
${around(data)}`;
  const { title, description } = data;
  return frame(data.page.url, { title, description, main, crumbs, section: kind, article: true, date: iso(data.page.date) });
}

// Returns the head of a publication.
function heading(data, upr) {
  const { kind, state, session } = data;
  const date = iso(data.page.date);
  const minutes = Math.ceil(data.content.split(/\s+/).length / WORDS_A_MINUTE);
  const kicker =
    kind === "newsletters"
      ? `Newsletter · Issue ${data.number}`
      : kind === "briefs"
        ? `Brief · ${stateLink(state)} · ${upr}`
        : `Letter · ${upr}`;
  const brief =
    kind === "briefs"
      ? `<p class="standfirst">${esc(data.summary)}</p>
<p class="pub-action"><a class="button" href="/states/${state}/${session}/">The delegate's sheet</a></p>
`
      : "";
  return `<header class="pub-head">
<p class="kicker">${kicker}</p>
<h1>${esc(data.title)}</h1>
<p class="byline"><time datetime="${date}">${long(date)}</time>
<span>${site.title}</span><span>${minutes} minutes to read</span></p>
${brief}</header>`;
}

// Returns the recommendations at a glance.
function glance({ recommendations: all }) {
  if (!all) return "";
  const rows = all.map(
    (rec) => `<li${rec.priority ? ' class="priority"' : ""}><a href="#${rec.id}">${esc(rec.standing ?? rec.text)}</a></li>`,
  );
  return `<nav class="glance" aria-labelledby="glance">
<h2 id="glance">${all.length} recommendations</h2>
<ol>
${rows.join("\n")}
</ol>
</nav>
`;
}

// Returns the table of contents, from the headings of the rendered text.
function contents(data) {
  const found = [...data.content.matchAll(/<h2 id="([^"]*)"[^>]*>(.*?)<\/h2>/g)];
  if (found.length <= 2) return "";
  const rows = found.map(([, id, title]) => `<li><a href="#${id}">${title}</a></li>`);
  return `<nav class="contents" aria-labelledby="contents">
<h2 id="contents">Contents</h2>
<ul>
${rows.join("\n")}
<li><a href="#recommendations">Recommendations</a></li>
</ul>
</nav>
`;
}

// Returns what stands above the text of a letter.
function opening(data) {
  if (data.kind !== "letters") return "";
  return `<div class="letterhead">
<p class="addressee">${esc(data.addressee)}</p>
<p class="place-date">${esc(data.place)}, ${long(iso(data.page.date))}</p>
<p class="salutation">${esc(data.salutation)}</p>
</div>
`;
}

// Returns the recommendations at the end of the text.
function list({ recommendations: all }) {
  if (!all) return "";
  const rows = all.map(
    (rec, place) =>
      `<li class="recommendation${rec.priority ? " priority" : ""}" id="${rec.id}">${esc(rec.text)} <a class="rec-link" href="#${rec.id}" aria-label="Link to recommendation ${place + 1}">#</a></li>`,
  );
  return `<h2 id="recommendations">Recommendations</h2>
<ul>
${rows.join("\n")}
</ul>
`;
}

// Returns what stands below the text: signatures, or what an issue lists.
function ending(data) {
  if (data.kind === "letters") {
    const names = data.signatories.map(
      ({ name, role }) => `<li><span class="signatory">${esc(name)}</span> <span class="role">${esc(role)}</span></li>`,
    );
    return `<div class="closing">
<p>${esc(data.closing)}</p>
<ul class="signatories">
${names.join("\n")}
</ul>
</div>
`;
  }
  if (data.kind !== "newsletters") return "";
  const listed = data.items.map((path) => data.collections.site.byPath.get(path)).filter(Boolean);
  const rows = listed.map(
    (page) => `<li>
<h3><a href="${page.url}">${esc(page.data.title)}</a></h3>
<p class="card-meta"><span class="kicker">${page.data.label}</span> <time datetime="${iso(page.date)}">${long(iso(page.date))}</time></p>
<p>${esc(page.data.description)}</p>
</li>`,
  );
  const { title, text, url } = data.elsewhere;
  return `<section class="items" aria-labelledby="items">
<h2 id="items">In this issue</h2>
<ul>
${rows.join("\n")}
<li>
<h3><a href="${url}">${esc(title)}</a></h3>
<p>${esc(text)}</p>
</li>
</ul>
</section>
`;
}

// Returns the table of recommendations, with whom each is addressed to.
function table({ kind, recommendations: all }) {
  if (!all) return "";
  const to = (rec) => (rec.states?.length ? rec.states.map(stateLink).join(", ") : "All addressees");
  const rows = all.map(
    (rec, place) => `<tr><th scope="row"><a href="#${rec.id}">${place + 1}</a></th>
<td>${rec.standing ? `<a href="/recommendations/${rec.id}/">${esc(rec.standing)}</a>` : esc(rec.text)}${rec.priority ? " <strong>(Priority)</strong>" : ""}</td>
${kind === "letters" ? `<td>${to(rec)}</td>` : ""}</tr>`,
  );
  return `<section class="addressed">
<h2 id="_addressed">Recommendations made here</h2>
<div class="table-scroll" role="region" tabindex="0" aria-labelledby="_addressed">
<table>
<thead><tr><th scope="col">No.</th><th scope="col">Recommendation</th>${kind === "letters" ? '<th scope="col">Addressed to</th>' : ""}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>
</div>
</section>
`;
}

// Returns the facts beside the text.
function facts(data) {
  const { kind, state, session } = data;
  const rows = [];
  const fact = (name, value) => rows.push(`<dt>${name}</dt>\n<dd>${value}</dd>`);
  if (state) fact("State", `${stateLink(state)} <span class="muted">${states[state].group}</span>`);
  if (session) fact("Session", sessionLink(session));
  if (kind === "letters") {
    const all = data.states.length === sessions[session].states.length;
    const named = `<ul class="inline">\n${data.states.map((code) => `<li>${stateLink(code)}</li>`).join("\n")}\n</ul>`;
    fact("States addressed", all ? underReview(session) : named);
  }
  const links = data.topics.map((id) => `<li><a href="/topics/${id}/">${esc(topics[id].title)}</a></li>`);
  fact("Topics", `<ul class="plain">\n${links.join("\n")}\n</ul>`);
  if (data.reference) fact("Reference", esc(data.reference));
  if (kind === "newsletters") fact("Published", long(iso(data.page.date)));
  return `<div class="pub-facts">
<h2>About this publication</h2>
<dl class="facts">
${rows.join("\n")}
</dl>
</div>`;
}

// Returns the related pages, and the older and the newer one.
function around(data) {
  const index = data.collections.site;
  const all = index.kinds[data.kind];
  const { place } = index.byPath.get(data.page.inputPath.replace("./content/", ""));
  const neighbour = (page, side, name) =>
    page
      ? `<li class="neighbour-${side}"><a href="${page.url}" rel="${side}"><span class="label">${name}</span> ${esc(page.data.title)}</a></li>\n`
      : "";
  return `<section class="related" aria-labelledby="related">
<h2 id="related">Related</h2>
<ul class="cards">
${items(index.related(data, data.page.url), card)}
</ul>
</section>
<nav class="neighbours" aria-label="Older and newer">
<ul>
${neighbour(all[place + 1], "prev", "Older")}${neighbour(all[place - 1], "next", "Newer")}</ul>
</nav>`;
}
