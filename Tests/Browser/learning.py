"""A learner's whole way through a small lab in the page of a preview: tried, hinted, solved, answered; and what must not be lost."""

import concurrent.futures
import http.client
import json
import os
import random
import re
import shutil
import subprocess
import time

from previewing import Preview, preview, save, until, wait_for_text

LOOK = """# Look

```{lab}
load "ratings.csv" as ratings
```

## Who rates often

```{lab}
#| exercise: exr-cut
#| hint: [Look at the quantiles., Two are enough.]
#| check:
#|   - expect reduced.rows < ratings.rows because: "nothing was cut; is the number large enough?"
#|   - expect reduced.rows > 0 because: "nothing is left"
filter ratings where: count(user) >= {2} as reduced
```

```{lab}
#| exercise: exr-first
#| hint: One is enough.
#| check:
#|   - expect best.rows < reduced.rows because: "nothing was taken away"
filter reduced where: {stars >= 5} as best
```

"""

ASK = """# Ask

There are `{lab} reduced.rows` ratings.

```{choice}
#| exercise: exr-which
#| question: Which is the *better* one?
- [ ] The first
  > The first one is never the better one of two.
- [x] The second
  > Well seen: the second one is better than the first.
```

```{number}
#| exercise: exr-share
#| question: What share of the ratings is left, in per cent?
#| tolerance: 1
#| wrong: Divide by all of them.
{100 * reduced.rows / ratings.rows}
```

```{answer}
#| exercise: exr-why
#| question: Why cut at all?
#| present: true
```

```{solution}
From a single rating one learns next to nothing about somebody.
```

"""

RATINGS = "user,item,stars\n1,1,5\n1,2,4\n2,1,3\n3,1,5\n3,2,5\n3,3,2\n"


def has_command(matinee, name):
    answered = subprocess.run([str(matinee), name, "--help"], capture_output=True, text=True)
    return answered.returncode == 0 and name in answered.stdout


def student_lab(matinee, scratch, name):
    """The learners' version of the lab above, in a folder of its own; without checkpoints, so that exercises wait for each other."""
    source = scratch / f"{name}-source"
    source.mkdir(parents=True)
    (source / "01-look.md").write_text(LOOK)
    (source / "02-ask.md").write_text(ASK)
    (source / "ratings.csv").write_text(RATINGS)
    folder = scratch / name
    made = subprocess.run(
        [str(matinee), "student", str(source), "--to", str(folder), "--no-checkpoints", "--quiet"], capture_output=True, text=True)
    if made.returncode != 0:
        raise RuntimeError(f"no student's version: {made.stdout}{made.stderr}")
    return folder


def fill(running, notebook, exercise, text, base="", kind="blank", place=0):
    """What a page sends; gives the status and the answer."""
    body = {"notebook": notebook, "exercise": exercise, "kind": kind, "place": place, "text": text, "base": base}
    status, _, answer = running.request(
        "/_matinee/fill", "POST", json.dumps(body).encode(), {"Content-Type": "application/json", "Origin": running.origin})
    return status, json.loads(answer)


