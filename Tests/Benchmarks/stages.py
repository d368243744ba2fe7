"""What a peer's script tells the driver: seconds of its stages, and counts that all tools must agree on."""
import argparse
import json
import time

COLUMNS = ["customer_id", "product_id", "product_title", "star_rating", "review_date"]
KEYS = ["customer_id", "product_id", "product_title", "star_rating"]
SHARES = [0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1]


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--work", choices=["load", "split", "steps"], default="split")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


class Stages:
    """Seconds between laps, from the moment the libraries are imported."""

    def __init__(self):
        self.started = self.last = time.perf_counter()
        self.seconds = {}
        self.counts = {}

    def lap(self, stage, **counts):
        now = time.perf_counter()
        self.seconds[stage] = now - self.last
        self.counts |= {name: int(count) for name, count in counts.items()}
        # What telling costs is in no stage.
        self.last = time.perf_counter()

    def tell(self):
        print(json.dumps({"inside": self.last - self.started, "stages": self.seconds, "counts": self.counts}))
