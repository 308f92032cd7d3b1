//! Numbers and times in the browser's own language.

use std::cell::RefCell;

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

/// A count with the language's separators, such as "61,440".
#[expect(clippy::cast_precision_loss, reason = "no list has 2^53 rows")]
pub fn count(count: usize) -> String {
    thread_local! {
        static FORMAT: RefCell<Option<Function>> = const { RefCell::new(None) };
    }
    if count < 1000 {
        return count.to_string();
    }
    FORMAT.with_borrow_mut(|format| {
        let format = format
            .get_or_insert_with(|| Intl::NumberFormat::new(&Array::new(), &Object::new()).format());
        call(format, &JsValue::from_f64(count as f64)).unwrap_or_else(|| count.to_string())
    })
}

/// The decimal mark and the separator of thousands of the browser's language.
pub fn marks() -> (char, char) {
    let format = Intl::NumberFormat::new(&Array::new(), &Object::new()).format();
    let text = call(&format, &JsValue::from_f64(1_234_567.5)).unwrap_or_default();
    let mut marks = text.chars().filter(|letter| !letter.is_ascii_digit());
    // Other digits than ours are not typed here either.
    match (marks.next(), marks.next_back()) {
        (Some(group), Some(decimal)) if text.starts_with('1') && text.ends_with('5') => {
            (decimal, group)
        }
        _ => ('.', ','),
    }
}

/// The time of day, such as "14:02".
pub fn time_of_day(milliseconds: f64) -> String {
    format_date(milliseconds, &[("hour", "2-digit"), ("minute", "2-digit")])
}

/// The time of day with its seconds, such as "14:02:07".
pub fn time_with_seconds(milliseconds: f64) -> String {
    format_date(
        milliseconds,
        &[
            ("hour", "2-digit"),
            ("minute", "2-digit"),
            ("second", "2-digit"),
        ],
    )
}

/// A time in UTC for machines, as ISO 8601 with milliseconds.
pub fn iso_time(milliseconds: f64) -> String {
    let date = Date::new(&JsValue::from_f64(milliseconds));
    if date.get_time().is_nan() {
        return String::new();
    }
    String::from(date.to_iso_string())
}

/// A day here, as ISO 8601: for what stands on every page. The language's own words take a browser
/// tens of milliseconds when they are first asked for.
pub fn iso_day(milliseconds: f64) -> String {
    let date = Date::new(&JsValue::from_f64(milliseconds));
    let (year, month, day) = (date.get_full_year(), date.get_month() + 1, date.get_date());
    format!("{year:04}-{month:02}-{day:02}")
}

/// A day here, in the language's own words.
pub fn day(milliseconds: f64) -> String {
    format_date(
        milliseconds,
        &[("year", "numeric"), ("month", "short"), ("day", "numeric")],
    )
}

/// Day and time here, with the zone.
pub fn local_time(milliseconds: f64) -> String {
    format_date(
        milliseconds,
        &[
            ("year", "numeric"),
            ("month", "short"),
            ("day", "2-digit"),
            ("hour", "2-digit"),
            ("minute", "2-digit"),
            ("second", "2-digit"),
            ("timeZoneName", "short"),
        ],
    )
}

/// A time in UTC, as ISO 8601.
pub fn utc_time(milliseconds: f64) -> String {
    let date = Date::new(&JsValue::from_f64(milliseconds));
    if date.get_time().is_nan() {
        return String::new();
    }
    String::from(date.to_iso_string())
        .replace('T', " ")
        .replace(".000Z", " UTC")
        .replace('Z', " UTC")
}

/// A time that a server wrote, in milliseconds since 1970; `None` when the browser cannot read it.
pub fn parse_time(text: &str) -> Option<f64> {
    Some(Date::parse(text)).filter(|milliseconds| !milliseconds.is_nan())
}

/// How a date is written: the names and values of `Intl.DateTimeFormat`'s options.
type Style = &'static [(&'static str, &'static str)];

fn format_date(milliseconds: f64, style: Style) -> String {
    thread_local! {
        static FORMATS: RefCell<Vec<(Style, Function)>> = const { RefCell::new(Vec::new()) };
    }
    let value = JsValue::from_f64(milliseconds);
    let text = FORMATS.with_borrow_mut(|formats| {
        let known = formats.iter().position(|(own, _)| *own == style);
        let place = known.unwrap_or_else(|| {
            let chosen = Object::new();
            for (name, value) in style {
                let _ = Reflect::set(&chosen, &(*name).into(), &(*value).into());
            }
            let format = Intl::DateTimeFormat::new(&Array::new(), &chosen).format();
            formats.push((style, format));
            formats.len() - 1
        });
        formats
            .get(place)
            .and_then(|(_, format)| call(format, &value))
    });
    text.unwrap_or_default()
}

fn call(format: &Function, value: &JsValue) -> Option<String> {
    format.call1(&JsValue::UNDEFINED, value).ok()?.as_string()
}

/// The name of a country by its two-letter code; nothing when the browser knows none.
pub fn country(code: &str) -> Option<String> {
    thread_local! {
        static NAMES: RefCell<Option<JsValue>> = const { RefCell::new(None) };
    }
    NAMES.with_borrow_mut(|names| {
        let names = names.get_or_insert_with(|| country_names().unwrap_or(JsValue::UNDEFINED));
        let of = Reflect::get(names, &"of".into()).ok()?;
        // An ill-formed code makes it throw.
        let name = Function::from(of).call1(names, &code.into()).ok()?;
        name.as_string().filter(|name| name != code)
    })
}

fn country_names() -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let maker = Reflect::get(&intl, &"DisplayNames".into()).ok()?;
    let chosen = Object::new();
    Reflect::set(&chosen, &"type".into(), &"region".into()).ok()?;
    let arguments = Array::of2(&Array::new(), &chosen);
    Reflect::construct(&Function::from(maker), &arguments).ok()
}
