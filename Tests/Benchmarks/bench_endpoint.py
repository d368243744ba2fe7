"""Requests for predictions over loopback: `matinee serve` beside FastAPI and Flask with the same model in numpy.

usage: bench_endpoint.py MATINEE [--seconds 8] [--rounds 3] [--connections 32]

MATINEE is the program, with matinee-server beside it. wrk, a process of its own with one thread, asks as fast as it is answered: for
one row a request, and for a hundred; then half as fast as Matinee was, for the latency that a user would see. All servers take their
turns in every round; medians. Needs wrk, and the PyPI packages of Endpoint/requirements.txt.
"""

import argparse
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

import numpy

NOTEBOOK = """# Stars

```{lab}
load "sample:reviews?rows=200000" as reviews
dedupe reviews by: [customer_id, product_id]
filter reviews where: count(customer_id) >= 5 and count(product_id) >= 5 as reduced
index reduced user: customer_id item: product_id
split reduced last-per: customer_id order-by: review_date as train, test
train fm on: train target: star_rating features: [user, item] factors: 64 epochs: 5 as model
save model to: "stars.model"
export model to: "model.npz"
```
"""

HERE = pathlib.Path(__file__).parent / "Endpoint"
SCRIPT = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local bodies = {%s}
local requests, next = {}, 0
init = function()
  for place, body in ipairs(bodies) do requests[place] = wrk.format(nil, "%s", nil, body) end
end
request = function()
  next = next %% #requests + 1
  return requests[next]
end
local mean = %f
if mean > 0 then
  delay = function() return math.floor(2 * mean * math.random() + 0.5) end
end
"""


def wrk(address, path, bodies, options, pause=0.0, connections=None):
    """Requests a second, and the 50th and 99th percentile of latency in ms."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(SCRIPT % (", ".join(f"[==[{body}]==]" for body in bodies), path, pause))
        script.flush()
        command = ["wrk", "-t1", f"-c{connections or options.connections}", f"-d{options.seconds}s", "--latency"]
        text = subprocess.run(
            [*command, "-s", script.name, address], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in text or "Socket errors" in text:
        sys.exit(f"{address}{path}: {text}")

    def milliseconds(percentile):
        number, unit = re.search(rf"{percentile}%\s+([\d.]+)(us|ms|s)", text).groups()
        return float(number) * {"us": 1e-3, "ms": 1, "s": 1e3}[unit]

    return float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)), milliseconds(50), milliseconds(99)


def answer(address, body):
    request = urllib.request.Request(f"{address}/invocations", body.encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as response:
        return [one["score"] for one in json.load(response)["predictions"]]


def wait(address, body):
    for _ in range(200):
        try:
            return answer(address, body)
        except OSError:
            time.sleep(0.1)
    sys.exit(f"nothing answers at {address}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("matinee")
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=32)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "lab").mkdir()
        (folder / "lab" / "01-stars.md").write_text(NOTEBOOK, encoding="utf-8")
        subprocess.run([options.matinee, "run", folder / "lab", "--output-dir", folder / "out", "--quiet"], check=True)
        with numpy.load(folder / "out" / "model.npz") as arrays:
            latent = arrays["V"]
        width = len(latent)
        # Any two columns make a request; which is a user's and which an item's is the same to all servers.
        chance = numpy.random.default_rng(7)
        rows = [sorted(map(int, chance.choice(width, 2, replace=False))) for _ in range(1000)]

        def body(some):
            instances = [
                {"data": {"features": {"keys": keys, "shape": [width], "values": [1, 1]}}} for keys in some]
            return json.dumps({"instances": instances})

        single = [body([row]) for row in rows]
        hundred = [body(rows[place:place + 100]) for place in range(0, 1000, 100)]
        vectors = [json.dumps({"instances": [{"features": [*map(float, latent[place]), 1.0]}]}) for place in range(200)]
        environment = os.environ | {"MODEL": str(folder / "out" / "model.npz"), "OMP_NUM_THREADS": "1"}
        python = pathlib.Path(sys.executable).parent
        commands = {
            "matinee": [options.matinee, "serve", "--model", folder / "out" / "stars.model", "--port", "8470"],
            "FastAPI, uvicorn": [
                python / "uvicorn", "fastapi_server:app", "--port", "8471", "--log-level", "warning",
                "--no-access-log"],
            "Flask, gunicorn": [python / "gunicorn", "-w", "1", "-b", "127.0.0.1:8472", "flask_server:app"],
            "Flask, gunicorn, two workers": [
                python / "gunicorn", "-w", "2", "-b", "127.0.0.1:8473", "flask_server:app"],
        }
        servers = [
            subprocess.Popen([*map(str, command)], cwd=HERE if name != "matinee" else None, env=environment,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for name, command in commands.items()]
        addresses = dict(zip(commands, (f"http://127.0.0.1:{8470 + place}" for place in range(len(commands)))))
        try:
            found = {name: wait(address, hundred[0]) for name, address in addresses.items()}
            for name, scores in found.items():
                worst = max(abs(a - b) for a, b in zip(scores, found["matinee"]))
                if worst > 1e-4:
                    sys.exit(f"{name} answers otherwise, by {worst}")
            measured = {}
            for _ in range(options.rounds):
                for name, address in addresses.items():
                    for what, bodies in (("1 row", single), ("100 rows", hundred)):
                        measured.setdefault((name, what), []).append(wrk(address, "/invocations", bodies, options))
                address = addresses["matinee"]
                path = "/endpoints/stars-knn/invocations"
                measured.setdefault(("matinee, neighbours", "1 row"), []).append(wrk(address, path, vectors, options))
                measured.setdefault(("matinee, neighbours, one connection", "1 row"), []).append(
                    wrk(address, path, vectors, options, connections=1))
                top = statistics.median(rate for rate, _, _ in measured["matinee", "1 row"])
                connections = 4 * options.connections
                pause = 1000 * connections / (top / 2) - 0.5
                measured.setdefault(("matinee, half as fast", "1 row"), []).append(
                    wrk(address, "/invocations", single, options, pause, connections))
        finally:
            for server in servers:
                server.terminate()
        print(f"{width} columns, 64 factors, {options.connections} connections\n")
        print("| server | request | requests/s | p50 ms | p99 ms | ours / its |\n|---|---|--:|--:|--:|--:|")
        for (name, what), rounds in measured.items():
            rate, middle, late = (statistics.median(column) for column in zip(*rounds))
            ours = statistics.median(one[0] for one in measured["matinee", what])
            ratio = "" if name.startswith("matinee") else f"{ours / rate:.1f}"
            print(f"| {name} | {what} | {rate:,.0f} | {middle:.2f} | {late:.2f} | {ratio} |")


main()
