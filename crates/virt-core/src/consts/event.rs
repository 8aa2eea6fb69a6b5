//! Constants of `libvirt-event.h`.

c_enum! {
    #[since = "0.5.0"]
    pub enum virEventHandleType: u32 {
        #[since = "0.5.0"]
        VIR_EVENT_HANDLE_READABLE = 1 << 0,
        #[since = "0.5.0"]
        VIR_EVENT_HANDLE_WRITABLE = 1 << 1,
        #[since = "0.5.0"]
        VIR_EVENT_HANDLE_ERROR = 1 << 2,
        #[since = "0.5.0"]
        VIR_EVENT_HANDLE_HANGUP = 1 << 3,
    }
}
