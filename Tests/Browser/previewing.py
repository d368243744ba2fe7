"""What the checks of the preview share: a preview that is started and ended, requests without a browser, and a count of checks."""

import contextlib
import http.client
import os
import pathlib
import re
import signal
import subprocess
import sys
import time


class Checks:
    """Counts what held and what did not; complaints are printed as they come."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def hold(self, condition, what):
        if condition:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED: {what}", flush=True)
        return condition

    def finish(self):
        print(f"{self.passed} passed, {self.failed} failed")
        sys.exit(1 if self.failed else 0)


class Preview:
    """A running `matinee preview`."""

    def __init__(self, matinee, folder, *options, user=None):
        command = [str(matinee), "preview", str(folder), *options]
        if user is not None:
            command = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", *command]
        environment = {**os.environ, "HOME": "/nonexistent"} if user is not None else None
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        line = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/\?token=([0-9a-f]{32})\s*$", line)
        if not found:
            self.process.kill()
            raise RuntimeError(f"no address: {line!r} {self.process.stderr.read()!r}")
        self.address = found.group(0).strip()
        self.port = int(found.group(1))
        self.cookie = None

    def request(self, path, method="GET", body=None, headers=None, knows=True):
        """Status, headers and text of an answer; with the cookie unless told otherwise."""
        if knows and self.cookie is None:
            _, answered, _ = self.request("/" + self.address.split("/", 3)[3], knows=False)
            self.cookie = answered["set-cookie"].split(";")[0]
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        sent = {"Host": f"127.0.0.1:{self.port}"}
        if knows:
            sent["Cookie"] = self.cookie
        sent.update(headers or {})
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in sent.items():
                if value is not None:
                    connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    @property
    def origin(self):
        return f"http://127.0.0.1:{self.port}"

    def end(self):
        """Ctrl-C; gives the seconds it took and the exit code."""
        started = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=10)
        return time.monotonic() - started, code

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


@contextlib.contextmanager
def preview(matinee, folder, *options, user=None):
    running = Preview(matinee, folder, *options, user=user)
    try:
        yield running
    finally:
        running.kill()


def save(path, text):
    """Saves as careful editors do: another file, renamed over the first."""
    path = pathlib.Path(path)
    temporary = path.with_name(path.name + "~")
    temporary.write_text(text, encoding="utf-8")
    os.replace(temporary, path)


def until(condition, seconds=10.0):
    """Waits for a condition; gives whether it came."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.01)
    return False


def wait_for_text(page, text, seconds=10):
    """Waits until a page's text has some words. (A page's policy lets no condition be waited for as a script.)"""
    if not until(lambda: text in page.inner_text("main"), seconds):
        raise TimeoutError(f"the page never said {text!r}")
