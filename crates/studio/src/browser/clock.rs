//! The page's clock, and local dates.

/// Returns the milliseconds since the page was opened, from a monotonic clock.
pub fn now_ms() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

/// Returns the milliseconds since 1970, by the device's clock.
pub fn date_ms() -> f64 {
    js_sys::Date::now()
}

const MINUTE_MS: f64 = 60_000.0;
const DAY_MS: f64 = 1_440.0 * MINUTE_MS;

/// Returns the day of a time in the user's time zone, as a number of days since 1970.
pub fn local_day(ms: f64) -> i32 {
    let offset_ms = js_sys::Date::new(&ms.into()).get_timezone_offset() * MINUTE_MS;
    ((ms - offset_ms) / DAY_MS).floor() as i32
}

/// Returns the first day of the month of a time, in the user's time zone.
pub fn month_start(ms: f64) -> i32 {
    local_day(ms) + 1 - js_sys::Date::new(&ms.into()).get_date() as i32
}

/// Formats a day as a date, like `2026-11-28`.
pub fn iso_date(day: i32) -> String {
    let date = js_sys::Date::new(&(f64::from(day) * DAY_MS).into());
    String::from(date.to_iso_string()).split('T').next().unwrap_or_default().to_owned()
}

/// Formats a day in a language, like `Saturday, 28 November 2026`.
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
        // Setting a property of a plain object cannot fail.
        let _ = js_sys::Reflect::set(&options, &name.into(), &value.into());
    }
    date.to_locale_date_string(language, &options).into()
}
