//! Bytes to text: which encoding, which line ends.

/// Text decoded from bytes, with LF line ends and no byte-order mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// The encoding's name in the Encoding Standard, such as `UTF-8` or `windows-1252`.
    pub encoding: &'static str,
    /// How many malformed sequences became U+FFFD.
    pub replaced: usize,
}

/// Why bytes are not text.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum DecodeError {
    /// A NUL byte, as in programs and pictures.
    #[error("looks binary (a NUL byte at offset {offset})")]
    Binary {
        /// Where the first NUL stands.
        offset: usize,
    },
}

/// Decodes in the order BOM, NUL (binary), strict UTF-8, lossy UTF-8 if few errors, chardetng; then makes
/// CRLF, lone CR, NEL, U+2028 and U+2029 line feeds.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    let _ = bytes;
    todo!()
}
