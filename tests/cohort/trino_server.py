"""What answers Trino's client as a server of Trino does, and counts with DuckDB behind it.

It shows that the client is used as it wants to be, and that a query which was translated for
Trino, and back again, still counts the same. Trino itself is not here to be asked.
"""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import duckdb
import sqlglot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TYPES = {"VARCHAR": "varchar", "DOUBLE": "double", "BOOLEAN": "boolean"}


@contextmanager
def trino_server(folder: Path, table: str) -> Iterator[tuple[int, list[str]]]:
    """Serve the table in a folder, and give the port and the users who asked."""
    database = duckdb.connect()
    files = f"'{folder}/course=*/*.parquet', hive_partitioning = true"
    database.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet({files})")
    users: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"])).decode()
            users.append(self.headers["X-Trino-User"])
            answer: dict[str, Any] = {
                "id": "query-1",
                "infoUri": "http://localhost/",
                "stats": {"state": "FINISHED"},
            }
            try:
                [query] = sqlglot.transpile(asked, read="trino", write="duckdb")
                cursor = database.cursor()
                found = cursor.sql(query)
            except (duckdb.Error, sqlglot.ParseError) as error:
                answer["error"] = {
                    "message": str(error),
                    "errorCode": 1,
                    "errorName": "SYNTAX_ERROR",
                    "errorType": "USER_ERROR",
                }
            else:
                answer["columns"] = [
                    _column(name, str(kind))
                    for name, kind in zip(found.columns, found.types, strict=True)
                ]
                answer["data"] = found.fetchall()
            body = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server.server_port, users
        finally:
            server.shutdown()
            thread.join()
            database.close()


def _column(name: str, kind: str) -> dict[str, Any]:
    known = _TYPES.get(kind, "bigint")
    return {
        "name": name,
        "type": known,
        "typeSignature": {"rawType": known, "arguments": []},
    }
