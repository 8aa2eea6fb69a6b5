//! What went wrong in a document, where, and of which class.

use std::fmt;

/// Short for a result whose error is [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// The class of an error; users of the crate map it to their own numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// The text is not well-formed XML.
    Malformed,
    /// A value or element that cannot be.
    Invalid,
    /// Like [`Code::Invalid`], told in detail.
    Detail,
    /// Understood, but not a configuration that is supported.
    Unsupported,
    /// Strict reading: not what the document's schema allows.
    Schema,
    /// What only a broken producer can have written.
    Internal,
    /// An argument of the caller, not the document's fault alone.
    Argument,
    /// A number beyond what can be.
    Overflow,
    /// A mandatory name is missing.
    NoName,
    /// A mandatory `<os>` is missing.
    NoOs,
    /// An OS type that is not known.
    OsType,
    /// A second device where only one can be, or some other operation that does not fit.
    Operation,
    /// What the driver cannot do.
    NoSupport,
    /// A mandatory source is missing.
    NoSource,
    /// The system refused something, such as a name that is no address.
    System,
}

/// An error in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Box<Details>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Details {
    code: Code,
    origin: Option<i32>,
    line: u32,
    path: String,
    message: String,
    beyond_schema: bool,
}

impl Error {
    /// An error of `code` that is not tied to a place yet.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self(Box::new(Details {
            code,
            origin: None,
            line: 0,
            path: String::new(),
            message: message.into(),
            beyond_schema: false,
        }))
    }

    /// The class.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// Who reports it: the number given in [`crate::Options::origin`] or by [`Error::from_origin`];
    /// none when this crate's own reading found the fault.
    pub fn origin(&self) -> Option<i32> {
        self.0.origin
    }

    /// Line of the element at fault, counted from 1; 0 when not known.
    pub fn line(&self) -> u32 {
        self.0.line
    }

    /// `/domain/devices/disk[2]/source`, or empty.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The text without place.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The same error of another class.
    pub fn with_code(mut self, code: Code) -> Self {
        self.0.code = code;
        self
    }

    /// The same error, reported by `origin`.
    pub fn from_origin(mut self, origin: i32) -> Self {
        self.0.origin = Some(origin);
        self
    }

    pub(crate) fn with_origin(mut self, origin: Option<i32>) -> Self {
        self.0.origin = origin;
        self
    }

    /// The same error, which depends on more than one place of the document: strict reading does not call it one
    /// against the schema.
    pub fn beyond_schema(mut self) -> Self {
        self.0.beyond_schema = true;
        self
    }

    /// The same error as one against the schema, unless it is beyond: for documents that are checked against
    /// their schema before anything else.
    pub fn against_schema(mut self) -> Self {
        if self.0.beyond_schema {
            return self;
        }
        if self.0.message.is_empty() {
            self.0.message = "a mandatory element is missing".to_owned();
        }
        self.with_code(Code::Schema).with_origin(None)
    }

    /// The same error in other words.
    pub(crate) fn map_text(mut self, change: impl Fn(&str) -> String) -> Self {
        self.0.message = change(&self.0.message);
        self.0.path = change(&self.0.path);
        self
    }

    /// The same error at a place.
    pub fn at(mut self, line: u32, path: String) -> Self {
        self.0.line = line;
        self.0.path = path;
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details { line, path, message, .. } = &*self.0;
        match path.is_empty() {
            // malformed text: the message says where
            true => f.write_str(message),
            false => write!(f, "{message} (line {line}, {path})"),
        }
    }
}

impl std::error::Error for Error {}
