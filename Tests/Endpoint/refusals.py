"""What is refused: each with its status and a sentence, and a server that goes on."""

import json


def check_routes(checks, server):
    status, _, body = server.ask("GET", "/ping")
    checks.hold(status == 200 and "model-knn" in json.loads(body)["endpoints"], f"ping: {status} {body}")
    status, _, body = server.ask("GET", "/recommend?user=3&top=4")
    found = json.loads(body).get("recommendations", [])
    checks.hold(status == 200 and len(found) == 4, f"recommend: {status} {body}")
    checks.hold(all(one["title"] and one["key"] for one in found), f"titles and keys: {found}")
    checks.hold([one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True), "order")
    title = found[0]["title"].replace(" ", "%20")
    status, _, body = server.ask("GET", f"/similar?title={title}&top=3")
    checks.hold(status == 200 and len(json.loads(body)["similar"]) == 3, f"similar: {status} {body[:300]}")
    status, _, body = server.ask("GET", "/openapi.json")
    checks.hold(status == 200 and "/invocations" in json.loads(body)["paths"], f"openapi: {status}")
    status, kind, body = server.ask("GET", "/metrics")
    checks.hold(
        kind.startswith("text/plain") and b'matinee_requests_total{route="/ping",status="200"} 1\n' in body, "metrics")
    checks.hold(server.ask("HEAD", "/ping")[::2] == (200, b""), "a HEAD has no body")


def check_refusals(checks, server, lab):
    width = lab.width
    row = {"keys": [0, 1], "values": [1, 1], "shape": [width]}

    def instance(**changes):
        return {"instances": [{"data": {"features": {**row, **changes}}}]}

    cases = [
        ("no JSON", 400, b"{"), ("nothing", 400, b""), ("no instance", 400, {"instances": []}),
        ("two columns", 400, {"instances": [{"features": [1, 2]}]}), ("a key beyond", 400, instance(keys=[0, width])),
        ("a key below", 400, instance(keys=[-1, 1])), ("a key twice", 400, instance(keys=[1, 1])),
        ("another shape", 400, instance(shape=[width + 1])), ("more keys than values", 400, instance(values=[1])),
        ("NaN", 400, b'{"instances": [{"features": [NaN]}]}'), ("infinite", 400, instance(values=[1, 1e999])),
        ("text", 400, {"instances": [{"features": ["a"]}]}), ("deep", 400, b"[" * 100_000),
        ("7 MB", 413, b" " * 7_000_000), ("many rows", 413, {"instances": [{"features": {**row}}] * 20_001}),
    ]
    typed = [
        ("garbage", 400, bytes(range(256)), "application/x-recordio-protobuf"),
        ("half a record", 400, lab.record_file[:-3], "application/x-recordio-protobuf"),
        ("an image", 415, b"x", "image/png"), ("a broken type", 415, b"x", ";;"),
    ]
    for what, expected, body, content_type in [(*case, "application/json") for case in cases] + typed:
        status, _, answer = server.invoke(body, content_type)
        checks.hold(status == expected and len(json.loads(answer)["message"]) > 10, f"{what}: {status} {answer[:200]}")
    status, _, answer = server.invoke({"instances": [lab.sparse(*lab.rows[0])]}, Accept="image/png")
    checks.hold(status == 406, f"an image is wanted: {status} {answer[:200]}")
    for method, path, expected in (
            ("GET", "/nowhere", 404), ("GET", "/invocations", 405), ("GET", "/recommend?user=999999", 404),
            ("GET", "/recommend?user=x", 400), ("GET", "/recommend?user=1&top=0", 400), ("GET", "/similar", 400),
            ("GET", "/similar?title=%20", 404), ("PUT", "/ping", 405)):
        status, _, answer = server.ask(method, path)
        checks.hold(status == expected, f"{method} {path}: {status} {answer[:200]}")
    status, _, _ = server.ask("GET", "/recommend?user=1", Host="example.org")
    checks.hold(status == 403, f"a foreign name of this machine: {status}")
