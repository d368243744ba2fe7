// Measured in a page at every width and in every scheme; gives a list of complaints.
() => {
  const complaints = [];
  const name = (e) => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + (e.className && e.className.baseVal === undefined ? "." + e.className : "");
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1
      && !e.closest(".scroll, pre, .formula, .hidden, .thumbnail"));
    complaints.push(`the page scrolls sideways (${root.scrollWidth} > ${root.clientWidth}): ${wide.slice(0, 3).map(name).join(", ")}`);
  }
  for (const figure of document.querySelectorAll("figure.figure, .thumbnail")) {
    if (figure.matches(".numeral")) continue;
    const drawings = [...figure.querySelectorAll("svg.plot")].filter((e) => getComputedStyle(e.parentElement).display !== "none");
    if (!drawings.length) complaints.push(`${name(figure)} holds no drawing`);
    for (const svg of drawings) {
      const box = svg.getBoundingClientRect();
      if (box.width < 40 || box.height < 20) complaints.push(`${name(figure)} is drawn ${box.width} by ${box.height} px`);
      if (!svg.querySelector("rect, path, circle, line, text")) complaints.push(`${name(figure)} is empty`);
    }
  }
  // Words of the data flow stay in their boxes.
  for (const box of document.querySelectorAll("svg.flow a")) {
    const outer = box.querySelector("rect").getBBox();
    for (const text of box.querySelectorAll("text")) {
      const inner = text.getBBox();
      if (inner.x + inner.width > outer.x + outer.width + 1 || inner.y < outer.y - 1 || inner.y + inner.height > outer.y + outer.height + 1)
        complaints.push(`"${text.textContent}" leaves its box in the data flow`);
    }
  }
  const main = document.querySelector("main").getBoundingClientRect();
  const style = getComputedStyle(document.querySelector("main"));
  const textLeft = main.left + parseFloat(style.paddingLeft);
  const contents = document.querySelector("nav.contents.wide");
  if (contents && contents.offsetParent !== null) {
    const box = contents.getBoundingClientRect();
    if (box.right > textLeft && box.left < main.right) complaints.push("the contents cover the text");
  }
  for (const e of document.querySelectorAll("main p, main li, main h1, main h2, main h3, main td, main th, figcaption, footer dd")) {
    if (!e.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })) continue;
    if (!e.textContent.trim()) continue;
    if (getComputedStyle(e).opacity === "0") complaints.push(`${name(e)} is invisible`);
    const box = e.getBoundingClientRect();
    const scrolls = e.closest(".scroll, pre, .formula");
    if (!scrolls && box.width && (box.left < -1 || box.right > root.clientWidth + 1)) complaints.push(`${name(e)} leaves the page: ${e.textContent.trim().slice(0, 40)}`);
  }
  const seen = new Set();
  for (const e of document.querySelectorAll("[id]")) {
    if (seen.has(e.id)) complaints.push(`the id ${e.id} is used twice`);
    seen.add(e.id);
  }
  for (const a of document.querySelectorAll("a[href^='#']")) {
    const id = decodeURIComponent(a.getAttribute("href").slice(1));
    if (id && !document.getElementById(id)) complaints.push(`${a.getAttribute("href")} leads nowhere`);
  }
  return complaints;
}
