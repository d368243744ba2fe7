// What search engines, screen readers and thumbs need of a page; measured once, on a phone. Gives a list of complaints.
() => {
  const complaints = [];
  const name = (e) => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + ` "${e.textContent.trim().slice(0, 30)}"`;
  const bytes = (text) => new TextEncoder().encode(text).length;

  const bare = document.documentElement.cloneNode(true);
  // The list of steps is what a page "how this report was made" is a table of; exercises are what a learner works on.
  for (const e of bare.querySelectorAll("figure, table, svg.plot, .step-list, .exercise")) e.remove();
  // So are the colours of figures.
  for (const e of bare.querySelectorAll("style")) e.textContent = e.textContent.replace(/--plot-[a-z0-9-]+: ?[^;}]+;?/g, "");
  const weight = bytes(bare.outerHTML);
  if (weight >= 60000) complaints.push(`it weighs ${weight} bytes without its figures and tables`);

  if (document.compatMode !== "CSS1Compat") complaints.push("it has no doctype");
  if (document.characterSet !== "UTF-8") complaints.push(`its characters are ${document.characterSet}`);
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(document.documentElement.lang)) complaints.push("it does not say its language");
  if (document.title.trim().length < 3) complaints.push("it has no title");
  const description = document.querySelector("meta[name=description]")?.content.trim() ?? "";
  if (description.length < 10 || description.length > 320) complaints.push(`its description has ${description.length} characters`);
  const viewport = document.querySelector("meta[name=viewport]")?.content ?? "";
  if (!viewport.includes("width=device-width")) complaints.push("it is not made for the width of a phone");
  if (/user-scalable\s*=\s*(no|0)|maximum-scale\s*=\s*[0-4](\.|,|$)/.test(viewport)) complaints.push("it cannot be enlarged");
  for (const what of ["main", "footer", "a.skip[href='#main']"]) {
    if (document.querySelectorAll(what).length !== 1) complaints.push(`it has ${document.querySelectorAll(what).length} of ${what}`);
  }

  const shown = (e) => e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  let before = 0;
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(shown);
  for (const heading of headings) {
    const level = Number(heading.tagName[1]);
    if (level > before + 1) complaints.push(`${name(heading)} comes after a heading of level ${before}`);
    if (!heading.textContent.trim()) complaints.push("a heading is empty");
    before = level;
  }
  if (headings.filter((h) => h.tagName === "H1").length !== 1) complaints.push("it does not have one h1");

  for (const image of document.querySelectorAll("img")) {
    if (!image.hasAttribute("alt")) complaints.push(`${image.src.slice(0, 40)} has no alternative text`);
    if (!image.naturalWidth) complaints.push(`${image.alt || "a picture"} is not shown`);
  }
  for (const drawing of document.querySelectorAll("svg")) {
    if (drawing.closest("[aria-hidden=true]")) continue;
    const id = (drawing.getAttribute("aria-labelledby") ?? "").split(" ")[0];
    const label = document.getElementById(id)?.textContent ?? drawing.getAttribute("aria-label") ?? "";
    if (!drawing.getAttribute("role") || label.trim().length < 3) complaints.push("a drawing does not say what it is");
  }
  for (const table of document.querySelectorAll("table")) {
    if (!table.querySelector("thead th[scope=col]")) complaints.push("a table has no headers");
    if (!table.closest(".scroll")) complaints.push("a table does not scroll in a box of its own");
  }

  // WCAG 2.2, 2.5.8: 24 by 24 px, or so much room around the middle, or a link inside a sentence.
  scrollTo(0, 0);
  const inSentence = (e) => {
    if (getComputedStyle(e).display !== "inline") return false;
    const outer = e.closest("sup, em, strong") ?? e;
    return [...outer.parentElement.childNodes].some((n) => n !== outer && n.nodeType === 3 && n.textContent.trim());
  };
  const targets = [...document.querySelectorAll("a[href], button, summary")]
    .filter((e) => shown(e) && e.tabIndex >= 0 && !inSentence(e) && !e.matches(".skip"))
    .map((e) => {
      const after = getComputedStyle(e, "::after");
      // A link whose ground covers its card is as large as the card.
      const area = after.position === "absolute" && after.content !== "none" ? e.closest(".card, dl > div") ?? e : e;
      return [e, area.getBoundingClientRect()];
    }).filter(([, box]) => box.width > 0);
  for (const [e, box] of targets) {
    if (box.width >= 24 && box.height >= 24) continue;
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const near = targets.find(([other, b]) => other !== e && !other.contains(e) && !e.contains(other)
      && Math.hypot(Math.max(b.left - x, 0, x - b.right), Math.max(b.top - y, 0, y - b.bottom)) < 12);
    if (near) complaints.push(`${name(e)} is ${box.width.toFixed(0)} by ${box.height.toFixed(0)} px and close to ${name(near[0])}`);
  }

  let [all, small] = [0, 0];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const parent = walker.currentNode.parentElement;
    if (!text || parent.closest("script, style, svg, math, .hidden") || !shown(parent)) continue;
    all += text.length;
    if (parseFloat(getComputedStyle(parent).fontSize) < 12) small += text.length;
  }
  if (small > 0.02 * all) complaints.push(`${(100 * small / all).toFixed(0)} % of the text is smaller than 12 px`);
  return complaints;
}
