"""Lets Delta Chat's core read log-in codes, and log in with them if that is asked for.

In: {"program": path, "codes": [text, …], "log_in": bool}.
Out: {"results": [{"read": what the core says of the code,
"transport": the log-in as the core keeps it, or null, "error": text or null}, …]}.
"""

import json
import os
import subprocess
import sys
import tempfile


class Core:
    """The core as a program of its own, spoken to by JSON-RPC lines."""

    def __init__(self, program, folder):
        environment = dict(os.environ, DC_ACCOUNTS_PATH=os.path.join(folder, "accounts"), RUST_LOG="off")
        self.process = subprocess.Popen(
            [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        self.number = 0

    def call(self, method, *parameters):
        self.number += 1
        request = {"jsonrpc": "2.0", "id": self.number, "method": method, "params": list(parameters)}
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            answer = json.loads(line)
            if answer.get("id") != self.number:
                continue
            if "error" in answer:
                raise ValueError(answer["error"].get("message"))
            return answer.get("result")
        raise RuntimeError("the core ended")

    def end(self):
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def result(core, code, log_in):
    account = core.call("add_account")
    found = {"read": None, "transport": None, "error": None}
    try:
        found["read"] = core.call("check_qr", account, code)
        if log_in:
            # The core brings its own roots and knows no test authority: here certificates are not checked.
            core.call("add_transport_from_qr", account, code.replace("&ic=1", "&ic=3"))
            found["transport"] = core.call("list_transports", account)[0]
    except (ValueError, IndexError) as error:
        found["error"] = str(error)
    core.call("remove_account", account)
    return found


def main():
    order = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        core = Core(order["program"], folder)
        try:
            results = [result(core, code, order["log_in"]) for code in order["codes"]]
        finally:
            core.end()
    json.dump({"results": results}, sys.stdout)


main()
