"""Opens every page of an outputs folder in Chromium and checks what only a browser can tell.

    python3 Tests/Browser/check_reports.py outputs [--screenshots DIR] [--chromium PATH] [--jobs N]

Needs the PyPI packages of requirements.txt beside this file and a Chromium (Debian's is found by itself). Each page is
opened from its file at 1280, 768 and 390 px, light and dark, on paper, and once without scripts:

- layout.js: nothing scrolls sideways, leaves the page, covers the text or is empty; ids and links within the page;
- document.js: weight without figures and tables, language, title, description, headings, alternative texts, tap targets;
- axe-core: no serious or critical violation, contrast among them;
- no request, no message in the console, nothing that needs a script; the contents follow the reader;
- links between the pages lead to files and ids that are there.

The last line is "N passed, N failed"; the exit code is 1 when a check failed and 2 when there is nothing to check.
"""

import argparse
import concurrent.futures
import html
import os
import pathlib
import re
import shutil
import sys
import urllib.parse

from axe_core_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

WIDTHS = (1280, 768, 390)
SCHEMES = ("light", "dark")
# axe looks at structure and colours, which change with the width and with the scheme, but not with both at once.
WITH_AXE = {(1280, "light"), (1280, "dark"), (390, "light")}
# The width of A4 within the page's margins, in px.
PAPER = 673

HERE = pathlib.Path(__file__).parent
LAYOUT = (HERE / "layout.js").read_text()
DOCUMENT = (HERE / "document.js").read_text()
UNFOLD = "document.querySelectorAll('details').forEach((d) => { d.open = true; })"

# The links of the contents when they stand beside the text, and those that are marked as where the reader is.
CONTENTS = r"""
() => {
  const contents = document.querySelector("nav.contents.wide");
  if (!contents || contents.offsetParent === null) return { links: [], marked: [] };
  const links = [...contents.querySelectorAll("a")];
  const isMarked = (a) => CSS.supports("scroll-target-group", "auto") ? a.matches(":target-current") : a.hasAttribute("aria-current");
  return { links: links.map((a) => a.hash), marked: links.filter(isMarked).map((a) => a.hash) };
}
"""
GO_TO = "(hash) => document.getElementById(decodeURIComponent(hash.slice(1))).scrollIntoView({ behavior: 'instant' })"


def find_chromium(given):
    for name in filter(None, (given, "chromium", "chromium-browser", "google-chrome")):
        path = shutil.which(name)
        if path:
            return path
    return None


class Report:
    """What passed and what did not, with the words about it."""

    def __init__(self):
        self.passed = 0
        self.failed = 0
        self.lines = []

    def record(self, what, complaints):
        if not complaints:
            self.passed += 1
            return
        self.failed += 1
        self.lines.append(f"FAILED {what}")
        self.lines += [f"  - {complaint}" for complaint in complaints]


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
    # What is inside a chart is one picture with a name; its thousands of points take axe a minute, and listing what passes
    # five times as long as finding what does not.
    found = Axe().run(page, context={"exclude": [["svg.plot > *"]]}, options={"resultTypes": ["violations"]})
    return [
        f"axe {v['impact']}: {v['id']} ({len(v['nodes'])}): {v['help']}: {v['nodes'][0]['html'][:160]}"
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
    ]


