// Shows one slide at a time. Without it the file is a page of slides with their notes.
(() => {
  const words = document.currentScript.dataset, body = document.body, $ = (s, e = document) => e.querySelector(s);
  const slides = [...document.querySelectorAll(".slide")], controls = $(".controls"), keys = $("#keys");
  let at = 0, speaker = null, started = 0, moving = 0;
  const headline = (slide) => slide ? $("h1, h2", slide).textContent : words.last;
  const tell = () => {
    if (!speaker || speaker.closed) return;
    const d = speaker.document, notes = $(".notes", slides[at]);
    $("h1", d).textContent = `${at + 1} / ${slides.length} · ${headline(slides[at])}`;
    const place = $("main", d);
    place.replaceChildren();
    if (notes) place.innerHTML = notes.innerHTML;
    $("footer", d).textContent = at + 1 < slides.length ? `${words.next}: ${headline(slides[at + 1])}` : words.last;
  };
  const go = (to, quietly) => {
    at = Math.max(0, Math.min(slides.length - 1, to));
    slides.forEach((s, n) => s.classList.toggle("on", n === at));
    $(".bar i").style.width = `${slides.length > 1 ? 100 * at / (slides.length - 1) : 100}%`;
    $("#said").textContent = `${at + 1} / ${slides.length}: ${headline(slides[at])}`;
    if (body.classList.contains("overview")) slides[at].scrollIntoView({ block: "nearest" });
    if (!quietly) history.replaceState(null, "", `#${slides[at].id}`);
    tell();
  };
  const fromAddress = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    go(Math.max(0, slides.findIndex((s) => s.id === id)), true);
  };
  const overview = (on) => {
    body.classList.toggle("overview", on);
    if (on) slides[at].scrollIntoView({ block: "center" }); else scrollTo(0, 0);
  };
  const fullScreen = () => document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
  const openSpeaker = () => {
    if (speaker && !speaker.closed) { speaker.close(); return; }
    speaker = open("", "matinee-speaker", "width=820,height=620");
    // A browser that opens no window still has room below the slide.
    if (!speaker) { body.classList.toggle("with-notes"); return; }
    const d = speaker.document;
    d.title = words.notes;
    d.body.innerHTML = "<style>body{font:20px/1.5 system-ui,sans-serif;margin:24px;color:#1d2024}h1{font-size:20px}footer,time{color:#5a6069}footer{border-top:1px solid #ccc;padding-top:12px;margin-top:24px}</style><time></time><h1></h1><main></main><footer></footer>";
    speaker.onkeydown = key;
    started = started || Date.now();
    tell();
  };
  setInterval(() => {
    if (!speaker || speaker.closed) return;
    const seconds = Math.floor((Date.now() - started) / 1000);
    $("time", speaker.document).textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }, 1000);
  const across = () => body.classList.contains("overview")
    ? slides.filter((s) => s.offsetTop === slides[0].offsetTop).length : 1;
  const key = (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || keys.open && e.key !== "?") return;
    const inOverview = body.classList.contains("overview");
    switch (e.key) {
      case "ArrowRight": case "PageDown": case "n": go(at + 1); break;
      case "ArrowLeft": case "PageUp": case "p": case "Backspace": go(at - 1); break;
      case "ArrowDown": go(at + across()); break;
      case "ArrowUp": go(at - across()); break;
      case " ":
        if (e.target.tagName === "BUTTON") return;
        if (inOverview) overview(false); else go(at + (e.shiftKey ? -1 : 1));
        break;
      case "Enter": if (!inOverview) return; overview(false); break;
      case "Home": go(0); break;
      case "End": go(slides.length - 1); break;
      case "f": case "F": fullScreen(); break;
      case "s": case "S": body.classList.toggle("with-notes"); break;
      case "w": case "W": openSpeaker(); break;
      case "o": case "O": overview(!inOverview); break;
      case "Escape": if (!inOverview) return; overview(false); break;
      case "?": if (keys.open) keys.close(); else keys.showModal(); break;
      default: return;
    }
    e.preventDefault();
  };
  let touch = null;
  addEventListener("touchstart", (e) => { touch = e.touches.length === 1 ? [e.touches[0].clientX, e.touches[0].clientY] : null; }, { passive: true });
  addEventListener("touchend", (e) => {
    if (!touch || body.classList.contains("overview")) return;
    const x = e.changedTouches[0].clientX - touch[0], y = e.changedTouches[0].clientY - touch[1];
    if (Math.abs(x) > 40 && Math.abs(x) > 2 * Math.abs(y)) go(at + (x < 0 ? 1 : -1));
  }, { passive: true });
  $("main").addEventListener("click", (e) => {
    const slide = e.target.closest(".slide");
    if (body.classList.contains("overview")) {
      if (slide) { go(slides.indexOf(slide)); overview(false); }
    } else if (!e.target.closest(".notes, a") && !getSelection().toString()) {
      go(at + (e.clientX < innerWidth / 3 ? -1 : 1));
    }
  });
  addEventListener("mousemove", () => {
    body.classList.add("moving");
    clearTimeout(moving);
    moving = setTimeout(() => body.classList.remove("moving"), 2000);
  });
  $(".back").onclick = () => go(at - 1);
  $(".on-to").onclick = () => go(at + 1);
  $(".help").onclick = () => keys.showModal();
  keys.onclick = () => keys.close();
  addEventListener("keydown", key);
  addEventListener("hashchange", fromAddress);
  body.classList.add("deck");
  controls.hidden = false;
  fromAddress();
})();
