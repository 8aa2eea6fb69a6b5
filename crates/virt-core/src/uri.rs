//! A connection URI, taken apart.

/// `scheme[+transport]://[user@][server][:port]/path[?query][#fragment]`, decoded where it counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Uri {
    pub scheme: Option<String>,
    pub transport: Option<String>,
    pub user: Option<String>,
    pub server: Option<String>,
    pub port: Option<u16>,
    pub path: Option<String>,
    /// The query as written.
    pub query: Option<String>,
    pub fragment: Option<String>,
    /// The query's parameters, decoded, in their order.
    pub params: Vec<(String, String)>,
    /// The whole URI as given.
    pub text: String,
}

impl Uri {
    /// The first parameter of that name.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}
