"""The tables of a README from the lines that bench_tables.py measured."""
from measuring import median, spread

TITLES = {
    "split": "Load-to-split, from gzip", "plain": "Load-to-split, from the plain file", "load": "Load alone, from gzip",
    "small": "Load-to-split of the small file, from gzip", "steps": "More steps, from gzip",
}


def tables(lines):
    parts = [whole(lines, group) for group in ("split", "plain", "load", "small", "steps")]
    parts += [stages(lines), floors(lines), cache(lines), scaling(lines)]
    return "\n\n".join(part for part in parts if part)


def of(lines, group, tool=None):
    return [line for line in lines if line["group"] == group and tool in (None, line["tool"])]


def names(lines, group):
    return list(dict.fromkeys(line["tool"] for line in of(lines, group)))


def middle(lines, group, tool, key="seconds"):
    return median([line[key] for line in of(lines, group, tool)])


def table(title, heads, rows):
    if not rows:
        return ""
    texts = [f"| {' | '.join(heads)} |", "|" + "---|" + "--:|" * (len(heads) - 1)]
    return "\n".join([f"**{title}**", ""] + texts + [f"| {' | '.join(row)} |" for row in rows])


def whole(lines, group):
    rows = []
    for tool in names(lines, group):
        seconds = [line["seconds"] for line in of(lines, group, tool)]
        time = median(seconds)
        ratio = middle(lines, group, "matinee") / time
        # Without starting Python and importing the libraries.
        inside = median([line.get("inside", line["seconds"]) for line in of(lines, group, tool)])
        rows.append([
            tool, f"{time:.2f}", f"{spread(seconds):.0%}", f"{ratio:.2f}", f"{inside:.2f}",
            f"{middle(lines, group, 'matinee') / inside:.2f}", f"{middle(lines, group, tool, 'peak') / 1e9:.2f}",
            f"{middle(lines, group, tool, 'anonymous') / 1e9:.2f}"])
    heads = ["tool", "s", "spread", "ours / its", "s without start", "ours / its", "peak GB", "of it not mapped files"]
    return table(f"{TITLES[group]}, {len(of(lines, group, 'matinee'))} rounds", heads, rows)


def stages(lines):
    rows = []
    for group in ("split", "steps"):
        tools = names(lines, group)
        if "matinee" not in tools:
            continue
        for stage in of(lines, group, "matinee")[0]["stages"]:
            if group == "steps" and stage in ("load", "dedupe"):
                continue
            time = {tool: median([line["stages"][stage] for line in of(lines, group, tool)]) for tool in tools}
            peers = {tool: value for tool, value in time.items() if tool != "matinee"}
            fastest = min(peers, key=peers.get) if peers else None
            row = [stage] + [f"{1000 * time[tool]:.0f}" for tool in tools]
            rows.append(row + [f"{time['matinee'] / peers[fastest]:.2f} ({fastest})" if fastest else ""])
            heads = ["step", *(f"{tool} ms" for tool in tools), "ours / fastest peer's"]
    return table("Each step", heads, rows) if rows else ""


def floors(lines):
    rows = []
    load = median([line["stages"]["load"] for line in of(lines, "load", "matinee")]) if of(lines, "load", "matinee") else None
    for tool in names(lines, "floors"):
        time = middle(lines, "floors", tool)
        rows.append([tool, f"{time:.2f}", f"{load / time:.2f}" if load else ""])
    return table("Floors", ["what", "s", "our load / it"], rows)


def cache(lines):
    rows = [[tool, f"{middle(lines, 'cache', tool):.2f}", f"{middle(lines, 'cache', tool, 'peak') / 1e9:.2f}"]
            for tool in names(lines, "cache")]
    return table("Load-to-split with the cache", ["run", "s", "peak GB"], rows)


def scaling(lines):
    if not of(lines, "small", "matinee") or not of(lines, "split", "matinee"):
        return ""
    rows = []
    for tool in names(lines, "small"):
        counts = [of(lines, group, tool)[0]["counts"]["rows"] for group in ("small", "split")]
        times = [middle(lines, group, tool) for group in ("small", "split")]
        peaks = [middle(lines, group, tool, "peak") for group in ("small", "split")]
        rows.append([tool] + [f"{1e6 * time / count:.2f}" for time, count in zip(times, counts)]
                    + [f"{peak / 1e9:.2f}" for peak in peaks])
    return table("From small to large", ["tool", "µs a row, small", "µs a row, large", "peak GB, small", "peak GB, large"], rows)
