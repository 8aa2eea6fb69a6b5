//! Constants of `libvirt-event.h`.

c_enum! {
    /// What can happen on a file descriptor that an event loop watches.
    #[since = "0.5.0"]
    pub enum virEventHandleType: u32 {
        /// It can be read.
        #[since = "0.5.0"]
        VIR_EVENT_HANDLE_READABLE = 1 << 0,
        /// It can be written.
        #[since = "0.5.0"]
        VIR_EVENT_HANDLE_WRITABLE = 1 << 1,
        /// An error; always watched for.
        #[since = "0.5.0"]
        VIR_EVENT_HANDLE_ERROR = 1 << 2,
        /// The other end is closed; always watched for.
        #[since = "0.5.0"]
        VIR_EVENT_HANDLE_HANGUP = 1 << 3,
    }
}
