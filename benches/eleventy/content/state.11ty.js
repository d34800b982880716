// One state: sessions, publications, recommendations it receives, instruments.
import { codes, focal, source, states } from "../lib/data.mjs";
import { frame } from "../lib/frame.mjs";
import { band, cards, esc, head, iso, long, number, sessionDates, statuses, unknownNote } from "../lib/parts.mjs";

export const data = {
  codes,
  pagination: { data: "codes", size: 1, alias: "code" },
  permalink: (data) => `/states/${data.code}/`,
};

export function render({ code, page, collections }) {
  const index = collections.site;
  const state = states[code];
  const pages = index.byState.get(code) ?? [];
  const of = (kind) => pages.filter((page) => page.data.kind === kind);
  const rows = state.sessions.map((id) => {
    const brief = index.byPath.get(`briefs/${id}/${code}.md`);
    return `<li><a class="session-row-title" href="/sessions/${id}/">UPR ${number(id)}</a>
<span class="session-row-dates">${sessionDates(id)}</span>
<span class="session-row-links"><a href="/states/${code}/${id}/">Sheet</a>${brief ? ` <a href="${brief.url}">Brief</a>` : ""}</span></li>`;
  });
  const made = index.named(code, pages).map(
    ({ rec, page }) => `<li${rec.priority ? ' class="priority"' : ""}><p>${esc(rec.text)}</p>
<p class="wording-from"><a href="${page.url}#${rec.id}">${esc(page.data.title)}</a>, ${long(iso(page.date))}</p></li>`,
  );
  const main = `${head(state.name, { kicker: `State · ${state.group}` })}
${band("sheets", "Sessions", `<ul class="session-rows">\n${rows.join("\n")}\n</ul>`)}
${cards("briefs", "Briefs", of("briefs"))}
${cards("letters", "Letters", of("letters"))}
${band("made", "Addressed to this state by name", `<ol class="made">\n${made.join("\n")}\n</ol>`)}
${band("recommendations", "Standing recommendations", table(state, index.answersOf.get(code)))}
${band("instruments", "Instruments", statuses(code))}
${band("focal-point", "Focal point", point(focal[code].answer))}`;
  const crumbs = [`<li><a href="/states/">States</a></li>`];
  return frame(page.url, { title: state.name, main, crumbs, section: "states" });
}

// Returns which standing recommendations are addressed to the state, and why.
function table(state, answers) {
  const rows = answers.map(
    ({ page, answer, why }) =>
      `<tr><th scope="row"><a href="${page.url}">${esc(page.data.title)}</a></th><td><span class="answer answer-${answer}">${answer}</span></td><td>${why}</td></tr>`,
  );
  return `<div class="table-scroll" role="region" tabindex="0" aria-label="Standing recommendations">
<table class="data">
<caption>Standing recommendations and ${esc(state.name)}</caption>
<thead><tr><th scope="col">Recommendation</th><th scope="col">Applies</th><th scope="col">Why</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>
</div>
${unknownNote}`;
}

// Returns what is said of the focal point.
function point(answer) {
  return `<dl class="facts facts-wide">
<dt>Focal point named</dt>
<dd><span class="answer answer-${answer}">${answer}</span></dd>
<dt>Source</dt>
<dd>${source}</dd>
<dt>As of</dt>
<dd>30 June 2026</dd>
</dl>`;
}
