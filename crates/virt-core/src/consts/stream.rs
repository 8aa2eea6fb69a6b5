//! Constants of `libvirt-stream.h`.

c_enum! {
    #[since = "0.7.2"]
    pub enum virStreamEventType: u32 {
        #[since = "0.7.2"]
        VIR_STREAM_EVENT_READABLE = 1 << 0,
        #[since = "0.7.2"]
        VIR_STREAM_EVENT_WRITABLE = 1 << 1,
        #[since = "0.7.2"]
        VIR_STREAM_EVENT_ERROR = 1 << 2,
        #[since = "0.7.2"]
        VIR_STREAM_EVENT_HANGUP = 1 << 3,
    }
}

c_enum! {
    #[since = "0.7.2"]
    pub enum virStreamFlags: u32 {
        #[since = "0.7.2"]
        VIR_STREAM_NONBLOCK = 1 << 0,
    }
}

c_enum! {
    #[since = "3.4.0"]
    pub enum virStreamRecvFlagsValues: i32 {
        #[since = "3.4.0"]
        VIR_STREAM_RECV_STOP_AT_HOLE = 1 << 0,
    }
}
