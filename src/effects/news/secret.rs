//! Passwords, by a command of the reader's: they stand in no file of the program, no export and no log.

use std::process::{Command, Stdio};

/// Returns the value of `Authorization` for a name and the command that prints the password on its first line.
///
/// # Errors
/// Where the command fails or prints nothing; what it printed is not told.
pub(super) fn basic(user: &str, command: &str) -> Result<String, String> {
    let failed = |why: &dyn std::fmt::Display| format!("its password-command failed: {why}");
    let run = Command::new("sh").arg("-c").arg(command).stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let output = run.map_err(|error| failed(&error))?;
    if !output.status.success() {
        return Err(failed(&output.status));
    }
    let password = output.stdout.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let password = password.strip_suffix(b"\r").unwrap_or(password);
    if password.is_empty() {
        return Err(failed(&"it printed nothing"));
    }
    Ok(format!("Basic {}", base64(&[user.as_bytes(), b":", password].concat())))
}

/// Encodes bytes as RFC 4648 has it.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..4 {
            let letter = LETTERS.get((bits >> (18 - 6 * at) & 63) as usize).copied().unwrap_or(b'=');
            out.push(if at > three.len() { '=' } else { char::from(letter) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_the_standard() {
        for (bytes, letters) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
            ("\u{ff}\u{fe}é?", "w7/DvsOpPw=="),
        ] {
            assert_eq!(base64(bytes.as_bytes()), letters);
        }
    }

    #[test]
    fn the_first_line_is_the_password_and_a_failure_tells_none_of_it() {
        assert_eq!(basic("me", "printf 'secret\\nuser: x\\n'"), Ok("Basic bWU6c2VjcmV0".to_owned()));
        for command in ["printf secret; exit 3", "true", "no-such-command-here 2>/dev/null"] {
            let told = basic("me", command).err();
            assert!(told.as_ref().is_some_and(|told| !told.contains("secret")), "{told:?}");
        }
    }
}
