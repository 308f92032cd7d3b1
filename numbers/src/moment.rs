//! Moments as the API writes them: seven fractional digits and an offset.

mod calendar;

use calendar::{date, days_in, days_since_1970};

/// A moment to a ten-millionth of a second, and the way it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Ten-millionths of a second of universal time since the beginning of 1970.
    pub(crate) ticks: i64,
    pub(crate) shape: Shape,
}

/// The way a moment was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Shape {
    /// Fractional digits; none means no point either.
    digits: u8,
    zone: Zone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Zone {
    /// No zone was written: read as universal time.
    Absent,
    /// `Z`.
    Zulu,
    /// Minutes east, and whether it was written `-00:00`.
    Minutes(i16),
}

const TICKS_A_SECOND: i64 = 10_000_000;
const SECONDS_A_DAY: i64 = 86_400;
/// The finest fraction that .NET writes, and the finest that fits sixty-four bits.
const MAX_DIGITS: usize = 7;

impl Moment {
    /// Reads `2024-04-04T12:24:01.9697859+00:00` with up to seven fractional digits, and with
    /// `Z`, an offset or nothing at the end. Anything that would not be written back the same is
    /// refused.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (head, mut rest) = text.as_bytes().split_first_chunk::<19>()?;
        let mut digits = Reader::default();
        if [4, 7, 10, 13, 16].map(|at| head[at]) != *b"--T::" {
            return None;
        }
        let mut part = |at: usize| digits.two(head[at], head[at + 1]);
        let year = part(0) * 100 + part(2);
        let (month, day) = (part(5), part(8));
        let (hour, minute, second) = (part(11), part(14), part(17));
        let mut fraction = 0;
        let mut len = 0;
        if let [b'.', after @ ..] = rest {
            len = after
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            if len == 0 || len > MAX_DIGITS {
                return None;
            }
            for byte in after[..len].iter().chain(&[b'0'; MAX_DIGITS][len..]) {
                fraction = fraction * 10 + digits.one(*byte);
            }
            rest = &after[len..];
        }
        let zone = Zone::parse(rest, &mut digits)?;
        if digits.failed || hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        if day < 1 || day > days_in(year, month)? {
            return None;
        }
        let seconds = days_since_1970(year, month, day) * SECONDS_A_DAY
            + (hour * 60 + minute - zone.minutes()) * 60
            + second;
        let shape = Shape {
            digits: len as u8,
            zone,
        };
        Some(Self {
            ticks: seconds * TICKS_A_SECOND + fraction,
            shape,
        })
    }

    /// Milliseconds since the beginning of 1970, as a browser's `Date` takes them.
    pub fn unix_millis(self) -> i64 {
        self.ticks.div_euclid(10_000)
    }

    /// Whether the server said which zone it means; universal time is assumed where it did not.
    pub fn has_zone(self) -> bool {
        self.shape.zone != Zone::Absent
    }

    /// The moment in universal time, with the fractional digits that were sent.
    pub fn utc(self) -> String {
        let mut out = String::with_capacity(32);
        let shape = Shape {
            digits: self.shape.digits,
            zone: Zone::Zulu,
        };
        Self { shape, ..self }.write(&mut out);
        out
    }

    /// Writes it as it was read.
    pub(crate) fn write(self, out: &mut String) {
        let local = self.ticks + self.shape.zone.minutes() * 60 * TICKS_A_SECOND;
        let seconds = local.div_euclid(TICKS_A_SECOND);
        let (year, month, day) = date(seconds.div_euclid(SECONDS_A_DAY));
        let time = seconds.rem_euclid(SECONDS_A_DAY);
        let fields = [
            year / 100,
            year,
            month,
            day,
            time / 3600,
            time / 60 % 60,
            time % 60,
        ];
        for (field, after) in fields.into_iter().zip(["", "-", "-", "T", ":", ":", ""]) {
            push_two(field % 100, out);
            out.push_str(after);
        }
        if self.shape.digits > 0 {
            out.push('.');
            let fraction = local.rem_euclid(TICKS_A_SECOND);
            let mut unit = TICKS_A_SECOND / 10;
            for _ in 0..self.shape.digits {
                push_digit(fraction / unit % 10, out);
                unit /= 10;
            }
        }
        match self.shape.zone {
            Zone::Absent => {}
            Zone::Zulu => out.push('Z'),
            Zone::Minutes(east) => {
                out.push(if east < 0 { '-' } else { '+' });
                push_two(i64::from(east.abs() / 60), out);
                out.push(':');
                push_two(i64::from(east.abs() % 60), out);
            }
        }
    }
}

