//! The only part that knows a browser: state → view, actions back, effects in one place.

mod action;
mod app;
mod controls;
mod effect;
mod element;
mod model;
mod platform;
mod session;
mod view;

pub use element::Widget;
