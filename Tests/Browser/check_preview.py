"""Walks through `matinee preview` in Chromium: what a writer sees, what a learner does, and what must not be lost or let in.

    python3 Tests/Browser/check_preview.py MATINEE [--screenshots DIR] [--chromium PATH]

MATINEE is the program, with matinee-server beside it. Needs the PyPI packages of requirements.txt beside this file and a Chromium
(Debian's is found by itself). The last line is "N passed, N failed"; the exit code is 1 when a check failed.
"""

import argparse
import pathlib
import shutil
import socket
import subprocess
import tempfile

from playwright.sync_api import sync_playwright

from learning import walk_as_learner
from previewing import Checks, preview, save, until, wait_for_text

PROSE = """---
title: Prices
---

# What things cost

```{lab}
load "prices.csv" as prices
```

There are `{lab} prices.rows` prices. First sentence.

```{lab}
#| label: fig-prices
#| fig-cap: "What things cost."
plot histogram prices x: price
```

# More

```{lab}
describe prices
```

""" + "".join(f"Paragraph {n} of many, so that the page can be scrolled.\n\n" for n in range(40)) + "The end.\n"


def make_lab(folder):
    folder.mkdir(parents=True)
    (folder / "prices.csv").write_text("item,price\n" + "".join(f"{n},{n % 17}\n" for n in range(500)))
    (folder / "01-prices.md").write_text(PROSE)
    (folder / "02-slow.md").write_text("# Other\n\nNothing here.\n")
    return folder


def watch_writer(checks, matinee, browser, folder, shots):
    """Edits from outside: seen at once, with nothing else of the page touched."""
    notebook = folder / "01-prices.md"
    with preview(matinee, folder) as running:
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        complaints = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(running.address)
        page.wait_for_url(f"{running.origin}/")
        checks.hold("token" not in page.url, "the token leaves the address")
        page.goto(f"{running.origin}/01-prices.html")
        page.wait_for_selector("#preview-bar[data-kind=well]")
        checks.hold("There are 500 prices" in page.inner_text("main"), "the value is computed")
        shots(page, "preview-page")

        # The reader's place: a fold, the scroll position, and the very nodes that did not change.
        page.click("details.data summary")
        page.evaluate("scrollTo({ top: document.body.scrollHeight * 0.6, behavior: 'instant' })")
        page.evaluate("document.querySelector('figure').sameNode = true")
        where = page.evaluate("scrollY")
        anchor = page.evaluate("[...document.querySelectorAll('main > p')].find((e) => e.getBoundingClientRect().top > 60).textContent")
        before = page.evaluate("[...document.querySelectorAll('main > p')].find((e) => e.getBoundingClientRect().top > 60).getBoundingClientRect().top")
        save(notebook, PROSE.replace("First sentence.", "First sentence, which is now much longer. " * 30))
        wait_for_text(page, "which is now much longer")
        after = page.evaluate(
            "text => [...document.querySelectorAll('main > p')].find((e) => e.textContent === text).getBoundingClientRect().top", anchor)
        checks.hold(where > 500 and abs(after - before) < 2, f"what is read stays in its place ({before} and {after})")
        checks.hold(page.evaluate("document.querySelector('details.data').open"), "a fold stays open")
        checks.hold(page.evaluate("document.querySelector('figure').sameNode === true"), "the figure's node stays")

        page.evaluate("""() => { window.seen = new Promise((done) => new MutationObserver(() => {
          if (document.getElementById("main").textContent.includes("Timed.")) done(Date.now());
        }).observe(document.getElementById("main"), { childList: true, subtree: true, characterData: true })); }""")
        saved = page.evaluate("Date.now()")
        save(notebook, PROSE.replace("The end.", "Timed."))
        elapsed = page.evaluate("window.seen") - saved
        print(f"an edit of prose is on the page after {elapsed:.0f} ms")
        checks.hold(elapsed < 1000, f"an edit of prose is seen after {elapsed} ms")

        # While somebody types: the last good page, with the fault at its place and the terminal's words.
        save(notebook, PROSE.replace("plot histogram prices x: price", "plot histogram prices x: pric"))
        page.wait_for_selector(".error-card")
        checks.hold(page.query_selector("figure svg") is not None, "the last good figure stays")
        bar = page.inner_text("#preview-bar")
        checks.hold("1 error" in bar and "did you mean price?" in bar, f"the bar says what is wrong: {bar}")
        checks.hold(page.query_selector(".banner.failed") is not None, "the banner leads to it")
        page.evaluate("document.querySelector('.error-card').scrollIntoView({ block: 'center', behavior: 'instant' })")
        shots(page, "preview-error")
        save(notebook, PROSE.replace("```{lab}\ndescribe", "```{lab\ndescribe"))
        until(lambda: "pric\"" not in page.inner_text("#preview-bar"))
        save(notebook, PROSE)
        page.wait_for_selector("#preview-bar[data-kind=well]")
        checks.hold(page.query_selector(".error-card") is None, "the card goes with the fault")

        # Deleted and restored.
        notebook.unlink()
        page.wait_for_selector("#preview-bar[data-kind=failed]")
        checks.hold("gone" in page.inner_text("#preview-bar"), "a deleted notebook is told")
        checks.hold("There are 500 prices" in page.inner_text("main"), "its page stays")
        save(notebook, PROSE.replace("The end.", "Restored."))
        wait_for_text(page, "Restored.")
        page.wait_for_selector("#preview-bar[data-kind=well]")

        checks.hold(not complaints or all("404" in text for text in complaints), f"the console is clean: {complaints}")
        # Only the notebook was ever written to, by this script.
        names = sorted(path.name for path in folder.iterdir())
        checks.hold(names == ["01-prices.md", "02-slow.md", "prices.csv"], f"the folder holds what it held: {names}")
        seconds, code = running.end()
        checks.hold(seconds < 1 and code == 130, f"Ctrl-C ends it in a second ({seconds:.2f} s, code {code})")
        page.wait_for_selector("#preview-bar[data-kind=lost]")
        page.close()


