//! Finds where an element ends without reading it: for one that has not come whole, and for one
//! that cannot be read.

use memchr::memchr2;

/// A scan that can stop anywhere and go on later.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// Bytes of the element looked at.
    pub(crate) at: usize,
    depth: usize,
    in_string: bool,
    /// The byte to come is escaped.
    escaped: bool,
}

impl Scan {
    /// Goes on until the element ends or the limit is reached; `element` begins where the scan
    /// did. Answers the length of the element.
    pub(crate) fn advance(&mut self, element: &[u8], limit: usize) -> Option<usize> {
        let end = element.len().min(self.at.saturating_add(limit));
        while self.at < end {
            if self.in_string {
                self.string(&element[..end]);
                if !self.in_string && self.depth == 0 {
                    return Some(self.at);
                }
                continue;
            }
            let byte = element[self.at];
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth <= 1 => {
                    // At depth 0 it closes what is around the element.
                    let is_own = self.depth == 1;
                    return Some(self.at + usize::from(is_own));
                }
                b'}' | b']' => self.depth -= 1,
                b',' if self.depth == 0 => return Some(self.at),
                _ => {}
            }
            self.at += 1;
        }
        None
    }

    /// How much of the element need not be kept while the scan goes on.
    pub(crate) fn forget(&mut self) -> usize {
        std::mem::take(&mut self.at)
    }

    fn string(&mut self, element: &[u8]) {
        if self.escaped {
            self.escaped = false;
            self.at += 1;
            return;
        }
        match memchr2(b'"', b'\\', &element[self.at..]) {
            None => self.at = element.len(),
            Some(next) => {
                self.at += next + 1;
                if element[self.at - 1] == b'"' {
                    self.in_string = false;
                } else {
                    self.escaped = true;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(text: &str) -> Option<usize> {
        Scan::default().advance(text.as_bytes(), usize::MAX)
    }

    #[test]
    fn strings_hide_what_they_hold() {
        assert_eq!(end(r#"{"a":"}],\"","b":[1,{}]},{"#), Some(24));
        assert_eq!(end(r#""a\\","#), Some(5));
        assert_eq!(end("12.5,"), Some(4));
        assert_eq!(end("12]"), Some(2));
        assert_eq!(end("{\"a\":[1}"), None);
        assert_eq!(end("{\"a\":\""), None);
        assert_eq!(end("12"), None);
    }

    #[test]
    fn a_scan_goes_on_where_it_stopped() {
        let text = br#"{"a":"}],\"","b":[1,{}]},{"#;
        for step in 1..text.len() {
            let mut scan = Scan::default();
            let mut seen = 0;
            let end = loop {
                seen = (seen + step).min(text.len());
                if let Some(end) = scan.advance(&text[..seen], 3) {
                    break end;
                }
            };
            assert_eq!(end, 24);
        }
    }
}
