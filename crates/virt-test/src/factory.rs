//! Opening `test:///default`, which a process has once, and `test:///FILE`, which every connection has for
//! itself.

use std::sync::{Arc, Weak};

use parking_lot::Mutex;
use virt_core::consts::*;
use virt_core::driver::{AuthRequest, Authenticate, DriverFactory, OpenRequest, check_flags};
use virt_core::{Drivers, Result, Uri, bail};

use crate::{TestDriver, setup};

/// Makes the drivers of `test:` connections.
#[derive(Default)]
pub struct TestFactory {
    /// The driver of `test:///default` for as long as a connection uses it.
    shared: Mutex<Weak<TestDriver>>,
}

impl DriverFactory for TestFactory {
    fn name(&self) -> &'static str {
        "Test"
    }

    fn accepts(&self, uri: &Uri) -> bool {
        uri.scheme.as_deref() == Some("test")
    }

    fn open(&self, request: &OpenRequest<'_>) -> Result<Drivers> {
        check_flags(VIR_FROM_TEST, "testConnectOpen", request.flags, VIR_CONNECT_RO)?;
        let driver = match request.uri.path.as_deref() {
            None | Some("" | "/") => {
                bail!(VIR_FROM_TEST, VIR_ERR_INVALID_ARG, "testOpen: supply a path or use test:///default")
            }
            Some("/default") => self.default_driver()?,
            Some(file) => Arc::new(setup::from_file(file)?),
        };
        authenticate(&driver, request.auth)?;
        Ok(Drivers {
            network: driver.clone(),
            interface: driver.clone(),
            storage: driver.clone(),
            node_device: driver.clone(),
            ..Drivers::new(driver)
        })
    }
}

impl TestFactory {
    fn default_driver(&self) -> Result<Arc<TestDriver>> {
        let mut shared = self.shared.lock();
        if let Some(driver) = shared.upgrade() {
            return Ok(driver);
        }
        let driver = Arc::new(setup::default()?);
        *shared = Arc::downgrade(&driver);
        Ok(driver)
    }
}

/// Asks for a user and password when the driver's file has users.
fn authenticate(driver: &TestDriver, auth: Option<&dyn Authenticate>) -> Result<()> {
    if driver.users.is_empty() {
        return Ok(());
    }
    let name = ask_name(auth)?;
    let user = driver.users.iter().find(|user| user.name == name);
    let wrong = match user {
        Some(user) if user.password.is_none() => false,
        user => {
            let given = ask_password(auth, &name)?;
            user.is_none_or(|user| user.password.as_ref() != Some(&given))
        }
    };
    if wrong {
        bail!(
            VIR_FROM_TEST,
            VIR_ERR_AUTH_FAILED,
            "authentication failed, see test XML for the correct username/password"
        );
    }
    Ok(())
}

fn need(auth: Option<&dyn Authenticate>) -> Result<&dyn Authenticate> {
    match auth {
        Some(auth) => Ok(auth),
        None => bail!(VIR_FROM_AUTH, VIR_ERR_INVALID_ARG, "Missing authentication credentials"),
    }
}

fn ask_name(auth: Option<&dyn Authenticate>) -> Result<String> {
    let auth = need(auth)?;
    if !auth.kinds().contains(&VIR_CRED_AUTHNAME) {
        bail!(VIR_FROM_AUTH, VIR_ERR_AUTH_FAILED, "Missing VIR_CRED_AUTHNAME credential type");
    }
    let request = AuthRequest {
        kind: VIR_CRED_AUTHNAME,
        prompt: "Enter username for localhost".into(),
        challenge: Some("localhost".into()),
        default: None,
    };
    match first_answer(auth, request)? {
        Some(name) => Ok(name),
        None => bail!(VIR_FROM_AUTH, VIR_ERR_AUTH_FAILED, "Username request failed"),
    }
}

fn ask_password(auth: Option<&dyn Authenticate>, name: &str) -> Result<String> {
    let auth = need(auth)?;
    let silent = [VIR_CRED_PASSPHRASE, VIR_CRED_NOECHOPROMPT];
    let Some(kind) = auth.kinds().into_iter().find(|kind| silent.contains(kind)) else {
        bail!(
            VIR_FROM_AUTH,
            VIR_ERR_OPERATION_UNSUPPORTED,
            "no suitable callback authentication callback was found"
        );
    };
    let prompt = format!("Enter {name}'s password for localhost");
    match first_answer(auth, AuthRequest { kind, prompt, challenge: None, default: None })? {
        Some(password) => Ok(password),
        None => bail!(
            VIR_FROM_AUTH,
            VIR_ERR_OPERATION_FAILED,
            "failed to retrieve user response for authentication callback"
        ),
    }
}

/// The answer, if there is one; a program that refuses gives none, a file that cannot be used is an error.
fn first_answer(auth: &dyn Authenticate, request: AuthRequest) -> Result<Option<String>> {
    match auth.ask(&[request]) {
        Ok(answers) => Ok(answers.into_iter().next().flatten()),
        Err(refusal) if refusal.code() == VIR_ERR_AUTH_FAILED => Ok(None),
        Err(error) => Err(error),
    }
}
