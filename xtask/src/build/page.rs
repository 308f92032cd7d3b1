//! `index.html`: from what trunk reads to what is served, with nothing inline and every file that
//! runs tied to its hash.

use std::ops::Range;

use anyhow::{Context, Result, bail, ensure};

use super::asset::Asset;

/// The page's source and what it asks trunk for.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    html: &'a str,
    elements: Vec<Element<'a>>,
    /// Style sheets in the order of the cascade.
    pub(crate) styles: Vec<&'a str>,
    /// The start-up script.
    pub(crate) script: &'a str,
    /// The page's icon.
    pub(crate) icon: &'a str,
    /// Files that are served as they are.
    pub(crate) copies: Vec<&'a str>,
}

/// What the served page names.
#[derive(Debug)]
pub(crate) struct Links<'a> {
    pub(crate) base: &'a str,
    pub(crate) build: &'a str,
    pub(crate) style: &'a Asset,
    pub(crate) script: &'a Asset,
    pub(crate) glue: &'a Asset,
    pub(crate) wasm: &'a Asset,
    pub(crate) icon: &'a Asset,
}

#[derive(Debug)]
struct Element<'a> {
    place: Range<usize>,
    kind: Kind,
    file: &'a str,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Style,
    Script,
    Icon,
    Program,
    Copy,
}

impl<'a> Source<'a> {
    /// Finds the elements marked `data-trunk`.
    pub(crate) fn read(html: &'a str) -> Result<Self> {
        let marks = html.match_indices("data-trunk").map(|(at, _)| at);
        let elements = marks
            .map(|at| Element::around(html, at))
            .collect::<Result<Vec<_>>>()?;
        let of = |kind| {
            elements
                .iter()
                .filter(move |e| e.kind == kind)
                .map(|e| e.file)
        };
        let only = |kind| -> Result<&'a str> {
            let mut found = of(kind);
            match (found.next(), found.next()) {
                (Some(file), None) => Ok(file),
                _ => bail!("index.html needs exactly one {kind:?} marked data-trunk"),
            }
        };
        only(Kind::Program)?;
        let (script, icon) = (only(Kind::Script)?, only(Kind::Icon)?);
        let (styles, copies) = (of(Kind::Style).collect(), of(Kind::Copy).collect());
        Ok(Self {
            html,
            elements,
            styles,
            script,
            icon,
            copies,
        })
    }

    /// The page as it is served.
    pub(crate) fn link(&self, links: &Links) -> Result<String> {
        let mut page = String::with_capacity(self.html.len() * 2);
        let mut done = 0;
        let mut styled = false;
        for element in &self.elements {
            page.push_str(&self.html[done..element.place.start]);
            done = element.place.end;
            // All style sheets become one, where the first of them stood.
            if element.kind != Kind::Style || !styled {
                page.push_str(&links.replacing(element.kind));
            }
            styled |= element.kind == Kind::Style;
        }
        page.push_str(&self.html[done..]);
        let page = set_meta(&page, "cordboard:base", links.base)?;
        let page = without_blank_lines(&set_meta(&page, "cordboard:build", links.build)?);
        nothing_inline(&page)?;
        Ok(page)
    }
}

impl<'a> Element<'a> {
    fn around(html: &'a str, mark: usize) -> Result<Self> {
        let shape = "index.html: data-trunk stands outside a tag";
        let start = html[..mark].rfind('<').context(shape)?;
        let end = start + html[start..].find('>').context(shape)? + 1;
        let tag = &html[start..end];
        let attribute =
            |name| attribute(tag, name).with_context(|| format!("index.html: {tag} has no {name}"));
        if tag.starts_with("<script") {
            let close = "</script>";
            let end =
                end + html[end..].find(close).context("a script is not closed")? + close.len();
            return Ok(Self {
                place: start..end,
                kind: Kind::Script,
                file: attribute("src")?,
            });
        }
        let (kind, file) = match attribute("rel")? {
            "css" => (Kind::Style, attribute("href")?),
            "icon" => (Kind::Icon, attribute("href")?),
            "copy-file" => (Kind::Copy, attribute("href")?),
            "rust" => (Kind::Program, attribute("data-bin")?),
            other => bail!("index.html asks trunk for {other}, which the build does not know"),
        };
        Ok(Self {
            place: start..end,
            kind,
            file,
        })
    }
}

