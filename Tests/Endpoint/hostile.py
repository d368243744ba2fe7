"""Clients that are slow, cut off, too many or too large: answered where somebody listens, and memory stays bounded."""

import json
import resource
import socket
import struct
import threading
import time

from serving import everything, head, status_of


def check_slow_and_cut(checks, server):
    """With a patience of two seconds."""
    started = time.monotonic()
    with server.connect() as slow:
        slow.sendall(head(length=1000) + b"{")
        answer = everything(slow)
        checks.hold(status_of(answer) == 408 and b"1 of 1000 bytes" in answer, f"a slow sender: {answer[:300]}")
        checks.hold(time.monotonic() - started < 8, "a slow sender waits long")
    with server.connect() as drip:
        # A byte now and then does not hold a connection for ever.
        for byte in head(length=1000) + b"{" * 900:
            try:
                drip.sendall(bytes([byte]))
            except OSError:
                break
            time.sleep(0.01)
        checks.hold(time.monotonic() - started < 20, "a dripping sender holds its connection")
    with server.connect() as silent:
        checks.hold(everything(silent) == b"", "who asks nothing is let go")
    for length in (1000, None):
        for _ in range(50):
            with server.connect() as cut:
                cut.sendall(head(length=length) + b"{")
    with server.connect() as half:
        body = b'{"instances": []}'
        half.sendall(head("/invocations", len(body), "Connection: close") + body)
        half.shutdown(socket.SHUT_WR)
        checks.hold(status_of(everything(half)) == 400, "an answer after the client's last word")
    with server.connect() as noise:
        noise.sendall(bytes(range(256)) * 40)
        checks.hold(status_of(everything(noise)) == 400, "what is no HTTP")
    checks.hold(server.ask("GET", "/ping")[0] == 200, "ping after all that")


def check_left(checks, server, lab):
    """Clients that ask for neighbours and go before the answer: nothing of them stays in the count of what is being answered."""
    # So many rows that a search is still running when the next clients have left.
    body = json.dumps({"instances": [{"features": [1] * 7}] * 20_000}).encode()
    for _ in range(200):
        with server.connect() as gone:
            # Closed with a reset, as by a client that was killed, and not with a last word.
            gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            gone.sendall(head("/endpoints/model-knn/invocations", len(body)) + body)
    for _ in range(50):
        metrics = server.ask("GET", "/metrics")[2].decode()
        if "matinee_requests_in_flight 1\n" in metrics:
            break
        time.sleep(0.1)
    # The one is the question itself.
    checks.hold("matinee_requests_in_flight 1\n" in metrics, "requests in flight after clients that left")
    checks.hold(server.invoke({"instances": [lab.sparse(*lab.rows[0])]})[0] == 200, "a request after clients that left")


def check_pipelining(checks, server, lab):
    """Requests that come at once are answered in their order, also by a client that reads late."""
    with server.connect() as one:
        bodies = [json.dumps({"instances": [lab.sparse(*row)]}).encode() for row in lab.rows[:30]]
        requests = b"".join(head(length=len(body)) + body for body in bodies)
        one.sendall(requests + b"GET /ping HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        answers = everything(one).split(b"HTTP/1.1 200 OK")[1:]
        found = [json.loads(answer.split(b"\r\n\r\n")[1])["predictions"][0]["score"] for answer in answers[:-1]]
        checks.hold(len(answers) == 31 and found == lab.scores[:30], f"pipelined: {len(answers)} answers")
    before = server.memory()
    with server.connect(timeout=2) as deaf:
        request = b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 1000
        try:
            for _ in range(400):
                deaf.sendall(request)
        except TimeoutError:
            pass
        checks.hold(server.memory() - before < 64, f"a deaf client costs {server.memory() - before:.0f} MB")
    checks.hold(server.ask("GET", "/ping")[0] == 200, "ping beside a deaf client")


def check_expectation(checks, server, lab):
    """curl waits for 100 Continue before it sends a large body."""
    body = lab.lines(lab.rows[:100])
    lines = "Content-Type: application/jsonlines", "Expect: 100-continue", "Connection: close"
    with server.connect() as asked:
        asked.sendall(head("/invocations", len(body), *lines[1:]).replace(b"application/json", b"application/jsonlines"))
        first = asked.recv(1000)
        asked.sendall(body)
        checks.hold(status_of(first) == 100 and b" 200 " in everything(asked), f"100 Continue: {first}")
    with server.connect() as refused:
        refused.sendall(head("/invocations", 1 << 30, "Expect: 100-continue"))
        checks.hold(status_of(refused.recv(1000)) == 413, "a gigabyte is refused before it is sent")


def check_gigabyte(checks, server):
    """A gigabyte, with its length told and without: 413, and no memory goes into it."""
    before = server.memory()
    piece = b" " * (1 << 20)
    for lines, frame in (([f"Content-Length: {1 << 30}"], lambda part: part),
                         (["Transfer-Encoding: chunked"], lambda part: b"%x\r\n%s\r\n" % (len(part), part))):
        with server.connect() as large:
            answers = []
            reader = threading.Thread(target=lambda: answers.append(everything(large)), daemon=True)
            reader.start()
            large.sendall(head("/invocations", None, *lines))
            try:
                for _ in range(1024):
                    large.sendall(frame(piece))
            except OSError:
                pass
            reader.join(30)
            checks.hold(answers and status_of(answers[0]) == 413, f"a gigabyte, {lines[0]}: {answers}")
    checks.hold(server.memory() - before < 64, f"a gigabyte costs {server.memory() - before:.0f} MB")
    checks.hold(server.ask("GET", "/ping")[0] == 200, "ping after a gigabyte")


def check_idle_connections(checks, server, count):
    """More connections than are taken at once, held open without a word: others are answered meanwhile."""
    held = [server.connect() for _ in range(count)]
    try:
        for number in range(3):
            started = time.monotonic()
            status = server.ask("GET", "/ping")[0]
            took = time.monotonic() - started
            checks.hold(status == 200 and took < 3, f"beside {count} idle connections, {number}: {status} after {took:.1f} s")
    finally:
        for one in held:
            one.close()


def check_two_hosts(checks, server):
    """A second Host header, which a proxy in between may have believed."""
    for lines in ("Host: localhost\r\nHost: localhost", "Host: localhost\r\nHost: example.org"):
        with server.connect() as asked:
            asked.sendall(f"GET /ping HTTP/1.1\r\n{lines}\r\nConnection: close\r\n\r\n".encode())
            answer = everything(asked)
            checks.hold(status_of(answer) == 400, f"two hosts: {answer[:100]}")


def check_many_connections(checks, server, count):
    """Far more connections than are taken at once, none of which asks anything."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    count = min(count, hard - 200)
    before = server.memory()
    connections = []
    try:
        for _ in range(count):
            one = socket.socket()
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", server.port))
            connections.append(one)
        time.sleep(1)
        checks.hold(server.process.poll() is None, f"{count} connections end the server")
        checks.hold(server.memory() - before < 128, f"{count} connections cost {server.memory() - before:.0f} MB")
    finally:
        for one in connections:
            one.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    for _ in range(60):
        try:
            if server.ask("GET", "/ping")[0] == 200:
                return checks.hold(True, "")
        except OSError:
            time.sleep(0.5)
    return checks.hold(False, f"no ping after {count} connections")
