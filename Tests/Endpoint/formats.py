"""Answers in every form, as predict writes them: asked by hand, through boto3, and with the serializers of the sagemaker SDK."""

import io
import json

import boto3
import botocore.exceptions
import numpy
import scipy.sparse
from botocore.config import Config
from sagemaker.amazon.common import RecordDeserializer, RecordSerializer, write_spmatrix_to_sparse_tensor
from sagemaker.deserializers import JSONDeserializer, JSONLinesDeserializer
from sagemaker.serializers import JSONLinesSerializer, JSONSerializer

JSON, LINES, RECORDS = "application/json", "application/jsonlines", "application/x-recordio-protobuf"


def close(answer, expected, tolerance=1e-12):
    """Whether scores are the expected ones, of which a file holds the shortest text."""
    return len(answer) == len(expected) and all(abs(a - b) <= tolerance for a, b in zip(answer, expected))


def scores(body):
    return [one["score"] for one in json.loads(body)["predictions"]]


def check_by_hand(checks, server, lab):
    rows = lab.rows[:40]
    for name, form in (("sparse", lab.sparse), ("dense", lab.dense)):
        status, kind, body = server.invoke({"instances": [form(*row) for row in rows]})
        checks.hold(status == 200 and kind == JSON, f"{name}: {status} {kind}")
        checks.hold(close(scores(body), lab.scores[:40]), f"{name}: {body[:300]}")
    status, kind, body = server.invoke(lab.lines(lab.rows), LINES, Accept=LINES)
    found = [json.loads(line)["score"] for line in body.splitlines()]
    checks.hold(status == 200 and kind == LINES and close(found, lab.scores), f"lines: {status} {body[:300]}")
    status, _, body = server.invoke(lab.record_file, RECORDS)
    checks.hold(status == 200 and close(scores(body), lab.scores), f"records: {status} {body[:300]}")
    for model, expected in (("liked", lab.probabilities), ("drawn", lab.means)):
        status, _, body = server.invoke(
            {"instances": [lab.sparse(*row) for row in lab.rows]}, path=f"/endpoints/{model}/invocations")
        checks.hold(status == 200 and close(scores(body), expected), f"{model}: {status} {body[:300]}")
    found = json.loads(server.invoke(lab.lines(lab.rows), LINES, "/endpoints/liked/invocations")[2])["predictions"]
    checks.hold(all(one["predicted_label"] == (one["score"] >= 0.5) for one in found), "labels of the classifier")
    checks.hold({one["predicted_label"] for one in found} == {0, 1}, "both labels are there")


def check_neighbours(checks, server, lab):
    """Labels and distances of every user are the lines that transform wrote."""
    expected = [json.loads(line) for line in lab.neighbours]
    address = "/endpoints/model-knn/invocations"
    body = "\n".join(json.dumps({"features": row}) for row in lab.user_vectors()).encode()
    status, kind, answer = server.invoke(body, LINES, address, Accept="application/jsonlines; verbose=true")
    checks.hold(status == 200 and kind.startswith(LINES), f"neighbours: {status} {answer[:200]}")
    found = [json.loads(line) for line in answer.splitlines()]
    for name in ("labels", "distances"):
        checks.hold([one[name] for one in found] == [one[name] for one in expected], f"{name} of the neighbours")
    answer = json.loads(server.invoke(body, LINES, address)[2])["predictions"]
    checks.hold([one["predicted_label"] for one in answer] == [one["labels"][0] for one in expected], "nearest alone")


def check_boto3(checks, server, lab):
    client = boto3.client(
        "sagemaker-runtime", endpoint_url=server.address, region_name="us-east-1", aws_access_key_id="none",
        aws_secret_access_key="none", config=Config(retries={"max_attempts": 1}))

    def invoke(body, content_type=JSON, accept=JSON, name="model"):
        return client.invoke_endpoint(EndpointName=name, ContentType=content_type, Accept=accept, Body=body)

    answer = invoke(JSONSerializer().serialize({"instances": [lab.sparse(*row) for row in lab.rows]}))
    found = JSONDeserializer().deserialize(answer["Body"], answer["ContentType"])
    checks.hold(close([one["score"] for one in found["predictions"]], lab.scores), "boto3 and the SDK, JSON")
    answer = invoke(JSONLinesSerializer().serialize([lab.sparse(*row) for row in lab.rows]), LINES, LINES)
    found = JSONLinesDeserializer().deserialize(answer["Body"], answer["ContentType"])
    checks.hold(close([one["score"] for one in found], lab.scores), "boto3 and the SDK, JSON lines")

    matrix = numpy.zeros((len(lab.rows), lab.width), dtype="float32")
    for place, (user, item) in enumerate(lab.rows):
        matrix[place, user] = matrix[place, lab.items_from + item] = 1
    packed = io.BytesIO()
    write_spmatrix_to_sparse_tensor(packed, scipy.sparse.csr_matrix(matrix))
    for name, body in (
            ("dense records", RecordSerializer().serialize(matrix[:50]).read()), ("sparse records", packed.getvalue()),
            ("records of export", lab.record_file)):
        expected = lab.scores[:50] if name == "dense records" else lab.scores
        answer = invoke(body, RECORDS, RECORDS)
        records = RecordDeserializer().deserialize(answer["Body"], answer["ContentType"])
        found = [record.label["score"].float32_tensor.values[0] for record in records]
        # Records hold single precision.
        checks.hold(close(found, expected, 1e-6), f"boto3 and the SDK, {name}: {found[:3]} {expected[:3]}")
        answer = invoke(body, RECORDS, LINES)
        found = [json.loads(line)["score"] for line in answer["Body"].read().splitlines()]
        checks.hold(close(found, expected), f"boto3, {name} answered in lines")
    for name, body, status in (("model", "{", 400), ("nobody", "{}", 404)):
        try:
            invoke(body, name=name)
            checks.hold(False, f"boto3 takes a wrong request to {name}")
        except botocore.exceptions.ClientError as error:
            checks.hold(error.response["ResponseMetadata"]["HTTPStatusCode"] == status, f"boto3: {error}")
            checks.hold(len(error.response["Error"]["Message"]) > 10, f"boto3 has no sentence: {error.response}")
