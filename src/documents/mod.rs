//! Turns facts into PDF/A bytes. Knows neither the store nor the clock.