def walk(checks, matinee, browser, folder, shots):
    look, ask = folder / "01-look.md", folder / "02-ask.md"
    with preview(matinee, folder) as running:
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        complaints = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(running.address)
        page.wait_for_url(f"{running.origin}/")
        page.goto(f"{running.origin}/01-look.html")
        page.wait_for_selector("#exr-cut .preview-blank")
        checks.hold("0 of 5 solved" in page.inner_text("#preview-bar"), "everything is to do at first")
        checks.hold(page.locator(".preview-exercises [data-next]").first.get_attribute("data-label") == "exr-cut", "the first is next")
        shots(page, "learner-start")

        # Hints, one at a time.
        hints = page.locator("#exr-cut > details.hint")
        checks.hold(hints.count() == 2 and not hints.nth(1).is_visible(), "one hint at a time")
        hints.nth(0).locator("summary").click()
        hints.nth(1).wait_for(state="visible")
        hints.nth(1).locator("summary").click()

        # A wrong value: the check's words, in the page and from the file.
        page.fill("#exr-cut .preview-blank", "1")
        page.press("#exr-cut .preview-blank", "Enter")
        page.wait_for_selector("#exr-cut.failing")
        checks.hold("nothing was cut; is the number large enough?" in page.inner_text("#exr-cut"), "the check's words appear")
        checks.hold(">= {1} as reduced" in look.read_text(), "the file has what was tried")
        checks.hold(page.locator("#exr-cut > details.hint").nth(1).is_visible(), "hints stay revealed")
        shots(page, "learner-failing")

        # The right one: the next exercise opens.
        page.fill("#exr-cut .preview-blank", "2")
        page.click("#exr-cut .preview-actions button")
        page.wait_for_selector("#exr-cut.passing")
        page.wait_for_selector(".preview-exercises [data-next][data-label=exr-first]")
        checks.hold("next: Exercise 2" in page.inner_text("#preview-bar"), "the next exercise is named")
        checks.hold(">= {2} as reduced" in look.read_text(), "the file has the right value")
        checks.hold("1 of 5 solved" in page.inner_text("#preview-bar"), "progress is told")

        # From an editor: seen in the page.
        save(look, look.read_text().replace("where: ____ as best", "where: {stars >= 5} as best"))
        page.wait_for_selector("#exr-first.passing")
        shots(page, "learner-solved")

        page.goto(f"{running.origin}/02-ask.html")
        page.wait_for_selector("#exr-which .preview-choice")
        page.check("#exr-which li:nth-child(1) input")
        page.wait_for_selector("#exr-which.failing")
        checks.hold("never the better one" in page.inner_text("#exr-which"), "the choice's words appear")
        page.check("#exr-which li:nth-child(2) input")
        page.wait_for_selector("#exr-which.passing")
        checks.hold("- [ ] The first" in ask.read_text() and "- [x] The second" in ask.read_text(), "the choice is in the file")
        page.fill("#exr-share .preview-number", "17")
        page.press("#exr-share .preview-number", "Enter")
        page.wait_for_selector("#exr-share.failing")
        checks.hold("Divide by all of them" in page.inner_text("#exr-share"), "the number's words appear")
        page.fill("#exr-share .preview-number", "83.3")
        page.press("#exr-share .preview-number", "Enter")
        page.wait_for_selector("#exr-share.passing")

        # An answer that is being written survives a change of the page around it.
        words = "One rating tells *nothing*.\n\n- Two tell more."
        page.fill("#exr-why .preview-answer", words)
        save(ask, ask.read_text().replace("There are", "There are now"))
        wait_for_text(page, "There are now")
        checks.hold(page.input_value("#exr-why .preview-answer") == words, "what is being written stays")
        page.click("#exr-why .preview-actions button")
        page.wait_for_selector("#exr-why.passing")
        checks.hold(words in ask.read_text() and "There are now" in ask.read_text(), "the answer is in the file, and the edit, too")
        checks.hold("5 of 5 solved" in page.inner_text("#preview-bar"), "all is solved")
        shots(page, "learner-done")
        checks.hold(not complaints, f"no script fails: {complaints}")
        page.close()
    status = subprocess.run([str(matinee), "status", str(folder)], capture_output=True, text=True)
    checks.hold(status.returncode == 0, f"the terminal says the same: {status.stdout}{status.stderr}")


def collide(checks, matinee, browser, folder, shots):
    """Two pages and an editor at once."""
    look = folder / "01-look.md"
    with preview(matinee, folder) as running:
        context = browser.new_context(viewport={"width": 1200, "height": 900})
        pages = [context.new_page() for _ in range(2)]
        for page in pages:
            page.goto(running.address)
            page.wait_for_url(f"{running.origin}/")
            page.goto(f"{running.origin}/01-look.html")
            page.wait_for_selector("#exr-cut .preview-blank")
        first, second = pages
        second.fill("#exr-cut .preview-blank", "3")
        first.fill("#exr-cut .preview-blank", "2")
        first.press("#exr-cut .preview-blank", "Enter")
        first.wait_for_selector("#exr-cut.passing")
        second.wait_for_selector("#exr-cut.passing")
        checks.hold(second.input_value("#exr-cut .preview-blank") == "3", "the other page keeps what is being written")
        second.press("#exr-cut .preview-blank", "Enter")
        second.wait_for_selector("#exr-cut .preview-conflict")
        told = second.inner_text("#exr-cut .preview-conflict")
        checks.hold("2" in told and "3" in told, f"both texts are shown: {told}")
        checks.hold(">= {2} as" in look.read_text(), "and nothing was overwritten")
        shots(second, "learner-conflict")
        second.click("#exr-cut .preview-conflict [data-choice=mine]")
        until(lambda: ">= {3} as" in look.read_text())
        checks.hold(">= {3} as" in look.read_text(), "until somebody decides")
        second.wait_for_selector(".preview-conflict", state="detached")
        # An editor and a page write different places at once, many times.
        lost, base = 0, "3"
        with concurrent.futures.ThreadPoolExecutor() as threads:
            for turn in range(20):
                mark = f"\nTurn {turn}.\n"

                def edit():
                    text = look.read_text()
                    save(look, text + mark)

                value = str(2 + turn % 2)
                both = [threads.submit(edit), threads.submit(fill, running, "01-look", "exr-cut", value, base)]
                concurrent.futures.wait(both)
                status, _ = both[1].result()
                text = look.read_text()
                # An editor that read before the page wrote overwrites it, as editors do; the page never overwrites the editor.
                lost += mark not in text
                base = text.split("count(user) >= {")[1].split("}")[0]
        checks.hold(lost == 0, f"the page overwrote the editor {lost} times")
        context.close()


