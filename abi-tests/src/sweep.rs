//! A C program that calls every public function in a few ways, each call in a process of its own, and prints
//! what comes back. Its text follows from the table of functions; it runs on any libvirt.

use std::fmt::Write;

use crate::facts::arguments;

/// How the functions are called.
pub const WAYS: &[(&str, Way)] = &[
    ("null", Way { handles: Handles::Null, full: false, flag: false }),
    ("bare", Way { handles: Handles::Valid, full: false, flag: false }),
    ("full", Way { handles: Handles::Valid, full: true, flag: false }),
    ("flag", Way { handles: Handles::Valid, full: true, flag: true }),
    ("readonly", Way { handles: Handles::ReadOnly, full: true, flag: false }),
    ("readonly-flag", Way { handles: Handles::ReadOnly, full: true, flag: true }),
];

pub struct Way {
    handles: Handles,
    /// Other arguments are there, and not NULL or 0.
    full: bool,
    /// The flags hold a bit that no function knows.
    flag: bool,
}

enum Handles {
    Null,
    Valid,
    ReadOnly,
}

/// Functions that end, or wait for, what the program itself needs.
const LEFT_OUT: &[&str] = &[
    // Waits for an event that nobody sends.
    "virEventRunDefaultImpl",
    // Take what only virterror's own functions make.
    "virResetError",
    "virFreeError",
    "virDefaultErrorFunc",
    // Need namespaces, or change those of the process.
    "virDomainLxcEnterNamespace",
    // Trust their arguments, as memcpy() does.
    "virTypedParamsFree",
    "virTypedParamsClear",
    "virTypedParamsGetString",
    "virTypedParamsAddStringList",
    // Free what is not theirs in here.
    "virDomainFSInfoFree",
    "virDomainIOThreadInfoFree",
    "virDomainInterfaceFree",
    "virDomainStatsRecordListFree",
    "virNetworkDHCPLeaseFree",
];

const OPENING: &str = r#"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <libvirt/virterror.h>
#include <libvirt/libvirt-qemu.h>
#include <libvirt/libvirt-lxc.h>
#include <libvirt/libvirt-admin.h>

static virConnectPtr h_conn;
static virDomainPtr h_dom;
static virNetworkPtr h_net;
static virNetworkPortPtr h_port;
static virStoragePoolPtr h_pool;
static virStorageVolPtr h_vol;
static virInterfacePtr h_iface;
static virNodeDevicePtr h_dev;
static virSecretPtr h_secret;
static virNWFilterPtr h_filter;
static virNWFilterBindingPtr h_binding;
static virStreamPtr h_stream;
static virDomainSnapshotPtr h_snapshot;
static virDomainCheckpointPtr h_checkpoint;

/* Room for whatever an argument points to. */
static char room[32][65536] __attribute__((aligned(16)));
/* Stands for every kind of callback. */
static int refuse(void) { return -1; }

static void quiet(void *data, virErrorPtr error) { (void) data; (void) error; }

static void take(int readonly) {
    virConnectPtr rw = virConnectOpen("test:///default");
    h_conn = readonly ? virConnectOpenReadOnly("test:///default") : rw;
    virDomainPtr dom = virDomainLookupByName(rw, "test");
    virDomainSnapshotCreateXML(dom, "<domainsnapshot><name>one</name></domainsnapshot>", 0);
    virDomainCheckpointCreateXML(dom, "<domaincheckpoint><name>one</name></domaincheckpoint>", 0);
    h_dom = virDomainLookupByName(h_conn, "test");
    h_snapshot = virDomainSnapshotLookupByName(h_dom, "one", 0);
    h_checkpoint = virDomainCheckpointLookupByName(h_dom, "one", 0);
    h_net = virNetworkLookupByName(h_conn, "default");
    h_pool = virStoragePoolLookupByName(h_conn, "default-pool");
    virStoragePoolPtr pool = virStoragePoolLookupByName(rw, "default-pool");
    virStorageVolCreateXML(pool, "<volume><name>one</name><capacity>1024</capacity></volume>", 0);
    h_vol = virStorageVolLookupByName(h_pool, "one");
    h_iface = virInterfaceLookupByName(h_conn, "eth1");
    h_dev = virNodeDeviceLookupByName(h_conn, "computer");
    h_stream = virStreamNew(rw, 0);
    virResetLastError();
}

/* A text on one line. */
static const char *word(const char *text) {
    static char lines[4][4096];
    static int next;
    char *line = lines[next++ % 4];
    snprintf(line, sizeof lines[0], "%s", text ? text : "-");
    for (char *c = line; *c; c++)
        if (*c == '\n')
            *c = '~';
    return line;
}

