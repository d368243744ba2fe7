"""Opens a deck in Chromium and checks what only a browser can tell.

    python3 Tests/Browser/check_deck.py outputs/deck.html [--screenshots DIR] [--chromium PATH]

Every slide is looked at, at 1280 by 720: nothing leaves it, nothing in it is cut, what it shows has a size. The keys are pressed, the
deck is read without its script at three widths, and it is printed: one page a slide. Needs the packages of requirements.txt. The last
line is "N passed, N failed"; the exit code is 1 when a check failed and 2 when there is nothing to check.
"""

import argparse
import pathlib
import re
import sys

from axe_core_python.sync_playwright import Axe
from check_reports import Report, find_chromium, watch
from playwright.sync_api import sync_playwright

# The slide that is shown; gives a list of complaints.
MEASURE = r"""
() => {
  const complaints = [];
  const slide = document.querySelector(".slide.on"), face = slide.querySelector(".face");
  const box = face.getBoundingClientRect();
  if (Math.abs(box.width - 1280) > 1 || Math.abs(box.height - 720) > 1) complaints.push(`the slide is ${box.width} by ${box.height}`);
  const name = (e) => e.tagName.toLowerCase() + (e.className && e.className.baseVal === undefined ? "." + e.className : "") + ` "${e.textContent.trim().slice(0, 40)}"`;
  for (const e of face.querySelectorAll("header, h1, h2, .support, .body, .body > *, .opening, td, th, li, p, footer")) {
    if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth) complaints.push(`${name(e)} is ${e.scrollWidth - e.clientWidth} px too wide`);
    if (e.scrollHeight > e.clientHeight + 2 && e.clientHeight) complaints.push(`${name(e)} is ${e.scrollHeight - e.clientHeight} px too high`);
  }
  for (const e of face.querySelectorAll("*")) {
    const r = e.getBoundingClientRect();
    if (e.closest("svg") && e.tagName !== "svg") continue;
    if (r.width && (r.left < box.left - 1 || r.right > box.right + 1 || r.top < box.top - 1 || r.bottom > box.bottom + 1)) complaints.push(`${name(e)} leaves the slide`);
  }
  const body = face.querySelector(".body");
  if (body) {
    const room = body.getBoundingClientRect();
    for (const e of body.querySelectorAll("svg.plot, table, .said, .statement, math, dl, pre")) {
      const r = e.getBoundingClientRect();
      if (r.width < 100 || r.height < 20) complaints.push(`${name(e)} is ${r.width} by ${r.height} px`);
      if (r.bottom > room.bottom + 1.5) complaints.push(`${name(e)} ends ${r.bottom - room.bottom} px below its room`);
      if (e.tagName === "svg" && r.height < 300) complaints.push(`a figure is only ${r.height} px high`);
    }
    if (!body.querySelector("svg, table, .said, .statement, math, dl, pre, .not-run")) complaints.push("the slide shows nothing");
    for (const text of body.querySelectorAll("td, li, .statement, dt")) {
      if (parseFloat(getComputedStyle(text).fontSize) < 15.9) complaints.push(`${name(text)} is too small to read`);
    }
    for (const text of body.querySelectorAll("svg text")) {
      const r = text.getBoundingClientRect(), s = text.ownerSVGElement.getBoundingClientRect();
      if (r.left < s.left - 2 || r.right > s.right + 2 || r.top < s.top - 2 || r.bottom > s.bottom + 2) complaints.push(`a label leaves its figure: ${text.textContent}`);
    }
  }
  return complaints;
}
"""

SHOWN = "() => [...document.querySelectorAll('.slide')].findIndex((s) => s.classList.contains('on'))"


def check_slides(browser, own, report, screenshots):
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    complaints = watch(page, own)
    page.goto(own)
    count = page.locator(".slide").count()
    for number in range(count):
        found = page.evaluate(MEASURE)
        if page.evaluate(SHOWN) != number:
            found.append(f"slide {number + 1} is not the one that is shown")
        found += [
            f"axe {v['id']}: {v['help']}: {v['nodes'][0]['html'][:160]}"
            for v in Axe().run(page)["violations"]
            if v["impact"] in ("serious", "critical")
        ]
        report.record(f"slide {number + 1}", found)
        if screenshots:
            page.screenshot(path=str(screenshots / f"slide-{number + 1:02}.png"))
        page.keyboard.press("ArrowRight")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)")
    complaints += [f"the id {i} is used twice" for i in sorted({i for i in ids if ids.count(i) > 1})]
    report.record("no request, no message, ids unique", complaints)
    check_keys(page, own, count, report, screenshots)
    context.close()
    return count


