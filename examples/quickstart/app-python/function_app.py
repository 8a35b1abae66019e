import json

import azure.functions as func

from caller import caller_of, identity_headers

# App Service Authentication is the gate: a function key would be a secret for the gateway to keep.
app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)


@app.route(route="whoami", methods=["GET"])
def whoami(req: func.HttpRequest) -> func.HttpResponse:
    """Answers who called, and which headers about identities arrived. It shows no header's value but the claims."""
    return _json({"caller": caller_of(req.headers), "identityHeaders": identity_headers(req.headers)})


@app.route(route="health", methods=["GET"])
def health(req: func.HttpRequest) -> func.HttpResponse:
    """Answers that the host runs. It tells nothing else."""
    return _json({"status": "healthy"})


def _json(body: dict) -> func.HttpResponse:
    return func.HttpResponse(json.dumps(body), mimetype="application/json")