impl Links<'_> {
    fn replacing(&self, kind: Kind) -> String {
        let base = self.base;
        let tied = |asset: &Asset| (format!("{base}{}", asset.name), asset.integrity());
        match kind {
            Kind::Style => {
                let (href, integrity) = tied(self.style);
                format!(r#"<link rel="stylesheet" href="{href}" integrity="{integrity}">"#)
            }
            Kind::Script => {
                let (src, integrity) = tied(self.script);
                let (wasm, wasm_integrity) = tied(self.wasm);
                format!(
                    r#"<script src="{src}" integrity="{integrity}" data-wasm="{wasm}" data-wasm-integrity="{wasm_integrity}"></script>"#
                )
            }
            Kind::Icon => {
                let icon = &self.icon.name;
                format!(r#"<link rel="icon" type="image/png" href="{base}{icon}">"#)
            }
            Kind::Program => {
                let (src, integrity) = tied(self.glue);
                format!(r#"<script type="module" src="{src}" integrity="{integrity}"></script>"#)
            }
            Kind::Copy => String::new(),
        }
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let opening = format!(" {name}=\"");
    let value = &tag[tag.find(&opening)? + opening.len()..];
    Some(&value[..value.find('"')?])
}

fn set_meta(page: &str, name: &str, content: &str) -> Result<String> {
    let opening = format!("<meta name=\"{name}\" content=\"");
    let (before, after) = page
        .split_once(&opening)
        .with_context(|| format!("index.html has no meta {name}"))?;
    let (_, after) = after
        .split_once('"')
        .context("a meta element is not closed")?;
    Ok(format!("{before}{opening}{content}\"{after}"))
}

fn without_blank_lines(page: &str) -> String {
    page.lines()
        .filter(|line| !line.trim().is_empty())
        .fold(String::new(), |mut kept, line| {
            kept.push_str(line);
            kept.push('\n');
            kept
        })
}

/// The policy that the page is served under forbids these; a browser would ignore them in silence.
fn nothing_inline(page: &str) -> Result<()> {
    for forbidden in [
        "<style",
        "style=\"",
        "<base",
        "<script>",
        "data-trunk",
        "javascript:",
        " on",
    ] {
        let found = page
            .match_indices(forbidden)
            .any(|(at, _)| forbidden != " on" || is_event_attribute(&page[at + 1..]));
        ensure!(
            !found,
            "index.html: {forbidden} does not work under the content security policy"
        );
    }
    Ok(())
}

fn is_event_attribute(text: &str) -> bool {
    let name: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
    name.len() > 2 && text[name.len()..].starts_with("=\"")
}

#[cfg(test)]
mod tests {
    use super::{Links, Source};
    use crate::build::asset::Asset;

    const PAGE: &str = r#"<head>
    <meta name="cordboard:base" content="/">
    <meta name="cordboard:build" content="development">
    <link data-trunk rel="icon" type="image/png" href="start/mark.png">
    <script data-trunk src="start/start.js"></script>
    <link data-trunk rel="css" href="style/a.css">
    <link data-trunk rel="css" href="style/b.css">
    <link data-trunk rel="rust" data-bin="app">
    <link data-trunk rel="copy-file" href="config.json">
</head>"#;

    fn served(page: &str) -> anyhow::Result<String> {
        let asset = |stem, extension| Asset::hashed(stem, extension, stem.as_bytes().to_vec());
        Source::read(page)?.link(&Links {
            base: "/x/",
            build: "0123",
            style: &asset("app", "css"),
            script: &asset("start", "js"),
            glue: &asset("app", "js"),
            wasm: &asset("app", "wasm"),
            icon: &asset("mark", "png"),
        })
    }

    #[test]
    fn the_source_says_what_goes_into_the_site() {
        let source = Source::read(PAGE).unwrap();
        assert_eq!(source.styles, ["style/a.css", "style/b.css"]);
        assert_eq!(source.script, "start/start.js");
        assert_eq!(source.icon, "start/mark.png");
        assert_eq!(source.copies, ["config.json"]);
    }

    #[test]
    fn the_served_page_names_each_file_under_the_public_path_with_its_hash() {
        let page = served(PAGE).unwrap();
        assert!(!page.contains("data-trunk"));
        assert!(page.contains(r#"<meta name="cordboard:base" content="/x/">"#));
        assert!(page.contains(r#"<meta name="cordboard:build" content="0123">"#));
        assert_eq!(page.matches(r#"rel="stylesheet""#).count(), 1);
        assert_eq!(page.matches(r#" integrity="sha384-"#).count(), 3);
        assert_eq!(page.matches(r#" data-wasm-integrity="sha384-"#).count(), 1);
        assert_eq!(page.matches("=\"/x/").count(), 6);
    }

    #[test]
    fn what_the_policy_forbids_never_reaches_the_site() {
        for inline in [
            "<style>p{}</style>",
            "<script>start()</script>",
            r#"<p style="color:red">"#,
            r#"<p onclick="go()">"#,
            r#"<base href="/">"#,
        ] {
            let page = PAGE.replace("</head>", &format!("{inline}</head>"));
            assert!(served(&page).is_err(), "{inline}");
        }
        let words = PAGE.replace("</head>", "<p>based on nothing</p></head>");
        assert!(served(&words).is_ok());
    }

    #[test]
    fn a_page_without_its_program_is_refused() {
        let page = PAGE.replace(r#"rel="rust""#, r#"rel="copy-file" href="x""#);
        assert!(Source::read(&page).is_err());
    }
}
