//! Style sheets, made smaller without changing what they say.

/// Drops comments and the white space that only people need.
pub(crate) fn squeeze(css: &str) -> String {
    let mut squeezed = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(next) = rest.chars().next() {
        if rest.starts_with("/*") {
            rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
        } else if next == '"' || next == '\'' {
            let end = quoted(rest, next);
            squeezed.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if next.is_ascii_whitespace() {
            rest = rest.trim_ascii_start();
            if !squeezed.is_empty()
                && !squeezed.ends_with(is_boundary)
                && !rest.starts_with(['{', '}', ';', ','])
            {
                squeezed.push(' ');
            }
        } else {
            squeezed.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    squeezed
}

/// After these white space never means anything. A colon is not among them: a selector's
/// `a :hover` is not its `a:hover`.
fn is_boundary(c: char) -> bool {
    matches!(c, ' ' | '{' | '}' | ';' | ',')
}

fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == quote {
            return at + 1;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::squeeze;

    #[test]
    fn comments_and_indentation_go() {
        let css = "/* why */\n.a {\n  color: red; /* x */\n  margin: 0 auto;\n}\n";
        assert_eq!(squeeze(css), ".a{color: red;margin: 0 auto;}");
    }

    #[test]
    fn what_carries_meaning_stays() {
        for css in [
            r#".a::before{content: "  /* \" */  ";}"#,
            ".a :hover{width: calc(1px + 2px);}",
            ".a > .b,.c .d{font: 1rem / 2 \"A  B\",serif;}",
            "@media (min-width: 1px) and (max-width: 2px){.a{top: 0;}}",
        ] {
            assert_eq!(squeeze(css), css);
        }
    }
}
