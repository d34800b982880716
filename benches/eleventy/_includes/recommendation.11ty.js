// A standing recommendation: its wordings over time, each with its page, and to whom it is addressed.
import { codes, site, topics } from "../lib/data.mjs";
import { frame } from "../lib/frame.mjs";
import { absolute, esc, iso, long, stateLink, unknownNote } from "../lib/parts.mjs";

export function render(data) {
  const index = data.collections.site;
  const id = data.page.fileSlug;
  const said = codes.map((code) => index.answersOf.get(code).find(({ page }) => page.url === data.page.url).answer);
  const group = (answer) => {
    const among = codes.filter((_, place) => said[place] === answer);
    return `<section class="applies-${answer}">
<h3>${answer} <span class="count">${among.length}</span></h3>
<ul class="inline">
${among.map((code) => `<li>${stateLink(code)}</li>`).join("\n")}
</ul>
</section>`;
  };
  const wordings = (index.made.get(id) ?? []).flatMap((page) =>
    page.data.recommendations
      .filter((rec) => rec.id === id)
      .map(
        (rec) => `<li>
<p class="card-meta"><span>${long(iso(page.date))}</span> <a href="${page.url}#${id}">${esc(page.data.title)}</a></p>
<p class="wording-text">${esc(rec.text)}</p>
</li>`,
      ),
  );
  const main = `<article class="publication">
<header class="pub-head">
<p class="kicker">Standing recommendation</p>
<h1>${esc(data.title)}</h1>
</header>
<div class="pub-main">
<div class="prose">
${data.content}
</div>
<section aria-labelledby="_applies">
<h2 id="_applies">To whom it is addressed</h2>
<div class="applies">
${["yes", "unknown", "no"].map(group).join("\n")}
</div>
${unknownNote}
</section>
<section aria-labelledby="_wordings">
<h2 id="_wordings">Wordings</h2>
<ol class="wordings">
${wordings.join("\n")}
</ol>
</section>
<section class="cite" aria-labelledby="_cite">
<h2 id="_cite">How to cite</h2>
<p>${site.title}, “${esc(data.title)}”, ${absolute(data.page.url)}.</p>
</section>
</div>
<div class="pub-facts">
<h2>About this publication</h2>
<dl class="facts">
<dt>Topics</dt>
<dd><ul class="plain">
${data.topics.map((topic) => `<li><a href="/topics/${topic}/">${esc(topics[topic].title)}</a></li>`).join("\n")}
</ul></dd>
</dl>
</div>
</article>`;
  const crumbs = [`<li><a href="/recommendations/">Recommendations</a></li>`];
  const { title, description } = data;
  return frame(data.page.url, { title, description, main, crumbs, section: "recommendations", article: true, date: iso(data.page.date) });
}
