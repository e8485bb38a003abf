"""A headless Thunderbird in a profile that is thrown away, driven over Marionette (Firefox's remote protocol)."""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time

# Nothing but the account set-up is to happen.
PREFERENCES = {
    "app.donation.eoy.version.viewed": 999,
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.shell.checkDefaultClient": False,
    "mail.spotlight.firstRunDone": True,
    "mailnews.start_page.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
}
START_SECONDS = 90
SCRIPT_SECONDS = 60
# Answers through a callback, so that a rejected promise becomes a message.
WRAPPER = """
const [values, done] = arguments;
(async values => {%s})(values).then(value => done({value: value ?? null}), error => done({error: [error, ...error.errors ?? []].join("; ")}));
"""


class Thunderbird:
    """To be used in a `with` statement, which ends the program."""

    def __init__(self, program):
        self.program = program

    def __enter__(self):
        self.profile = tempfile.mkdtemp(prefix="thunderbird-")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        with open(os.path.join(self.profile, "user.js"), "w", encoding="utf-8") as file:
            for name, value in {**PREFERENCES, "marionette.port": port}.items():
                file.write(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n")
        environment = dict(os.environ, HOME=self.profile, MOZ_HEADLESS="1", MOZ_CRASHREPORTER_DISABLE="1")
        self.process = subprocess.Popen(
            [self.program, "--headless", "--no-remote", "--marionette", "--remote-allow-system-access",
             "--profile", self.profile],
            env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            self.connect(port)
        except BaseException:
            self.__exit__()
            raise
        return self

    def connect(self, port):
        deadline = time.monotonic() + START_SECONDS
        while True:
            if self.process.poll() is not None:
                raise RuntimeError(f"Thunderbird ended with status {self.process.returncode}")
            try:
                connection = socket.create_connection(("127.0.0.1", port), timeout=SCRIPT_SECONDS + 10)
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.3)
        self.stream = connection.makefile("rwb")
        self.number = 0
        self.receive()  # the greeting
        self.call("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {}}})
        self.call("Marionette:SetContext", {"value": "chrome"})
        self.call("WebDriver:SetTimeouts", {"script": SCRIPT_SECONDS * 1000})

    def receive(self):
        digits = b""
        while (digit := self.stream.read(1)) != b":":
            if not digit:
                raise RuntimeError("Thunderbird closed the connection")
            digits += digit
        return json.loads(self.stream.read(int(digits)))

    def call(self, command, parameters):
        self.number += 1
        message = json.dumps([0, self.number, command, parameters]).encode()
        self.stream.write(str(len(message)).encode() + b":" + message)
        self.stream.flush()
        while True:
            kind, number, error, value = self.receive()
            if kind == 1 and number == self.number:
                if error:
                    raise ValueError(error.get("message"))
                return value

    def run(self, body, **values):
        """Runs the body of an async function with full rights; `values` is what it is given."""
        answer = self.call("WebDriver:ExecuteAsyncScript", {"script": WRAPPER % body, "args": [values]})["value"]
        if "error" in answer:
            raise ValueError(answer["error"])
        return answer["value"]

    def __exit__(self, *_):
        for way in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, way)
                self.process.wait(15)
                break
            except (ProcessLookupError, subprocess.TimeoutExpired):
                continue
        shutil.rmtree(self.profile, ignore_errors=True)