def check_keys(page, own, count, report, screenshots):
    complaints = []

    def expect(what, at):
        found = page.evaluate(SHOWN)
        if found != at:
            complaints.append(f"{what} shows slide {found + 1}, not {at + 1}")

    page.keyboard.press("End")
    expect("End", count - 1)
    page.keyboard.press("ArrowRight")
    expect("an arrow at the end", count - 1)
    page.keyboard.press("Home")
    expect("Home", 0)
    for key in ("ArrowRight", "Space", "PageDown"):
        page.keyboard.press(key)
    expect("three keys", min(3, count - 1))
    page.keyboard.press("Shift+Space")
    expect("shift and space", min(3, count - 1) - 1)
    page.mouse.click(1000, 300)
    expect("a click on the right", min(3, count - 1))
    page.mouse.click(50, 300)
    expect("a click on the left", min(3, count - 1) - 1)
    address = page.evaluate("location.hash")
    page.reload()
    expect(f"the address {address}", min(3, count - 1) - 1)
    page.keyboard.press("s")
    if page.locator(".slide.on .notes").count() and not page.locator(".slide.on .notes").is_visible():
        complaints.append("s shows no notes")
    if screenshots:
        page.screenshot(path=str(screenshots / "notes.png"))
    page.keyboard.press("s")
    page.keyboard.press("o")
    visible = sum(s.is_visible() for s in page.locator(".slide").all())
    if visible != count:
        complaints.append(f"the overview shows {visible} of {count} slides")
    if screenshots:
        page.screenshot(path=str(screenshots / "overview.png"), full_page=True)
    page.locator(".slide").nth(count - 1).click()
    expect("a click in the overview", count - 1)
    with page.expect_popup() as window:
        page.keyboard.press("w")
    speaker = window.value
    page.keyboard.press("Home")
    if not speaker.locator("h1").text_content().startswith("1 / "):
        complaints.append(f"the speaker's window says {speaker.locator('h1').text_content()}")
    speaker.keyboard.press("ArrowRight")
    expect("a key in the speaker's window", 1)
    speaker.close()
    page.keyboard.press("?")
    if not page.locator("#keys").is_visible():
        complaints.append("? shows no help")
    page.keyboard.press("?")
    report.record("keys, clicks, notes, overview, speaker's window", complaints)


def check_page(browser, own, count, report, screenshots):
    """Without its script the deck is a page."""
    for width in (1280, 768, 390):
        context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False)
        page = context.new_page()
        complaints = watch(page, own)
        page.goto(own)
        for slide in page.locator(".slide").all():
            if not slide.locator("h1, h2").first.is_visible():
                complaints.append("a headline cannot be seen")
        for notes in page.locator(".notes").all():
            if not notes.is_visible():
                complaints.append("notes cannot be seen")
        if screenshots:
            page.screenshot(path=str(screenshots / f"page-{width}.png"), full_page=True)
        report.record(f"without a script at {width}", complaints)
        context.close()


def check_print(browser, own, count, report, screenshots):
    for script in (True, False):
        context = browser.new_context(viewport={"width": 1280, "height": 720}, java_script_enabled=script)
        page = context.new_page()
        page.goto(own)
        pdf = page.pdf(prefer_css_page_size=True, print_background=True)
        pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
        complaints = [] if pages == count else [f"{count} slides are printed on {pages} pages"]
        boxes = set(re.findall(rb"/MediaBox\s*\[([^\]]*)\]", pdf))
        if len(boxes) != 1 or [round(float(n)) for n in boxes.pop().split()] != [0, 0, 960, 540]:
            complaints.append("a page is not as large as a slide")
        if screenshots:
            (screenshots / f"deck-{'script' if script else 'plain'}.pdf").write_bytes(pdf)
        report.record("printed" if script else "printed without a script", complaints)
        context.close()


def main():
    parser = argparse.ArgumentParser(description="Checks a deck in Chromium.")
    parser.add_argument("deck", type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path, help="write PNGs of the slides and a PDF into this folder")
    parser.add_argument("--chromium", help="the browser to use, when it is not on the path")
    arguments = parser.parse_args()
    chromium = find_chromium(arguments.chromium)
    if not arguments.deck.is_file() or not chromium:
        print(f"no deck {arguments.deck}" if chromium else "no Chromium found", file=sys.stderr)
        print("0 passed, 0 failed")
        return 2
    if arguments.screenshots:
        arguments.screenshots.mkdir(parents=True, exist_ok=True)
    report = Report()
    own = arguments.deck.resolve().as_uri()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        count = check_slides(browser, own, report, arguments.screenshots)
        check_page(browser, own, count, report, arguments.screenshots)
        check_print(browser, own, count, report, arguments.screenshots)
        browser.close()
    print(f"{count} slides: {report.passed} passed, {report.failed} failed")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
