//! What Dovecot and Postfix read: a listener for each answer, and nothing else.

use super::PASSWORD;
use super::answer::Server;
use super::authority::Authority;
use super::servers::Visit;
use super::tools;
use crate::process::output;
use std::path::Path;

/// One line for each log-in: the server's address and the user name are the key.
pub fn users(visits: &[Visit<'_>]) -> String {
    let mut lines = String::new();
    for Visit { address, answer } in visits {
        let mut names: Vec<&str> =
            answer.incoming.iter().chain(answer.best()).map(|server| server.username.as_str()).collect();
        names.dedup();
        for name in names.iter().filter(|name| !name.is_empty()) {
            // Dovecot escapes the name before it looks it up.
            let name = name.replace('\\', r"\\").replace('\'', r"\'").replace('"', "\\\"");
            lines.push_str(&format!("{address}/{name}:{{PLAIN}}{PASSWORD}\n"));
        }
    }
    lines
}

/// Whether somebody logs in this way, for receiving or for sending.
pub fn used(visits: &[Visit<'_>], log_in: &str) -> bool {
    let mut servers = visits.iter().flat_map(|visit| visit.answer.incoming.iter().chain(visit.answer.best()));
    servers.any(|server| server.authentication == log_in)
}

/// The incoming server of a visit, if it takes this kind of log-in.
fn offered<'v>(visit: &'v Visit<'_>, log_in: &str) -> Option<&'v Server> {
    visit.answer.incoming.as_ref().filter(|server| server.authentication == log_in)
}

/// Dovecot's configuration for one kind of log-in.
pub fn dovecot(
    folder: &Path,
    authority: &Authority,
    visits: &[Visit<'_>],
    (log_in, mechanisms): (&str, &str),
) -> String {
    let (place, certificate) = (folder.display(), authority.servers.display());
    let key = authority.key.display();
    let mut text = format!(
        "base_dir = {place}/{log_in}\nstate_dir = {place}/{log_in}\nlog_path = {place}/log\nlisten = 127.0.0.1\n\
         protocols = imap pop3\nssl = required\nssl_cert = <{certificate}\nssl_key = <{key}\n\
         auth_mechanisms = {mechanisms}\nauth_username_chars =\nauth_username_format = %u\n\
         auth_failure_delay = 0\nauth_verbose = yes\nfirst_valid_uid = 1\nfirst_valid_gid = 1\n\
         passdb {{\n driver = passwd-file\n args = scheme=PLAIN username_format=%l/%u {place}/users\n}}\n\
         userdb {{\n driver = static\n args = uid=nobody gid=nogroup home={place}/mail \
         mail=maildir:{place}/mail/inbox:INDEX=MEMORY allow_all_users=yes\n}}\n\
         service anvil {{\n unix_listener anvil-auth-penalty {{\n  mode = 0\n }}\n}}\n\
         service auth {{\n unix_listener {place}/{log_in}-auth {{\n  mode = 0666\n }}\n}}\n",
    );
    for (protocol, service) in [("imap", "imap"), ("pop3", "pop3")] {
        // The listeners that would be there by themselves are switched off.
        text.push_str(&format!(
            "service {service}-login {{\n inet_listener {protocol} {{\n  port = 0\n }}\n inet_listener {protocol}s {{\n  port = 0\n }}\n"
        ));
        for (number, visit) in visits.iter().enumerate() {
            let Some(server) = offered(visit, log_in).filter(|server| server.protocol == protocol) else {
                continue;
            };
            let at_once = if server.security == "tls" { "yes" } else { "no" };
            text.push_str(&format!(
                " inet_listener at{number} {{\n  address = {}\n  port = {}\n  ssl = {at_once}\n }}\n",
                visit.address, server.port
            ));
        }
        text.push_str("}\n");
    }
    for visit in visits {
        if offered(visit, log_in).is_some_and(|server| !server.encrypts()) {
            let address = &visit.address;
            text.push_str(&format!("local {address} {{\n ssl = no\n disable_plaintext_auth = no\n}}\n"));
        }
    }
    text
}

/// Postfix's `main.cf`.
pub fn postfix(folder: &Path, authority: &Authority, visits: &[Visit<'_>]) -> String {
    let mut domains: Vec<&str> =
        visits.iter().filter_map(|visit| Some(visit.answer.address.split_once('@')?.1)).collect();
    domains.sort_unstable();
    domains.dedup();
    let daemons = output(tools::find("postconf").unwrap_or_default(), &["-d", "-h", "daemon_directory"]);
    let nobody = |which: &str| output("id", &[which, "nobody"]).unwrap_or_default().trim().to_owned();
    format!(
        "compatibility_level = 3.6\nqueue_directory = {place}/postfix/queue\ndata_directory = {place}/postfix/data\n\
         daemon_directory = {daemons}\nmaillog_file = {place}/log\nmaillog_file_prefixes = {place}\n\
         inet_protocols = ipv4\nmyhostname = servers.invalid\nmydestination =\nmynetworks =\nrelayhost =\n\
         default_transport = error:nothing leaves this computer\nrelay_transport = error:nothing leaves this computer\n\
         local_transport = error:no local mail\nalias_maps =\nalias_database =\nbiff = no\nmax_idle = 5s\n\
         virtual_mailbox_domains = {domains}\nvirtual_mailbox_base = {place}/mail\n\
         virtual_mailbox_maps = static:inbox/\nvirtual_minimum_uid = 1\nvirtual_uid_maps = static:{uid}\n\
         virtual_gid_maps = static:{gid}\nsmtpd_tls_cert_file = {certificate}\nsmtpd_tls_key_file = {key}\n\
         smtpd_sasl_type = dovecot\nsmtpd_sasl_security_options = noanonymous\n\
         smtpd_relay_restrictions = permit_sasl_authenticated,reject\n\
         smtpd_recipient_restrictions =\nsmtpd_client_connection_rate_limit = 0\n",
        place = folder.display(),
        daemons = daemons.as_deref().map_or("/usr/lib/postfix/sbin", str::trim),
        domains = domains.join(" "),
        uid = nobody("-u"),
        gid = nobody("-g"),
        certificate = authority.servers.display(),
        key = authority.key.display(),
    )
}

/// The services of Postfix that submission and delivery need.
const SERVICES: &str = "\
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
virtual unix - n n - - virtual
postlog unix-dgram n - n - 1 postlogd
";

/// Postfix's `master.cf`.
pub fn postfix_services(folder: &Path, visits: &[Visit<'_>]) -> String {
    let mut text = SERVICES.to_owned();
    for visit in visits {
        let Some(server) = visit.answer.best() else { continue };
        let protection = match server.security.as_str() {
            "tls" => "-o smtpd_tls_wrappermode=yes -o smtpd_tls_security_level=encrypt",
            "starttls" => "-o smtpd_tls_security_level=encrypt -o smtpd_tls_auth_only=yes",
            _ => "-o smtpd_tls_security_level=none",
        };
        let log_in = match server.authentication.as_str() {
            "none" => {
                "-o smtpd_sasl_auth_enable=no -o smtpd_relay_restrictions=permit_auth_destination,reject"
                    .to_owned()
            }
            kind => {
                format!("-o smtpd_sasl_auth_enable=yes -o smtpd_sasl_path={}/{kind}-auth", folder.display())
            }
        };
        text.push_str(&format!(
            "{}:{} inet n - n - - smtpd {protection} {log_in}\n",
            visit.address, server.port
        ));
    }
    text
}
