"""Asks `matinee serve` as the managed service's clients do, and compares every answer with what `predict` writes.

    python3 Tests/Endpoint/check_endpoint.py MATINEE

MATINEE is the program, with matinee-server beside it. Needs the PyPI packages of requirements.txt beside this file. The last line is
"N passed, N failed"; the exit code is 1 when a check failed.
"""

import csv
import http.client
import json
import pathlib
import re
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

import boto3
import botocore.exceptions
from botocore.config import Config

LAB = """# Stars

```{lab}
load "sample:reviews?rows=2000" as reviews
dedupe reviews by: [customer_id, product_id]
filter reviews where: count(customer_id) >= 3 and count(product_id) >= 3 as reduced
index reduced user: customer_id item: product_id
split reduced last-per: customer_id order-by: review_date as train, test
train fm on: train target: star_rating features: [user, item] factors: 6 epochs: 5 as model
train fm on: train target: star_rating >= 5 features: [user, item] factors: 6 epochs: 5 as liked
predict model on: test as scored
predict liked on: test as judged
export test features: [user, item] target: star_rating to: "test.rec"
save scored to: "scored.csv"
save judged to: "judged.csv"
```
"""


class Checks:
    """Counts what held and what did not; complaints are printed as they come."""

    def __init__(self):
        self.passed = self.failed = 0

    def hold(self, condition, what):
        if condition:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED: {what}", flush=True)