/// Two digits with a leading zero. The formatting of the standard library takes ten times as long,
/// and an export writes five moments a row.
fn push_two(value: i64, out: &mut String) {
    push_digit(value / 10, out);
    push_digit(value % 10, out);
}

fn push_digit(digit: i64, out: &mut String) {
    out.push(char::from(b'0' + digit.cast_unsigned() as u8));
}

impl Zone {
    fn parse(text: &[u8], digits: &mut Reader) -> Option<Self> {
        match *text {
            [] => Some(Self::Absent),
            [b'Z'] => Some(Self::Zulu),
            [sign @ (b'+' | b'-'), hours, hour, b':', minutes, minute] => {
                let (hours, minutes) = (digits.two(hours, hour), digits.two(minutes, minute));
                let east = (hours * 60 + minutes) as i16;
                // "-00:00" would come back as "+00:00".
                if minutes > 59 || (sign == b'-' && east == 0) {
                    return None;
                }
                Some(Self::Minutes(if sign == b'-' { -east } else { east }))
            }
            _ => None,
        }
    }

    fn minutes(self) -> i64 {
        match self {
            Self::Absent | Self::Zulu => 0,
            Self::Minutes(east) => i64::from(east),
        }
    }
}

/// Reads digits and notes what is none: one question at the end instead of one a digit.
#[derive(Debug, Default)]
struct Reader {
    failed: bool,
}

impl Reader {
    fn one(&mut self, byte: u8) -> i64 {
        let digit = byte.wrapping_sub(b'0');
        self.failed |= digit > 9;
        i64::from(digit)
    }

    fn two(&mut self, tens: u8, ones: u8) -> i64 {
        self.one(tens) * 10 + self.one(ones)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rewritten(text: &str) -> Option<String> {
        Moment::parse(text).map(|moment| {
            let mut out = String::new();
            moment.write(&mut out);
            out
        })
    }

    #[test]
    fn moments_come_back_as_they_were_written() {
        for text in [
            "2024-04-04T12:24:01.9697859+00:00",
            "2024-04-04T12:24:01.96978+05:30",
            "2024-02-29T23:59:59Z",
            "0001-01-01T00:00:00",
            "9999-12-31T23:59:59.9999999-11:00",
            "1969-12-31T23:59:59.0000001Z",
        ] {
            assert_eq!(rewritten(text).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_would_change_is_refused() {
        for text in [
            "",
            "2024-04-04",
            "2024-04-04 12:24:01",
            "2023-02-29T00:00:00Z",
            "2024-13-01T00:00:00Z",
            "2024-04-04T24:00:00Z",
            "2024-04-04T12:24:01.",
            "2024-04-04T12:24:01.12345678Z",
            "2024-04-04T12:24:01-00:00",
            "2024-04-04T12:24:01+0000",
            "2024-04-04T12:24:01é",
        ] {
            assert_eq!(rewritten(text), None, "{text}");
        }
    }

    #[test]
    fn the_offset_is_taken_off() {
        let moment = Moment::parse("1970-01-01T02:00:00.5+02:00").unwrap();
        assert_eq!(moment.unix_millis(), 500);
        assert_eq!(moment.utc(), "1970-01-01T00:00:00.5Z");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
            if let Some(back) = rewritten(&text) {
                prop_assert_eq!(back, text);
            }
        }
    }
}
