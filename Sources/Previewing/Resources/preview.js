"use strict";
// Only pages of a preview load this: it follows the server's news and changes the blocks that are new, and nothing else.
const Preview = (() => {
  const main = document.getElementById("main");
  // Blocks as the server wrote them: this runs before any other script can change them.
  let shown = [...main.children].map((node) => ({ node, html: node.outerHTML }));
  let version = Number(document.querySelector("meta[name=matinee-version]").content);
  const frameParts = ["nav.top", "nav.contents.wide", "nav.neighbours", "footer"];
  const frame = new Map();
  const rememberFrame = () => {
    for (const part of frameParts) {
      const node = document.querySelector(part);
      if (node && !frame.has(part)) frame.set(part, node.outerHTML);
    }
  };
  rememberFrame();

  // The page's own scripts look at its blocks once; after a change they run anew, without what they had installed.
  const listeners = [];
  for (const target of [window, document]) {
    const add = target.addEventListener.bind(target);
    target.addEventListener = (type, listener, options) => {
      listeners.push([target, type, listener, options]);
      add(type, listener, options);
    };
    target.listen = add;
  }
  const runPageScripts = () => {
    for (const [target, type, listener, options] of listeners.splice(0)) target.removeEventListener(type, listener, options);
    for (const button of document.querySelectorAll("button.copy")) button.remove();
    for (const old of document.querySelectorAll("body script:not([src])")) {
      const script = document.createElement("script");
      for (const { name, value } of old.attributes) script.setAttribute(name, value);
      script.textContent = old.textContent;
      old.replaceWith(script);
    }
  };

  // Words in the language of the page.
  const t = (english, japanese) => (document.documentElement.lang.startsWith("ja") ? japanese : english);

  const element = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) node[name] = value;
      else if (value === true) node.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
    }
    node.append(...children.filter((child) => child !== null && child !== undefined));
    return node;
  };

  // MARK: What stays of a block that is replaced

  // Folds that are open, boxes that are scrolled: known by their place among their like.
  const carryOver = (old, fresh) => {
    const before = [...old.querySelectorAll("details")], after = [...fresh.querySelectorAll("details")];
    if (old.matches("details")) { before.unshift(old); if (fresh.matches("details")) after.unshift(fresh); }
    after.forEach((details, place) => { if (before[place]) details.open = before[place].open; });
    const boxes = [...fresh.querySelectorAll(".scroll, pre, .formula")];
    const scrolled = [...old.querySelectorAll(".scroll, pre, .formula")].map((box) => [box.scrollLeft, box.scrollTop]);
    return () => boxes.forEach((box, place) => {
      if (scrolled[place]) [box.scrollLeft, box.scrollTop] = scrolled[place];
    });
  };

  // The first block that is seen, and where: it stays there, whatever happens above it.
  const findAnchor = () => {
    for (const { node } of shown) {
      const box = node.getBoundingClientRect();
      if (box.height > 0 && box.bottom > 56) return { node, top: box.top };
    }
    return null;
  };

  // MARK: Changing blocks

  const patch = (doc) => {
    const fresh = [...doc.getElementById("main").children].map((node) => ({ node, html: node.outerHTML }));
    const anchor = findAnchor();
    const replacements = new Map();
    const free = new Map();
    const pair = (block, old) => { block.node = old.node; old.isKept = true; };
    let start = 0;
    while (start < fresh.length && start < shown.length && fresh[start].html === shown[start].html) {
      pair(fresh[start], shown[start]);
      start += 1;
    }
    let end = 0;
    while (end < fresh.length - start && end < shown.length - start
      && fresh[fresh.length - 1 - end].html === shown[shown.length - 1 - end].html) {
      pair(fresh[fresh.length - 1 - end], shown[shown.length - 1 - end]);
      end += 1;
    }
    const middle = fresh.slice(start, fresh.length - end);
    for (const old of shown.slice(start, shown.length - end)) {
      if (!free.has(old.html)) free.set(old.html, []);
      free.get(old.html).push(old);
    }
    const changed = [];
    for (const block of middle) {
      const old = (free.get(block.html) || []).shift();
      if (old) pair(block, old); else changed.push(block);
    }
    // What is left on both sides: the same id, else the next of the same kind.
    const left = shown.slice(start, shown.length - end).filter((old) => !old.isKept);
    const ending = [];
    for (const block of changed) {
      const kind = (node) => node.tagName + " " + node.className;
      let at = block.node.id ? left.findIndex((old) => old.node.id === block.node.id) : -1;
      if (at < 0) at = left.findIndex((old) => kind(old.node) === kind(block.node) && (!old.node.id || !block.node.id));
      const node = document.importNode(block.node, true);
      if (at >= 0) {
        const [old] = left.splice(at, 1);
        ending.push(carryOver(old.node, node));
        replacements.set(old.node, node);
      }
      block.node = node;
    }
    const typed = Preview.forms ? Preview.forms.remember() : null;
    document.documentElement.style.overflowAnchor = "none";
    for (const old of shown) if (!old.isKept) old.node.remove();
    let cursor = main.firstElementChild;
    for (const { node } of fresh) {
      if (node === cursor) cursor = cursor.nextElementSibling; else main.insertBefore(node, cursor);
    }
    for (const finish of ending) finish();
    shown = fresh.map(({ node, html }) => ({ node, html }));
    patchFrame(doc);
    if (changed.length || left.length) runPageScripts();
    Preview.decorate();
    if (typed) typed();
    if (anchor) {
      const node = replacements.get(anchor.node) || anchor.node;
      if (node.isConnected) {
        const moved = node.getBoundingClientRect().top - anchor.top;
        if (Math.abs(moved) > 0.5) scrollBy({ top: moved, behavior: "instant" });
      }
    }
    document.documentElement.style.overflowAnchor = "";
    return changed.length + left.length;
  };

  const patchFrame = (doc) => {
    document.title = doc.title;
    document.body.className = doc.body.className;
    for (const part of frameParts) {
      const now = document.querySelector(part), then = doc.querySelector(part);
      const html = then ? then.outerHTML : null;
      if ((frame.get(part) ?? null) === html) continue;
      frame.set(part, html);
      if (now && then) now.replaceWith(document.importNode(then, true));
      else if (now) now.remove();
      else if (then && part === "nav.contents.wide") main.before(document.importNode(then, true));
      else if (then) main.after(document.importNode(then, true));
    }
  };

  // MARK: News

  let wanted = version, isLoading = false;
  const load = async () => {
    if (isLoading) return;
    isLoading = true;
    try {
      while (wanted > version) {
        const asked = wanted;
        const answer = await fetch(location.pathname, { cache: "no-store" });
        if (answer.status === 404) {
          version = asked;
          Preview.bar.isGone = true;
        } else if (answer.ok) {
          const doc = new DOMParser().parseFromString(await answer.text(), "text/html");
          const meta = doc.querySelector("meta[name=matinee-version]");
          version = Math.max(asked, meta ? Number(meta.content) : 0);
          Preview.bar.isGone = false;
          patch(doc);
          document.documentElement.dataset.version = version;
        } else {
          break;
        }
        Preview.bar.show();
      }
    } catch {
      // The connection says so itself, and asks again.
    } finally {
      isLoading = false;
    }
  };

  let source = null, hasEnded = false;
  const connect = () => {
    if (source) return;
    source = new EventSource("/_matinee/events");
    source.addEventListener("open", () => { Preview.bar.isLost = false; Preview.bar.show(); });
    source.addEventListener("state", (event) => {
      const state = JSON.parse(event.data);
      // A preview that was started again counts from 1.
      if (Preview.state && state.version < Preview.state.version) version = 0;
      Preview.state = state;
      wanted = state.version;
      Preview.bar.show();
      if (wanted > version) load(); else Preview.decorate();
    });
    source.addEventListener("progress", (event) => {
      Preview.progress = JSON.parse(event.data);
      Preview.bar.show();
      Preview.markCells();
    });
    source.addEventListener("error", () => {
      Preview.bar.isLost = true;
      Preview.progress = null;
      Preview.bar.show();
      if (source && source.readyState === EventSource.CLOSED) {
        source = null;
        if (!hasEnded) setTimeout(connect, 2000);
      }
    });
  };
  const disconnect = () => { if (source) { source.close(); source = null; } };
  // A browser has few connections for a server; pages that nobody sees leave theirs to others.
  document.listen("visibilitychange", () => { if (document.hidden) disconnect(); else connect(); });
  window.listen("pagehide", () => { hasEnded = true; disconnect(); });
  window.listen("pageshow", (event) => { if (event.persisted) { hasEnded = false; connect(); } });
  document.listen("DOMContentLoaded", () => {
    rememberFrame();
    Preview.bar.build();
    document.documentElement.dataset.version = version;
    if (!document.hidden) connect();
  });

  // MARK: Cells that are waited for

  // The server says in the text which cell is being computed; here it gets a bar.
  const markCells = () => {
    if (!Preview.state) return;
    const words = Preview.state.words[document.documentElement.lang] ?? Preview.state.words.en;
    for (const note of main.querySelectorAll("p.not-run")) {
      const isRunning = note.textContent.includes(words.running);
      note.classList.toggle("preview-running", isRunning);
      note.classList.toggle("preview-pending", !isRunning && note.textContent.includes(words.pending));
      let bar = note.nextElementSibling;
      if (!bar || !bar.matches(".preview-progress")) bar = null;
      if (!isRunning || !Preview.progress) { if (bar) bar.remove(); continue; }
      if (!bar) {
        bar = element("p", { class: "preview-progress" }, element("progress", { max: 1 }), element("span"));
        note.after(bar);
      }
      fillProgress(bar.firstChild, bar.lastChild, Preview.progress);
    }
  };
  const fillProgress = (bar, words, progress) => {
    if (progress.share === undefined || progress.share === null) bar.removeAttribute("value"); else bar.value = progress.share;
    words.textContent = progress.detail;
  };

  const decorate = () => {
    markCells();
    if (Preview.forms) Preview.forms.decorate();
  };

  return { main, element, t, decorate, markCells, fillProgress, load, state: null, progress: null, bar: null, forms: null };
})();

