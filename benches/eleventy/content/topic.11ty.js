// One topic: its recommendations and publications.
import { topics } from "../lib/data.mjs";
import { frame } from "../lib/frame.mjs";
import { band, cards, head, lines, recCards } from "../lib/parts.mjs";

export const data = {
  ids: Object.keys(topics),
  pagination: { data: "ids", size: 1, alias: "id" },
  permalink: (data) => `/topics/${data.id}/`,
};

export function render({ id, page, collections }) {
  const { title, description } = topics[id];
  const pages = collections.site.byTopic.get(id) ?? [];
  const of = (kind) => pages.filter((page) => page.data.kind === kind);
  const recommendations = of("recommendations");
  const main = `${head(title, { kicker: "Topic", standfirst: description })}
${recommendations.length ? band("recommendations", "Standing recommendations", recCards(recommendations)) : ""}
${cards("letters", "Letters", of("letters"))}
${lines("briefs", "Briefs", of("briefs"))}
${lines("newsletters", "Newsletter", of("newsletters"))}`;
  const crumbs = [`<li><a href="/topics/">Topics</a></li>`];
  return frame(page.url, { title, main, crumbs, section: "topics" });
}
