//! The window: theme, components, pages and the desk that holds them.
