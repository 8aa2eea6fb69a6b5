//! Constants of `libvirt-stream.h`.

c_enum! {
    /// What can happen on a stream.
    #[since = "0.7.2"]
    pub enum virStreamEventType: u32 {
        /// It can be read.
        #[since = "0.7.2"]
        VIR_STREAM_EVENT_READABLE = 1 << 0,
        /// It can be written.
        #[since = "0.7.2"]
        VIR_STREAM_EVENT_WRITABLE = 1 << 1,
        /// An error.
        #[since = "0.7.2"]
        VIR_STREAM_EVENT_ERROR = 1 << 2,
        /// The other end is gone.
        #[since = "0.7.2"]
        VIR_STREAM_EVENT_HANGUP = 1 << 3,
    }
}

c_enum! {
    /// Flags of virStreamNew().
    #[since = "0.7.2"]
    pub enum virStreamFlags: u32 {
        /// Calls do not wait: virStreamSend() and virStreamRecv() give -2 instead.
        #[since = "0.7.2"]
        VIR_STREAM_NONBLOCK = 1 << 0,
    }
}

c_enum! {
    /// Flags of virStreamRecvFlags().
    #[since = "3.4.0"]
    pub enum virStreamRecvFlagsValues: i32 {
        /// Stop where a hole begins.
        #[since = "3.4.0"]
        VIR_STREAM_RECV_STOP_AT_HOLE = 1 << 0,
    }
}
