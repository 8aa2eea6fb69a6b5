//! `passt`: an interface of a guest connected through sockets of a user's process.

use crate::command::builder::Builder;
use crate::launch_plan::{Helper, HelperCommand, HelperKind, HelperUser};
use crate::vocabulary::{Interface, InterfaceSource, PortForward, PortProto};

const PROGRAM: &str = "passt";

impl Builder<'_> {
    /// Adds the program behind an interface.
    pub fn passt_helper(&mut self, interface: &Interface, alias: &str, socket: &str) {
        if self.context.pretend {
            return;
        }
        let program = self.context.host.find_program(PROGRAM, &[]).unwrap_or_else(|| PROGRAM.into());
        let pid_file = self.helper_file(&self.context.folders.passt, &format!("{alias}-passt.pid"));
        let mut command = HelperCommand::new(program, HelperUser::Qemu);
        if matches!(interface.source, InterfaceSource::Vhostuser(_)) {
            command.arg("--vhost-user");
        }
        command.args(["--one-off", "--socket", socket, "--pid", &pid_file.to_string_lossy()]);
        if interface.mtu != 0 {
            command.args(["--mtu", &interface.mtu.to_string()]);
        }
        let backend = &interface.backend;
        let texts = [
            ("--interface", &interface.source_dev),
            ("--log-file", &backend.log_file),
            ("--hostname", &backend.hostname),
            ("--fqdn", &backend.fqdn),
        ];
        for (option, value) in texts {
            if let Some(value) = value {
                command.args([option, value]);
            }
        }
        for ip in &interface.guest_ip.ips {
            command.args(["--address", &ip.address.to_string()]);
            if ip.prefix != 0 && ip.address.is_v4() {
                command.args(["--netmask", &ip.prefix.to_string()]);
            }
        }
        for forward in &interface.port_forwards {
            let option = match forward.proto {
                PortProto::Tcp => "--tcp-ports",
                PortProto::Udp => "--udp-ports",
            };
            command.args([option, &ports(forward)]);
        }
        let mut helper = Helper::new(HelperKind::Passt, alias, command, pid_file);
        helper.socket = Some(socket.into());
        self.plan.helpers.push(helper);
    }
}

/// `ADDRESS%DEV/RANGES`.
fn ports(forward: &PortForward) -> String {
    let mut text = forward.address.map(|address| address.to_string()).unwrap_or_default();
    if let Some(dev) = &forward.dev {
        text += &format!("%{dev}");
    }
    if !text.is_empty() {
        text.push('/');
    }
    if forward.ranges.is_empty() {
        return text + "all";
    }
    let ranges: Vec<String> = forward
        .ranges
        .iter()
        .map(|range| {
            let span =
                |from: u32, to: u32| if range.end == 0 { format!("{from}") } else { format!("{from}-{to}") };
            let not = if range.exclude == Some(true) { "~" } else { "" };
            let from = span(range.start, range.end);
            match range.to {
                0 => format!("{not}{from}"),
                to => {
                    let end = u64::from(range.end) + u64::from(to) - u64::from(range.start.min(range.end));
                    format!("{not}{from}:{}", span(to, u32::try_from(end).unwrap_or(u32::MAX)))
                }
            }
        })
        .collect();
    text + &ranges.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::PortForwardRange;

    #[test]
    fn forwarded_ports() {
        let range = |start, end, to, exclude| PortForwardRange { start, end, to, exclude };
        let mut forward = PortForward { proto: PortProto::Tcp, address: None, dev: None, ranges: Vec::new() };
        assert_eq!(ports(&forward), "all");
        forward.dev = Some("eth0".to_owned());
        forward.address = virt_conf::common::ip::Ip::parse("2001:db8::1");
        forward.ranges = vec![
            range(22, 0, 2022, None),
            range(1000, 1050, 0, None),
            range(1020, 0, 0, Some(true)),
            range(7000, 7010, 8000, None),
        ];
        assert_eq!(ports(&forward), "2001:db8::1%eth0/22:2022,1000-1050,~1020,7000-7010:8000-8010");
    }
}
