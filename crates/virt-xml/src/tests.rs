//! The derives and the runtime together.

use crate::*;

#[derive(Debug, Default, PartialEq, Element)]
struct Group {
    #[xml(attr, with = Hex<4>)]
    id: Option<u16>,
    #[xml(text)]
    note: Vec<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Value)]
enum Mode {
    #[default]
    Auto,
    HalfDone,
    #[xml(name = "a_b")]
    Odd,
}

#[derive(Debug, PartialEq, Element)]
enum Kind {
    Plain,
    File {
        #[xml(attr)]
        path: Option<String>,
    },
    Boxed(Box<Group>),
    Need {
        #[xml(attr)]
        what: u32,
    },
}

#[derive(Debug, PartialEq, Element)]
enum Pair {
    #[xml(name = "sub/pci")]
    Pci {
        #[xml(attr)]
        managed: Option<bool>,
    },
    #[xml(name = "caps/net")]
    Net,
}

#[derive(Debug, PartialEq, Element)]
#[xml(check = no_odd)]
struct Top {
    #[xml(attr, default)]
    mode: Mode,
    #[xml(attr, default = 7, code = Unsupported)]
    count: u8,
    #[xml(attr, with = OnOff)]
    power: Option<bool>,
    #[xml(tagged(attr = "kind", child = "src", default = "plain"))]
    kind: Kind,
    #[xml(child)]
    size: Option<KiB>,
    #[xml(child = "pair")]
    pairs: Vec<PairHolder>,
    #[xml(list(outer = "groups", item = "g"))]
    groups: Vec<Group>,
    #[xml(flag = "ro")]
    readonly: bool,
    #[xml(flatten)]
    group: Group,
    #[xml(attr, when = live, read_when = live)]
    live: Option<u32>,
    #[xml(foreign)]
    metadata: Option<Foreign>,
}

#[derive(Debug, PartialEq, Element)]
#[xml(pair)]
struct Open {
    #[xml(attr)]
    a: Option<u8>,
}

#[test]
fn open_pairs() {
    let mut w = Writer::new(View::default());
    Open { a: Some(1) }.write("open", false, &mut w);
    assert_eq!(w.finish(), "<open a='1'>\n</open>\n");
}

#[derive(Debug, PartialEq, Element)]
struct PairHolder {
    #[xml(tagged(attr = "mode", attr2 = "type"))]
    pair: Pair,
}

fn live(view: View) -> bool {
    view.has(1)
}

fn no_odd(top: &mut Top, node: Node<'_>) -> Result<()> {
    if top.mode == Mode::Odd { Err(node.unsupported("odd mode")) } else { Ok(()) }
}

fn read(text: &str, strict: bool, view: u32) -> Result<Top> {
    let options = Options { label: "(test)", origin: 42, strict, view: View(view) };
    with_document(text, Some("top"), options, Top::read)
}

fn write(top: &Top, view: u32) -> String {
    let mut w = Writer::new(View(view));
    top.write("top", true, &mut w);
    w.finish()
}

const FULL: &str = "\
<top kind='file' mode='half-done' count='3' power='on' id='0x00ff' live='4'>
  <src path='/a&lt;b&apos;'/>
  <size unit='KiB'>2048</size>
  <pair mode='sub' type='pci' managed='yes'/>
  <pair mode='caps' type='net'/>
  <groups>
    <g id='0x0001'/>
    <g>
      <note>x</note>
      <note>&amp;</note>
    </g>
  </groups>
  <ro/>
  <note>mine</note>
</top>
";

#[test]
fn round_trip() {
    let top = read(FULL, true, 1).unwrap();
    assert_eq!(write(&top, 1), FULL);
    assert_eq!(write(&top, 0), FULL.replace(" live='4'", ""));
    let less = read(FULL, true, 0).unwrap();
    assert_eq!(less.live, None);
}

#[test]
fn defaults_are_left_out() {
    let top = read("<top mode='auto' count='7' kind='file'><groups/></top>", false, 0).unwrap();
    assert_eq!(write(&top, 0), "<top kind='file'/>\n");
    assert_eq!(top.kind, Kind::File { path: None });
    let top = read("<top><size unit='MiB'>1</size></top>", false, 0).unwrap();
    assert_eq!((top.count, top.size, top.kind), (7, Some(KiB(1024)), Kind::Plain));
}

