//! The page's clock.

/// Milliseconds since the page began; never runs backwards.
pub fn now_ms() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

/// Milliseconds since 1970, by the device.
pub fn date_ms() -> f64 {
    js_sys::Date::now()
}

const MINUTE_MS: f64 = 60_000.0;
const DAY_MS: f64 = 1_440.0 * MINUTE_MS;

/// The day of a time where the user is, as a number of days since 1970.
pub fn local_day(ms: f64) -> i32 {
    let offset_ms = js_sys::Date::new(&ms.into()).get_timezone_offset() * MINUTE_MS;
    ((ms - offset_ms) / DAY_MS).floor() as i32
}

/// The first day of the month of a time, where the user is.
pub fn month_start(ms: f64) -> i32 {
    local_day(ms) + 1 - js_sys::Date::new(&ms.into()).get_date() as i32
}

/// Such a day as a date, like `2026-11-28`.
pub fn iso_date(day: i32) -> String {
    let date = js_sys::Date::new(&(f64::from(day) * DAY_MS).into());
    String::from(date.to_iso_string()).split('T').next().unwrap_or_default().to_owned()
}

/// The name of such a day in a language, such as `Saturday, 28 November 2026`.
pub fn day_name(day: i32, language: &str) -> String {
    let date = js_sys::Date::new(&(f64::from(day) * DAY_MS).into());
    let options = js_sys::Object::new();
    let fields = [
        ("weekday", "long"),
        ("day", "numeric"),
        ("month", "long"),
        ("year", "numeric"),
        ("timeZone", "UTC"),
    ];
    for (name, value) in fields {
        // A plain object takes every member.
        let _ = js_sys::Reflect::set(&options, &name.into(), &value.into());
    }
    date.to_locale_date_string(language, &options).into()
}