static const char *label, *function;

static void result(const char *value) {
    virErrorPtr e = virGetLastError();
    printf("%s %s: ", label, function);
    if (!e)
        printf("%s\n", value);
    else
        printf("%s | %d %d %d | %s | %s | %s | %s | %d %d\n", value, e->code, e->domain, e->level,
               word(e->message), word(e->str1), word(e->str2), word(e->str3), e->int1, e->int2);
}

static void number(long long value) {
    char text[32];
    snprintf(text, sizeof text, "%lld", value);
    result(text);
}

static void pointer(const void *value) { result(value ? "pointer" : "NULL"); }

/* A call in a process of its own. */
static void run(const char *way, int readonly, int handles, const char *name, void (*call)(void)) {
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        alarm(10);
        if (!freopen("/dev/null", "w", stderr))
            _exit(1);
        virSetErrorFunc(NULL, quiet);
        if (handles)
            take(readonly);
        else
            virInitialize();
        label = way;
        function = name;
        call();
        fflush(stdout);
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status))
        printf("%s %s: ended by signal %d\n", way, name, WTERMSIG(status));
}
"#;

/// The program's text, for the functions in the table that `wanted` lets through.
pub fn program(functions: &[Vec<String>], wanted: impl Fn(&str) -> bool) -> String {
    let mut out = OPENING.to_string();
    let mut calls = String::new();
    for row in functions {
        let name = row[0].as_str();
        if LEFT_OUT.contains(&name) || !wanted(name) {
            continue;
        }
        for (label, way) in WAYS {
            let symbol = format!("call_{}_{name}", label.replace('-', "_"));
            let args: Vec<String> = arguments(&row[3])
                .iter()
                .enumerate()
                .map(|(i, (arg, ty))| format!("({ty}) {}", value(way, i, arg, ty)))
                .collect();
            let call = format!("{name}({})", args.join(", "));
            let statement = match row[2].as_str() {
                "void" => format!("{call}; result(\"void\");"),
                ty if ty.contains('*') || ty.ends_with("Ptr") => format!("pointer({call});"),
                _ => format!("number((long long) {call});"),
            };
            let _ = writeln!(out, "static void {symbol}(void) {{ {statement} }}");
            let readonly = i32::from(matches!(way.handles, Handles::ReadOnly));
            let handles = i32::from(!matches!(way.handles, Handles::Null));
            let _ = writeln!(calls, "    run(\"{label}\", {readonly}, {handles}, \"{name}\", {symbol});");
        }
    }
    let _ = write!(out, "\nint main(void) {{\n{calls}    return 0;\n}}\n");
    out
}

fn value(way: &Way, position: usize, name: &str, ty: &str) -> String {
    if let Some(handle) = handle(ty) {
        return if matches!(way.handles, Handles::Null) { "0".into() } else { handle.into() };
    }
    if !way.full {
        return "0".into();
    }
    match ty {
        "const char *" => "\"one\"".into(),
        "unsigned int" if name == "flags" => if way.flag { "1u << 27" } else { "0" }.into(),
        "unsigned long" if name == "flags" => if way.flag { "1ul << 27" } else { "0" }.into(),
        "int" | "unsigned int" | "long" | "unsigned long" | "long long" | "unsigned long long" | "size_t"
        | "double" => "1".into(),
        _ if ty.ends_with("Func") || ty.ends_with("Callback") || ty.ends_with("CallbackPtr") => {
            "(void (*)(void)) refuse".into()
        }
        // The last name of a list of strings is NULL.
        "const char **" => format!("(((const char **) room[{position}])[0] = \"one\", room[{position}])"),
        _ => format!("room[{position}]"),
    }
}

fn handle(ty: &str) -> Option<&'static str> {
    Some(match ty {
        "virConnectPtr" => "h_conn",
        "virDomainPtr" => "h_dom",
        "virNetworkPtr" => "h_net",
        "virNetworkPortPtr" => "h_port",
        "virStoragePoolPtr" => "h_pool",
        "virStorageVolPtr" => "h_vol",
        "virInterfacePtr" => "h_iface",
        "virNodeDevicePtr" => "h_dev",
        "virSecretPtr" => "h_secret",
        "virNWFilterPtr" => "h_filter",
        "virNWFilterBindingPtr" => "h_binding",
        "virStreamPtr" => "h_stream",
        "virDomainSnapshotPtr" => "h_snapshot",
        "virDomainCheckpointPtr" => "h_checkpoint",
        // Nothing gives such handles without a daemon.
        "virAdmConnectPtr" | "virAdmServerPtr" | "virAdmClientPtr" => "0",
        _ => return None,
    })
}
