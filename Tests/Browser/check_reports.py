"""Opens every page of an outputs folder in Chromium and checks what only a browser can tell.

    python3 Tests/Browser/check_reports.py outputs [--screenshots DIR] [--chromium PATH]

Needs the PyPI packages of requirements.txt beside this file and a Chromium (Debian's is found by itself). Each page is
opened from its file at 1280, 768 and 390 px, light and dark, and once without scripts. The last line is
"N passed, N failed"; the exit code is 1 when a check failed and 2 when there is nothing to check.
"""

import argparse
import pathlib
import shutil
import sys

from axe_core_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

WIDTHS = (1280, 768, 390)
SCHEMES = ("light", "dark")

# Everything that is measured in the page itself; gives a list of complaints.
MEASURE = r"""
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
    const id = decodeURIComponent(a.hash.slice(1));
    if (id && !document.getElementById(id)) complaints.push(`${a.getAttribute("href")} leads nowhere`);
  }
  return complaints;
}
"""


def find_chromium(given):
    for name in filter(None, (given, "chromium", "chromium-browser", "google-chrome")):
        path = shutil.which(name)
        if path:
            return path
    return None


class Report:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def record(self, what, complaints):
        if not complaints:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAILED {what}")
        for complaint in complaints:
            print(f"  - {complaint}")


def watch(page, own):
    """Collects console errors, page errors and requests to anything but the page's own file."""
    complaints = []
    page.on("console", lambda m: complaints.append(f"console: {m.text}") if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: complaints.append(f"script: {e}"))

    def request(r):
        if r.url.split("#")[0] != own and not r.url.startswith("data:"):
            complaints.append(f"requests {r.url}")

    page.on("request", request)
    return complaints


def accessibility(page):
    found = Axe().run(page)
    return [
        f"axe {v['impact']}: {v['id']} ({len(v['nodes'])}): {v['help']}: {v['nodes'][0]['html'][:160]}"
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
    ]


def check(browser, file, report, screenshots):
    own = file.resolve().as_uri()
    for scheme in SCHEMES:
        for width in WIDTHS:
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page = context.new_page()
            complaints = watch(page, own)
            page.goto(own)
            complaints += page.evaluate(MEASURE)
            if screenshots:
                page.screenshot(path=str(screenshots / f"{file.stem}-{scheme}-{width}.png"), full_page=True)
            # Folded parts are read too: open all, measure again.
            page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
            complaints += [f"unfolded: {c}" for c in page.evaluate(MEASURE)]
            complaints += accessibility(page)
            report.record(f"{file.name} {scheme} {width}", complaints)
            context.close()

    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    complaints = watch(page, own)
    page.goto(own)
    for selector in ("main h1", "footer"):
        if not page.locator(selector).first.is_visible():
            complaints.append(f"without scripts, {selector} cannot be seen")
    for paragraph in page.locator("main > p").all():
        if not paragraph.is_visible():
            complaints.append("without scripts, a paragraph cannot be seen")
    for number, details in enumerate(page.locator("main details:not(.contents)").all()):
        if details.get_attribute("open") is None:
            details.locator("summary").first.click()
        if details.get_attribute("open") is None:
            complaints.append(f"without scripts, folded part {number + 1} does not open")
    report.record(f"{file.name} without scripts", complaints)
    if screenshots:
        page.goto(own)
        page.pdf(path=str(screenshots / f"{file.stem}.pdf"), format="A4", print_background=True)
    context.close()


def main():
    parser = argparse.ArgumentParser(description="Checks the pages of an outputs folder in Chromium.")
    parser.add_argument("outputs", type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path, help="write PNGs and a PDF of each page into this folder")
    parser.add_argument("--chromium", help="the browser to use, when it is not on the path")
    arguments = parser.parse_args()
    files = sorted(arguments.outputs.glob("*.html"))
    chromium = find_chromium(arguments.chromium)
    if not files or not chromium:
        print("no pages in " + str(arguments.outputs) if not files else "no Chromium found", file=sys.stderr)
        print("0 passed, 0 failed")
        return 2
    if arguments.screenshots:
        arguments.screenshots.mkdir(parents=True, exist_ok=True)
    report = Report()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for file in files:
            check(browser, file, report, arguments.screenshots)
        browser.close()
    print(f"{report.passed} passed, {report.failed} failed")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
