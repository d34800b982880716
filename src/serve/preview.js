// The preview in the browser: loads a page again when it changed, swaps a style sheet in place, shows what is wrong, and
// says in a bar what the public would not see.
//
// Listens for events that hold a number and a word (`events.js`, which is sent before this); asks this server, and nobody
// else, for the rest. All text is put into the page as text. The layouts of the site, and what `build` writes, know
// nothing of this.
(() => {
  "use strict";
  const script = document.currentScript;
  const built = script.dataset.page;
  const scrollKey = `demarche:scroll:${location.pathname}`;
  // An answer that does not come would keep back all that is asked after it.
  const PATIENCE = 5_000;
  const ask = (url) =>
    fetch(url, { cache: "no-cache", credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE) });

  // Loading a page again, at the same place.

  const place = sessionStorage.getItem(scrollKey);
  if (place) {
    sessionStorage.removeItem(scrollKey);
    const [x, y] = place.split(" ").map(Number);
    const restore = () => scrollTo({ left: x, top: y, behavior: "instant" });
    restore();
    // Images without a size move what is below them when they come.
    addEventListener("load", restore, { once: true });
  }

  const reload = () => {
    sessionStorage.setItem(scrollKey, `${scrollX} ${scrollY}`);
    location.reload();
  };

  const current = async () => {
    const page = new DOMParser().parseFromString(await (await ask(location.href)).text(), "text/html");
    const marks = page.querySelector("script[data-page]")?.dataset;
    return { page, marks, tag: marks?.page };
  };

  const reloadIfChanged = async () => {
    const { marks, tag } = await current();
    if (tag === undefined) return;
    // What is said of a page may change although the page stays as it is.
    if (tag === shown) showMarks(marks);
    else reload();
  };

  // A style sheet in place of an older one, without a moment in which there is none.

  let shown = built;
  const arrives = (link) =>
    new Promise((tell) => {
      link.addEventListener("load", () => tell(true), { once: true });
      link.addEventListener("error", () => tell(false), { once: true });
      setTimeout(tell, PATIENCE, false);
    });

  // One swap is over before the next begins: until then the page has both sheets.
  const swapStyle = async () => {
    const { page, tag } = await current();
    const sheets = (of) => [...of.querySelectorAll('link[rel="stylesheet"]')];
    const [old, fresh] = [sheets(document), sheets(page)];
    if (tag === undefined || old.length !== fresh.length) return reload();
    const swaps = old.map(async (link, index) => {
      const next = link.cloneNode();
      const href = fresh[index].getAttribute("href");
      // A sheet whose name stayed may have other bytes: the query makes the browser ask.
      next.href = href === link.getAttribute("href") ? `${href.split("?")[0]}?${Date.now()}` : href;
      const came = arrives(next);
      link.after(next);
      const swapped = await came;
      (swapped ? link : next).remove();
      return swapped;
    });
    if ((await Promise.all(swaps)).every(Boolean)) {
      shown = tag;
      return;
    }
    // A sheet that was saved again meanwhile has another name by now.
    return (await current()).tag === tag ? reload() : swapStyle();
  };

  // What is wrong, over the last good page.

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  const host = element("demarche-preview");
  const root = host.attachShadow({ mode: "open" });
  const title = element("h2", { id: "title" });
  const list = element("ol");
  const hide = element("button", { type: "button" }, "Hide");
  const note = element("p", { class: "note" }, "Mend it and save: this goes away by itself. Esc hides it.");
  const dialog = element(
    "dialog",
    { "aria-labelledby": "title", "aria-describedby": "note" },
    element("div", { class: "head" }, title, hide),
    note,
    list,
  );
  note.id = "note";
  const badge = element("button", { type: "button", class: "badge", hidden: "" });
  const live = element("p", { class: "live", role: "status" });
  const bar = element("aside", { class: "bar", "aria-label": "Preview" });
  root.append(element("link", { rel: "stylesheet", href: "/_demarche/preview.css" }), bar, dialog, live);
  host.lang = "en";
  host.dir = "ltr";
  hide.addEventListener("click", () => dialog.close());
  badge.addEventListener("click", () => dialog.showModal());

  // The server has made the address, and makes none for other machines: their editors do not open this one's files.
  const editorLink = ({ file, line, column, open }) => {
    const text = `${file}:${line}:${column}`;
    return open ? element("a", { href: open }, text) : element("span", {}, text);
  };

  const excerpt = ({ line, excerpt: text, from, width }) => {
    const characters = [...text];
    const [before, meant] = [characters.slice(0, from), characters.slice(from, from + width)];
    const number = `${line} | `;
    const blank = " ".repeat(number.length) + before.map((c) => (c === "\t" ? "\t" : " ")).join("");
    const caret = element("span", { class: "caret", "aria-hidden": "true" }, `${blank}${"^".repeat(width)}`);
    const rest = characters.slice(from + width).join("");
    const mark = element("mark", {}, meant.join(""));
    return element("pre", { tabindex: "0" }, `${number}${before.join("")}`, mark, `${rest}\n`, caret);
  };

  const item = ({ severity, code, message, place, also, hints }) => {
    const made = element("li", { class: severity });
    made.append(element("p", { class: "message" }, element("strong", {}, `${severity}[${code}]: `), message));
    for (const at of [place, ...also]) {
      if (!at) continue;
      made.append(element("p", { class: "place" }, editorLink(at), at.why ? ` ${at.why}` : ""));
      if (at.excerpt) made.append(excerpt(at));
    }
    for (const hint of hints) made.append(element("p", { class: "hint" }, element("b", {}, "hint: "), hint));
    return made;
  };

  // The bar: what the public would not see, of which instant the site is, and the page as mail.

  const state = element("p", { class: "state", id: "state" });
  const forms = element("ul");
  const nav = element("nav", { "aria-label": "This page as" }, forms);
  const fold = element("button", { type: "button", class: "fold", "aria-controls": "state" });
  const all = element("a", { href: "/_demarche/newsletter/" }, "All newsletters");
  bar.append(state, nav, all, badge, fold);

  const showMarks = ({ hidden, at, mail = "" }) => {
    state.replaceChildren(element("strong", {}, "Preview"));
    if (hidden) state.append(element("span", { class: "hidden" }, `The public does not see this page: it is ${hidden}.`));
    if (at) state.append(element("span", {}, `The site as of ${at}.`));
    const there = mail.split(" ");
    const names = { web: ["Web page", "./"], html: ["Newsletter", "newsletter.html"], text: ["Newsletter as text", "newsletter.txt"] };
    const here = location.pathname.endsWith("/newsletter.html") ? "html" : "web";
    const links = Object.entries(names).filter(([form]) => form === "web" || there.includes(form));
    forms.replaceChildren(
      ...links.map(([form, [name, href]]) =>
        element("li", {}, element("a", { href, ...(form === here && { "aria-current": "page" }) }, name)),
      ),
    );
    // One form alone is nothing to choose from.
    nav.dataset.empty = String(!mail);
    fold.dataset.hidden = String(Boolean(hidden));
    showFold();
  };

  const foldKey = "demarche:folded";
  const showFold = () => {
    const folded = sessionStorage.getItem(foldKey) === "yes";
    state.hidden = folded;
    nav.hidden = folded || nav.dataset.empty === "true";
    all.hidden = nav.hidden;
    fold.setAttribute("aria-expanded", String(!folded));
    const word = fold.dataset.hidden === "true" ? "Preview: not public" : "Preview";
    fold.textContent = folded ? word : "Fold";
    bar.classList.toggle("folded", folded);
  };
  fold.addEventListener("click", () => {
    sessionStorage.setItem(foldKey, bar.classList.contains("folded") ? "no" : "yes");
    showFold();
  });

  // The end of the page, and what has the focus, stay clear of the bar; on paper there is none.
  const room = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, room];
  new ResizeObserver(() => {
    const height = `${Math.ceil(bar.getBoundingClientRect().height)}px`;
    room.replaceSync(`@media screen { html { padding-block-end: ${height}; scroll-padding-block-end: ${height} } }`);
  }).observe(bar);

  // The server's own page, before there is a site, is no page of it.
  bar.hidden = !built;
  showMarks(script.dataset);
  document.body.append(host);

  const counted = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

  let last = "";
  const showProblems = async () => {
    const text = await (await ask("/_demarche/problems")).text();
    if (text === last) return;
    last = text;
    const { errors, warnings, shown: found } = JSON.parse(text);
    const words = [errors && counted(errors, "error"), warnings && counted(warnings, "warning")];
    const summary = words.filter(Boolean).join(", ");
    title.textContent = errors ? `The site has ${summary}; this is the last good page` : `The site has ${summary}`;
    list.replaceChildren(...found.map(item));
    badge.textContent = summary;
    badge.className = errors ? "badge error" : "badge";
    badge.hidden = !summary;
    live.textContent = errors ? title.textContent : "";
    if (errors && !dialog.open) dialog.showModal();
    if (!errors && dialog.open) dialog.close();
  };

  // Events, one after the other; one that waits already stands for those like it that come meanwhile.

  let queue = Promise.resolve();
  const waiting = new Set();
  const actions = { page: reloadIfChanged, css: swapStyle, files: reload, problems: showProblems };
  const take = (word) => {
    const action = actions[word];
    if (!action || waiting.has(word)) return;
    waiting.add(word);
    const act = () => waiting.delete(word) && action();
    // A server that is just going away is asked again when it is back; one that does not answer, at once.
    queue = queue.then(act).catch(({ name }) => name === "TimeoutError" && take(word));
  };
  listenToEvents("/_demarche/events", take);
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
})();
