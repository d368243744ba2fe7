"""The same answers by FastAPI: uvicorn fastapi_server:app."""

from fastapi import FastAPI, Request
from numpy_model import scores

app = FastAPI()


@app.post("/invocations")
async def invocations(request: Request):
    body = await request.json()
    return {"predictions": [{"score": score} for score in scores(body["instances"])]}