def following(page):
    """Whether the contents mark the section that the reader has come to."""
    complaints = []
    links = page.evaluate(CONTENTS)["links"]
    for link in [links[0], links[len(links) // 2]] if links else []:
        page.evaluate(GO_TO, link)
        # The mark follows in a frame, which comes late on a busy machine.
        for _ in range(20):
            page.wait_for_timeout(100)
            marked = page.evaluate(CONTENTS)["marked"]
            if marked == [link]:
                break
        if marked != [link]:
            complaints.append(f"at {link} the contents mark {marked}")
    return complaints


def check_sizes(browser, file, name, report, screenshots):
    own = file.resolve().as_uri()
    for scheme in SCHEMES:
        context = browser.new_context(viewport={"width": WIDTHS[0], "height": 900}, color_scheme=scheme)
        page = context.new_page()
        trouble = watch(page, own)
        page.goto(own)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate("document.querySelectorAll('details[data-was]').forEach((d) => { d.open = false; })")
            complaints = page.evaluate(LAYOUT)
            if width == WIDTHS[0]:
                complaints += following(page)
            if width == WIDTHS[-1]:
                complaints += page.evaluate(DOCUMENT) if scheme == SCHEMES[0] else []
            if screenshots:
                page.evaluate("scrollTo(0, 0)")
                page.screenshot(path=str(screenshots / f"{name}-{scheme}-{width}.png"), full_page=True)
            # Folded parts are read too: open all, measure again.
            page.evaluate("document.querySelectorAll('details:not([open])').forEach((d) => { d.dataset.was = ''; })")
            page.evaluate(UNFOLD)
            complaints += [f"unfolded: {c}" for c in page.evaluate(LAYOUT)]
            if (width, scheme) in WITH_AXE:
                complaints += accessibility(page)
            report.record(f"{name} {scheme} {width}", complaints + trouble)
            trouble.clear()
        if scheme == SCHEMES[0]:
            page.emulate_media(media="print")
            page.set_viewport_size({"width": PAPER, "height": 950})
            report.record(f"{name} on paper", page.evaluate(LAYOUT))
            copies = page.locator("main .code").count() - page.locator("main .code .copy").count()
            report.record(f"{name} copy buttons", [f"{copies} pieces of code have none"] if copies else [])
        context.close()


def check_without_scripts(browser, file, name, report, screenshots):
    own = file.resolve().as_uri()
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    complaints = watch(page, own)
    page.goto(own)
    for selector in ("main h1", "footer"):
        if not page.locator(selector).first.is_visible():
            complaints.append(f"without scripts, {selector} cannot be seen")
    hidden = page.locator("main > p:not(:visible)").count()
    if hidden:
        complaints.append(f"without scripts, {hidden} paragraphs cannot be seen")
    if page.locator("button").count():
        complaints.append("without scripts, there is a button that does nothing")
    for number, details in enumerate(page.locator("main details:not(.contents)").all()):
        if details.get_attribute("open") is None:
            details.locator("summary").first.click()
        if details.get_attribute("open") is None:
            complaints.append(f"without scripts, folded part {number + 1} does not open")
    complaints += [f"without scripts, {c}" for c in following(page)]
    report.record(f"{name} without scripts", complaints)
    if screenshots:
        page.goto(own)
        page.pdf(path=str(screenshots / f"{name}.pdf"), format="A4", print_background=True)
    context.close()


def check_links(files, report):
    """Links from page to page: the file is there, and so is the id. Titles tell the pages apart."""
    texts = {file.resolve(): file.read_text() for file in files}
    ids = {file: set(map(html.unescape, re.findall(r'\sid="([^"]*)"', text))) for file, text in texts.items()}
    titles = {}
    for file, text in texts.items():
        complaints = []
        for target in sorted(set(map(html.unescape, re.findall(r'href="([^"]*)"', text)))):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, fragment = target.partition("#")
            other = (file.parent / urllib.parse.unquote(path)).resolve() if path else file
            if not other.is_file():
                complaints.append(f"{target} leads to no file")
            elif fragment and urllib.parse.unquote(fragment) not in ids.get(other, {urllib.parse.unquote(fragment)}):
                complaints.append(f"{target} leads to no place of its page")
        title = re.search(r"<title>(.*?)</title>", text, re.S).group(1)
        if title in titles:
            complaints.append(f"{titles[title]} has the same title")
        titles[title] = file.name
        report.record(f"{file.name} links", complaints)


def check_pages(arguments):
    """The checks of some pages, in a browser of their own. Gives what passed, what failed and the words."""
    files, root, chromium, screenshots = arguments
    report = Report()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for file in files:
            name = str(file.relative_to(root).with_suffix("")).replace("/", "-")
            check_sizes(browser, file, name, report, screenshots)
            check_without_scripts(browser, file, name, report, screenshots)
        browser.close()
    return report.passed, report.failed, report.lines


def main():
    parser = argparse.ArgumentParser(description="Checks the pages of an outputs folder in Chromium.")
    parser.add_argument("outputs", type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path, help="write PNGs and a PDF of each page into this folder")
    parser.add_argument("--chromium", help="the browser to use, when it is not on the path")
    parser.add_argument("--jobs", type=int, default=min(4, os.cpu_count() or 1), help="browsers at a time")
    arguments = parser.parse_args()
    files = sorted(arguments.outputs.rglob("*.html"))
    chromium = find_chromium(arguments.chromium)
    if not files or not chromium:
        print("no pages in " + str(arguments.outputs) if not files else "no Chromium found", file=sys.stderr)
        print("0 passed, 0 failed")
        return 2
    if arguments.screenshots:
        arguments.screenshots.mkdir(parents=True, exist_ok=True)
    report = Report()
    check_links(files, report)
    jobs = max(1, min(arguments.jobs, len(files)))
    parts = [(files[job::jobs], arguments.outputs, chromium, arguments.screenshots) for job in range(jobs)]
    with concurrent.futures.ProcessPoolExecutor(jobs) as pool:
        for passed, failed, lines in pool.map(check_pages, parts):
            report.passed += passed
            report.failed += failed
            report.lines += lines
    print("\n".join(report.lines + [f"{report.passed} passed, {report.failed} failed"]))
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
