//! The embedded sample library: the files of `articles/`, compiled in.

/// Returns the samples: path under `articles/` and content.
#[must_use]
pub fn samples() -> &'static [(&'static str, &'static str)] {
    &[]
}
