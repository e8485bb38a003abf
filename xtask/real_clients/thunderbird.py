"""Lets Thunderbird fetch configurations from where a domain's owner publishes them, and create the accounts.

In: {"program": path, "authority": PEM file, "certificate": PEM file, "key": PEM file, "password": text,
"files": [{"kind": "autoconfig" | "autodiscover", "address": mail address, "content": text,
"create": bool, "log_in": bool, "hosts": {name: address} or null}, …], "hosts_file": path}.
Out: {"results": [{"read": {"incoming": [server, …], "outgoing": [server, …]},
"created": {"incoming": server, "outgoing": server} or null, "error": text or null}, …]}.
A server has the fields of the public API: protocol, host, port, security, authentication, username.
"""

import base64
import http.server
import json
import re
import ssl
import sys
import threading

from marionette import Thunderbird

PLACES = {
    "autoconfig": ("autoconfig.{domain}", "/mail/config-v1.1.xml"),
    "autodiscover": ("autodiscover.{domain}", "/autodiscover/autodiscover.xml"),
}

TRUST = """
Cc["@mozilla.org/security/x509certdb;1"].getService(Ci.nsIX509CertDB).addCertFromBase64(values.authority, "C,,");
"""

READ = """
const from = name => ChromeUtils.importESModule(`resource:///modules/accountcreation/${name}.sys.mjs`);
const {FetchConfig} = from("FetchConfig");
const {fetchConfigFromExchange} = from("ExchangeAutoDiscover");
const {AccountConfig} = from("AccountConfig");
const {CreateInBackend} = from("CreateInBackend");
const {ConfigVerifier} = from("ConfigVerifier");
const {MailServices} = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");

const SECURITY = {[Ci.nsMsgSocketType.plain]: "none", [Ci.nsMsgSocketType.alwaysSTARTTLS]: "starttls",
                  [Ci.nsMsgSocketType.SSL]: "tls"};
const AUTHENTICATION = {[Ci.nsMsgAuthMethod.none]: "none",
                        [Ci.nsMsgAuthMethod.passwordCleartext]: "password-cleartext",
                        [Ci.nsMsgAuthMethod.passwordEncrypted]: "password-encrypted"};
const words = (protocol, host, port, security, authentication, username) => ({
  protocol, host, port, security: SECURITY[security] ?? `socket type ${security}`,
  authentication: AUTHENTICATION[authentication] ?? `method ${authentication}`, username});
const planned = server => words(server.type, server.hostname, server.port, server.socketType, server.auth,
                                server.username);

// Names change their address from one answer to the next.
Services.dns.clearCache(true);
const domain = values.address.split("@")[1];
const signal = new AbortController().signal;
const config = values.kind == "autoconfig"
  ? await FetchConfig.fromISP(domain, values.address, signal)
  : await fetchConfigFromExchange(domain, values.address, signal, null, values.password,
                                  async () => { throw new Error("asks about another host"); });
const filledIn = (side, server) => {
  const chosen = config.copy();
  chosen[side] = server;
  AccountConfig.replaceVariables(chosen, "Hanako", values.address, values.password);
  return planned(chosen[side]);
};
const read = {
  incoming: [config.incoming, ...config.incomingAlternatives].map(server => filledIn("incoming", server)),
  outgoing: [config.outgoing, ...config.outgoingAlternatives].map(server => filledIn("outgoing", server))};
AccountConfig.replaceVariables(config, "Hanako", values.address, values.password);

if (values.log_in) {
  const window = {QueryInterface: ChromeUtils.generateQI(["nsIMsgWindow"])};
  await new ConfigVerifier(Services.wm.getMostRecentWindow("mail:3pane")?.msgWindow ?? window, signal)
    .verifyConfig(config, false);
}

let created = null;
if (values.create) {
  config.rememberPassword = false;
  config.identity.realname = "Hanako";
  config.identity.emailAddress = values.address;
  const account = await CreateInBackend.createAccountInBackend(config);
  const incoming = account.incomingServer;
  const outgoing = MailServices.outgoingServer.getServerByKey(account.defaultIdentity.smtpServerKey)
    .QueryInterface(Ci.nsISmtpServer);
  created = {
    incoming: words(incoming.type, incoming.hostName ?? incoming.hostname, incoming.port, incoming.socketType, incoming.authMethod,
                    incoming.username),
    outgoing: words(outgoing.type, outgoing.hostname, outgoing.port, outgoing.socketType, outgoing.authMethod,
                    outgoing.username)};
  MailServices.accounts.removeAccount(account, false);
  MailServices.outgoingServer.deleteServer(outgoing);
}
return {read, created, error: null};
"""


class Publisher(http.server.BaseHTTPRequestHandler):
    """The web server of the domain; `published` holds the one file that is up at the moment."""

    published = None

    def do_GET(self):
        host, path, content = type(self).published
        if (self.headers["Host"], self.path.partition("?")[0]) != (host, path):
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.do_GET()

    def log_message(self, *_):
        pass


def publish(order):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 443), Publisher)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(order["certificate"], order["key"])
    # The handshake is left to the thread of each connection: one that only waits must not hold up the others.
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()


def result(thunderbird, order, file):
    domain = file["address"].partition("@")[2]
    host, path = PLACES[file["kind"]]
    host = host.format(domain=domain)
    Publisher.published = (host, path, file["content"].encode())
    names = {host: "127.0.0.1", **(file["hosts"] or {})}
    with open(order["hosts_file"], "w", encoding="ascii") as hosts:
        hosts.writelines(f"{address} {name}\n" for name, address in {"localhost": "127.0.0.1", **names}.items())
    try:
        return thunderbird.run(READ, password=order["password"], **file)
    except ValueError as error:
        return {"read": None, "created": None, "error": str(error)}


def main():
    order = json.load(sys.stdin)
    publish(order)
    with open(order["authority"], encoding="ascii") as file:
        authority = re.search("-----BEGIN CERTIFICATE-----(.*?)-----END", file.read(), re.DOTALL)[1]
    with Thunderbird(order["program"]) as thunderbird:
        thunderbird.run(TRUST, authority=base64.b64encode(base64.b64decode(authority)).decode())
        results = [result(thunderbird, order, file) for file in order["files"]]
    json.dump({"results": results}, sys.stdout)


main()
