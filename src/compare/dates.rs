//! A publication date as the reports write it.

use crate::article::When;

/// Writes a date, or a date and time with what is known of its offset, as RFC 3339 has them.
pub(super) fn iso(when: &When) -> String {
    let mut out = when.date.to_string();
    if let Some(time) = when.time {
        out.push_str(&format!("T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second()));
        if let Some(offset) = when.offset {
            let (sign, minutes) = (if offset.seconds() < 0 { '-' } else { '+' }, offset.seconds().abs() / 60);
            out.push_str(&format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};
    use jiff::tz::Offset;

    #[test]
    fn what_is_not_known_is_left_out() {
        let mut when = When { date: date(2026, 3, 7), time: None, offset: None };
        assert_eq!(iso(&when), "2026-03-07");
        when.time = Some(time(9, 5, 0, 0));
        assert_eq!(iso(&when), "2026-03-07T09:05:00");
        when.offset = Some(Offset::constant(-5));
        assert_eq!(iso(&when), "2026-03-07T09:05:00-05:00");
    }
}
