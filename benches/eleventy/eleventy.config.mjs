// The comparison site: the same content and the same pages as the demarche site of the same size.
import anchor from "markdown-it-anchor";
import footnote from "markdown-it-footnote";
import { Site } from "./lib/site.mjs";

export default function (config) {
  config.amendLibrary("md", (md) => md.use(anchor, { tabIndex: false }).use(footnote));
  // Everything that layouts ask of all pages is worked out once, and not for each page.
  config.addCollection("site", (api) => new Site(api.getAll()));
  for (const kind of ["letters", "briefs", "newsletters"]) {
    config.addCollection(kind, (api) => Site.newestFirst(api.getAll().filter((page) => page.data.kind === kind)));
  }
  config.addPassthroughCopy({ [`assets/style.css`]: "assets/style.css" });
  return {
    dir: { input: "content", includes: "../_includes", data: "../_data" },
    // Bodies are Markdown alone: no template language is looked for in them.
    markdownTemplateEngine: false,
    htmlTemplateEngine: false,
    templateFormats: ["md", "11ty.js"],
  };
}
