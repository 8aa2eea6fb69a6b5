//! What the public C API consists of, as its declarations say it: the common ground of readers and writers.

use crate::layout::HeaderSpec;

/// Text that belongs to a declaration.
#[derive(Debug, Default, Clone)]
pub struct Doc {
    /// Paragraphs, each on one line.
    pub text: Vec<String>,
    /// What is said of arguments: name, text.
    pub args: Vec<(String, String)>,
    /// What follows "Returns".
    pub returns: Option<String>,
    /// The version it came with.
    pub since: String,
}

impl Doc {
    pub fn arg(&self, name: &str) -> &str {
        self.args.iter().find(|(n, _)| n == name).map_or("", |(_, text)| text)
    }

    /// The paragraphs as one line.
    pub fn line(&self) -> String {
        self.text.join(" ")
    }
}

#[derive(Debug)]
pub struct Enum {
    pub name: String,
    pub doc: Doc,
    pub items: Vec<Enumerator>,
}

#[derive(Debug)]
pub struct Enumerator {
    pub name: String,
    pub doc: Doc,
    pub value: Value,
    /// The number that the value amounts to.
    pub number: i64,
    /// Only with VIR_ENUM_SENTINELS.
    pub sentinel: bool,
}

/// How a value is written.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Number(i64),
    Bit(u32),
    Name(String),
}

#[derive(Debug)]
pub struct Macro {
    pub name: String,
    pub doc: Doc,
    /// None for an object-like macro.
    pub params: Option<Vec<String>>,
    pub body: MacroBody,
}

#[derive(Debug)]
pub enum MacroBody {
    Text(String),
    C(String),
}

#[derive(Debug)]
pub struct Field {
    pub name: String,
    pub doc: String,
    pub ty: FieldType,
}

#[derive(Debug)]
pub enum FieldType {
    C(String),
    /// Element type, length as C says it.
    Array(String, String),
    Union(Vec<Field>),
}

/// `struct tag { … };`
#[derive(Debug)]
pub struct Struct {
    pub tag: String,
    pub doc: Doc,
    pub fields: Vec<Field>,
}

/// `typedef target name;`
#[derive(Debug)]
pub struct Typedef {
    pub name: String,
    pub doc: Doc,
    /// The C text of what it stands for; `struct TAG` for a struct.
    pub target: String,
}

#[derive(Debug)]
pub struct Arg {
    /// Name in the header.
    pub name: String,
    /// Name in the API XML.
    pub xml_name: String,
    pub ty: String,
    pub doc: String,
}

/// A function, or the type of one.
#[derive(Debug)]
pub struct Function {
    pub name: String,
    pub doc: Doc,
    pub returns: String,
    pub args: Vec<Arg>,
    /// For the compatibility table: what its declaration says it checks.
    pub checks: Vec<String>,
    /// What a program has to be allowed to do.
    pub permissions: Vec<Permission>,
}

/// A permission that a daemon asks its access control for.
#[derive(Debug)]
pub struct Permission {
    /// `check`, or `filter` for a list that leaves out what may not be seen.
    pub kind: String,
    pub object: String,
    pub name: String,
    /// The flags with which it is asked for; None for always.
    pub flags: Option<String>,
}

#[derive(Debug)]
pub struct Variable {
    pub name: String,
    pub doc: Doc,
    /// The version it is exported under, where that isn't the one it is said to have come with.
    pub node: Option<String>,
    pub ty: String,
}

/// A type declaration, in the order of the source.
#[derive(Debug)]
pub enum Type {
    Opaque(String),
    Struct(Struct),
    Typedef(Typedef),
    Callback(Function),
}

#[derive(Debug)]
pub struct Header {
    pub spec: &'static HeaderSpec,
    pub enums: Vec<Enum>,
    pub macros: Vec<Macro>,
    pub types: Vec<Type>,
    pub functions: Vec<Function>,
    pub variables: Vec<Variable>,
}

impl Header {
    pub fn new(spec: &'static HeaderSpec) -> Self {
        Header { spec, enums: vec![], macros: vec![], types: vec![], functions: vec![], variables: vec![] }
    }

    pub fn structs(&self) -> impl Iterator<Item = &Struct> {
        self.types.iter().filter_map(|t| if let Type::Struct(s) = t { Some(s) } else { None })
    }

    pub fn typedefs(&self) -> impl Iterator<Item = &Typedef> {
        self.types.iter().filter_map(|t| if let Type::Typedef(d) = t { Some(d) } else { None })
    }

    pub fn callbacks(&self) -> impl Iterator<Item = &Function> {
        self.types.iter().filter_map(|t| if let Type::Callback(f) = t { Some(f) } else { None })
    }
}
