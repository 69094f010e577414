//! The two ways to an office: behind its thread for the window, in line for tests.

use crate::services::office::Office;
use crate::services::request::Answer;
use crate::services::request::Ask;
use crate::services::worker;
use crate::services::worker::Worker;
use std::collections::VecDeque;

/// Takes questions and gives answers.
pub trait Backend {
    /// Sends a question and returns its number.
    fn ask(&mut self, ask: Ask) -> u64;
    /// Takes an answer that has arrived.
    fn take(&mut self) -> Option<Answer>;
}

impl Backend for Worker {
    fn ask(&mut self, ask: Ask) -> u64 {
        Worker::ask(self, ask)
    }

    fn take(&mut self) -> Option<Answer> {
        Worker::take(self)
    }
}

/// Answers at once, on the same thread; for tests.
pub struct InLine {
    office: Office,
    answers: VecDeque<Answer>,
    next: u64,
}

impl InLine {
    /// Puts an office in line.
    pub fn new(office: Office) -> Self {
        Self { office, answers: VecDeque::new(), next: 0 }
    }

    /// The office itself, to look at from a test.
    pub fn office(&mut self) -> &mut Office {
        &mut self.office
    }
}

impl Backend for InLine {
    fn ask(&mut self, ask: Ask) -> u64 {
        self.next += 1;
        let result = worker::answer(&mut self.office, ask);
        self.answers.push_back(Answer { to: self.next, result });
        self.next
    }

    fn take(&mut self) -> Option<Answer> {
        self.answers.pop_front()
    }
}
