// The map of the site, without the page that says that nothing is there.
import { absolute } from "../lib/parts.mjs";

export const data = { permalink: "/sitemap.xml", eleventyExcludeFromCollections: true };

export function render({ collections }) {
  const urls = collections.all.filter(({ url }) => url && url !== "/404.html").map(({ url }) => `<url><loc>${absolute(url)}</loc></url>`);
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join("\n")}
</urlset>
`;
}
