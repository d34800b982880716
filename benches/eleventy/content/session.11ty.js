// One session: letters, states under review, and the grid of recommendations by states.
import { sessions, source, states } from "../lib/data.mjs";
import { frame } from "../lib/frame.mjs";
import { band, cards, esc, head, sessionDates } from "../lib/parts.mjs";

export const data = {
  ids: Object.keys(sessions),
  pagination: { data: "ids", size: 1, alias: "id" },
  permalink: (data) => `/sessions/${data.id}/`,
};

export function render({ id, page, collections }) {
  const index = collections.site;
  const session = sessions[id];
  const letters = (index.bySession.get(id) ?? []).filter((page) => page.data.kind === "letters");
  const rows = session.states.map((code) => {
    const name = esc(states[code].name);
    const hidden = `<span class="visually-hidden">: ${name}</span>`;
    const brief = index.byPath.get(`briefs/${id}/${code}.md`);
    return `<li><a class="under-review-name" href="/states/${code}/">${name}</a>
<span class="under-review-links"><a href="/states/${code}/${id}/">Sheet${hidden}</a>${brief ? ` <a href="${brief.url}">Brief${hidden}</a>` : ""}</span></li>`;
  });
  const byline = `<span>${sessionDates(id)}</span><span>${session.states.length} states under review</span><span class="phase phase-past">past</span>`;
  const title = `UPR ${session.number}`;
  const main = `${head(title, { kicker: `Session · Cycle ${session.cycle}`, byline })}
${cards("letters", "Letters", letters)}
${band("states", "States under review", `<ul class="under-review">\n${rows.join("\n")}\n</ul>`)}
${band("grid", "Recommendations by states", grid(session, index))}
<p class="source"><span class="label">Source</span> ${source}</p>`;
  const crumbs = [`<li><a href="/sessions/">Sessions</a></li>`];
  return frame(page.url, { title, main, crumbs, section: "sessions" });
}

// Returns the grid.
function grid(session, index) {
  const heads = session.states.map(
    (code) => `<th scope="col"><a href="/states/${code}/" title="${esc(states[code].name)}">${code.toUpperCase()}</a></th>`,
  );
  const columns = session.states.map((code) => index.answersOf.get(code));
  const rows = index.kinds.recommendations.map((page, place) => {
    const cells = columns.map((column) => `<td class="${column[place].answer}">${column[place].answer}</td>`);
    return `<tr><th scope="row"><a href="${page.url}">${esc(page.data.title)}</a></th>${cells.join("")}
</tr>`;
  });
  return `<div class="table-scroll table-grid" role="region" tabindex="0" aria-labelledby="_grid">
<table class="grid">
<caption>Which standing recommendation is addressed to which state under review</caption>
<thead>
<tr><th scope="col">Recommendation</th>${heads.join("")}
</tr>
</thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>
</div>`;
}