def interrupt(checks, matinee, folder):
    """Kill -9 in the middle of saving: the file is one of the two texts, whole."""
    look = folder / "01-look.md"
    before = re.sub(r"count\(user\) >= \{\d+\}", "count(user) >= ____", look.read_text())
    save(look, before)
    chance = random.Random(7)
    whole = 0
    for turn in range(8):
        running = Preview(matinee, folder)
        running.request("/")
        base = "" if "____ as reduced" in look.read_text() else look.read_text().split(">= {")[1].split("}")[0]
        known = {look.read_text()}
        with concurrent.futures.ThreadPoolExecutor() as threads:
            def saves():
                current = base
                for value in range(3, 400):
                    known.add(before.replace("count(user) >= ____", f"count(user) >= {{{value}}}"))
                    try:
                        status, _ = fill(running, "01-look", "exr-cut", str(value), current)
                    except (OSError, http.client.HTTPException):
                        return
                    current = str(value) if status == 200 else current
            work = threads.submit(saves)
            time.sleep(0.02 + chance.random() * 0.2)
            running.kill()
            work.result()
        whole += look.read_text() in known
    checks.hold(whole == 8, f"after kill -9 the file was whole {whole} of 8 times")


def refuse(checks, matinee, browser, scratch, shots):
    """A folder that cannot be written: told in the page, and nothing lost."""
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        print("skipped: the read-only folder needs root and setpriv")
        return
    folder = student_lab(matinee, scratch, "readonly")
    # Somebody else's programs, in a place that everybody can reach.
    programs = scratch / "bin"
    programs.mkdir()
    for name in ("matinee", "matinee-server"):
        shutil.copy(matinee.parent / name, programs / name)
    subprocess.run(["chmod", "-R", "a+rX,go-w", str(scratch)], check=True)
    os.chmod(scratch.parent, 0o755)
    with preview(programs / "matinee", folder, user=65534) as running:
        page = browser.new_page(viewport={"width": 1200, "height": 900})
        page.goto(running.address)
        page.wait_for_url(f"{running.origin}/")
        page.goto(f"{running.origin}/01-look.html")
        page.wait_for_selector("#exr-cut .preview-blank")
        checks.hold("read-only" in page.inner_text("#preview-bar"), "a read-only folder is told at once")
        page.fill("#exr-cut .preview-blank", "2")
        page.press("#exr-cut .preview-blank", "Enter")
        page.wait_for_selector(".preview-said[data-kind=failed]")
        checks.hold("Not saved" in page.inner_text(".preview-said"), "and again when something is filled in")
        checks.hold(page.input_value("#exr-cut .preview-blank") == "2", "which stays in the page")
        shots(page, "learner-readonly")
        page.close()


def present(checks, matinee, folder):
    if not has_command(matinee, "present"):
        print("skipped: matinee present is not there yet")
        return
    made = subprocess.run(
        [str(matinee), "present", str(folder), "--output-dir", str(folder.parent / "deck")], capture_output=True, text=True)
    checks.hold(made.returncode == 0, f"the deck is made: {made.stdout}{made.stderr}")


def walk_as_learner(checks, matinee, browser, scratch, shots):
    if not has_command(matinee, "student"):
        print("skipped: matinee student is not there yet")
        return
    folder = student_lab(matinee, scratch, "lab")
    walk(checks, matinee, browser, folder, shots)
    present(checks, matinee, folder)
    again = student_lab(matinee, scratch, "again")
    collide(checks, matinee, browser, again, shots)
    interrupt(checks, matinee, again)
    refuse(checks, matinee, browser, scratch, shots)
