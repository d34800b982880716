// The frame of every page. Header and footer are made once per section.
import crypto from "node:crypto";
import fs from "node:fs";
import { site } from "./data.mjs";
import { absolute, esc, once } from "./parts.mjs";

const css = fs.readFileSync(new URL("../assets/style.css", import.meta.url));
const style = `/assets/style.css?${crypto.createHash("sha256").update(css).digest("hex").slice(0, 16)}`;

const header = once(
  (section) => `<header class="masthead">
<p class="notice"><span class="wrap">${site.notice}</span></p>
<div class="wrap masthead-row">
<div class="brand">
<a class="brand-link" href="/"><span class="brand-name">${site.title}</span></a>
<p class="brand-tagline">${site.tagline}</p>
</div>
<button class="menu-button" type="button" popovertarget="menu">Menu</button>
</div>
<nav id="menu" class="menu" popover aria-label="Main navigation">
<p class="wrap menu-end"><button class="menu-close" type="button" popovertarget="menu" popovertargetaction="hide">Close</button></p>
<ul class="wrap">
${site.menu.map(([id, name]) => `<li><a href="/${id}/"${id === section ? ' aria-current="true"' : ""}>${name}</a></li>`).join("\n")}
</ul>
</nav>
</header>`,
);

const footer = `<footer class="foot">
<div class="wrap foot-grid">
<section class="foot-newsletter" aria-labelledby="foot-newsletter">
<h2 id="foot-newsletter">Newsletter</h2>
<p>${site.newsletter[1]}</p>
<p><a class="button" href="${site.newsletter[0]}">Subscribe</a></p>
</section>
<section class="foot-contact" aria-labelledby="foot-contact">
<h2 id="foot-contact">Contact</h2>
<address>
<p class="foot-name">${site.title}</p>
<p>${site.address.join("<br>\n")}</p>
<ul class="foot-list">
<li><a href="tel:${site.phone.replaceAll(" ", "")}"><bdi>${site.phone}</bdi></a></li>
<li><a href="mailto:${site.email}">${site.email}</a></li>
</ul>
</address>
</section>
<section class="foot-social" aria-labelledby="foot-social">
<h2 id="foot-social">Follow us</h2>
<ul class="foot-list">
${site.social.map(([name, url]) => `<li><a href="${url}" rel="me">${name}</a></li>`).join("\n")}
</ul>
</section>
<nav class="foot-nav" aria-labelledby="foot-nav">
<h2 id="foot-nav">This site</h2>
<ul class="foot-list">
${site.foot.map(([id, name]) => `<li><a href="/${id}/">${name}</a></li>`).join("\n")}
</ul>
</nav>
</div>
<div class="wrap foot-end">
<p>${site.title} · Licence: <a href="${site.licence[1]}" rel="license">${site.licence[0]}</a></p>
</div>
</footer>`;

// Returns a page: `title`, `main` and, where they apply, `description`, `section`, `crumbs`, `article`, `date`.
export function frame(url, page) {
  const address = absolute(url);
  const title = esc(page.title);
  const description = page.description ? esc(page.description) : "";
  const crumbs = [`<li><a href="/">Home</a></li>`, ...(page.crumbs ?? [])].join("\n");
  return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.wholeTitle ?? `${title} | ${site.title}`}</title>
${description ? `<meta name="description" content="${description}">\n` : ""}<meta name="generator" content="eleventy">
<meta name="referrer" content="same-origin">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#fcfbf8" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#14181b" media="(prefers-color-scheme: dark)">
<link rel="canonical" href="${address}">
<link rel="stylesheet" href="${style}">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<meta property="og:site_name" content="${site.title}">
<meta property="og:title" content="${title}">
${description ? `<meta property="og:description" content="${description}">\n` : ""}<meta property="og:type" content="${page.article ? "article" : "website"}">
<meta property="og:url" content="${address}">
${page.date ? `<meta property="article:published_time" content="${page.date}">\n` : ""}${page.article ? jsonLd(page, address) : ""}</head>
<body class="kind-${page.section ?? "page"}">
<a class="skip" href="#main">Skip to the content</a>
${header(page.section)}
<div class="wrap trail">
${url === "/" ? "" : `<nav class="crumbs" aria-label="Breadcrumb">\n<ol>\n${crumbs}\n</ol>\n</nav>`}
</div>
<main id="main" class="wrap" tabindex="-1">
${page.main}
</main>
${footer}
<p class="print-only address-line">${address}</p>
</body>
</html>
`;
}

// Returns what search engines read.
function jsonLd({ title, description, date }, url) {
  const publisher = { "@type": "Organization", name: site.title, url: `${site.url}/` };
  const said = {
    "@context": "https://schema.org",
    "@type": "Article",
    headline: title,
    description,
    datePublished: date,
    url,
    inLanguage: "en",
    publisher,
  };
  return `<script type="application/ld+json">${JSON.stringify(said).replaceAll("<", "\\u003c")}</script>\n`;
}
