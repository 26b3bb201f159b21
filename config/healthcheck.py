"""Ask the web server of this container whether it is ready: exit code 0 if it is.

It is asked under a name it answers to, which is what a plain request from inside lacks.
"""

import os
from http.client import HTTPConnection, HTTPException


def main() -> int:
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    line = HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=5)
    try:
        line.request("GET", "/health/ready", headers={"Host": host, "X-Forwarded-For": "127.0.0.1"})
        return 0 if line.getresponse().status == 200 else 1
    except (OSError, HTTPException):
        return 1


if __name__ == "__main__":
    raise SystemExit(main())
