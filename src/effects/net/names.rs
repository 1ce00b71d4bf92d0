//! How hosts become addresses, and what was learnt of them on the way: whether they are in the reader's own network.
//!
//! The judgement is made on the very addresses that are then connected to, so that a name cannot say one thing when it is
//! asked about and another when it is used.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::Host;

use super::address::is_near;
use super::{Reach, Url};

/// What is known of hosts.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Hosts that are not looked up: where they are, and whether they count as near.
    told: Arc<HashMap<String, (SocketAddr, bool)>>,
    seen: Arc<Mutex<HashMap<String, bool>>>,
}

impl Names {
    /// Returns names of which some are not looked up: for each its address and whether it counts as near. So a server on
    /// the machine itself can play a public one.
    #[must_use]
    pub fn told(told: impl IntoIterator<Item = (String, SocketAddr, bool)>) -> Self {
        let told = told.into_iter().map(|(name, address, near)| (name, (address, near))).collect();
        Self { told: Arc::new(told), ..Self::default() }
    }

    /// Says whether a host is in the reader's own network, as far as that is known: by its form, else by the addresses
    /// to which it was last connected.
    #[must_use]
    pub fn is_near(&self, url: &Url) -> bool {
        match url.host() {
            Some(Host::Ipv4(four)) => is_near(IpAddr::V4(four)),
            Some(Host::Ipv6(six)) => is_near(IpAddr::V6(six)),
            Some(Host::Domain(name)) => {
                let name = name.trim_end_matches('.');
                let told = self.told.get(name).map(|(_, near)| *near);
                let seen = || self.seen.lock().ok()?.get(name).copied();
                name == "localhost" || name.ends_with(".localhost") || told.or_else(seen).unwrap_or(false)
            }
            None => true,
        }
    }

    fn saw(&self, name: &str, near: bool) {
        if let Ok(mut seen) = self.seen.lock() {
            seen.insert(name.trim_end_matches('.').to_owned(), near);
        }
    }
}

/// That a host has only addresses that it may not be reached at.
#[derive(Debug, thiserror::Error)]
#[error("its address is not a public one")]
pub(super) struct NotPublic;

/// Looks hosts up, and leaves out what may not be reached.
#[derive(Debug)]
pub(super) struct Guard {
    names: Names,
    reach: Reach,
    system: DefaultResolver,
}

impl Guard {
    pub fn new(names: &Names, reach: Reach) -> Self {
        Self { names: names.clone(), reach, system: DefaultResolver::default() }
    }
}

impl Resolver for Guard {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let host = uri.host().unwrap_or_default();
        let mut allowed = self.empty();
        if let Some((address, near)) = self.names.told.get(host) {
            if !*near || self.reach == Reach::Anywhere {
                allowed.push(*address);
            }
        } else {
            let found = self.system.resolve(uri, config, timeout)?;
            self.names.saw(host, found.iter().any(|address| is_near(address.ip())));
            let may = |address: &&SocketAddr| self.reach == Reach::Anywhere || !is_near(address.ip());
            found.iter().filter(may).for_each(|address| allowed.push(*address));
        }
        if allowed.is_empty() { Err(ureq::Error::Other(Box::new(NotPublic))) } else { Ok(allowed) }
    }
}
