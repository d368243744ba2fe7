"""How a server starts and ends: loading and loaded, from a saved file, with a token, full, and when it is told to stop."""

import json
import pathlib
import signal
import subprocess
import tempfile
import threading
import time

import boto3
from botocore.config import Config

from formats import close, scores
from serving import Server, everything, head, status_of

TOKEN = "a-token-of-many-letters"


def check_saved(checks, matinee, lab, log):
    """Files that save wrote are served without notebooks, and say the same."""
    command = [matinee, "serve", "--model", lab.out / "stars.model", "--model", lab.out / "titles.vectors"]
    with Server(command, log) as server:
        status, _, body = server.invoke(
            {"instances": [lab.sparse(*row) for row in lab.rows]}, path="/endpoints/stars/invocations")
        checks.hold(status == 200 and close(scores(body), lab.scores), f"a saved model: {status} {body[:200]}")
        status, _, body = server.ask("GET", "/recommend?user=3&top=2")
        checks.hold(status == 200 and json.loads(body)["recommendations"][0]["title"], f"its titles: {body[:200]}")
        checks.hold(server.ask("GET", "/similar?title=anything%20at%20all")[0] == 200, "a saved embedding")


def check_unverified(checks, server):
    """Bodies under signatures that nobody can have verified yet leave memory for those who show the token."""
    signature = ("Authorization: AWS4-HMAC-SHA256 Credential=any/20300101/us-east-1/sagemaker/aws4_request, "
                 f"SignedHeaders=host;x-amz-date, Signature={'0' * 64}", "X-Amz-Date: 20300101T000000Z")
    held, refused = [], 0
    for _ in range(60):
        one = server.connect()
        one.sendall(head("/invocations", 6_000_000, *signature) + b"[")
        held.append(one)
    time.sleep(1)
    for one in held:
        one.setblocking(False)
        try:
            refused += status_of(one.recv(1000)) == 503
        except BlockingIOError:
            pass
    checks.hold(refused >= 45, f"{refused} of 60 bodies of 6 MB under unverified signatures are refused")
    status = server.ask("GET", "/openapi.json", Authorization=f"Bearer {TOKEN}")[0]
    checks.hold(status == 200, f"the token beside them: {status}")
    for one in held:
        one.close()


def check_token(checks, matinee, lab, log):
    """A token is asked for where others can reach the server; the SDK signs with it."""
    command = [matinee, "serve", "--model", lab.out / "stars.model", "--host", "0.0.0.0"]
    told = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    checks.hold(told.returncode == 2 and "token" in told.stderr, f"without a token: {told.returncode} {told.stderr}")
    with tempfile.TemporaryDirectory() as folder:
        secret = pathlib.Path(folder) / "token"
        secret.write_text(TOKEN + "\n", encoding="utf-8")
        with Server([*command, "--token-file", secret], log) as server:
            body = {"instances": [lab.sparse(*row) for row in lab.rows[:5]]}
            checks.hold(server.ask("GET", "/ping")[0] == 200, "health needs no token")
            checks.hold(b"stars" not in server.ask("GET", "/ping")[2], "ping names nothing without a token")
            checks.hold(server.invoke(body)[0] == 401, "no token")
            check_unverified(checks, server)
            checks.hold(server.invoke(body, Authorization=f"Bearer {TOKEN[:-1]}")[0] == 401, "half a token")
            checks.hold(server.invoke(body, Authorization=f"Bearer {TOKEN}")[0] == 200, "the token")
            for key, expected in ((TOKEN, 200), ("another-token-of-letters", 401)):
                client = boto3.client(
                    "sagemaker-runtime", endpoint_url=server.address, region_name="us-east-1", aws_access_key_id="any",
                    aws_secret_access_key=key, config=Config(retries={"max_attempts": 1}))
                try:
                    answer = client.invoke_endpoint(
                        EndpointName="stars", ContentType="application/json", Body=json.dumps(body))
                    status = answer["ResponseMetadata"]["HTTPStatusCode"]
                except client.exceptions.ClientError as error:
                    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
                checks.hold(status == expected, f"a signature with {key}: {status}")


def check_loading(checks, matinee, log):
    """While models are computed, ping says so; SIGTERM ends that, too."""
    with tempfile.TemporaryDirectory() as folder:
        notebook = pathlib.Path(folder) / "01-long.md"
        notebook.write_text(
            "# Long\n\n```{lab}\nload \"sample:reviews?rows=50000\" as reviews\n"
            "index reviews user: customer_id item: product_id as indexed\n"
            "train fm on: indexed target: star_rating features: [user, item] factors: 64 epochs: 1000 as model\n```\n",
            encoding="utf-8")
        with Server([matinee, "serve", folder, "--model", "model"], log, waits=False) as server:
            status, _, body = server.ask("GET", "/ping")
            checks.hold(status == 503 and b"being loaded" in body, f"ping while loading: {status} {body}")
            checks.hold(server.invoke({"instances": []})[0] == 503, "a request while loading")
            server.process.send_signal(signal.SIGTERM)
            checks.hold(server.process.wait(timeout=20) == 0, f"SIGTERM while loading: {server.process.returncode}")


def check_full(checks, matinee, lab, log):
    """More requests at once than are taken: 503 with a time to come back, and health is still told."""
    command = [matinee, "serve", "--model", lab.out / "stars.model", "--queue", "2", "--patience", "5"]
    with Server(command, log) as server:
        waiting = [server.connect() for _ in range(2)]
        for one in waiting:
            one.sendall(head(length=10))
        time.sleep(0.3)
        with server.connect() as third:
            body = b'{"instances": []}'
            third.sendall(head("/invocations", len(body), "Connection: close") + body)
            answer = everything(third)
            checks.hold(status_of(answer) == 503 and b"Retry-After: 1" in answer, f"a third: {answer[:200]}")
        checks.hold(server.ask("GET", "/ping")[0] == 200, "ping of a full server")
        for one in waiting:
            one.close()


def check_batches(checks, server, lab):
    """Neighbours asked for by many at once: each gets its own, and they share searches."""
    vectors = lab.user_vectors()[:200]
    answers = [None] * len(vectors)

    def ask(place):
        body = json.dumps({"features": vectors[place]}).encode()
        answers[place] = server.invoke(
            body, "application/jsonlines", "/endpoints/model-knn/invocations",
            Accept="application/jsonlines; verbose=true")[2]

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(len(vectors))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expected = [json.loads(line)["labels"] for line in lab.neighbours[:200]]
    checks.hold([json.loads(answer)["labels"] for answer in answers] == expected, "neighbours asked for at once")
    metrics = server.ask("GET", "/metrics")[2].decode()
    counts = dict(line.split() for line in metrics.splitlines() if line.startswith("matinee_batch"))
    checks.hold(int(counts["matinee_batched_requests_total"]) >= 200, f"batches: {counts}")


def check_end(checks, server, lab):
    """SIGTERM: a request that has begun is answered."""
    body = json.dumps({"instances": [lab.sparse(*lab.rows[0])]}).encode()
    with server.connect() as connection:
        connection.sendall(head(length=len(body)) + body[:10])
        time.sleep(0.3)
        server.process.send_signal(signal.SIGTERM)
        timer = threading.Timer(0.5, lambda: connection.sendall(body[10:]))
        timer.start()
        answer = everything(connection)
        checks.hold(status_of(answer) == 200, f"a request while stopping: {answer[:200]}")
    try:
        checks.hold(server.process.wait(timeout=20) == 0, f"exit code {server.process.returncode}")
    except subprocess.TimeoutExpired:
        checks.hold(False, "SIGTERM does not end the server")
