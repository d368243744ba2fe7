// Enhances only: without scripts the page has everything but the copy buttons and the marked section.
(() => {
  const words = document.currentScript.dataset;
  if (navigator.clipboard) for (const pre of document.querySelectorAll("pre.lab, pre.shown")) {
    const button = document.createElement("button");
    button.className = "copy"; button.type = "button"; button.textContent = words.copy;
    button.onclick = () => navigator.clipboard.writeText(pre.querySelector("code").textContent).then(() => {
      button.textContent = words.copied;
      setTimeout(() => { button.textContent = words.copy; }, 1500);
    }, () => {});
    pre.parentElement.append(button);
  }
  if (CSS.supports("scroll-target-group", "auto")) return;
  const links = new Map();
  for (const a of document.querySelectorAll(".contents.wide a")) links.set(a.hash.slice(1), a);
  const headings = [...links.keys()].map((id) => document.getElementById(decodeURIComponent(id))).filter(Boolean);
  if (!headings.length) return;
  let frame = 0;
  const mark = () => {
    frame = 0;
    let current = headings[0];
    for (const h of headings) if (h.getBoundingClientRect().top < 120) current = h;
    for (const a of links.values()) a.removeAttribute("aria-current");
    const a = links.get(encodeURIComponent(current.id)) || links.get(current.id);
    if (a) a.setAttribute("aria-current", "location");
  };
  addEventListener("scroll", () => { frame = frame || requestAnimationFrame(mark); }, { passive: true });
  mark();
})();
