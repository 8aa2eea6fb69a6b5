//! Requests to the kernel's routing socket: one message, one answer, a deadline.

use std::io;
use std::os::fd::{AsRawFd, OwnedFd};

use netlink_packet_core::{
    NLM_F_ACK, NLM_F_CREATE, NLM_F_EXCL, NLM_F_REQUEST, NetlinkHeader, NetlinkMessage, NetlinkPayload,
};
use netlink_packet_route::RouteNetlinkMessage;
use nix::sys::socket::sockopt::ReceiveTimeout;
use nix::sys::socket::{
    AddressFamily, MsgFlags, NetlinkAddr, SockFlag, SockProtocol, SockType, bind, recv, sendto, setsockopt,
    socket,
};
use nix::sys::time::{TimeVal, TimeValLike};

/// The kernel answers at once; what takes longer has failed.
const SECONDS: i64 = 10;
const SEQUENCE: u32 = 1;

/// What is changed by a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// Something that isn't there yet.
    New,
    /// Something that is there.
    Old,
}

/// Sends a request and waits for the kernel's word on it.
pub(super) fn request(message: RouteNetlinkMessage, change: Change) -> io::Result<()> {
    let mut header = NetlinkHeader::default();
    header.sequence_number = SEQUENCE;
    header.flags = NLM_F_REQUEST | NLM_F_ACK;
    if change == Change::New {
        header.flags |= NLM_F_CREATE | NLM_F_EXCL;
    }
    let mut message = NetlinkMessage::new(header, NetlinkPayload::from(message));
    message.finalize();
    let mut bytes = vec![0; message.buffer_len()];
    message.serialize(&mut bytes);
    let socket = open()?;
    sendto(socket.as_raw_fd(), &bytes, &NetlinkAddr::new(0, 0), MsgFlags::empty())?;
    answer(&socket)
}

fn open() -> io::Result<OwnedFd> {
    let flags = SockFlag::SOCK_CLOEXEC;
    let socket = socket(AddressFamily::Netlink, SockType::Raw, flags, SockProtocol::NetlinkRoute)?;
    bind(socket.as_raw_fd(), &NetlinkAddr::new(0, 0))?;
    setsockopt(&socket, ReceiveTimeout, &TimeVal::seconds(SECONDS))?;
    Ok(socket)
}

fn answer(socket: &OwnedFd) -> io::Result<()> {
    const MOST_MESSAGES: usize = 64;
    let mut buffer = vec![0; 32 << 10];
    for _ in 0..MOST_MESSAGES {
        let size = recv(socket.as_raw_fd(), &mut buffer, MsgFlags::empty())?;
        let message: NetlinkMessage<RouteNetlinkMessage> =
            NetlinkMessage::deserialize(&buffer[..size]).map_err(io::Error::other)?;
        if message.header.sequence_number != SEQUENCE {
            continue;
        }
        if let NetlinkPayload::Error(error) = message.payload {
            return match error.code {
                Some(code) => Err(io::Error::from_raw_os_error(code.get().saturating_neg())),
                None => Ok(()),
            };
        }
    }
    Err(io::Error::from(io::ErrorKind::TimedOut))
}
