"""The same answers by Flask: gunicorn flask_server:app."""

from flask import Flask, request
from numpy_model import scores

app = Flask(__name__)


@app.post("/invocations")
def invocations():
    return {"predictions": [{"score": score} for score in scores(request.get_json()["instances"])]}
