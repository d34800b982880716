// The standing recommendations.
import { frame } from "../lib/frame.mjs";
import { head, recCards } from "../lib/parts.mjs";

export function render({ page, collections }) {
  const main = `${head("Recommendations")}\n${recCards(collections.site.kinds.recommendations)}`;
  return frame(page.url, { title: "Recommendations", main, section: "recommendations" });
}
