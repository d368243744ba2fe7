"""Running the programs with Matinee and comparing what they saved."""
import json
import subprocess

import frames


def run_together(matinee, programs, folder, differences):
    """Runs all programs as notebooks of one folder; each alone when together they fail. Gives the differences in words."""
    notebooks = folder / "notebooks"
    for program in programs:
        (notebooks / f"{program.prefix}.md").write_text(program.notebook(), encoding="utf-8")
    fault = run(matinee, notebooks, folder / "out")
    found = []
    for program in programs:
        out = folder / "out"
        if fault is not None:
            out = folder / f"out-{program.prefix}"
            own = run(matinee, notebooks / f"{program.prefix}.md", out)
            if own is not None and "error[numbered-apart]" in own:
                # A program may join what it has numbered twice; that it is refused is right, and shown by tests of its own.
                print(f"{program.prefix}: refused, as it joins tables that are numbered apart")
                continue
            if own is not None:
                found.append(f"{program.prefix}: matinee failed\n{own}")
                continue
        found += compare(program, out)
        if len(found) >= differences:
            break
    return found


def run(matinee, notebooks, out):
    """None when all went well, otherwise what Matinee said."""
    command = [matinee, "run", notebooks, "--output-dir", out, "--no-cache", "--quiet", "--threads", "2",
               "--allow-files", "/"]
    done = subprocess.run(command, capture_output=True, text=True)
    return None if done.returncode == 0 else f"exit code {done.returncode}\n{done.stderr[:1500]}"


def compare(program, out):
    found = []
    results = json.loads((out / "results.json").read_text(encoding="utf-8"))
    for name, skipped in program.skipped.items():
        ours = results["values"][f"{name}.skipped"]
        if ours != skipped:
            found.append(f"{program.prefix}: {name}.skipped: {ours} against {skipped}")
    for check in program.checks:
        types = {c["name"]: c["type"] for c in results["tables"][check.table]["columns"]}
        text = next((f"{n} is {types.get(n)} and not {k}" for n, k in check.kinds.items() if types.get(n) != k), None)
        if text is None:
            read = frames.read_csv if check.file.endswith(".csv") else frames.read_jsonl
            text = check.judge(read(out / check.file, check.kinds))
        if text:
            found.append(f"{program.prefix}: {check.statement or check.table}\n    {text}")
            # What follows from a wrong table is no difference of its own.
            break
    return found