class Server:
    """A running `matinee serve`, and requests to it."""

    def __init__(self, matinee, folder, log, *options):
        command = [matinee, "serve", str(folder), "--model", "model", "--model", "liked", "--port", "0", "--k", "5"]
        self.process = subprocess.Popen([*command, *options], stdout=subprocess.PIPE, stderr=log, text=True)
        line = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
        if not found:
            self.process.kill()
            raise RuntimeError(f"no address: {line!r}")
        self.port = int(found.group(1))
        self.address = found.group(0)

    def ask(self, method, path, body=None, **headers):
        """Status, content type and body of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, answer.headers.get("content-type"), answer.read()
        finally:
            connection.close()

    def invoke(self, body, content_type="application/json", path="/invocations", **headers):
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.ask("POST", path, body, Content_Type=content_type, **headers)


def records(data):
    """The messages of a RecordIO file."""
    messages, offset = [], 0
    while offset < len(data):
        magic, length = struct.unpack_from("<II", data, offset)
        assert magic == 0xCED7230A
        messages.append(data[offset + 8:offset + 8 + length])
        offset += 8 + (length + 3) // 4 * 4
    return messages


def sparse(user, item, width, items_from):
    return {"data": {"features": {"keys": [user, items_from + item], "shape": [width], "values": [1, 1]}}}


def dense(user, item, width, items_from):
    values = [0.0] * width
    values[user] = values[items_from + item] = 1
    return {"features": values}


def close(answer, expected):
    """Whether scores are the expected ones, of which a file holds the shortest text."""
    return len(answer) == len(expected) and all(abs(a - b) <= 1e-12 for a, b in zip(answer, expected))


def check_formats(checks, server, rows, scores, probabilities, record_file, shape):
    for name, form in (("sparse", sparse), ("dense", dense)):
        status, kind, body = server.invoke({"instances": [form(*row, *shape) for row in rows[:40]]})
        found = [one["score"] for one in json.loads(body)["predictions"]] if status == 200 else []
        checks.hold(kind == "application/json", f"{name}: {kind}")
        checks.hold(close(found, scores[:40]), f"{name}: {status} {body[:300]}")
    lines = "\n".join(json.dumps(sparse(*row, *shape)) for row in rows).encode()
    status, kind, body = server.invoke(lines, "application/jsonlines", Accept="application/jsonlines")
    found = [json.loads(line)["score"] for line in body.splitlines()] if status == 200 else []
    checks.hold(status == 200 and close(found, scores), f"lines: {status} {body[:300]}")
    status, _, body = server.invoke(record_file, "application/x-recordio-protobuf")
    found = [one["score"] for one in json.loads(body)["predictions"]] if status == 200 else []
    checks.hold(status == 200 and close(found, scores), f"records: {status} {body[:300]}")
    status, kind, body = server.invoke(
        record_file, "application/x-recordio-protobuf", Accept="application/x-recordio-protobuf")
    checks.hold(status == 200 and kind == "application/x-recordio-protobuf", f"records back: {status} {kind}")
    checks.hold(len(records(body)) == len(scores), "a record for each row")
    status, _, body = server.invoke(
        {"instances": [sparse(*row, *shape) for row in rows]}, path="/endpoints/liked/invocations")
    found = json.loads(body)["predictions"] if status == 200 else []
    checks.hold(close([one["score"] for one in found], probabilities), f"classifier: {status} {body[:300]}")
    checks.hold(all(one["predicted_label"] == (one["score"] >= 0.5) for one in found), "labels of the classifier")


def check_boto3(checks, server, rows, scores, record_file, shape):
    client = boto3.client(
        "sagemaker-runtime", endpoint_url=server.address, region_name="us-east-1", aws_access_key_id="none",
        aws_secret_access_key="none", config=Config(retries={"max_attempts": 1}))
    answer = client.invoke_endpoint(
        EndpointName="model", ContentType="application/json",
        Body=json.dumps({"instances": [sparse(*row, *shape) for row in rows]}))
    found = [one["score"] for one in json.loads(answer["Body"].read())["predictions"]]
    checks.hold(close(found, scores) and answer["ContentType"] == "application/json", "boto3, JSON")
    answer = client.invoke_endpoint(
        EndpointName="model", ContentType="application/x-recordio-protobuf", Accept="application/jsonlines",
        Body=record_file)
    found = [json.loads(line)["score"] for line in answer["Body"].read().splitlines()]
    checks.hold(close(found, scores), "boto3, records")
    for name, body, status in (("model", "{", 400), ("nobody", "{}", 404)):
        try:
            client.invoke_endpoint(EndpointName=name, ContentType="application/json", Body=body)
            checks.hold(False, f"boto3 takes a wrong request to {name}")
        except botocore.exceptions.ClientError as error:
            checks.hold(error.response["ResponseMetadata"]["HTTPStatusCode"] == status, f"boto3: {error}")
            checks.hold(len(error.response["Error"]["Message"]) > 10, f"boto3 has no sentence: {error.response}")


def check_routes(checks, server):
    status, _, body = server.ask("GET", "/ping")
    checks.hold(status == 200 and "model-knn" in json.loads(body)["endpoints"], f"ping: {status} {body}")
    status, _, body = server.ask("GET", "/recommend?user=3&top=4")
    found = json.loads(body).get("recommendations", [])
    checks.hold(status == 200 and len(found) == 4 and all(one["title"] for one in found), f"recommend: {status} {body}")
    checks.hold([one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True), "order")
    status, _, body = server.ask("GET", "/openapi.json")
    checks.hold(status == 200 and "/invocations" in json.loads(body)["paths"], f"openapi: {status}")
    status, kind, body = server.ask("GET", "/metrics")
    checks.hold(
        kind.startswith("text/plain") and b'matinee_requests_total{route="/ping",status="200"} 1\n' in body, "metrics")


def check_refusals(checks, server, shape):
    width, _ = shape
    key = {"instances": [{"data": {"features": {"keys": [width], "values": [1], "shape": [width]}}}]}
    cases = [
        ("no JSON", 400, b"{", "application/json"), ("nothing", 400, b"", "application/json"),
        ("two columns", 400, {"instances": [{"features": [1, 2]}]}, "application/json"),
        ("a key beyond", 400, key, "application/json"),
        ("NaN", 400, b'{"instances": [{"features": [NaN]}]}', "application/json"),
        ("garbage", 400, bytes(range(256)), "application/x-recordio-protobuf"),
        ("an image", 415, b"x", "image/png"), ("7 MB", 413, b" " * 7_000_000, "application/json"),
    ]
    for what, expected, body, content_type in cases:
        status, _, answer = server.invoke(body, content_type)
        checks.hold(status == expected and len(json.loads(answer)["message"]) > 10, f"{what}: {status} {answer[:200]}")
    for method, path, expected in (
            ("GET", "/nowhere", 404), ("GET", "/invocations", 405), ("GET", "/recommend?user=999999", 404),
            ("GET", "/recommend?user=x", 400), ("GET", "/similar?title=x", 404)):
        status, _, answer = server.ask(method, path)
        checks.hold(status == expected, f"{method} {path}: {status} {answer[:200]}")
    status, _, _ = server.ask("GET", "/recommend?user=1", Host="example.org")
    checks.hold(status == 403, f"a foreign name of this machine: {status}")


def check_slow_and_cut(checks, server):
    """With a patience of two seconds: what comes slowly is refused, and what is cut does no harm."""
    head = b"POST /invocations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as slow:
        slow.sendall(head)
        started = time.monotonic()
        answer = slow.recv(1000)
        checks.hold(b" 408 " in answer.split(b"\r\n")[0], f"a slow sender: {answer[:200]}")
        checks.hold(time.monotonic() - started < 10, "a slow sender waits long")
    for _ in range(50):
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as cut:
            cut.sendall(head)
    checks.hold(server.ask("GET", "/ping")[0] == 200, "ping after cut connections")


def check_end(checks, server, rows, shape):
    """SIGTERM: a request that has begun is answered."""
    body = json.dumps({"instances": [sparse(*rows[0], *shape)]}).encode()
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    connection.sendall(
        b"POST /invocations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b"Content-Length: %d\r\n\r\n" % len(body) + body[:10])
    time.sleep(0.3)
    server.process.send_signal(signal.SIGTERM)
    timer = threading.Timer(0.5, lambda: connection.sendall(body[10:]))
    timer.start()
    answer = connection.recv(1000)
    checks.hold(b" 200 " in answer.split(b"\r\n")[0], f"a request while stopping: {answer[:200]}")
    connection.close()
    try:
        checks.hold(server.process.wait(timeout=20) == 0, f"exit code {server.process.returncode}")
    except subprocess.TimeoutExpired:
        server.process.kill()
        checks.hold(False, "SIGTERM does not end the server")


def main():
    matinee = str(pathlib.Path(sys.argv[1]).absolute())
    checks = Checks()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "lab").mkdir()
        (folder / "lab" / "01-stars.md").write_text(LAB)
        subprocess.run([matinee, "run", folder / "lab", "--output-dir", folder / "out", "--quiet"], check=True)
        with open(folder / "out" / "scored.csv") as file:
            table = list(csv.DictReader(file))
        with open(folder / "out" / "judged.csv") as file:
            judged = list(csv.DictReader(file))
        record_file = (folder / "out" / "test.rec").read_bytes()
        with open(folder / "log.jsonl", "w+") as log:
            server = Server(matinee, folder / "lab", log, "--patience", "2")
            try:
                # The width and where items begin are what the server says of a wrong shape and of a record.
                _, _, body = server.invoke({"instances": [{"features": [1]}]})
                width = int(re.search(r"takes (\d+)", json.loads(body)["message"]).group(1))
                users = 1 + max(int(row["user"]) for row in table)
                shape = (width, users)
                rows = [(int(row["user"]), int(row["item"])) for row in table]
                score = next(name for name in table[0] if name.startswith(("score", "predict")))
                scores = [float(row[score]) for row in table]
                probabilities = [float(row[score]) for row in judged]
                check_routes(checks, server)
                check_formats(checks, server, rows, scores, probabilities, record_file, shape)
                check_boto3(checks, server, rows, scores, record_file, shape)
                check_refusals(checks, server, shape)
                check_slow_and_cut(checks, server)
                check_end(checks, server, rows, shape)
            finally:
                server.process.kill()
            log.seek(0)
            events = [json.loads(line)["event"] for line in log]
            checks.hold({"listening", "ready", "request", "stopping", "stopped"} <= set(events), f"log: {set(events)}")
    print(f"{checks.passed} passed, {checks.failed} failed")
    sys.exit(1 if checks.failed else 0)


main()
