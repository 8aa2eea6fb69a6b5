//! Connection URIs: taking them apart, writing them as `virConnectGetURI` shows them.

use fluent_uri::UriRef;
use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_FROM_URI};
use virt_core::{Result, Uri, err};

/// Takes a URI apart. A reference without a scheme is fine here; who needs one says so.
pub fn parse(text: &str) -> Result<Uri> {
    let broken = || err!(VIR_FROM_URI, VIR_ERR_INTERNAL_ERROR, "Unable to parse URI {text}");
    let reference = UriRef::parse(text).map_err(|_| broken())?;
    let mut uri = Uri { text: text.to_owned(), ..Uri::default() };
    if let Some(scheme) = reference.scheme() {
        let (scheme, transport) = match scheme.as_str().split_once('+') {
            Some((scheme, transport)) => (scheme, Some(transport)),
            None => (scheme.as_str(), None),
        };
        uri.scheme = Some(scheme.to_owned());
        uri.transport = transport.map(str::to_owned);
    }
    if let Some(authority) = reference.authority() {
        uri.user = authority.userinfo().map(|user| decode(user.as_str()));
        let server = decode(authority.host().trim_start_matches('[').trim_end_matches(']'));
        uri.server = Some(server).filter(|server| !server.is_empty());
        if let (Some(_), Some(port)) = (&uri.server, authority.port()) {
            uri.port = match port.as_str() {
                "" => None,
                port => Some(port.parse().map_err(|_| broken())?),
            };
        }
    }
    uri.path = Some(decode(reference.path().as_str()));
    uri.query = reference.query().map(|query| query.as_str().to_owned());
    uri.fragment = reference.fragment().map(|fragment| decode(fragment.as_str()));
    uri.params = uri.query.as_deref().map(params).unwrap_or_default();
    Ok(uri)
}

/// The parameters of a query: `&` or `;` between them; without `=` the value is empty, without a name there is
/// no parameter.
fn params(query: &str) -> Vec<(String, String)> {
    // Upstream looks for ';' only behind the last '&'.
    let (before, last) = match query.rsplit_once('&') {
        Some((before, last)) => (Some(before), last),
        None => (None, query),
    };
    let parts = before.into_iter().flat_map(|before| before.split('&')).chain(last.split(';'));
    parts
        .filter_map(|part| match part.split_once('=') {
            None if part.is_empty() => None,
            None => Some((decode(part), String::new())),
            Some(("", _)) => None,
            Some((name, value)) => Some((decode(name), decode(value))),
        })
        .collect()
}

/// Undoes percent-encoding.
fn decode(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = bytes.get(at + 1..at + 3).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(decoded) if *byte == b'%' => {
                out.push(decoded);
                at += 3;
            }
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The URI as upstream prints it: with `//` even where there is no server.
pub fn format(uri: &Uri) -> String {
    let text = &uri.text;
    match text.split_once(':') {
        Some((scheme, rest)) if uri.scheme.is_some() && !rest.starts_with("//") => {
            format!("{scheme}://{rest}")
        }
        _ => text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        let uri = parse("qemu+ssh://me@[::1]:22/system?a=b%20c&d&=x#f").unwrap();
        assert_eq!((uri.scheme.as_deref(), uri.transport.as_deref()), (Some("qemu"), Some("ssh")));
        assert_eq!((uri.user.as_deref(), uri.server.as_deref()), (Some("me"), Some("::1")));
        assert_eq!((uri.port, uri.path.as_deref()), (Some(22), Some("/system")));
        assert_eq!(uri.params, [("a".to_owned(), "b c".to_owned()), ("d".to_owned(), String::new())]);
        let uri = parse("test:///default").unwrap();
        assert_eq!((uri.server, uri.path.as_deref()), (None, Some("/default")));
        assert!(parse("a b").is_err() && parse("x://h:99999/").is_err());
        assert_eq!(format(&parse("test:/default").unwrap()), "test:///default");
    }
}