def knock(checks, matinee, folder):
    """Everybody who is not a page of this preview stays outside."""
    with preview(matinee, folder) as running:
        status = lambda *a, **k: running.request(*a, **k)[0]
        host, own = f"127.0.0.1:{running.port}", {"Origin": running.origin}
        json = {"Content-Type": "application/json", **own}
        checks.hold(status("/") == 200, "the cookie lets in")
        checks.hold(status("/", knows=False) == 403, "nobody without it")
        checks.hold(status("/?token=" + "0" * 32, knows=False) == 403, "a wrong token")
        checks.hold(status("/", headers={"Host": f"evil.example:{running.port}"}) == 403, "another name (DNS rebinding)")
        checks.hold(status("/", headers={"Host": None}) in (400, 403), "no name")
        checks.hold(status("/", headers={"Origin": "http://evil.example"}) == 403, "another site")
        checks.hold(status("/_matinee/fill", "POST", b"{}", {"Content-Type": "application/json"}) == 403, "a form without origin")
        checks.hold(status("/_matinee/fill", "POST", b"{}", {**json, "Origin": "null"}) == 403, "a form of a sandbox")
        checks.hold(status("/_matinee/fill", "POST", b"{}", own) == 415, "a form as forms are sent")
        checks.hold(status("/_matinee/fill", "POST", b"{}", json) == 400, "nothing to fill in")
        checks.hold(status("/_matinee/fill", "POST", b" " * 300_000, json) == 413, "too much")
        (folder / "link.html").symlink_to("/etc/passwd")
        for path in ["/../prices.csv", "/%2e%2e/%2e%2e/etc/passwd", "/prices.csv", "/01-prices.md", "/link.html", "//etc/passwd"]:
            code, _, text = running.request(path)
            checks.hold(code in (400, 404) and "root:" not in text, f"{path}: {code}")
        (folder / "link.html").unlink()
        _, headers, _ = running.request("/01-prices.html")
        checks.hold("default-src 'none'" in headers.get("content-security-policy", ""), "pages have a policy")
        checks.hold(headers.get("cache-control") == "no-store", "pages are kept nowhere")
        # The interface that other machines reach does not answer.
        outside = subprocess.run(["hostname", "-I"], capture_output=True, text=True).stdout.split()
        for address in [a for a in outside if ":" not in a][:1]:
            with socket.socket() as knocking:
                knocking.settimeout(2)
                checks.hold(knocking.connect_ex((address, running.port)) != 0, f"{address} does not answer")
        second = subprocess.run(
            [str(matinee), "preview", str(folder), "--port", str(running.port)], capture_output=True, text=True, timeout=20)
        checks.hold(second.returncode == 1 and "port-taken" in second.stderr and "--port" in second.stderr,
                    f"a port in use is told: {second.returncode} {second.stderr}")
        checks.hold(status("/") == 200, "and the first goes on")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("matinee", type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path)
    parser.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("chromium-browser"))
    options = parser.parse_args()
    checks = Checks()

    def shots(page, name):
        if options.screenshots:
            options.screenshots.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(options.screenshots / f"{name}.png"))

    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        scratch = pathlib.Path(scratch)
        matinee = options.matinee.resolve()
        browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
        knock(checks, matinee, make_lab(scratch / "knock" / "notebooks"))
        watch_writer(checks, matinee, browser, make_lab(scratch / "writer" / "notebooks"), shots)
        walk_as_learner(checks, matinee, browser, scratch / "learner", shots)
        browser.close()
    checks.finish()


if __name__ == "__main__":
    main()
