//! Credentials from a file, so that a program need not ask: `$LIBVIRT_AUTH_FILE`, the URI's `authfile`, the
//! user's or the system's `auth.conf`.
//!
//! Groups `[auth-SERVICE-HOST]` or `[auth-SERVICE-default]` name credentials, groups `[credentials-NAME]` hold
//! them. What a file doesn't have is asked of the program.

use std::path::{Path, PathBuf};

use virt_core::consts::*;
use virt_core::driver::{AuthRequest, Authenticate};
use virt_core::{Error, Result, Uri, bail};

use super::settings::user_directory;

/// Groups of a file, each with its keys and values.
type Groups = Vec<(String, Vec<(String, String)>)>;

/// Credentials for one connection.
pub struct FileAuth<'a> {
    credentials: Vec<(String, String)>,
    program: Option<&'a dyn Authenticate>,
}

fn path(uri: &Uri) -> Option<PathBuf> {
    if let Some(path) = std::env::var_os("LIBVIRT_AUTH_FILE") {
        return Some(path.into());
    }
    if let Some(path) = uri.param("authfile") {
        return Some(path.into());
    }
    let candidates = [user_directory().join("auth.conf"), PathBuf::from("/etc/libvirt/auth.conf")];
    candidates.into_iter().find(|path| path.is_file())
}

impl<'a> FileAuth<'a> {
    /// The credentials that a file has for the URI; `None` when there are none.
    pub fn find(uri: &Uri, program: Option<&'a dyn Authenticate>) -> Result<Option<Self>> {
        let Some(path) = path(uri) else { return Ok(None) };
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                let what = format!("Failed to open file '{}'", path.display());
                return Err(Error::system(VIR_FROM_AUTH, &error, what));
            }
        };
        let service = uri.scheme.as_deref().unwrap_or_default();
        let host = uri.server.as_deref().unwrap_or("localhost");
        let credentials = credentials(&parse(&path, &text)?, service, host, &path)?;
        Ok(credentials.map(|credentials| Self { credentials, program }))
    }

    fn answer(&self, kind: i32) -> Option<&str> {
        let key = match kind {
            VIR_CRED_USERNAME | VIR_CRED_AUTHNAME => "username",
            VIR_CRED_PASSPHRASE | VIR_CRED_NOECHOPROMPT => "password",
            VIR_CRED_REALM => "realm",
            _ => return None,
        };
        self.credentials.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

impl Authenticate for FileAuth<'_> {
    fn kinds(&self) -> Vec<i32> {
        let mut kinds = self.program.map(|program| program.kinds()).unwrap_or_default();
        let own = [VIR_CRED_USERNAME, VIR_CRED_AUTHNAME, VIR_CRED_PASSPHRASE, VIR_CRED_REALM];
        kinds.extend(own.into_iter().filter(|kind| self.answer(*kind).is_some()));
        kinds
    }

    fn ask(&self, requests: &[AuthRequest]) -> Result<Vec<Option<String>>> {
        let mut answers = Vec::with_capacity(requests.len());
        for request in requests {
            let answer = match (self.answer(request.kind), self.program) {
                (Some(answer), _) => Some(answer.to_owned()),
                (None, Some(program)) => {
                    program.ask(std::slice::from_ref(request))?.into_iter().next().flatten()
                }
                (None, None) => {
                    bail!(VIR_FROM_AUTH, VIR_ERR_INVALID_ARG, "Missing authentication credentials")
                }
            };
            answers.push(answer);
        }
        Ok(answers)
    }
}

fn parse(path: &Path, text: &str) -> Result<Groups> {
    let mut groups = Groups::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let broken = |what: &str| {
            let text = format!("{}:{}: {what} '{line}'", path.display(), number + 1);
            Error::new(VIR_FROM_CONF, VIR_ERR_CONF_SYNTAX, text)
        };
        if let Some(rest) = line.strip_prefix('[') {
            let name = rest
                .strip_suffix(']')
                .ok_or_else(|| broken("cannot find end of group name, expected ']'"))?;
            groups.push((name.to_owned(), Vec::new()));
        } else {
            let (key, value) =
                line.split_once('=').ok_or_else(|| broken("expected '=' between name and value"))?;
            let (_, entries) = groups.last_mut().ok_or_else(|| broken("key must be within a group"))?;
            entries.push((key.trim().to_owned(), value.trim().to_owned()));
        }
    }
    Ok(groups)
}

fn credentials(
    groups: &Groups,
    service: &str,
    host: &str,
    path: &Path,
) -> Result<Option<Vec<(String, String)>>> {
    let group = |name: &str| groups.iter().rev().find(|(group, _)| group == name);
    let by_host = group(&format!("auth-{service}-{host}"));
    let Some((name, keys)) = by_host.or_else(|| group(&format!("auth-{service}-default"))) else {
        return Ok(None);
    };
    let path = path.display();
    let Some((_, chosen)) = keys.iter().find(|(key, _)| key == "credentials") else {
        bail!(VIR_FROM_AUTH, VIR_ERR_CONF_SYNTAX, "Missing item 'credentials' in group '{name}' in '{path}'");
    };
    match group(&format!("credentials-{chosen}")) {
        Some((_, values)) => Ok(Some(values.clone())),
        None => bail!(
            VIR_FROM_AUTH,
            VIR_ERR_CONF_SYNTAX,
            "Missing group 'credentials-{chosen}' referenced from group '{name}' in '{path}'"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# who\n[auth-test-localhost]\ncredentials=me\n[credentials-me]\nusername = astrochicken\n\
                        password=robot\n[auth-x-default]\ncredentials=nobody\n";

    #[test]
    fn groups_lead_to_credentials() {
        let path = Path::new("f");
        let groups = parse(path, FILE).unwrap();
        let found = credentials(&groups, "test", "localhost", path).unwrap().unwrap();
        let auth = FileAuth { credentials: found, program: None };
        assert_eq!(auth.answer(VIR_CRED_AUTHNAME), Some("astrochicken"));
        assert_eq!(auth.answer(VIR_CRED_NOECHOPROMPT), Some("robot"));
        assert!(credentials(&groups, "qemu", "h", path).unwrap().is_none());
        let error = credentials(&groups, "x", "h", path).unwrap_err();
        assert!(error.message().contains("Missing group 'credentials-nobody'"));
        assert!(parse(path, "a=b").is_err() && parse(path, "[x").is_err() && parse(path, "[x]\ny").is_err());
    }
}
