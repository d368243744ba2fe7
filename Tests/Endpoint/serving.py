"""A running `matinee serve`, and requests to it."""

import http.client
import json
import pathlib
import re
import socket
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "Browser"))

from previewing import Checks  # noqa: E402, F401  (the same count, for the scripts here)


class Server:
    """A server that is ready, on any free port; a context that ends it."""

    def __init__(self, command, log, environment=None, waits=True):
        self.log = log
        self.process = subprocess.Popen(
            [*map(str, command), "--port", "0"], stdout=subprocess.PIPE, stderr=log, text=True, env=environment)
        if waits:
            found = re.search(r"http://(\S+):(\d+)", self.process.stdout.readline())
        else:
            found = self.listening()
        if not found:
            self.process.kill()
            raise RuntimeError("no address")
        self.port = int(found.group(2))
        self.address = f"http://127.0.0.1:{self.port}"

    def listening(self):
        """The address from the log, before the models are there."""
        for _ in range(200):
            with open(self.log.name, encoding="utf-8") as log:
                found = re.search(r'"address": "http://(\S+):(\d+)"', log.read())
            if found:
                return found
            time.sleep(0.05)
        return None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

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

    def connect(self, timeout=20):
        return socket.create_connection(("127.0.0.1", self.port), timeout=timeout)

    def memory(self):
        """Megabytes that the process holds."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024


def head(path="/invocations", length=None, *fields):
    """The head of a request that is sent by hand."""
    lines = [f"POST {path} HTTP/1.1", "Host: localhost", "Content-Type: application/json", *fields]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    return "\r\n".join([*lines, "", ""]).encode()


def status_of(answer):
    """The status of the first answer in some bytes."""
    found = re.match(rb"HTTP/1\.1 (\d{3}) ", answer)
    return int(found.group(1)) if found else None


def everything(connection):
    """All that comes until the other side closes."""
    parts = []
    while True:
        try:
            part = connection.recv(1 << 16)
        except (ConnectionResetError, TimeoutError):
            break
        if not part:
            break
        parts.append(part)
    return b"".join(parts)