// The line at the bottom: whether the page is what the files say, what runs, and what a terminal would say is wrong.
Preview.bar = (() => {
  const { element, t } = Preview;
  const dot = element("span", { class: "preview-dot", "aria-hidden": "true" });
  const words = element("span", { class: "preview-words" });
  const progress = element("progress", { max: 1, hidden: true, "aria-label": t("Progress of the running step", "実行中のステップの進み具合") });
  const detail = element("span", { class: "preview-detail" });
  const toggle = element("button", { type: "button", class: "preview-toggle", hidden: true, "aria-expanded": "true" });
  const text = element("pre", { class: "preview-text", hidden: true, tabindex: "0", "aria-label": t("What a terminal would say", "ターミナルの表示") });
  const line = element("div", { class: "preview-line", role: "status" }, dot, words, progress, detail);
  const solved = element("span", { class: "preview-solved", hidden: true });
  const row = element("div", { class: "preview-row" }, line, solved, toggle);
  const bar = element("aside", { id: "preview-bar", "aria-label": t("Preview", "プレビュー") }, text, row);
  let isOpen = true;
  toggle.onclick = () => { isOpen = !isOpen; self.show(); };
  const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

  const self = {
    isLost: false, isGone: false,
    build() { document.body.append(bar); },
    progressOf(count, total, next, page) {
      solved.hidden = false;
      solved.replaceChildren(t(`${count} of ${total} solved`, `${total}問中${count}問解答済み`));
      if (next) {
        const target = `${next.notebook === page ? "" : encodeURIComponent(next.notebook) + ".html"}#${next.anchor}`;
        solved.append(t("; next: ", "、次は"), element("a", { href: target }, t(`Exercise ${next.number}`, `演習${next.number}`)));
      }
    },
    show() {
      const state = Preview.state, running = Preview.progress;
      const errors = state && state.faults ? state.faults.errors : 0;
      const told = [state && state.faults ? state.faults.text.trimEnd() : "", ...(state ? state.notes : [])].filter(Boolean).join("\n\n");
      let kind = "well", says = t("Up to date", "最新の状態です");
      if (self.isLost) [kind, says] = ["lost", t("The preview has ended or cannot be reached. Start it again: matinee preview",
        "プレビューが終了したか、接続できません。もう一度起動してください：matinee preview")];
      else if (self.isGone) [kind, says] = ["failed", t("This notebook is gone; the page shows what it was.",
        "このノートブックはなくなりました。以前の内容を表示しています。")];
      else if (state && state.isOld) {
        [kind, says] = ["failed", t(`${plural(errors, "error")} in the files; the page shows the last text without`,
          `ファイルに${errors}件のエラーがあります。エラーのない最後の内容を表示しています`)];
      } else if (running) [kind, says] = ["running", t(`Running ${running.position} of ${running.count}: ${running.step}`,
        `実行中（${running.count}のうち${running.position}）：${running.step}`)];
      else if (errors) [kind, says] = ["failed", t(plural(errors, "error"), `エラー${errors}件`)];
      else if (state && state.isRunning) [kind, says] = ["running", t("Running", "実行中")];
      else if (told) [kind, says] = ["noted", t("Up to date, with something to know", "最新の状態です（お知らせがあります）")];
      if (bar.dataset.kind !== kind) bar.dataset.kind = kind;
      if (words.textContent !== says) words.textContent = says;
      progress.hidden = !running;
      detail.textContent = "";
      if (running) Preview.fillProgress(progress, detail, running);
      toggle.hidden = !told;
      toggle.textContent = isOpen ? t("Hide", "隠す") : errors ? t("Show what is wrong", "エラーを表示") : t("Show", "表示");
      toggle.setAttribute("aria-expanded", String(isOpen));
      text.hidden = !told || !isOpen;
      if (text.textContent !== told) text.textContent = told;
    },
  };
  return self;
})();