#[test]
fn strict_names_line_and_path() {
    let text = FULL.replace("<ro/>", "<ro/>\n<typo/>");
    assert!(read(&text, false, 0).is_ok());
    let e = read(&text, true, 0).unwrap_err();
    assert_eq!((e.code(), e.line(), e.path()), (Code::Schema, 14, "/top/typo"));
    let e = read(&FULL.replace("managed", "manged"), true, 0).unwrap_err();
    assert_eq!((e.code(), e.path()), (Code::Schema, "/top/pair[1]"));
    assert_eq!(read(&FULL.replace("half-done", "halff"), true, 0).unwrap_err().code(), Code::Schema);
}

#[test]
fn classes_of_errors() {
    let code = |text: &str| {
        let e = read(text, false, 0).unwrap_err();
        (e.code(), e.origin())
    };
    assert_eq!(code("<top"), (Code::Malformed, Some(42)));
    assert_eq!(code(""), (Code::Malformed, Some(42)));
    assert_eq!(code("<other/>"), (Code::Invalid, None));
    assert_eq!(code("<top mode='x'/>"), (Code::Invalid, None));
    assert_eq!(code("<top count='256'/>"), (Code::Unsupported, Some(42)));
    assert_eq!(code("<top mode='a_b'/>"), (Code::Unsupported, Some(42)));
    assert_eq!(code("<top kind='need'/>"), (Code::Invalid, None));
    assert_eq!(code("<top kind='none'/>"), (Code::Invalid, None));
    assert_eq!(code("<top><pair mode='caps' type='pci'/></top>"), (Code::Invalid, None));
    assert_eq!(code("<top><size unit='q'>1</size></top>"), (Code::Argument, Some(0)));
    let e = read("<top mode='x'/>", false, 0).unwrap_err();
    assert!(e.to_string().contains("'x'") && e.to_string().contains("half-done"), "{e}");
}

#[test]
fn bounds() {
    let deep = format!("<top>{}{}</top>", "<a>".repeat(255), "</a>".repeat(255));
    assert!(read(&deep, false, 0).is_ok());
    let deep = format!("<top>{}{}</top>", "<a>".repeat(256), "</a>".repeat(256));
    assert_eq!(read(&deep, false, 0).unwrap_err().code(), Code::Malformed);
    let unclosed = "<a>".repeat(1_000_000);
    assert_eq!(read(&unclosed, false, 0).unwrap_err().code(), Code::Malformed);
    let laughs = "<!DOCTYPE top [<!ENTITY a 'xxxxxxxxxx'>".to_owned()
        + &(0..9)
            .map(|i| {
                let (from, to) = (char::from(b'a' + i), char::from(b'b' + i));
                format!("<!ENTITY {to} '{}'>", format!("&{from};").repeat(10))
            })
            .collect::<String>()
        + "]><top><note>&j;</note></top>";
    assert!(read(&laughs, false, 0).is_err());
    let entity = "<!DOCTYPE top [<!ENTITY a 'x'>]><top><note>&a;y</note></top>";
    assert_eq!(read(entity, false, 0).unwrap().group.note, ["xy"]);
}

#[test]
fn foreign_content_is_kept() {
    let text = "<top xmlns:o='urn:o'>
      <metadata>
        <m:a  xmlns:m=\"urn:m\" x='1' m:y='&lt;2'><m:b/>  <o:c>t &amp; <d/></o:c></m:a>
        <o:e><![CDATA[<raw>]]></o:e><!-- c -->
      </metadata></top>";
    let top = read(text, true, 0).unwrap();
    let want = "\
<top kind='plain'>
  <metadata xmlns:o=\"urn:o\">
    <m:a xmlns:m=\"urn:m\" x=\"1\" m:y=\"&lt;2\">
      <m:b/>
      <o:c>t &amp; <d/></o:c>
    </m:a>
    <o:e><![CDATA[<raw>]]></o:e>
    <!-- c -->
  </metadata>
</top>
";
    assert_eq!(write(&top, 0), want);
    assert_eq!(write(&read(want, true, 0).unwrap(), 0), want);
}

#[test]
fn numbers_as_c_reads_them() {
    assert_eq!(parse_unsigned(" +12", 10), Some(12));
    assert_eq!(parse_unsigned("0x1F", 0), Some(31));
    assert_eq!(parse_unsigned("017", 0), Some(15));
    assert_eq!(parse_unsigned("ff", 16), Some(255));
    assert_eq!(parse_signed("-9223372036854775808", 10), Some(i64::MIN));
    for (text, radix) in
        [("", 10), ("-1", 10), ("1 ", 10), ("0x1", 10), ("+-1", 10), ("08", 0), ("18446744073709551616", 10)]
    {
        assert_eq!(parse_unsigned(text, radix), None, "{text}");
    }
}
