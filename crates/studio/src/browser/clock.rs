//! The page's clock.

/// Milliseconds since the page began; never runs backwards.
pub fn now_ms() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

/// Milliseconds since 1970, by the device.
pub fn date_ms() -> f64 {
    js_sys::Date::now()
}
