//! The bounds within which articles are loaded, for whoever reads one file and whoever walks over all.

/// Bounds of loading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest file that is read, in bytes.
    pub max_file_bytes: u64,
    /// How deep folders are followed.
    pub max_depth: usize,
}
