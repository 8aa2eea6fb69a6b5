//! Constants of `libvirt-admin.h`.

c_enum! {
    /// Flags of virAdmConnectDaemonShutdown().
    #[since = "11.2.0"]
    pub enum virAdmConnectDaemonShutdownFlags: u32 {
        /// Keep running guests as the daemon's configuration says, as on a shutdown of the host.
        #[since = "11.2.0"]
        VIR_DAEMON_SHUTDOWN_PRESERVE = 1 << 0,
    }
}

c_enum! {
    /// How a client is connected to a daemon.
    #[since = "2.0.0"]
    pub enum virClientTransport: i32 {
        /// A UNIX socket.
        #[since = "2.0.0"]
        VIR_CLIENT_TRANS_UNIX = 0,
        /// TCP without encryption.
        #[since = "2.0.0"]
        VIR_CLIENT_TRANS_TCP = 1,
        /// TCP with TLS.
        #[since = "2.0.0"]
        VIR_CLIENT_TRANS_TLS = 2,
        /// One more than the highest value of these headers.
        #[sentinel]
        #[since = "2.0.0"]
        VIR_CLIENT_TRANS_LAST = 3,
    }
}

c_macro! {
    /// Whether the client is read-only, as VIR_TYPED_PARAM_BOOLEAN.
    #[since = "2.0.0"]
    pub const VIR_CLIENT_INFO_READONLY: &str = "readonly";
}

c_macro! {
    /// SASL user name of the client, as VIR_TYPED_PARAM_STRING.
    #[since = "2.0.0"]
    pub const VIR_CLIENT_INFO_SASL_USER_NAME: &str = "sasl_user_name";
}

c_macro! {
    /// SELinux context of the client's process, as VIR_TYPED_PARAM_STRING.
    #[since = "2.0.0"]
    pub const VIR_CLIENT_INFO_SELINUX_CONTEXT: &str = "selinux_context";
}

c_macro! {
    /// Network address of the client with its port, as VIR_TYPED_PARAM_STRING.
    #[since = "2.0.0"]
    pub const VIR_CLIENT_INFO_SOCKET_ADDR: &str = "sock_addr";
}

c_macro! {
    /// Group id of the client's process, as VIR_TYPED_PARAM_INT; only for UNIX sockets.
    #[since = "2.0.0"]
    pub const VIR_CLIENT_INFO_UNIX_GROUP_ID: &str = "unix_group_id";
}

c_macro! {
    /// Group name of the client's process, as VIR_TYPED_PARAM_STRING; only for UNIX sockets.
    #[since = "2.0.0"]
    pub const VIR_CLIENT_INFO_UNIX_GROUP_NAME: &str = "unix_group_name";
}

c_macro! {
    /// Process id of the client, as VIR_TYPED_PARAM_INT; only for UNIX sockets.
    #[since = "2.0.0"]
    pub const VIR_CLIENT_INFO_UNIX_PROCESS_ID: &str = "unix_process_id";
}

c_macro! {
    /// User id of the client's process, as VIR_TYPED_PARAM_INT; only for UNIX sockets.
    #[since = "2.0.0"]
    pub const VIR_CLIENT_INFO_UNIX_USER_ID: &str = "unix_user_id";
}

c_macro! {
    /// User name of the client's process, as VIR_TYPED_PARAM_STRING; only for UNIX sockets.
    #[since = "2.0.0"]
    pub const VIR_CLIENT_INFO_UNIX_USER_NAME: &str = "unix_user_name";
}

c_macro! {
    /// Distinguished name in the client's TLS certificate, as VIR_TYPED_PARAM_STRING.
    #[since = "2.0.0"]
    pub const VIR_CLIENT_INFO_X509_DISTINGUISHED_NAME: &str = "tls_x509_dname";
}

c_macro! {
    /// Number of clients connected now, as VIR_TYPED_PARAM_UINT; read only.
    #[since = "2.0.0"]
    pub const VIR_SERVER_CLIENTS_CURRENT: &str = "nclients";
}

c_macro! {
    /// Most clients that may be connected, as VIR_TYPED_PARAM_UINT.
    #[since = "2.0.0"]
    pub const VIR_SERVER_CLIENTS_MAX: &str = "nclients_max";
}

c_macro! {
    /// Number of clients that have not authenticated yet, as VIR_TYPED_PARAM_UINT; read only.
    #[since = "2.0.0"]
    pub const VIR_SERVER_CLIENTS_UNAUTH_CURRENT: &str = "nclients_unauth";
}

c_macro! {
    /// Most clients that may be connected without having authenticated, as VIR_TYPED_PARAM_UINT.
    #[since = "2.0.0"]
    pub const VIR_SERVER_CLIENTS_UNAUTH_MAX: &str = "nclients_unauth_max";
}

c_macro! {
    /// Number of jobs that wait for a worker, as VIR_TYPED_PARAM_UINT; read only.
    #[since = "2.0.0"]
    pub const VIR_THREADPOOL_JOB_QUEUE_DEPTH: &str = "jobQueueDepth";
}

c_macro! {
    /// Number of workers there are, as VIR_TYPED_PARAM_UINT; read only.
    #[since = "2.0.0"]
    pub const VIR_THREADPOOL_WORKERS_CURRENT: &str = "nWorkers";
}

c_macro! {
    /// Number of workers without a job, as VIR_TYPED_PARAM_UINT; read only.
    #[since = "2.0.0"]
    pub const VIR_THREADPOOL_WORKERS_FREE: &str = "freeWorkers";
}

c_macro! {
    /// Most workers the pool may have, as VIR_TYPED_PARAM_UINT.
    #[since = "2.0.0"]
    pub const VIR_THREADPOOL_WORKERS_MAX: &str = "maxWorkers";
}

c_macro! {
    /// Fewest workers the pool keeps, as VIR_TYPED_PARAM_UINT.
    #[since = "2.0.0"]
    pub const VIR_THREADPOOL_WORKERS_MIN: &str = "minWorkers";
}

c_macro! {
    /// Number of workers kept for jobs that never wait, as VIR_TYPED_PARAM_UINT.
    #[since = "2.0.0"]
    pub const VIR_THREADPOOL_WORKERS_PRIORITY: &str = "prioWorkers";
}
