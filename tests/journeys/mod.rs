//! What a clerk does, step by step.

mod components;
