"""How long it takes until a save is on the page of `matinee preview`, in Chromium.

    python3 Tests/Benchmarks/bench_preview.py MATINEE [--rows 4000000] [--rounds 15] [--data FILE]

MATINEE is a release build with matinee-server beside it. Needs Playwright (Tests/Browser/requirements.txt) and Debian's Chromium.
A folder of two notebooks reads the sample (or FILE, with the columns of the reviews) and draws a chart of it. The clock runs from
before the file is renamed into place until the new text is in the document. "shipped" is the same for prose in a copy of
notebooks/.
"""

import argparse
import pathlib
import shutil
import statistics
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "Browser"))

from playwright.sync_api import sync_playwright  # noqa: E402
from previewing import preview, save  # noqa: E402

ARM = """text => { window.seen = new Promise((done) => {
  const main = document.getElementById("main");
  new MutationObserver(() => { if (main.textContent.includes(text)) done(Date.now()); })
    .observe(main, { childList: true, subtree: true, characterData: true });
}); }"""

READY = "#preview-bar[data-kind=well], #preview-bar[data-kind=noted]"

NOTEBOOK = """# Stars

Round 0 of prose.

```{lab}
load "DATA" as reviews
  columns: [customer_id, product_id, star_rating]
dedupe reviews by: [customer_id, product_id]
count reviews by: star_rating as stars
```

```{lab}
#| label: fig-stars
#| fig-cap: "Chart of round 0."
plot histogram reviews x: star_rating bins: 5
```
"""


def measure(page, path, texts, expected):
    """Milliseconds from each save to its text on the page."""
    taken = []
    for text, words in zip(texts, expected):
        page.wait_for_selector(READY)
        page.evaluate(ARM, words)
        started = page.evaluate("Date.now()")
        save(path, text)
        taken.append(page.evaluate("window.seen") - started)
    return taken


def show(name, taken):
    taken = sorted(taken)
    print(f"{name}: median {statistics.median(taken):.0f} ms, slowest {taken[-1]:.0f} ms, of {len(taken)}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("matinee", type=pathlib.Path)
    parser.add_argument("--rows", type=int, default=4_000_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--data")
    options = parser.parse_args()
    matinee = options.matinee.resolve()
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        folder = pathlib.Path(scratch) / "large" / "notebooks"
        folder.mkdir(parents=True)
        notebook = folder / "01-stars.md"
        text = NOTEBOOK.replace("DATA", options.data or f"sample:reviews?rows={options.rows}")
        notebook.write_text(text)
        with preview(matinee, folder) as running:
            page = browser.new_page()
            page.goto(running.address)
            page.wait_for_url(f"{running.origin}/")
            page.goto(f"{running.origin}/01-stars.html")
            page.wait_for_selector("figure svg", timeout=600_000)
            rounds = range(1, options.rounds + 1)
            taken = measure(page, notebook, [text.replace("Round 0", f"Round {n}") for n in rounds], [f"Round {n} of" for n in rounds])
            show("an edit of prose, 4 million rows cached" if options.rows == 4_000_000 else "an edit of prose", taken)
            charts = [text.replace("round 0", f"round {n}").replace("bins: 5", f"bins: {5 + n}") for n in rounds]
            show("an edit of a chart of all rows", measure(page, notebook, charts, [f"Chart of round {n}." for n in rounds]))
        shipped = pathlib.Path(scratch) / "shipped" / "notebooks"
        shutil.copytree(pathlib.Path(__file__).parents[2] / "notebooks", shipped)
        with preview(matinee, shipped) as running:
            page = browser.new_page()
            page.goto(running.address)
            page.wait_for_url(f"{running.origin}/")
            page.goto(f"{running.origin}/02-explore.html")
            page.wait_for_selector(READY, timeout=600_000)
            notebook = shipped / "02-explore.md"
            text = notebook.read_text()
            show("an edit of prose in the shipped notebooks", measure(
                page, notebook, [text + f"\nRound {n} ends.\n" for n in rounds], [f"Round {n} ends" for n in rounds]))
        browser.close()


if __name__ == "__main__":
    main()
