//! Constants of `libvirt-common.h`.

c_enum! {
    #[since = "0.10.0"]
    pub enum virConnectCloseReason: i32 {
        #[since = "0.10.0"]
        VIR_CONNECT_CLOSE_REASON_ERROR = 0,
        #[since = "0.10.0"]
        VIR_CONNECT_CLOSE_REASON_EOF = 1,
        #[since = "0.10.0"]
        VIR_CONNECT_CLOSE_REASON_KEEPALIVE = 2,
        #[since = "0.10.0"]
        VIR_CONNECT_CLOSE_REASON_CLIENT = 3,
        #[sentinel]
        #[since = "0.10.0"]
        VIR_CONNECT_CLOSE_REASON_LAST = 4,
    }
}

c_enum! {
    #[since = "0.9.8"]
    pub enum virTypedParameterFlags: u32 {
        #[since = "0.9.8"]
        VIR_TYPED_PARAM_STRING_OKAY = 1 << 2,
    }
}

c_enum! {
    #[since = "0.9.2"]
    pub enum virTypedParameterType: i32 {
        #[since = "0.9.2"]
        VIR_TYPED_PARAM_INT = 1,
        #[since = "0.9.2"]
        VIR_TYPED_PARAM_UINT = 2,
        #[since = "0.9.2"]
        VIR_TYPED_PARAM_LLONG = 3,
        #[since = "0.9.2"]
        VIR_TYPED_PARAM_ULLONG = 4,
        #[since = "0.9.2"]
        VIR_TYPED_PARAM_DOUBLE = 5,
        #[since = "0.9.2"]
        VIR_TYPED_PARAM_BOOLEAN = 6,
        #[since = "0.9.8"]
        VIR_TYPED_PARAM_STRING = 7,
        #[sentinel]
        #[since = "0.9.10"]
        VIR_TYPED_PARAM_LAST = 8,
    }
}

c_macro! {
    #[since = "0.0.1"]
    pub const LIBVIR_VERSION_NUMBER: i32 = 12008000;
}

c_macro! {
    #[since = "0.9.2"]
    pub const VIR_TYPED_PARAM_FIELD_LENGTH: usize = 80;
}

c_function_macro! {
    /// True where the headers are of at least this version.
    ///
    /// - `major`: major number
    /// - `minor`: minor number
    /// - `micro`: micro number
    #[since = "1.2.0"]
    LIBVIR_CHECK_VERSION(major, minor, micro) = "((major) * 1000000 + (minor) * 1000 + (micro) <= LIBVIR_VERSION_NUMBER)";
}
