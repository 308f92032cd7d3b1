//! Numbers and times in the browser's own language.

use std::cell::RefCell;

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

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

/// The time of day, such as "14:02".
pub fn time_of_day(milliseconds: f64) -> String {
    format_date(milliseconds, &[("hour", "2-digit"), ("minute", "2-digit")])
}

/// A day here.
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

/// The same moment in UTC, as ISO 8601.
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

/// The name of a country by its two letters; `None` when the browser knows none.
pub fn country(code: &str) -> Option<String> {
    thread_local! {
        static NAMES: RefCell<Option<JsValue>> = const { RefCell::new(None) };
    }
    if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    NAMES.with_borrow_mut(|names| {
        if names.is_none() {
            *names = region_names();
        }
        let names = names.as_ref()?;
        let of: Function = Reflect::get(names, &"of".into()).ok()?.dyn_into().ok()?;
        let name = of
            .call1(names, &code.to_ascii_uppercase().into())
            .ok()?
            .as_string()?;
        (!name.eq_ignore_ascii_case(code)).then_some(name)
    })
}

/// `new Intl.DisplayNames("en", {type: "region"})`: the app speaks English, so countries do too.
fn region_names() -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor: Function = Reflect::get(&intl, &"DisplayNames".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &"region".into()).ok()?;
    Reflect::construct(&constructor, &Array::of2(&"en".into(), &options)).ok()
}

fn format_date(milliseconds: f64, options: &[(&str, &str)]) -> String {
    let chosen = Object::new();
    for (name, value) in options {
        let _ = Reflect::set(&chosen, &(*name).into(), &(*value).into());
    }
    let format = Intl::DateTimeFormat::new(&Array::new(), &chosen).format();
    call(&format, &JsValue::from_f64(milliseconds)).unwrap_or_default()
}

fn call(format: &Function, value: &JsValue) -> Option<String> {
    format.call1(&JsValue::UNDEFINED, value).ok()?.as_string()
}
