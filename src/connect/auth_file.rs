//! Credentials from a file, so that a program need not ask: `$LIBVIRT_AUTH_FILE`, the URI's `authfile`, the
//! user's or the system's `auth.conf`.
//!
//! Groups `[auth-SERVICE-HOST]` or `[auth-SERVICE-default]` name credentials, groups `[credentials-NAME]` hold
//! them. What a file doesn't have is asked of the program.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use virt_core::consts::*;
use virt_core::driver::{AuthRequest, Authenticate};
use virt_core::{Error, Result, Uri, bail};

use super::settings::user_directory;

const FROM: i32 = VIR_FROM_NONE;

/// Groups of a file, each with its keys and values.
type Groups = Vec<(String, Vec<(String, String)>)>;

/// Credentials for one connection. The file is not read before some are asked for.
pub struct FileAuth<'a> {
    path: PathBuf,
    service: &'a str,
    host: &'a str,
    program: Option<&'a dyn Authenticate>,
    read: OnceCell<Result<Vec<(String, String)>>>,
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
    /// What answers in place of the program where a file was named or found.
    pub fn find(uri: &'a Uri, program: Option<&'a dyn Authenticate>) -> Option<Self> {
        let service = uri.scheme.as_deref().unwrap_or_default();
        let host = uri.server.as_deref().unwrap_or("localhost");
        path(uri).map(|path| Self { path, service, host, program, read: OnceCell::new() })
    }

    /// The credentials that the file has for the connection; maybe none.
    fn credentials(&self) -> Result<&[(String, String)]> {
        let path = &self.path;
        let read = self.read.get_or_init(|| {
            let text = std::fs::read_to_string(path).map_err(|cause| {
                Error::system(FROM, &cause, format!("Failed to open file '{}'", path.display()))
            })?;
            Ok(credentials(&parse(path, &text)?, self.service, self.host, path)?.unwrap_or_default())
        });
        read.as_deref().map_err(Clone::clone)
    }

    fn answer(&self, kind: i32) -> Result<Option<&str>> {
        let key = match kind {
            VIR_CRED_USERNAME | VIR_CRED_AUTHNAME => "username",
            VIR_CRED_PASSPHRASE | VIR_CRED_NOECHOPROMPT => "password",
            VIR_CRED_REALM => "realm",
            _ => return Ok(None),
        };
        let found = self.credentials()?.iter().find(|(name, _)| name == key);
        Ok(found.map(|(_, value)| value.as_str()))
    }
}

impl Authenticate for FileAuth<'_> {
    fn kinds(&self) -> Vec<i32> {
        let mut kinds = self.program.map(|program| program.kinds()).unwrap_or_default();
        let own = [VIR_CRED_USERNAME, VIR_CRED_AUTHNAME, VIR_CRED_PASSPHRASE, VIR_CRED_REALM];
        // a file that cannot be read is told when it is asked
        kinds.extend(
            own.into_iter().filter(|kind| self.answer(*kind).map_or(true, |answer| answer.is_some())),
        );
        kinds
    }

    fn ask(&self, requests: &[AuthRequest]) -> Result<Vec<Option<String>>> {
        let mut answers = Vec::with_capacity(requests.len());
        for request in requests {
            let answer = match (self.answer(request.kind)?, self.program) {
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
        bail!(FROM, VIR_ERR_CONF_SYNTAX, "Missing item 'credentials' in group '{name}' in '{path}'");
    };
    match group(&format!("credentials-{chosen}")) {
        Some((_, values)) => Ok(Some(values.clone())),
        None => bail!(
            FROM,
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
    fn a_file_is_read_when_it_is_asked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("auth.conf");
        let text = format!("test:///default?authfile={}", path.display());
        let uri = super::super::parse_uri(&text).unwrap();
        let auth = FileAuth::find(&uri, None).unwrap();
        std::fs::write(&path, FILE).unwrap();
        assert_eq!(auth.answer(VIR_CRED_AUTHNAME), Ok(Some("astrochicken")));
        assert_eq!(auth.answer(VIR_CRED_NOECHOPROMPT), Ok(Some("robot")));
        let missing = FileAuth { path: folder.path().join("none"), read: OnceCell::new(), ..auth };
        assert!(missing.kinds().contains(&VIR_CRED_AUTHNAME));
        assert_eq!(missing.answer(VIR_CRED_AUTHNAME).unwrap_err().code(), VIR_ERR_SYSTEM_ERROR);
    }

    #[test]
    fn groups_lead_to_credentials() {
        let path = Path::new("f");
        let groups = parse(path, FILE).unwrap();
        let found = credentials(&groups, "test", "localhost", path).unwrap().unwrap();
        let (name, secret) = (("username", "astrochicken"), ("password", "robot"));
        assert!(found.iter().map(|(key, value)| (key.as_str(), value.as_str())).eq([name, secret]));
        assert!(credentials(&groups, "qemu", "h", path).unwrap().is_none());
        let error = credentials(&groups, "x", "h", path).unwrap_err();
        assert!(error.message().contains("Missing group 'credentials-nobody'"));
        assert!(parse(path, "a=b").is_err() && parse(path, "[x").is_err() && parse(path, "[x]\ny").is_err());
    }
}
