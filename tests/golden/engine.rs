//! The engine itself: what it refuses, what it never lets out, what the preview shows.
