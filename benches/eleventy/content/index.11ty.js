// The home page.
import { site, topics } from "../lib/data.mjs";
import { frame } from "../lib/frame.mjs";
import { band, cards, esc, lines, recCards } from "../lib/parts.mjs";

export function render({ page, collections }) {
  const { letters, briefs, newsletters, recommendations } = collections.site.kinds;
  const tags = Object.entries(topics).map(([id, topic]) => `<li><a href="/topics/${id}/">${esc(topic.title)}</a></li>`);
  const main = `<div class="hero">
<div class="hero-text">
<h1>${site.tagline}</h1>
<p class="hero-line">${site.description}</p>
</div>
</div>
${cards("letters", "Latest letters", letters.slice(0, 4))}
${band("recommendations", "Standing recommendations", recCards(recommendations))}
${cards("briefs", "Latest briefs", briefs.slice(0, 6))}
${lines("newsletters", "Newsletter", newsletters.slice(0, 3))}
${band("topics", "Topics", `<ul class="tags">\n${tags.join("\n")}\n</ul>`)}`;
  return frame(page.url, { title: site.title, wholeTitle: `${site.title}: ${site.tagline}`, main });
}
